"""A demo portal of one's own for each test, spoken to over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from outlet_desktop.portal.demo.server import DemoServer

TOKEN = "t" * 40


class Portal:
    """A server and a client: `ask` as a person, `tell` the control."""

    def __init__(self, server: DemoServer) -> None:
        self.server = server
        self.http = httpx.Client(timeout=10)

    def post(self, method: str, params: Any = None, user: int = 1, base: str | None = None) -> httpx.Response:
        return self.http.post((base or self.server.webhook_of(user)) + method, json={} if params is None else params)

    def ask(self, method: str, params: Any = None, user: int = 1) -> Any:
        """The `result`; anything but 200 fails the test."""
        answer = self.post(method, params, user)
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    def refusal(self, method: str, params: Any = None, user: int = 1) -> tuple[int, str]:
        """(HTTP status, error code) of a call that is refused."""
        answer = self.post(method, params, user)
        return answer.status_code, answer.json()["error"]

    def ask_v3(self, method: str, params: Any, user: int = 1, headers: dict[str, str] | None = None) -> httpx.Response:
        base = self.server.webhook_of(user).replace("/rest/", "/rest/api/")
        return self.http.post(base + method, json=params, headers=headers)

    def tell(self, name: str, wish: Any) -> Any:
        answer = self.http.post(self.server.control + name, json=wish)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def see(self, name: str, **query: Any) -> Any:
        answer = self.http.get(self.server.control + name, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def add(self, title: str = "Оплатить счёт", responsible: int = 11, user: int = 1, **fields: Any) -> int:
        sent = {"fields": {"TITLE": title, "RESPONSIBLE_ID": responsible, **fields}}
        return int(self.ask("tasks.task.add", sent, user)["task"]["id"])

    def task(self, task_id: int, user: int = 1) -> Any:
        return self.ask("tasks.task.get", {"taskId": task_id}, user)["task"]

    def bot(self) -> int:
        fields = {"code": "outlet_bot", "botToken": TOKEN, "properties": {"name": "Открытие точек"}}
        number = int(self.ask("imbot.v2.Bot.register", {"fields": fields})["bot"]["id"])
        command = {"command": "decide", "title": {"ru": "Решение", "en": "Decision"}, "hidden": True}
        self.ask("imbot.v2.Command.register", {"botId": number, "botToken": TOKEN, "fields": command})
        return number

    def send(self, bot: int, user: int, message: str, *buttons: dict[str, str]) -> int:
        fields = {"message": message, "keyboard": list(buttons)}
        sent = {"botId": bot, "botToken": TOKEN, "dialogId": str(user), "fields": fields}
        return int(self.ask("imbot.v2.Chat.Message.send", sent)["id"])

    def events(self, bot: int, offset: int | None = None, **more: Any) -> Any:
        sent = {"botId": bot, "botToken": TOKEN, **more}
        return self.ask("imbot.v2.Event.get", sent if offset is None else sent | {"offset": offset})

    def close(self) -> None:
        self.http.close()
        self.server.stop()


def button(text: str, params: str, **more: str) -> dict[str, str]:
    return {"TEXT": text, "COMMAND": "decide", "COMMAND_PARAMS": params, "BLOCK": "Y", **more}


@pytest.fixture
def make_portal() -> Iterator[Callable[..., Portal]]:
    made: list[Portal] = []

    def make(**settings: Any) -> Portal:
        portal = Portal(DemoServer(**{"limits": False, "staff": False, "speed": 0.0, **settings}).start())
        made.append(portal)
        return portal

    yield make
    for portal in made:
        portal.close()


@pytest.fixture(scope="module")
def _standing_portal() -> Iterator[Portal]:
    portal = Portal(DemoServer(limits=False, staff=False, speed=0.0).start())
    yield portal
    portal.close()


@pytest.fixture
def portal(_standing_portal: Portal) -> Portal:
    """Limits off, nobody works, the clock stands at 2026-11-24 09:00 +04:00; nothing is left of other tests."""
    _standing_portal.tell("reset", {})
    return _standing_portal


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder for a portal that survives."""
    return tmp_path / "data"
