"""One HTTP client for an inbound webhook: pace, batches, repeated reads, and writes that are sent once.

The webhook's address is a secret. It lives in `_Secret`, which shows as the host; the loggers of httpx are shut
(they write addresses); its exceptions are turned into a `Trouble` and dropped before anything is raised, so that
no traceback can carry a request.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from weakref import WeakSet

import msgspec

from outlet_desktop import __version__
from outlet_desktop.domain.command import NotExecuted, Unknown
from outlet_desktop.portal import address, operating, reply, rest3
from outlet_desktop.portal.encode import BATCH, Call, command_text
from outlet_desktop.portal.methods import BATCH_METHOD, may_repeat
from outlet_desktop.portal.operating import Operating
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.portal.reply import BatchAnswer, Trouble
from outlet_desktop.portal.rest3 import Answer3, Call3
from outlet_desktop.portal.watch import Watch
from outlet_desktop.problem import Problem

if TYPE_CHECKING:
    import httpx

Json = Any
Names = Collection[str]

ATTEMPTS = 6
"""Tries of a read: the pauses between them are 1, 2, 4, 8, 16 s."""

_LONGEST_PAUSE_S = 30.0
_CONNECT_S = 5.0
_READ_S = 65.0  # the portal stops a request after 60 s
_WRITE_S = 30.0
_IDLE_S = 4.0  # servers drop idle connections after 5 s and more; a write must not meet a dead one
_HOPS = 3
_WORTH_TELLING_S = 1.0  # shorter waits for a slot are the normal pace
_LOGGERS = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")


class _Secret:
    """A webhook's address that does not show itself."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The address itself, for the one line that sends."""
        return self._value

    def __repr__(self) -> str:
        return f"<webhook of {address.host_of(self._value)}>"


@dataclass(frozen=True, slots=True)
class _Wire:
    """A request: where to, and a body that is made in the moment of sending (it may hold the bot's token)."""

    path: str
    make: Callable[[], bytes]
    headers: Mapping[str, str]
    is_rest3: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    """An HTTP answer as it came. `sent_at`: machine clock."""

    status: int
    content: bytes
    sent_at: float


class Rest:
    """The portal's REST behind one webhook. Safe to use from several threads.

    Args:
        webhook: A normalised address (`address.normalised`).
        watch: Told how the connection is doing.
        clock: Machine clock, seconds since the epoch.
        pause: Waits that many seconds before another try; the default wakes when the client is closed.
        transport: Of httpx, for tests.
    """

    def __init__(
        self,
        webhook: str,
        *,
        bucket: Bucket,
        watch: Watch,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], object] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        import httpx  # heavy, and not needed before the first request

        for name in _LOGGERS:
            logger = logging.getLogger(name)
            logger.setLevel(logging.CRITICAL)
            logger.disabled = True
        self.host = address.host_of(webhook)
        self.moved_to_host: str | None = None
        self._secret = _Secret(webhook)
        self._bucket = bucket
        self._watch = watch
        self._clock = clock
        self._closed = threading.Event()
        self._guard = threading.Lock()
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._pause = pause or self._closed.wait
        self._operating = Operating(clock)
        self._httpx = httpx
        self._client = httpx.Client(
            timeout=httpx.Timeout(_READ_S, connect=_CONNECT_S, write=_WRITE_S, pool=_CONNECT_S),
            limits=httpx.Limits(max_connections=4, keepalive_expiry=_IDLE_S),
            headers={
                "Accept": "application/json",
                "Content-Type": "application/json",
                "User-Agent": f"outlet-desktop/{__version__}",
            },
            follow_redirects=False,  # httpx would turn the POST into a GET
            trust_env=not address.is_loopback(webhook),
            transport=transport,
        )

    def __repr__(self) -> str:
        return f"Rest({self.host!r})"

    def close(self) -> None:
        """Drop the connections and wake whoever waits; later calls raise Problem `portal.closed`."""
        self._closed.set()
        with self._guard:
            for one in self._sockets:
                with suppress(OSError):  # (not connected any more)
                    one.shutdown(socket.SHUT_RDWR)  # closing alone wakes nobody who waits for an answer
        self._client.close()

    def _trace(self, event: str, facts: Mapping[str, Any]) -> None:
        """Keep the sockets that the client opens, for `close`."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            found = facts["return_value"].get_extra_info("socket")
            if found is not None:
                with self._guard:
                    self._sockets.add(found)

    def stop_waiting(self) -> None:
        """Send nothing more and end every wait; a request under way still gets its answer. Safe in a signal handler."""
        self._closed.set()

    # -------------------------------------------------------------------------------- reads

    def read(
        self, calls: Mapping[str, Call], *, attempts: int = ATTEMPTS, optional: Names = (), undecoded: Names = ()
    ) -> BatchAnswer:
        """Ask up to 50 things at once; repeated until answered, at most `attempts` times.

        Args:
            calls: By name; later ones may hold a `Reference` to earlier ones.
            optional: Names whose own failure is no reason to ask again.
            undecoded: Names whose results may come as text (see `reply.judge`).

        Raises:
            Problem: `portal.unreachable`, `portal.busy`, `portal.webhook_refused`, `portal.no_rest`,
                `portal.not_bitrix`, `portal.certificate`, `portal.blocked`, `portal.deleted`,
                `portal.answer_shape`, `portal.closed`.
        """
        for call in calls.values():
            if not may_repeat(call.method):
                raise ValueError(f"{call.method} changes the portal, and a read may be repeated")
        pause_s = 1.0
        for attempt in range(1, attempts + 1):
            asked = self._that_may_be_asked(calls, optional)
            answer = self._batch(asked, None, undecoded)
            if isinstance(answer, BatchAnswer):
                late = [
                    failure
                    for name, failure in answer.failures.items()
                    if failure.is_transient and name in calls and name not in optional
                ]
                if not late:
                    return answer.left_out(calls.keys() - asked.keys())
                answer = Trouble(late[0].code, False, True, "portal.busy", is_throttle=True)
            if not answer.is_transient or attempt == attempts:
                raise self._problem(answer)
            if self._operating.left(BATCH_METHOD, *(call.method for call in calls.values())):
                continue  # the next try begins with that wait
            self._watch.waiting(pause_s, throttled=answer.is_throttle)
            self._pause(pause_s)
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _that_may_be_asked(self, calls: Mapping[str, Call], optional: Names) -> Mapping[str, Call]:
        """Wait for what is needed and rests; leave out what is optional and still does."""
        needed = [call.method for name, call in calls.items() if name not in optional]
        wait = self._operating.left(BATCH_METHOD, *needed)
        if wait > 0:
            self._pause(wait)
        return {
            name: call for name, call in calls.items() if name not in optional or not self._operating.left(call.method)
        }

    def _problem(self, trouble: Trouble) -> Problem:
        return Problem(trouble.problem, host=self.moved_to_host or self.host, reason=trouble.reason)

    # -------------------------------------------------------------------------------- writes

    def rests(self, method: str, body: str) -> bool:
        """Whether that method may not be called yet, having used up its operating time; `body` then waits."""
        if not self._operating.left(method):
            return False
        self._operating.turn_away(method, body)
        self._tell_resting()
        return True

    def write(self, calls: Mapping[str, Call], deadline: float) -> BatchAnswer | NotExecuted | Unknown:
        """Send calls once, if that can be done before `deadline` (machine clock); never repeated."""
        self._watch.queue(len(calls))
        try:
            answer = self._batch(calls, deadline)
        finally:
            self._watch.queue(-len(calls))
        return answer if isinstance(answer, BatchAnswer) else _unanswered(answer)

    def write3(self, call: Call3, deadline: float) -> Answer3 | NotExecuted | Unknown:
        """Send one call of REST 3.0 once, like `write`."""
        self._watch.queue(1)
        try:
            answer = self._single3(call, deadline)
        finally:
            self._watch.queue(-1)
        return answer if isinstance(answer, Answer3) else _unanswered(answer)

    def has3(self, call: Call3) -> bool:
        """Whether the portal has that method of REST 3.0 for this webhook; any silence counts as no.

        Args:
            call: One that lacks a required field (`rest3.probe`), so that it cannot be executed.
        """
        answer = self._single3(call, None)
        return isinstance(answer, Answer3) and answer.is_invalid

    # -------------------------------------------------------------------------------- one request

    def _batch(self, calls: Mapping[str, Call], deadline: float | None, undecoded: Names = ()) -> BatchAnswer | Trouble:
        if len(calls) > BATCH:
            raise ValueError(f"a batch holds {BATCH} commands")

        def make() -> bytes:
            commands = {name: command_text(call) for name, call in calls.items()}
            return msgspec.json.encode({"halt": 0, "cmd": commands})

        raw = self._exchange(_Wire(BATCH_METHOD, make, {}), deadline)
        if isinstance(raw, Trouble):
            return raw
        found = reply.judge(raw.status, raw.content, undecoded)
        if isinstance(found, Trouble):
            self._note(found, BATCH_METHOD)
            return found
        answer = reply.batch_answer(found, raw.sent_at, tuple(calls))
        if answer is None:
            return Trouble("shape", None, False, "portal.not_bitrix")
        self._watch.good()
        self._operating.good(BATCH_METHOD, answer.resets.get(BATCH_METHOD))
        for name, call in calls.items():
            if name in answer.results:
                self._operating.good(call.method, answer.resets.get(name))
            elif name in answer.failures and answer.failures[name].is_operating:
                self._operating.refused(call.method)
        self._tell_resting()
        return answer

    def _single3(self, call: Call3, deadline: float | None) -> Answer3 | Trouble:
        method = f"{rest3.API}/{call.method}"
        if self.rests(method, rest3.body(call)):
            return Trouble(operating.CODE, False, True, "portal.busy", is_throttle=True)
        headers = {"Idempotency-Key": call.key} if call.key.isascii() and 0 < len(call.key) < 256 else {}
        wire = _Wire(call.method, lambda: msgspec.json.encode(call.params), headers, is_rest3=True)
        raw = self._exchange(wire, deadline)
        if isinstance(raw, Trouble):
            return raw
        answer = rest3.judge(raw.status, raw.content)
        if isinstance(answer, Trouble):
            if deadline is not None or answer.is_throttle:  # how an old portal answers the probe is no news of it
                self._note(answer, method)
            return answer
        self._watch.good()
        if not answer.code:
            self._operating.good(method, answer.reset_in_s)
            self._tell_resting()
        return answer

    def _tell_resting(self) -> None:
        self._watch.resting(self._operating.until(), self._operating.turned_away())

    def _exchange(self, wire: _Wire, deadline: float | None) -> _Raw | Trouble:
        """One request, and again to the new host where the portal was renamed."""
        for _ in range(_HOPS):
            answer = self._once(wire, deadline)
            if answer is not None:
                return answer
        return Trouble("redirect", False, False, "portal.not_bitrix")

    def _once(self, wire: _Wire, deadline: float | None) -> _Raw | Trouble | None:
        """None = moved: the next try goes to the new host."""
        trouble = self._wait_for_slot(deadline)
        if trouble is not None:
            return trouble
        sent_at = self._clock()
        if deadline is not None and sent_at > deadline:
            return Trouble("window", False, False)
        response = self._post(wire)
        if isinstance(response, Trouble):
            if self._closed.is_set():
                return Trouble("closed", response.executed, False, "portal.closed")
            self._watch.offline()
            return response
        status, content, location = response
        if status in (301, 302, 303, 307, 308):
            return None if self._follow(location) else Trouble(f"http_{status}", False, False, "portal.not_bitrix")
        return _Raw(status, content, sent_at)

    def _wait_for_slot(self, deadline: float | None) -> Trouble | None:
        if self._closed.is_set():
            return Trouble("closed", False, False, "portal.closed")
        wait = self._bucket.reserve(None if deadline is None else deadline - self._clock())
        if wait is None:
            return Trouble("window", False, False)
        if wait > 0:
            if wait >= _WORTH_TELLING_S:
                self._watch.waiting(wait, throttled=True)
            self._pause(wait)
            if self._closed.is_set():
                return Trouble("closed", False, False, "portal.closed")
        return None

    def _post(self, wire: _Wire) -> tuple[int, bytes, str] | Trouble:
        httpx = self._httpx
        base = self._base3 if wire.is_rest3 else self._secret.reveal
        try:
            response = self._client.post(
                base() + wire.path, content=wire.make(), headers=wire.headers, extensions={"trace": self._trace}
            )
            return response.status_code, response.content, response.headers.get("location", "")
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
            httpx.LocalProtocolError,
            httpx.InvalidURL,
        ) as error:
            if _is_certificate(error):
                return Trouble("certificate", False, False, "portal.certificate")
            return Trouble("connect", False, True)
        except httpx.TimeoutException:
            return Trouble("timeout", None, True)
        except httpx.HTTPError:
            return Trouble("cut", None, True)
        except (RuntimeError, OSError):
            # A client closed by another thread: before sending it is certain, in the middle it is not.
            return Trouble("cut", None, not self._closed.is_set())

    def _base3(self) -> str:
        return self._secret.reveal().replace("/rest/", "/rest/api/", 1)

    def _note(self, trouble: Trouble, method: str) -> None:
        if trouble.reason == operating.CODE:
            # The outer batch has no time of its own: unless the portal has said more, an ordinary pause will do.
            self._operating.refused(method, 0.0 if method == BATCH_METHOD else operating.MINUTE_S)
            self._watch.waiting(1.0, throttled=True)
            self._tell_resting()
        elif trouble.is_throttle:
            self._bucket.fill()
            self._watch.waiting(1.0, throttled=True)
        elif trouble.problem in ("portal.webhook_refused", "portal.no_rest"):
            self._watch.no_rights()
        elif trouble.problem != "portal.refused":
            self._watch.offline()

    def _follow(self, location: str) -> bool:
        """Take over the new host of a renamed portal, if the redirect leads to REST and not to some page."""
        old = self._secret.reveal()
        target = urlsplit(urljoin(old, location))
        host = address.host_of(target.geturl())
        if not location or not host or host == address.host_of(old) or not target.path.startswith("/rest/"):
            return False
        scheme = "http" if target.scheme == "http" and target.hostname in address.LOOPBACK else "https"
        self._secret = _Secret(f"{scheme}://{host}{urlsplit(old).path}")
        self.moved_to_host = host
        self._watch.host = host
        return True


def _unanswered(trouble: Trouble) -> NotExecuted | Unknown:
    return NotExecuted(trouble.reason) if trouble.executed is False else Unknown(trouble.reason)


def _is_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
