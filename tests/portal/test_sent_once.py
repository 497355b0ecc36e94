"""A write goes on the wire once, whatever happens to its connection; a read comes back until it is answered.

The server here is a bare socket that breaks off at each moment at which a connection can break: no library of ours
or of others can hide a second sending from it.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from outlet_desktop.domain.command import CompleteTask, Done, NotExecuted, Unknown
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.pace import Bucket

from .scripted import NOW, SECRET

READ, WRITE = "tasks.task.list", "tasks.task.complete"


class Breaking:
    """Reads each request to its end, notes it down and does with the connection what the script says.

    "answer": answers and keeps the connection. "close": answers, then closes though it had promised to keep.
    "cut": closes without a word. "reset": the same by RST. "half": closes in the middle of the answer. The last
    word of the script is done again and again.
    """

    def __init__(self, *script: str) -> None:
        self.script = list(script)
        self.requests: list[list[str]] = []
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def webhook(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/rest/1/{SECRET}/"

    def count(self, method: str) -> int:
        """Requests that carried that method."""
        return sum(method in methods for methods in self.requests)

    def stop(self) -> None:
        with suppress(OSError):  # not every system lets a listening socket be shut down
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in self._open:
            connection.close()
        self._thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            try:
                while self._serve(connection):
                    pass
            except OSError:
                pass  # the client has gone, or the test is over

    def _serve(self, connection: socket.socket) -> bool:
        head, _, rest = self._until(connection, b"", b"\r\n\r\n").partition(b"\r\n\r\n")
        if not head:
            return False
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-l"))
        while len(rest) < length:
            rest += connection.recv(65536)
        commands: dict[str, str] = json.loads(rest)["cmd"]
        self.requests.append([text.partition("?")[0] for text in commands.values()])
        act = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if act in ("answer", "close", "half"):
            answer = self._answer(commands)
            connection.sendall(answer if act != "half" else answer[: len(answer) // 2])
        if act == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if act != "answer":
            connection.close()
        return act == "answer"

    @staticmethod
    def _until(connection: socket.socket, got: bytes, end: bytes) -> bytes:
        while end not in got:
            more = connection.recv(65536)
            if not more:
                return b""
            got += more
        return got

    @staticmethod
    def _answer(commands: dict[str, str]) -> bytes:
        results: dict[str, Any] = {"now": NOW.isoformat(), "p0": {"tasks": []}, "c0": {"task": {"id": "1"}}}
        body = {"result": {"result": {name: results[name] for name in commands if name in results}}}
        content = json.dumps(body).encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(content) + content
        )


Make = Callable[..., tuple[Breaking, BitrixPortal]]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[tuple[Breaking, BitrixPortal]] = []

    def start(*script: str) -> tuple[Breaking, BitrixPortal]:
        server = Breaking(*script)
        portal = BitrixPortal(server.webhook, bucket=Bucket(1000, 1000), pause=lambda seconds: None)
        made.append((server, portal))
        return server, portal

    yield start
    for server, portal in made:
        portal.close()
        server.stop()


def complete(portal: BitrixPortal) -> object:
    (result,) = portal.send([portal.body(CompleteTask(1))], time.time() + 20)
    return result


@pytest.mark.parametrize("act", ["cut", "reset", "half"])
@pytest.mark.parametrize("before", [(), ("answer",)], ids=["a new connection", "a connection in use"])
def test_a_write_whose_connection_breaks_is_unknown_and_not_sent_again(
    make: Make, before: tuple[str, ...], act: str
) -> None:
    server, portal = make(*before, act)
    if before:
        portal.poll(NOW, None)
    assert isinstance(complete(portal), Unknown)
    assert server.count(WRITE) == 1
    assert len(server.requests) == len(before) + 1


def test_a_write_that_meets_a_dead_connection_is_sent_at_most_once(make: Make) -> None:
    """The server has closed a connection it had promised to keep, just before the write."""
    server, portal = make("close")
    portal.poll(NOW, None)
    result = complete(portal)
    assert server.count(WRITE) <= 1
    assert isinstance(result, Done if server.count(WRITE) else Unknown | NotExecuted)


@pytest.mark.parametrize("act", ["cut", "reset", "half"])
def test_a_read_whose_connection_breaks_is_asked_again(make: Make, act: str) -> None:
    server, portal = make(act, act, "answer")
    assert portal.poll(NOW, None).portal_now == NOW
    assert server.count(READ) == 3


def test_requests_share_a_connection(make: Make) -> None:
    server, portal = make("answer")
    for _ in range(5):
        portal.poll(NOW, None)
        assert complete(portal) == Done()
    assert (len(server.requests), server.connections) == (10, 1)
