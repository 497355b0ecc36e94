"""One HTTP client for an inbound webhook: pace, batches, repeated reads, and writes that are sent once.

The webhook's address is a secret. It lives in `_Secret`, which shows as the host; the loggers of httpx are shut
(they write addresses); its exceptions are turned into a `Trouble` and dropped before anything is raised, so that
no traceback can carry a request.
"""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import msgspec

from outlet_desktop import __version__
from outlet_desktop.domain.command import NotExecuted, Unknown
from outlet_desktop.portal import address
from outlet_desktop.portal.encode import BATCH, Call, command_text
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.portal.reply import BatchAnswer, Trouble, batch_answer, judge
from outlet_desktop.portal.watch import Watch
from outlet_desktop.problem import Problem

if TYPE_CHECKING:
    import httpx

Json = Any

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
        self._pause = pause or self._closed.wait
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
        self._client.close()

    # -------------------------------------------------------------------------------- reads

    def read(
        self, calls: Mapping[str, Call], *, attempts: int = ATTEMPTS, optional: Collection[str] = ()
    ) -> BatchAnswer:
        """Ask up to 50 things at once; repeated until answered, at most `attempts` times.

        Args:
            calls: By name; later ones may hold a `Reference` to earlier ones.
            optional: Names whose own failure is no reason to ask again.

        Raises:
            Problem: `portal.unreachable`, `portal.busy`, `portal.webhook_refused`, `portal.no_rest`,
                `portal.not_bitrix`, `portal.certificate`, `portal.blocked`, `portal.deleted`,
                `portal.answer_shape`, `portal.closed`.
        """
        payload = _payload({name: command_text(call) for name, call in calls.items()})
        pause_s = 1.0
        for attempt in range(1, attempts + 1):
            answer = self._exchange(payload, None)
            if isinstance(answer, BatchAnswer):
                late = [
                    failure
                    for name, failure in answer.failures.items()
                    if failure.is_transient and name in calls and name not in optional
                ]
                if not late:
                    return answer
                answer = Trouble(late[0].code, False, True, "portal.busy", is_throttle=True)
            if not answer.is_transient or attempt == attempts:
                raise self._problem(answer)
            self._watch.waiting(pause_s, throttled=answer.is_throttle)
            self._pause(pause_s)
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _problem(self, trouble: Trouble) -> Problem:
        return Problem(trouble.problem, host=self.moved_to_host or self.host, reason=trouble.reason)

    # -------------------------------------------------------------------------------- writes

    def write(self, commands: Mapping[str, str], deadline: float) -> BatchAnswer | NotExecuted | Unknown:
        """Send commands once, if that can be done before `deadline` (machine clock); never repeated."""
        self._watch.queue(len(commands))
        try:
            answer = self._exchange(_payload(commands), deadline)
        finally:
            self._watch.queue(-len(commands))
        if isinstance(answer, BatchAnswer):
            return answer
        return NotExecuted(answer.reason) if answer.executed is False else Unknown(answer.reason)

    # -------------------------------------------------------------------------------- one request

    def _exchange(self, payload: bytes, deadline: float | None) -> BatchAnswer | Trouble:
        """One request, and again to the new host where the portal was renamed."""
        for _ in range(_HOPS):
            answer = self._once(payload, deadline)
            if answer is not None:
                return answer
        return Trouble("redirect", False, False, "portal.not_bitrix")

    def _once(self, payload: bytes, deadline: float | None) -> BatchAnswer | Trouble | None:
        """None = moved: the next try goes to the new host."""
        trouble = self._wait_for_slot(deadline)
        if trouble is not None:
            return trouble
        sent_at = self._clock()
        if deadline is not None and sent_at > deadline:
            return Trouble("window", False, False)
        response = self._post(payload)
        if isinstance(response, Trouble):
            if self._closed.is_set():
                return Trouble("closed", response.executed, False, "portal.closed")
            self._watch.offline()
            return response
        status, content, location = response
        if status in (301, 302, 303, 307, 308):
            return None if self._follow(location) else Trouble(f"http_{status}", False, False, "portal.not_bitrix")
        found = judge(status, content)
        if isinstance(found, Trouble):
            self._note(found)
            return found
        answer = batch_answer(found, sent_at)
        if answer is None:
            return Trouble("shape", None, False, "portal.not_bitrix")
        self._watch.good()
        return answer

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

    def _post(self, payload: bytes) -> tuple[int, bytes, str] | Trouble:
        httpx = self._httpx
        try:
            response = self._client.post(self._secret.reveal() + "batch", content=payload)
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

    def _note(self, trouble: Trouble) -> None:
        if trouble.is_throttle:
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


def _payload(commands: Mapping[str, str]) -> bytes:
    if len(commands) > BATCH:
        raise ValueError(f"a batch holds {BATCH} commands")
    return msgspec.json.encode({"halt": 0, "cmd": commands})


def _is_certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
