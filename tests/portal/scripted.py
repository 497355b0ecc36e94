"""A client over a script: what the portal answers is written down, and time passes only when it waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx

from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.pace import Bucket

SECRET = "s3cr3tc0dex"
WEBHOOK = f"https://volga.bitrix24.ru/rest/1/{SECRET}/"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=4)))
HTML = "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"

Step = Callable[[httpx.Request], httpx.Response]


def error(status: int, code: str, text: str = "") -> httpx.Response:
    return httpx.Response(status, json={"error": code, "error_description": text})


def answered(results: Any = None, errors: Any = None) -> httpx.Response:
    """A batch answer with PHP's empty maps."""
    body = {"result": results or [], "result_error": errors or [], "result_total": [], "result_next": []}
    return httpx.Response(200, json={"result": body, "time": {"date_start": NOW.isoformat()}})


def empty_poll(request: httpx.Request | None = None) -> httpx.Response:
    return answered({"now": NOW.isoformat(), "p0": {"tasks": []}})


class Scripted:
    """A portal over a script: each request takes the next step, the last one again and again."""

    def __init__(self, *steps: Step | httpx.Response | Exception, bucket: Bucket | None = None) -> None:
        self.steps = list(steps)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.now = 1_000_000.0
        self.portal = BitrixPortal(
            WEBHOOK,
            bucket=bucket or Bucket(1000, 1000),
            clock=lambda: self.now,
            pause=self.pause,
            transport=httpx.MockTransport(self.handle),
        )

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, httpx.Response) else step(request)

    def commands(self, index: int = -1) -> dict[str, str]:
        commands: dict[str, str] = json.loads(self.requests[index].content)["cmd"]
        return commands
