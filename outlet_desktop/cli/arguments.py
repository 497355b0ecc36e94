"""The command line of design §5, which other programs call: names and meanings here are stable."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module

import outlet_desktop


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments. `act` of the result is the command's function. Exits with 2 on bad usage."""
    everywhere = argparse.ArgumentParser(add_help=False)
    group = everywhere.add_argument_group("everywhere")
    suppress = argparse.SUPPRESS  # a value before the command must survive the command's own defaults
    group.add_argument("--data", metavar="DIR", default=suppress, help="data folder (or OUTLET_DATA)")
    group.add_argument("--lang", choices=("ru", "en"), default=suppress, help="language of what is printed")
    group.add_argument("--portal", metavar="URL", default=suppress, help="webhook of the portal (or OUTLET_PORTAL)")
    group.add_argument("--store", metavar="URL", default=suppress, help="sqlite:///file (or OUTLET_STORE)")

    parser = argparse.ArgumentParser(prog="outlet-desktop", description=outlet_desktop.__doc__, parents=[everywhere])
    parser.add_argument("--version", action="version", version=outlet_desktop.__version__)
    parser.add_argument("--demo", action="store_true", help="open the desktop on a demo portal of its own")
    parser.set_defaults(act=_later("desktop", "run_desktop"))
    commands = parser.add_subparsers(dest="command", metavar="command")

    def command(name: str, act: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[everywhere])
        made.set_defaults(act=act)
        return made

    demo = command("demo", _later("demo", "run_demo"), "serve the demo portal on this machine")
    demo.add_argument("--port", type=int, default=8024, help="0 = a free one")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--speed", type=float, default=1.0, help="portal seconds per real second")
    demo.add_argument("--start", type=_moment, help="ISO moment the portal's clock starts at")
    demo.add_argument("--openings", type=int, default=0, metavar="K", help="outlets already under way")
    demo.add_argument("--no-staff", action="store_true", help="nobody works but you")
    demo.add_argument("--rate", type=_rate, default=(2.0, 50), metavar="2/50", help="requests/s and burst")
    demo.add_argument("--no-limits", action="store_true", help="no rate, operating or time limits")
    demo.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)

    launch = command("launch", _later("launching", "run_launch"), "commit an opening of an outlet")
    launch.add_argument("template", metavar="TEMPLATE", help="a process file, or the id of a process")
    launch.add_argument("--address", required=True)
    launch.add_argument("--city", default="")
    launch.add_argument("--region", default="")
    launch.add_argument("--start", type=date.fromisoformat, metavar="YYYY-MM-DD")
    launch.add_argument("--target", type=date.fromisoformat, metavar="YYYY-MM-DD")
    launch.add_argument("--assign", action="append", default=[], type=_assignment, metavar="ROLE=USER_ID")
    launch.add_argument("--set", action="append", default=[], type=_pair, metavar="FIELD=VALUE", dest="fields")

    agent = command("agent", _later("acting", "run_agent"), "act with no window")
    mode = agent.add_mutually_exclusive_group()
    mode.add_argument("--once", action="store_true", help="one pass of each opening, then exit")
    mode.add_argument("--until-idle", action="store_true", help="until every opening is over or stopped")
    agent.add_argument("--interval", type=float, metavar="S", help="seconds between two polls")
    agent.add_argument("--settle", type=float, metavar="S", help="how long an unanswered request may still act, s")

    swap = command("replace", _later("replacing", "run_replace"), "put one person in place of another everywhere")
    swap.add_argument("user", type=int, metavar="USER_ID", help="who is replaced")
    swap.add_argument("by", type=int, metavar="BY", help="who takes over")
    swap.add_argument("--dry-run", action="store_true", help="only say what it would change")

    status = command("status", _later("status", "run_status"), "where, who, why, when")
    status.add_argument("opening", nargs="?", metavar="OPENING")
    status.add_argument("--json", action="store_true")

    check = command("check", _later("files", "run_check"), "findings of a process file (exit 1 on errors)")
    check.add_argument("file", metavar="FILE")
    check.add_argument("--json", action="store_true")

    convert = command("convert", _later("files", "run_convert"), "convert a process file by file ending")
    convert.add_argument("source", metavar="IN")
    convert.add_argument("target", metavar="OUT")

    report = command("report", _later("reporting", "run_report"), "Gantt or portfolio as PDF, PNG or XLSX")
    report.add_argument("opening", nargs="?", metavar="OPENING")
    report.add_argument("--all", action="store_true", help="the whole portfolio")
    report.add_argument("--meeting", action="store_true", help="the page for the meeting: what needs attention")
    report.add_argument("--out", required=True, metavar="FILE")

    command("selftest", _later("selftest", "run_selftest"), "a window, a demo and one short opening")

    arguments = parser.parse_args(argv)
    for name in ("data", "portal", "store"):
        if not hasattr(arguments, name):
            setattr(arguments, name, None)
    if not hasattr(arguments, "lang"):
        arguments.lang = "ru"
        arguments.lang_given = False
    else:
        arguments.lang_given = True
    return arguments


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it runs: an agent never imports Qt, a window no server."""

    def act(arguments: argparse.Namespace) -> int:
        result: int = getattr(import_module(f"outlet_desktop.cli.{module}"), function)(arguments)
        return result

    return act


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _assignment(text: str) -> tuple[str, int]:
    role, user = _pair(text)
    if not user.isdigit():
        raise argparse.ArgumentTypeError(f"{user!r} is not the id of a person")
    return role, int(user)


def _rate(text: str) -> tuple[float, int]:
    per_second, slash, burst = text.partition("/")
    try:
        return float(per_second), int(burst) if slash else 50
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not RATE/BURST, e.g. 2/50") from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an ISO moment") from None
