"""The portal itself: who calls, may they, what comes back. One call after another, each a transaction."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec

from outlet_desktop.portal.demo.clock import DemoClock, iso
from outlet_desktop.portal.demo.faults import Fault, Faults, reply_instead
from outlet_desktop.portal.demo.forms import read_params
from outlet_desktop.portal.demo.limits import Limits
from outlet_desktop.portal.demo.people import ADMIN_SCOPES, LEAVES, STAFF_SCOPES, people
from outlet_desktop.portal.demo.store import Store
from outlet_desktop.portal.demo.wire import (
    METHODS,
    V3_METHODS,
    Api,
    Call,
    Json,
    Listing,
    MethodError,
    Person,
    Reply,
    Request,
    Webhook,
)

_TASK_EVENTS = Callable[[str, int], None]


@dataclass(slots=True)
class Outcome:
    """What one method gave: a value or a refusal, with its timing block."""

    value: Json = None
    total: int | None = None
    next: int | None = None
    error: MethodError | None = None
    time: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Caller:
    """Who stands behind a request."""

    webhook: Webhook
    person: Person
    client: str
    staff: bool


class Portal:
    """State and rules of the demo portal; `handle` is the whole REST, with no socket in sight.

    Everything goes through `lock`, so that the web server's thread, the composition root and the staff
    see one sequence of calls.
    """

    def __init__(
        self, store: Store, clock: DemoClock, limits: Limits, faults: Faults, *, start: float, seed: int
    ) -> None:
        self.store = store
        self.clock = clock
        self.limits = limits
        self.faults = faults
        self.seed = seed
        self.start = start
        self.lock = threading.RLock()
        self.listeners: list[_TASK_EVENTS] = []
        self.list_lag = 0.0
        self.people: dict[int, Person] = {}
        self.webhooks: dict[str, Webhook] = {}
        self._told: list[tuple[str, int]] = []
        if store.fresh:
            self._found()
        else:
            kept = store.meta("clock")
            if kept is not None:
                clock.move(float(kept))
        self._load()

    # -- state ---------------------------------------------------------------------------------

    def _found(self) -> None:
        """Fills an empty store: webhooks and known absences."""
        self.store.begin()
        if self.store.one("SELECT 1 FROM webhook") is None:
            for person in people():
                scopes = ADMIN_SCOPES if person.admin else STAFF_SCOPES
                self._insert_webhook(person.id, scopes)
        self.store.many(
            "INSERT INTO absence(user_id, first, last, name) VALUES(?, ?, ?, ?)",
            [(leave.user_id, leave.first, leave.last, leave.name) for leave in LEAVES],
        )
        self.save_clock()
        self.store.commit()

    def _insert_webhook(self, user_id: int, scopes: frozenset[str]) -> str:
        code = secrets.token_hex(8)
        self.store.run(
            "INSERT INTO webhook(code, user_id, scopes) VALUES(?, ?, ?)",
            (code, user_id, " ".join(sorted(scopes))),
        )
        return code

    def _load(self) -> None:
        self.people = {person.id: person for person in people()}
        for row in self.store.all("SELECT user_id, at FROM dismissed"):
            self.people[row["user_id"]] = replace(self.people[row["user_id"]], dismissed=row["at"])
        self.webhooks = {
            row["code"]: Webhook(row["user_id"], row["code"], frozenset(row["scopes"].split()))
            for row in self.store.all("SELECT * FROM webhook")
        }

    def reset(self) -> None:
        """Back to the first morning: no task, no message; webhooks and speed stay."""
        with self.lock:
            self.store.rollback()
            self.store.wipe()
            self.clock.move(self.start)
            self.limits.reset()
            self.faults.clear()
            self._found()
            self._load()
            self.tell("reset", 0)
            self.deliver()

    def clock_real(self) -> float:
        """Real seconds (monotonic): what the lag of lists counts in."""
        return time.monotonic()

    def save_clock(self) -> None:
        """Remembers where portal time stands."""
        self.store.set_meta("clock", repr(self.clock.now()))

    def webhook_of(self, user_id: int) -> Webhook:
        """That person's own webhook.

        Raises:
            KeyError: nobody by that id.
        """
        for hook in self.webhooks.values():
            if hook.user_id == user_id:
                return hook
        raise KeyError(user_id)

    def mint_webhook(self, user_id: int, scopes: frozenset[str]) -> str:
        """A further webhook for a person with just these scopes; returns its code."""
        with self.lock:
            self.store.begin()
            code = self._insert_webhook(user_id, scopes)
            self.store.commit()
            self.webhooks[code] = Webhook(user_id, code, scopes)
            return code

    def dismiss(self, user_id: int) -> None:
        """That person leaves now: no access, no further work; their open tasks stay theirs.

        Raises:
            KeyError: nobody by that id.
        """
        with self.lock:
            person = self.people[user_id]
            at = int(self.clock.now())
            self.store.begin()
            self.store.run("INSERT OR REPLACE INTO dismissed(user_id, at) VALUES(?, ?)", (user_id, at))
            self.store.commit()
            self.people[user_id] = replace(person, dismissed=at)
            self.tell("person", user_id)
            self.deliver()

    def absent_until(self, user_id: int, now: int) -> int | None:
        """The unix midnight that ends the person's absence, or None when they are here."""
        last: int | None = self.store.scalar(
            "SELECT MAX(last) FROM absence WHERE user_id=? AND kind='absent' AND first<=? AND last+86400>?",
            (user_id, now, now),
        )
        return None if last is None else last + 86_400

    # -- news for the staff --------------------------------------------------------------------

    def tell(self, kind: str, number: int) -> None:
        """Notes that a task, a message or a person changed; listeners hear of it after the commit."""
        self._told.append((kind, number))

    def deliver(self) -> None:
        """Tells the listeners what has changed."""
        told, self._told = self._told, []
        for kind, number in told:
            for listener in self.listeners:
                listener(kind, number)

    # -- the REST ------------------------------------------------------------------------------

    def fault_for(self, request: Request) -> Fault | None:
        """The planned fault that strikes this request, if any."""
        with self.lock:
            name, _, _ = _route(request.path)
            commands: list[str] = []
            if name == "batch":
                params, _ = read_params(request.query, request.content_type, request.body)
                from outlet_desktop.portal.demo.batch import command_names

                commands = command_names(params)
            return self.faults.pick(name, commands)

    def handle(self, request: Request, fault: Fault | None = None) -> Reply:
        """Answers one request; with a fault the answer is what that fault leaves of it."""
        with self.lock:
            started = time.perf_counter()
            instead = reply_instead(fault) if fault is not None else None
            if fault is not None and instead is not None:
                self._log_refused(request, f"fault:{fault.kind}")
                return instead
            reply = self._answer(request, started, fault)
            if fault is not None and fault.kind in {"drop_answer", "cut"}:
                return Reply(close=True)
            return reply

    def _answer(self, request: Request, started: float, fault: Fault | None) -> Reply:
        name, credentials, api = _route(request.path)
        try:
            self.limits.admit(request.client)
            caller = self._caller(request, credentials)
        except MethodError as refusal:
            self._log_refused(request, refusal.code)
            return _refused(refusal, api)
        if not name:
            return _refused(_method_not_found(), api)
        params, values = read_params(request.query if api == "classic" else "", request.content_type, request.body)
        if name == "batch":
            from outlet_desktop.portal.demo.batch import run_batch

            return run_batch(self, caller, params, values, api, started, fault)
        outcome = self.run(caller, name, params, values, api=api, fault=fault)
        return respond(outcome, api)

    def _caller(self, request: Request, credentials: tuple[str, str] | None) -> Caller:
        if credentials is None:
            raise MethodError("NO_AUTH_FOUND", "Wrong authorization data", 401)
        user, code = credentials
        hook = self.webhooks.get(code)
        if hook is None or str(hook.user_id) != user:
            raise MethodError("INVALID_CREDENTIALS", "Invalid request credentials", 401)
        person = self.people[hook.user_id]
        if not person.active_at(self.clock.now()):
            raise MethodError("authorization_error", "Unable to authorize user", 401)
        return Caller(hook, person, request.client, request.from_staff)

    def run(
        self,
        caller: Caller,
        name: str,
        params: dict[str, Json],
        values: list[Json],
        *,
        api: Api = "classic",
        batch: int | None = None,
        fault: Fault | None = None,
    ) -> Outcome:
        """Executes one method as one transaction and writes it to the log."""
        started = time.perf_counter()
        at = self.clock.now()
        registry = METHODS if api == "classic" else V3_METHODS
        found = registry.get(name.lower())
        call = Call(self, caller.person, caller.webhook, params, values, int(at))
        if fault is not None:
            call.facts["fault"] = fault.kind
        label = found.name if found is not None else name
        outcome = Outcome()
        self.store.begin()
        try:
            if found is None:
                raise _method_not_found()
            if found.scope and found.scope not in caller.webhook.scopes:
                raise MethodError(
                    "insufficient_scope",
                    "The request requires higher privileges than provided by the webhook token",
                    403,
                )
            self.limits.check_operating(caller.webhook.code, found.name)
            value = found.run(call)
            if isinstance(value, Listing):
                outcome.value, outcome.total, outcome.next = value.rows, value.total, value.next
            else:
                outcome.value = value
            self._write_log(at, label, caller, None, batch, call.facts)
            self.save_clock()
            self.store.commit()
        except MethodError as refusal:
            self.store.rollback()
            self._told.clear()
            outcome.error = refusal
            self.store.begin()
            self._write_log(at, label, caller, refusal.code, batch, call.facts)
            self.store.commit()
        except BaseException:
            self.store.rollback()
            self._told.clear()
            raise
        spent = time.perf_counter() - started
        if found is not None:
            self.limits.charge(caller.webhook.code, found.name, spent)
        outcome.time = self.time_block(at, spent, caller.webhook.code, label)
        self.deliver()
        return outcome

    def time_block(self, at: float, seconds: float, owner: str = "", method: str = "") -> dict[str, Json]:
        """The `time` of an answer: portal time, except that durations and the distance to
        `operating_reset_at` are real seconds."""
        block: dict[str, Json] = {
            "start": at,
            "finish": at + seconds,
            "duration": seconds,
            "processing": seconds,
            "date_start": iso(at),
            "date_finish": iso(at + seconds),
        }
        if method:
            used, left = self.limits.spent(owner, method)
            if self.limits.on and left is not None:
                block["operating_reset_at"] = int(at + left)
            block["operating"] = used if used >= 0.1 else 0
        return block

    # -- the log -------------------------------------------------------------------------------

    def open_batch(self, caller: Caller, facts: dict[str, Json]) -> int:
        """Writes the outer row of a batch; its commands follow with their own rows."""
        self.store.begin()
        number = self._write_log(self.clock.now(), "batch", caller, None, None, facts)
        self.store.commit()
        return number

    def _write_log(
        self,
        at: float,
        method: str,
        caller: Caller | None,
        error: str | None,
        batch: int | None,
        facts: Mapping[str, Json],
    ) -> int:
        return self.store.run(
            "INSERT INTO log(at, method, user_id, error, batch, staff, facts) VALUES(?, ?, ?, ?, ?, ?, ?)",
            (
                at,
                method,
                caller.person.id if caller is not None else None,
                error,
                batch,
                int(caller is not None and caller.staff),
                dump(facts) if facts else "{}",
            ),
        )

    def _log_refused(self, request: Request, code: str) -> None:
        name, _, _ = _route(request.path)
        self.store.begin()
        self._write_log(self.clock.now(), name or "?", None, code, None, {})
        self.store.commit()


def dump(value: Any) -> str:
    """Compact JSON text for the store."""
    return msgspec.json.encode(value).decode()


def load(text: str) -> Any:
    """The inverse of `dump`."""
    return json.loads(text)


def respond(outcome: Outcome, api: Api) -> Reply:
    """The envelope around an outcome."""
    if outcome.error is not None:
        return _refused(outcome.error, api)
    body: dict[str, Json] = {"result": outcome.value}
    if outcome.total is not None:
        body["total"] = outcome.total
    if outcome.next is not None:
        body["next"] = outcome.next
    body["time"] = outcome.time
    return Reply(200, msgspec.json.encode(body))


def error_body(refusal: MethodError) -> dict[str, str]:
    """A refusal as the classic API writes it."""
    return {"error": refusal.code, "error_description": refusal.text}


def _refused(refusal: MethodError, api: Api) -> Reply:
    if api == "classic":
        return Reply(refusal.status, msgspec.json.encode(error_body(refusal)))
    known = {
        "insufficient_scope": "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION",
        "ERROR_METHOD_NOT_FOUND": "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION",
    }
    error: dict[str, Json] = {"code": known.get(refusal.code, refusal.code), "message": refusal.text}
    if refusal.validation:
        error["validation"] = list(refusal.validation)
    return Reply(refusal.status, msgspec.json.encode({"error": error}))


def _method_not_found() -> MethodError:
    return MethodError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404)


def _route(path: str) -> tuple[str, tuple[str, str] | None, Api]:
    """Method, (user, code) and API of `/rest/1/code/method.json/`, `/rest/api/1/code/method` or `/rest/method`."""
    parts = [part for part in path.split("/") if part][1:]
    api: Api = "classic"
    if parts and parts[0] == "api":
        api, parts = "v3", parts[1:]
    credentials = None
    if len(parts) >= 2 and parts[0].isdigit():
        credentials, parts = (parts[0], parts[1]), parts[2:]
    name = parts[0] if parts else ""
    for suffix in (".json", ".xml"):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return name, credentials, api


def moment(at: float) -> datetime:
    """A portal second as an aware datetime."""
    from outlet_desktop.portal.demo.clock import local

    return local(at)
