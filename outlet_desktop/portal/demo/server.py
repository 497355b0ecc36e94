"""The demo portal as a process serves it: real HTTP on loopback, in a thread of its own."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

# Importing a room of methods registers them.
from outlet_desktop.portal.demo import (
    bot_events,
    bots,
    chat,
    feed,
    groups,
    stages,
    system,
    task_parts,
    tasks,
    users,
    v3,
)
from outlet_desktop.portal.demo.clock import DEFAULT_START, SAMARA, DemoClock, local
from outlet_desktop.portal.demo.control import BadWish, act
from outlet_desktop.portal.demo.faults import Faults
from outlet_desktop.portal.demo.limits import Limits
from outlet_desktop.portal.demo.pages import page_of
from outlet_desktop.portal.demo.portal import Portal
from outlet_desktop.portal.demo.staff import Staff, StaffRule
from outlet_desktop.portal.demo.store import Store
from outlet_desktop.portal.demo.wire import Request

_ROOMS = (bot_events, bots, chat, feed, groups, stages, system, task_parts, tasks, users, v3)
_TICK_S = 0.2

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class DemoServer:
    """A demo portal. `start` serves it, `stop` leaves no thread and no open file.

    Args:
        port: 0 = a free one.
        speed: Portal seconds per real second. `start`: where the portal's clock begins (default
            2026-11-24 09:00 +04:00); a kept state goes on from its own moment.
        rate: Requests per second and burst. `limits` False: no limit of any kind.
        data: Folder of `demo.db`; None = in memory.
        rules: How the staff treats some tasks.

    Attributes:
        renamed_to: Host name that alone is answered; calls to another are sent there. "" = all are answered.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        seed: int = 1,
        speed: float = 1.0,
        start: datetime | None = None,
        staff: bool = True,
        rate: tuple[float, float] = (2.0, 50),
        limits: bool = True,
        data: Path | None = None,
        rules: Sequence[StaffRule] = (),
    ) -> None:
        began = (start or DEFAULT_START).timestamp()
        if start is not None and start.tzinfo is None:
            began = start.replace(tzinfo=SAMARA).timestamp()
        self.portal = Portal(
            Store(data / "demo.db" if data is not None else None),
            DemoClock(began, speed),
            Limits(rate, on=limits),
            Faults(seed),
            start=began,
            seed=seed,
        )
        self.staff = Staff(self.portal, seed, rules)
        self.staff.is_on = staff
        self.renamed_to = ""
        self._wanted_port = port
        self._socket: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()

    # -- life --------------------------------------------------------------------------------

    def start(self) -> Self:
        """Listen; returns when requests are answered. Raises OSError when the port is taken."""
        # The protocol must be named: asyncio sets TCP_NODELAY only then, and without it every answer waits 40 ms
        # for the client's delayed acknowledgement.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind(("127.0.0.1", self._wanted_port))
        except OSError:
            self._socket.close()
            raise
        config = uvicorn.Config(
            self._application,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="none",
            loop="asyncio",
            http="h11",
            interface="asgi3",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._spawn("demo portal", lambda: self._serve())
        while not self._server.started:
            time.sleep(0.005)
        self._spawn("demo staff", self._work)
        return self

    def _serve(self) -> None:
        assert self._server is not None
        assert self._socket is not None
        self._server.run(sockets=[self._socket])

    def _spawn(self, name: str, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def stop(self) -> None:
        """Answer what is under way, then close everything; once more does nothing."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._server is not None:
            self._server.should_exit = True
        for thread in self._threads:
            thread.join(10)
        self._threads.clear()
        if self._socket is not None:
            self._socket.close()
        with self.portal.lock:
            self.portal.save_clock()
            self.portal.store.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _work(self) -> None:
        while not self._stopping.wait(_TICK_S):
            if self.portal.clock.speed > 0:
                self.staff.run_due()

    # -- what the composition root asks ------------------------------------------------------------

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._socket is not None
        return int(self._socket.getsockname()[1])

    @property
    def webhook(self) -> str:
        """The administrator's webhook."""
        return self.webhook_of(1)

    @property
    def control(self) -> str:
        """Where the control requests go."""
        return f"http://127.0.0.1:{self.port}/demo/"

    def webhook_of(self, user_id: int) -> str:
        """The webhook of that person. Raises KeyError."""
        return f"http://127.0.0.1:{self.port}/rest/{user_id}/{self.portal.webhook_of(user_id).code}/"

    def now(self) -> datetime:
        """The portal's clock."""
        return local(self.portal.clock.now())

    def set_speed(self, speed: float) -> None:
        """Portal seconds per real second; 0 stands still."""
        with self.portal.lock:
            self.portal.clock.set_speed(speed)

    def set_limits(self, on: bool) -> None:
        """Rate, operating and time limits on or off."""
        with self.portal.lock:
            self.portal.limits.on = on
            self.portal.limits.reset()

    def advance_to(self, moment: datetime) -> None:
        """Put the clock to that moment; nobody acts in between."""
        with self.portal.lock:
            self.portal.clock.move(moment.timestamp())

    def advance(self, seconds: float) -> None:
        """Let that much portal time pass: the staff acts in the order of its events."""
        with self.portal.lock:
            goal = self.portal.clock.now() + seconds
            while self.staff.is_on:
                at = self.staff.next_event_at()
                if at is None or at > goal:
                    break
                self.portal.clock.move(max(at, self.portal.clock.now()))
                self.staff.run_due()
            self.portal.clock.move(goal)

    def next_event_at(self) -> datetime | None:
        """When the staff wants to act next."""
        at = self.staff.next_event_at()
        return None if at is None else local(at)

    def run_due_staff(self) -> int:
        """Everything the staff wants to do now; returns how many actions there were."""
        return self.staff.run_due()

    def reset(self) -> None:
        """Back to the first morning, under the first name."""
        self.renamed_to = ""
        self.portal.reset()

    # -- HTTP ------------------------------------------------------------------------------------

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HttpRequest(scope, receive)
        path = request.url.path
        if path.startswith("/rest/"):
            await self._rest(request, scope, receive, send)
        elif path.startswith("/demo/"):
            response = await self._control(request, path.removeprefix("/demo/").strip("/"))
            await response(scope, receive, send)
        else:
            found = page_of(self.portal, path)
            response = Response(found or "Not found", 200 if found else 404, media_type="text/html")
            await response(scope, receive, send)

    async def _rest(self, request: HttpRequest, scope: Scope, receive: Receive, send: Send) -> None:
        if self.renamed_to and request.url.hostname != self.renamed_to:
            # A renamed portal leaves redirects behind (settings/how-to-call-rest-api/change-domen.md).
            moved = str(request.url.replace(hostname=self.renamed_to))
            await Response("", 302, {"Location": moved}, media_type="text/html")(scope, receive, send)
            return
        wire = Request(
            verb=request.method,
            path=request.url.path,
            query=request.url.query,
            content_type=request.headers.get("content-type", ""),
            body=await request.body(),
            client=request.client.host if request.client else "",
            idempotency_key=request.headers.get("idempotency-key"),
        )
        fault = self.portal.fault_for(wire)
        waited = 0.0
        if fault is not None and fault.kind == "slow":
            waited = min(fault.seconds, self.portal.limits.time_allowed)
            await asyncio.sleep(waited)
        reply = self.portal.handle(wire, fault, waited)
        if reply.close:
            await _cut(send)
            return
        response = Response(reply.body, reply.status, reply.headers, media_type=None)
        response.headers["content-type"] = reply.content_type
        await response(scope, receive, send)

    async def _control(self, request: HttpRequest, name: str) -> Response:
        wish: dict[str, Any] = dict(request.query_params)
        body = await request.body()
        try:
            if body.strip():
                wish |= json.loads(body)
            answer = act(self, name, request.method, wish)
        except (BadWish, ValueError, TypeError) as error:
            return _json({"error": str(error)}, 400)
        except KeyError:
            return _json({"error": f"there is no {request.method} {name}"}, 404)
        return _json(answer, 200)


def _json(value: Any, status: int) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), status, media_type="application/json")


async def _cut(send: Send) -> None:
    """Close the connection without an answer, as a cable that is pulled does."""
    cycle = getattr(send, "__self__", None)  # uvicorn's own request cycle knows the transport
    transport = getattr(cycle, "transport", None)
    assert transport is not None
    transport.abort()
    while not getattr(cycle, "disconnected", True):
        await asyncio.sleep(0.001)


__all__ = ["DemoServer", "StaffRule"]
