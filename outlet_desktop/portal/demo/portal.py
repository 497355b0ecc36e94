"""The portal itself: who calls, may they, what comes back. One call after another, each a transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import msgspec

from outlet_desktop.portal.demo.clock import DemoClock, iso
from outlet_desktop.portal.demo.envelope import (
    Outcome,
    Route,
    as_xml,
    has_time,
    method_not_found,
    refused,
    respond,
    route,
)
from outlet_desktop.portal.demo.faults import Fault, Faults, reply_instead, timed_out
from outlet_desktop.portal.demo.forms import is_json, read_params
from outlet_desktop.portal.demo.keys import Keys
from outlet_desktop.portal.demo.limits import Limits
from outlet_desktop.portal.demo.manners import Manners
from outlet_desktop.portal.demo.people import LEAVES, people
from outlet_desktop.portal.demo.replica import Replica
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
    TimeUp,
    Webhook,
    dump,
)

_TASK_EVENTS = Callable[[str, int], None]


@dataclass(slots=True, frozen=True)
class Caller:
    """Who stands behind a request; `until`: when it is stopped, by `time.perf_counter`."""

    webhook: Webhook
    person: Person
    staff: bool
    until: float


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
        self.replica = Replica(store, time.monotonic)
        self.keys = Keys(store)
        self.manners = Manners()
        self.people: dict[int, Person] = {}
        self._told: list[tuple[str, int]] = []
        if store.one("SELECT 1 FROM webhook") is None:  # a new file, or one whose making was cut off
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
        self.keys.found()
        self.store.many(
            "INSERT INTO absence(user_id, first, last, name) VALUES(?, ?, ?, ?)",
            [(leave.user_id, leave.first, leave.last, leave.name) for leave in LEAVES],
        )
        self.save_clock()
        self.store.commit()

    def _load(self) -> None:
        self.people = {person.id: person for person in people()}
        for row in self.store.all("SELECT user_id, at FROM dismissed"):
            self.people[row["user_id"]] = replace(self.people[row["user_id"]], dismissed=row["at"])
        self.keys.load()

    def reset(self) -> None:
        """Back to the first morning: no task, no message; people's webhooks and speed stay."""
        with self.lock:
            self.store.rollback()
            self.replica.set_lag(0)
            self.keys.drop_minted()
            self.store.wipe()
            self.clock.move(self.start)
            self.limits.reset()
            self.faults.clear()
            self.manners = Manners()
            self._found()
            self._load()
            self.tell("reset", 0)
            self.deliver()

    def save_clock(self) -> None:
        """Remembers where portal time stands."""
        self.store.set_meta("clock", repr(self.clock.now()))

    def webhook_of(self, user_id: int) -> Webhook:
        """That person's own webhook.

        Raises:
            KeyError: nobody by that id.
        """
        return self.keys.webhook_of(user_id)

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
            name = route(request.path).name
            commands: list[str] = []
            if name == "batch":
                params, values = read_params(request.query, request.content_type, request.body)
                from outlet_desktop.portal.demo.batch import command_names

                commands = command_names(params, values)
            return self.faults.pick(name, commands)

    def handle(self, request: Request, fault: Fault | None = None, waited: float = 0.0) -> Reply:
        """Answers one request; with a fault the answer is what that fault leaves of it.

        `waited`: real seconds that it has been executing already.
        """
        with self.lock:
            started = time.perf_counter() - waited
            where = route(request.path)
            instead = reply_instead(fault) if fault is not None else None
            if fault is not None and instead is not None:
                self._log_refused(request, f"fault:{fault.kind}")
                return instead
            try:
                reply = self._answer(request, where, started, fault)
            except TimeUp:
                reply = timed_out()
            if fault is not None and fault.kind in {"drop_answer", "cut"}:
                return Reply(close=True)
            if fault is not None and self.stops(fault):
                return timed_out()
            return as_xml(reply) if where.is_xml else reply

    def stops(self, fault: Fault) -> bool:
        """Whether a slow request is stopped: what it has executed by then stays, the rest never is."""
        return fault.kind == "slow" and fault.seconds > self.limits.time_allowed

    def _answer(self, request: Request, where: Route, started: float, fault: Fault | None) -> Reply:
        api = where.api
        params, values = read_params(request.query if api == "classic" else "", request.content_type, request.body)
        try:
            self.limits.admit(request.client)
            caller = self._caller(request, where, params.pop("auth", None), started, fault)
        except MethodError as refusal:
            self._log_refused(request, refusal.code)
            return refused(refusal, api)
        if not where.name:
            return refused(method_not_found(), api)
        if api == "v3" and request.body and not is_json(request.content_type, request.body):
            invalid = MethodError("BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION", "Тело запроса — не JSON")
            self._log_refused(request, invalid.code)
            return refused(invalid, api)
        if where.name == "batch":
            from outlet_desktop.portal.demo.batch import run_batch, run_batch3

            if api == "v3":
                return run_batch3(self, caller, params, values, started, fault)
            return run_batch(self, caller, params, started, fault)
        if fault is not None and self.stops(fault) and not fault.after:
            self._log_refused(request, f"fault:{fault.kind}")
            raise TimeUp
        if api == "v3" and request.idempotency_key is not None:
            from outlet_desktop.portal.demo.v3 import run_once

            return run_once(self, caller, where.name, params, values, request)
        outcome = self.run(caller, where.name, params, values, api=api, fault=fault)
        return respond(outcome, api)

    def _caller(self, request: Request, where: Route, token: Json, started: float, fault: Fault | None) -> Caller:
        now = self.clock.now()
        if where.credentials is not None:
            hook = self.keys.by_webhook(*where.credentials, now=float("-inf") if request.is_screen else now)
        else:
            hook = self.keys.by_token(token, now)
        person = self.people[hook.user_id]
        if not person.active_at(now):
            raise MethodError("authorization_error", "Unable to authorize user", 401)
        # A fault that stops the request says itself how far it comes.
        planned = fault is not None and self.stops(fault)
        until = float("inf") if planned else started + self.limits.time_allowed
        return Caller(hook, person, request.from_staff, until)

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
                raise method_not_found()
            if found.scope and found.scope not in caller.webhook.scopes:
                raise MethodError(
                    "insufficient_scope",
                    "The request requires higher privileges than provided by the webhook token",
                    403,
                )
            self.limits.check_operating(caller.webhook.code, found.name)
            value = found.run(call)
            if time.perf_counter() > caller.until:
                raise TimeUp
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
        except BaseException as error:
            self.store.rollback()
            self._told.clear()
            if isinstance(error, TimeUp):
                self.store.begin()
                self._write_log(at, label, caller, "time_limit", batch, call.facts)
                self.store.commit()
            raise
        spent = time.perf_counter() - started
        if found is not None:
            self.limits.charge(caller.webhook.code, found.name, spent)
        if has_time(label):
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

    def note(self, caller: Caller, method: str, facts: Mapping[str, Json]) -> None:
        """A log row for a call that was answered without executing anything."""
        self.store.begin()
        self._write_log(self.clock.now(), method, caller, None, None, facts)
        self.store.commit()

    def call_as(
        self, user_id: int, method: str, params: Mapping[str, Json], staff: bool = False, v3: bool = False
    ) -> Json:
        """What a person's own screen does: a call in their name through `handle`, from their own address.

        Returns the `result`.

        Raises:
            ValueError: nobody by that id, or the portal refused; the text carries its code.
        """
        try:
            hook = self.webhook_of(user_id)
        except KeyError:
            raise ValueError(f"there is no person {user_id}") from None
        path = f"/rest/{'api/' if v3 else ''}{user_id}/{hook.code}/{method}"
        sent = Request(
            "POST", path, "", "application/json", msgspec.json.encode(params), f"person {user_id}", None, staff, True
        )
        answer = msgspec.json.decode(self.handle(sent).body)
        if "result" not in answer:
            raise ValueError(f"{method}: {answer.get('error')}")
        return answer["result"]

    def _log_refused(self, request: Request, code: str) -> None:
        self.store.begin()
        self._write_log(self.clock.now(), route(request.path).name or "?", None, code, None, {})
        self.store.commit()
