"""`demo`: serve the demo portal; with --openings the real engine first lives through their past on it."""

from __future__ import annotations

import argparse
import json
import os
import signal
import stat
import sys
import threading
from pathlib import Path

from outlet_desktop.cli.folder import Lock
from outlet_desktop.places import data_folder
from outlet_desktop.problem import Problem


def run_demo(arguments: argparse.Namespace) -> int:
    """Serve until told to stop, or until the standard input closes where that is a pipe."""
    from outlet_desktop.cli.demo_past import live_through, rules_of
    from outlet_desktop.portal.demo.server import DemoServer

    if arguments.openings < 0 or arguments.speed < 0:
        raise Problem("demo.bad_number")
    named = arguments.data or os.environ.get("OUTLET_DATA")
    folder = data_folder(named) if named or arguments.openings else None
    wants_past = bool(arguments.openings and folder and not _has_past(folder))
    server = DemoServer(
        port=arguments.port,
        seed=arguments.seed,
        speed=0.0 if wants_past else arguments.speed,
        start=arguments.start,
        staff=wants_past or not arguments.no_staff,  # the past needs people; `--no-staff` is about what follows
        rate=arguments.rate,
        limits=not arguments.no_limits and not wants_past,
        data=folder,
        rules=rules_of(arguments.openings),
    )
    try:
        server.start()
    except OSError as error:
        raise Problem("demo.port_taken", port=arguments.port, detail=error.strerror or "") from error
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: over.set())
    _watch_input(over)
    try:
        if wants_past:
            assert folder is not None
            lock = Lock(folder)
            if not lock.take():
                raise Problem("agent.locked", holder=lock.holder())
            try:
                progress = _tell_progress if arguments.progress else _silent
                live_through(server, folder, arguments.openings, arguments.seed, arguments.lang, progress, over.is_set)
            finally:
                lock.free()
            server.staff.is_on = not arguments.no_staff
            server.set_limits(not arguments.no_limits)
            server.set_speed(arguments.speed)
        line = {"webhook": server.webhook, "control": server.control, "pid": os.getpid()}
        print(json.dumps(line), flush=True)
        if arguments.progress:
            print(json.dumps({"ready": True}), file=sys.stderr, flush=True)
        over.wait()
    finally:
        server.stop()
    return 0


def _has_past(folder: Path) -> bool:
    return (folder / "demo.db").exists() and (folder / "outlet.db").exists()


def _watch_input(over: threading.Event) -> None:
    """When whoever holds the other end of the input pipe ends, so does the demo; other inputs do not count."""
    try:
        if not stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
            return
    except (AttributeError, OSError, ValueError):
        return

    def wait() -> None:
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        over.set()

    threading.Thread(target=wait, name="input", daemon=True).start()


def _tell_progress(done: int, total: int) -> None:
    print(json.dumps({"progress": done, "total": total}), file=sys.stderr, flush=True)


def _silent(_done: int, _total: int) -> None:
    return
