"""The demo of a desktop: a child process that ends when its input closes, and its control."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outlet_desktop.problem import Problem

OPENINGS = 17
SPEED = 120.0  # portal seconds per real second: a working day passes in four and a half minutes


@dataclass(frozen=True)
class DemoLink:
    """A running demo. Its control may do what people do; the webhook stays out of `repr`."""

    webhook: str
    control: str
    process: subprocess.Popen[str]
    speed: float = SPEED

    def __repr__(self) -> str:
        return f"DemoLink({self.control})"

    def stop(self) -> None:
        """Close its input, which ends it; kill it where that takes too long."""
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def answer(self, task_id: int, user_id: int, message_id: int | None, label: str, tick: bool, reason: str) -> None:
        """Answer a decision as that person would: by the bot's button, else by the task. Problem `demo.refused`."""
        import httpx

        with httpx.Client(timeout=10) as client:
            try:
                if message_id is not None:
                    wish = {"message_id": message_id, "button": label, "user_id": user_id}
                    self._post(client, "press", wish)
                    if reason:
                        self._post(client, "say", {"user_id": user_id, "text": reason})
                    return
                people: list[dict[str, Any]] = client.get(self.control + "people").json()
                hook = next(person["webhook"] for person in people if person["user_id"] == user_id)
                if tick:
                    items = client.post(hook + "task.checklistitem.getlist", json=[task_id]).json()["result"]
                    item = next(item["ID"] for item in items if item["TITLE"] == label)
                    client.post(hook + "task.checklistitem.complete", json=[task_id, item])
                if reason:
                    self._post(client, "result", {"task_id": task_id, "user_id": user_id, "text": reason})
                client.post(hook + "tasks.task.complete", json={"taskId": task_id})
            except (httpx.HTTPError, StopIteration, KeyError) as error:
                raise Problem("demo.refused", detail=type(error).__name__) from None

    def _post(self, client: Any, name: str, wish: dict[str, Any]) -> None:
        response = client.post(self.control + name, json=wish)
        if response.status_code != 200:
            raise Problem("demo.refused", detail=response.json().get("error", ""))


def start_demo(folder: Path, lang: str, progress: Callable[[int, int], None]) -> DemoLink:
    """Start the demo of this folder and wait until it serves; blocking, so not for the GUI thread.

    Raises Problem `demo.not_started`.
    """
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "outlet_desktop"]
    arguments = ["demo", "--port", "0", "--openings", str(OPENINGS), "--speed", str(SPEED), "--progress"]
    process = subprocess.Popen(
        [*program, *arguments, "--data", str(folder), "--lang", lang],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stderr is not None
    said = ""
    while True:
        line = process.stderr.readline()
        if not line:
            break
        if line.startswith('{"progress"'):
            told = json.loads(line)
            progress(told["progress"], told["total"])
        elif line.startswith('{"ready"'):
            break
        else:
            said = line.strip()
    first = process.stdout.readline()
    if not first:
        process.wait()
        raise Problem("demo.not_started", detail=said.removeprefix("outlet-desktop: "))
    served = json.loads(first)
    return DemoLink(served["webhook"], served["control"], process)
