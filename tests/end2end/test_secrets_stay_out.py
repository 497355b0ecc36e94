"""Neither the webhook's code nor the bot's token is in anything a whole run has written.

A portal, a launch, an agent that meets every fault, a wrong webhook, a bug with a traceback, the desktop, status and
a report: as real processes, every logger at its lowest level, tracebacks with locals. Then every byte is searched.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import live_demo
import pytest
from live_demo import CAST, KIOSK, ROOT, Child, Demo, run, until

from outlet_desktop.portal.encode import bot_token

LOUD = Path(__file__).with_name("loud.py")
WRONG = "wr0ngc0deofsomebodyelse"


def forms(secret: str) -> set[bytes]:
    """A text as it is, in other encodings, and as a part of something that was encoded whole."""
    plain = secret.encode()
    found = {plain, plain.hex().encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), plain[::-1]}
    found |= {quote(secret, safe="").encode(), quote(quote(secret, safe=""), safe="").encode()}
    found |= {json.dumps(secret)[1:-1].replace("/", "\\/").encode()}
    for shift in range(3):  # base64 of a longer text: the middle, whichever of three places it starts at
        middle = base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4]
        found |= {middle, middle.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def places(folder: Path, secrets: dict[str, str]) -> list[str]:
    """Where a secret stands below a folder, in files or in their names."""
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        folded = content.lower()
        for name, secret in secrets.items():
            if any(form in content or form.lower() in folded for form in forms(secret)):
                found.append(f"{name} in {path.relative_to(folder)}")
    return found


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process of the test is the talkative program."""
    monkeypatch.setattr(live_demo, "PROGRAM", [sys.executable, str(LOUD)])


@pytest.mark.parametrize(
    "written",
    [
        b"http://127.0.0.1/rest/1/5f0c8a/batch",
        b"http%3A%2F%2F127.0.0.1%2Frest%2F1%2F5f0c8a%2F",
        "x5f0c8ay".encode("utf-16-le"),
        b"5F0C8A",
        b"5f0c8a".hex().encode(),
        *(base64.b64encode(b"x" * k + b"/rest/1/5f0c8a5f0c8a/") for k in range(3)),
    ],
)
def test_the_search_finds_what_is_there(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1" + written + b"\xff")
    secret = "5f0c8a5f0c8a" if b"5f0c8a" not in written.lower() and b"\0" not in written else "5f0c8a"
    if written == b"5f0c8a".hex().encode():
        secret = "5f0c8a"
    assert places(tmp_path, {"code": secret}) == ["code in a.bin"]


def test_nothing_a_whole_run_writes_holds_a_secret(tmp_path: Path, loud: None) -> None:
    data, said = tmp_path / "run" / "data", tmp_path / "run" / "said"
    said.mkdir(parents=True)

    def keep(name: str, *texts: str) -> None:
        (said / name).write_text("\n".join(texts), "utf-8")

    with Demo(tmp_path / "portal", "--no-staff", "--no-limits") as demo:
        env = {"OUTLET_PORTAL": demo.webhook, "PYTHONPATH": str(ROOT)}
        code = demo.webhook.rstrip("/").rsplit("/", 1)[1]

        def command(name: str, *arguments: object, **more: str) -> int:
            ended = run(*arguments, "--data", data, **(env | more))
            keep(name, ended.stdout, ended.stderr)
            return ended.returncode

        roles = [role["id"] for role in json.loads(KIOSK.read_text("utf-8"))["roles"]]
        assigned = [word for role in roles for word in ("--assign", f"{role}={CAST[role]}")]
        assert command("launch", "launch", KIOSK, "--address", "ул. Тайная, 5", *assigned) == 0

        wrong = demo.webhook.replace(code, WRONG)
        assert command("wrong webhook", "agent", "--once", OUTLET_PORTAL=wrong) == 1
        demo.wish("fault", kind="html_502", method="batch", times=2)
        assert command("html", "agent", "--once") == 1
        assert command("silent", "agent", "--once", OUTLET_PORTAL=f"http://127.0.0.1:9/rest/1/{code}/") == 1

        assert command("bug", "agent", "--once", LOUD_BUG="1") == 1
        crashed = (said / "bug").read_text("utf-8")
        assert "RuntimeError: a bug of ours" in crashed
        assert "<bot token>" in crashed  # the locals were written, and the bot was among them

        for kind in ("cut", "drop_answer", "html_502", "http_503", "http_429", "refuse"):
            demo.wish("fault", kind=kind, method="batch", times=2, probability=0.5)  # people call singly
        with Child("agent", "--until-idle", "--interval", 0.2, "--settle", 3, "--data", data, **env) as agent:
            demo.work_until(agent)
            keep("agent", "".join(agent.lines), agent.errors())
        assert '"opening_done"' in (said / "agent").read_text("utf-8")

        desktop = Child("--data", data, QT_QPA_PLATFORM="offscreen", LOUD_BUG="1", **env)
        try:
            until(lambda: "a bug of ours" in desktop.errors(), desktop.errors)
            desktop.kill()
            keep("desktop", "".join(desktop.lines), desktop.errors())
        finally:
            desktop.kill()
            with pytest.raises(AssertionError, match="a bug of ours"):
                desktop.close()  # which tells of the traceback it has left
        assert "a bug of ours" in (data / "errors.log").read_text("utf-8")  # written before it was said

        assert command("status", "status") == command("json", "status", "--json") == 0
        assert command("report", "report", "--all", "--out", tmp_path / "run" / "report.pdf") == 0

    with closing(sqlite3.connect(data / "outlet.db")) as store:
        (seed,) = store.execute("select value from meta where name = 'bot_seed'").fetchone()
        bodies = [body for (body,) in store.execute("select body from intent")]
    assert any("imbot.v2.Chat.Message.send" in body for body in bodies)  # the bot has spoken
    files = {path.name for path in (tmp_path / "run").rglob("*") if path.is_file()}
    assert {"outlet.db", "errors.log", "report.pdf", "agent", "bug"} <= files
    secrets = {"the code": code, "the wrong code": WRONG, "the bot's token": str(bot_token(seed))}
    assert places(tmp_path / "run", secrets) == []
