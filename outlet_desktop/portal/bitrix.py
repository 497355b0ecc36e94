"""Bitrix24 in our nouns: fits the Protocol `engine.ports.Portal`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from outlet_desktop.domain.command import Command, CommandResult, CommentTask, Done, NotExecuted, Refused, Unknown
from outlet_desktop.domain.connection import Changes, ConnectionState, Welcome
from outlet_desktop.domain.opening import Department, Person, PortalTask
from outlet_desktop.domain.record import Answer
from outlet_desktop.portal import absences, address, decode, encode, operating, reply, rest3, welcome
from outlet_desktop.portal.chain import PAGE, Chain, Listing
from outlet_desktop.portal.encode import BATCH, BOT_COMMAND, Call, Reference, in_batches
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.portal.rest import Rest
from outlet_desktop.portal.rest3 import Call3
from outlet_desktop.portal.shape import Row
from outlet_desktop.portal.watch import Watch
from outlet_desktop.problem import Problem

if TYPE_CHECKING:
    import httpx

Json = Any

OVERLAP = timedelta(seconds=60)
"""How far before its cursor a poll reads again: changes are seen by whole seconds, and not at once."""

_LONG_GAP = timedelta(minutes=10)
_EVENTS = 1000  # the most one Event.get gives; a second one in the same poll would confirm what is not stored yet
_TASKS_OF_ANSWERS = 24  # checklist + results of each, and one listing for the files: 49 commands
_USERS_OF_CALENDAR = 50
_AHEAD = timedelta(weeks=8)  # of absences: as far as the weeks of the load are shown


class BitrixPortal:
    """The portal behind one inbound webhook. Thread-safe.

    Args:
        webhook: As a person pastes it; `portal.address` says what is forgiven.
        bucket: Pace of requests; all clients of one machine that use one bucket never meet a 503.
        clock: Machine clock, seconds since the epoch.
        bot_seed: Secret from which the bot's token is made; "" = the webhook itself.
        pause, transport: For tests (see `Rest`).

    Raises:
        Problem: `webhook.*`.
    """

    def __init__(
        self,
        webhook: str,
        *,
        bucket: Bucket | None = None,
        clock: Callable[[], float] = time.time,
        bot_seed: str = "",
        pause: Callable[[float], object] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        url = address.normalised(webhook)
        self._clock = clock
        self._watch = Watch(address.host_of(url), clock)
        self._rest = Rest(
            url,
            bucket=bucket or Bucket(),
            watch=self._watch,
            clock=clock,
            pause=pause,
            transport=transport,
        )
        self._token = encode.bot_token(bot_seed or url.split("/rest/", 1)[1])
        self._welcome: Welcome | None = None
        self._bot: welcome.Bot | None = None
        self._has_task_chat = False
        self._last_changes = 0
        self._last_now: datetime | None = None

    def __repr__(self) -> str:
        return f"BitrixPortal({self.host!r})"

    @property
    def host(self) -> str:
        """Host of the portal; the new one after a renaming."""
        return self._rest.moved_to_host or self._rest.host

    @property
    def moved_to_host(self) -> str | None:
        """New host of a renamed portal, to be kept with the webhook; None = not renamed."""
        return self._rest.moved_to_host

    def close(self) -> None:
        """Drop the connection and wake whoever waits for it."""
        self._rest.close()

    def stop_waiting(self) -> None:
        """Send nothing more and end every wait; a request under way still gets its answer. Any thread."""
        self._rest.stop_waiting()

    def state(self) -> ConnectionState:
        """How the connection is right now. Never raises, never waits."""
        return self._watch.state()

    # -------------------------------------------------------------------------------- connecting

    def connect(self) -> Welcome:
        """Check the webhook, its scopes and methods; register the bot where that is possible.

        Raises:
            Problem: `portal.*`; tried twice, for a person waits for it.
        """
        asked = welcome.questions()
        answer = self._rest.read(asked, attempts=2, optional=asked.keys() - {"me"})
        welcome.welcome(answer, self.host)  # nothing is registered on a portal that cannot be worked with
        self._bot = self._register_bot() if welcome.may_have_bot(answer) else None
        self._has_task_chat = self._rest.has3(rest3.probe())
        found = welcome.welcome(answer, self.host, has_bot=self._bot is not None, has_task_chat=self._has_task_chat)
        self._welcome = found
        return found

    def examine(self) -> Welcome:
        """What `connect` would find out. Nothing is registered, and nothing that is missing is refused.

        Raises:
            Problem: `portal.*`; tried twice, for a person waits for it.
        """
        asked = welcome.questions()
        answer = self._rest.read(asked, attempts=2, optional=asked.keys() - {"me"})
        has_bot, has_chat = welcome.may_have_bot(answer), self._rest.has3(rest3.probe())
        return welcome.welcome(answer, self.host, has_bot=has_bot, has_task_chat=has_chat, is_trial=True)

    def try_writing(self, title: str, user_id: int) -> int:
        """Create a task of that title for that person and delete it again; its id. Nothing is repeated.

        Raises:
            Problem: `connect.cannot_write` (no task was made, as far as is known), `connect.left_behind` (it could
                not be deleted).
        """
        fields = {"TITLE": title, "RESPONSIBLE_ID": user_id}
        made = self._write_one(Call("tasks.task.add", {"fields": fields}))
        if not isinstance(made, Done):
            raise Problem("connect.cannot_write", host=self.host, reason=_reason_of(made))
        gone = self._write_one(Call("tasks.task.delete", {"taskId": made.value}))
        if not isinstance(gone, Done):
            raise Problem("connect.left_behind", task=made.value, title=title, reason=_reason_of(gone))
        return made.value

    def _write_one(self, call: Call) -> CommandResult:
        return self.send([encode.body(call)], self._clock() + 20.0)[0]

    def _register_bot(self) -> welcome.Bot | None:
        try:
            answer = self._rest.read(welcome.bot_questions(self._token), attempts=2)
        except Problem as problem:
            if problem.code != "portal.busy":
                raise
            return None  # the program works without a bot; the next connecting tries again
        return welcome.bot(answer, self._token)

    # -------------------------------------------------------------------------------- writing

    def body(self, command: Command) -> str:
        """The command as the exact request that `send` puts on the wire.

        The bot's id and token are not in it: they are secret and belong to the connection.
        """
        if isinstance(command, CommentTask) and self._has_task_chat:
            return rest3.body(rest3.note(command))
        is_admin = self._welcome is None or self._welcome.is_admin
        return encode.body(encode.call(command, is_admin=is_admin))

    def send(self, bodies: Sequence[str], deadline: float) -> list[CommandResult]:
        """Execute up to 50 bodies: the classic ones by one batch, each of REST 3.0 by itself; never repeated.

        Args:
            bodies: As `body` made them.
            deadline: Machine clock; what cannot go on the wire by then is not sent.

        Raises:
            ValueError: More than 50, or a text that is no body.
        """
        if len(bodies) > BATCH:
            raise ValueError(f"at most {BATCH} bodies in one batch")
        calls: dict[str, Call] = {}
        calls3: dict[str, Call3] = {}
        results: dict[str, CommandResult] = {}
        for index, text in enumerate(bodies):
            name, call3 = f"c{index}", rest3.parse_body(text)
            if call3 is not None:
                calls3[name] = call3
                continue
            call = encode.parse_body(text)
            if encode.is_bot_call(call):
                if self._bot is None:
                    results[name] = NotExecuted("not_connected") if self._welcome is None else Refused("no_bot")
                    continue
                call = encode.with_bot(call, self._bot.id, self._bot.token)
            if self._rest.rests(call.method, text):
                results[name] = NotExecuted(operating.CODE)
                continue
            calls[name] = call
        if calls:
            answer = self._rest.write(calls, deadline)
            for name, call in calls.items():
                results[name] = (
                    answer
                    if isinstance(answer, NotExecuted | Unknown)
                    else reply.command_result(call.method, name, answer)
                )
        for name, call3 in calls3.items():
            results[name] = self._send3(call3, deadline)
        return [results[f"c{index}"] for index in range(len(bodies))]

    def _send3(self, call: Call3, deadline: float) -> CommandResult:
        if not self._has_task_chat:
            # Written down when the portal had it, and wanted by nobody since: a note that is wanted is worded anew.
            return NotExecuted("not_connected") if self._welcome is None else Refused("no_task_chat")
        answer = self._rest.write3(call, deadline)
        if isinstance(answer, NotExecuted | Unknown):
            return answer
        if answer.is_absent:
            self._has_task_chat = False  # from now on notes are comments; this one was not written
        return rest3.outcome(answer)

    # -------------------------------------------------------------------------------- tasks

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        """Everything with our key that changed since `cursor` (portal clock), and the bot's events.

        One request when little has changed, and one more per further 2,500 tasks.

        Raises:
            Problem: `portal.*`.
        """
        extra = {"now": Call("server.time", {})}
        if self._bot is not None:
            asked: dict[str, Json] = {"botId": self._bot.id, "botToken": self._bot.token, "limit": _EVENTS}
            if bot_offset is not None:
                asked["offset"] = bot_offset
            extra["events"] = Call("imbot.v2.Event.get", asked)
        since = encode.moment(_minus(cursor, OVERLAP))
        pages = self._pages_expected(cursor)
        chain = Chain(self._rest, _changed_since(since, is_counted=pages == BATCH), self._watch)
        tasks: list[PortalTask] = []
        changed = 0
        for _, task in chain.rows(first_pages=pages, extra=extra):
            changed += 1
            if task is not None:
                tasks.append(task)
        first = chain.first
        now = welcome.portal_now(first, "now")
        events = decode.Events((), bot_offset, False)
        if "events" in first.results:
            events = decode.bot_events(first.results["events"], BOT_COMMAND)
        self._last_changes, self._last_now = changed, now
        offset = events.offset if events.offset is not None else bot_offset
        return Changes(first.sent_at, now, tuple(tasks), events.events, offset)

    def _pages_expected(self, cursor: datetime) -> int:
        """Pages to ask for at once. A page too many is a wasted query on the portal, one too few a request."""
        if self._last_now is None or self._last_now - cursor > _LONG_GAP:
            return BATCH
        return 1 if self._last_changes <= 25 else 1 + 2 * -(-self._last_changes // 50)

    def tasks(self, task_ids: Sequence[int]) -> tuple[PortalTask, ...]:
        """These tasks as they are now, by id; a deleted or hidden one is left out."""
        wanted = sorted(set(task_ids))
        found: dict[int, PortalTask] = {}
        groups = list(in_batches(wanted))
        for done, some in enumerate(in_batches(groups)):
            if len(groups) > BATCH:
                self._watch.progress(done * BATCH * BATCH, len(wanted))
            answer = self._ask({f"t{i}": _tasks_by_id(ids) for i, ids in enumerate(some)})
            for result in answer:
                for row in decode.task_rows(result):
                    found[row.number("id")] = decode.task(row)
        self._watch.caught_up()
        return tuple(found[task_id] for task_id in wanted if task_id in found)

    def answers(self, task_ids: Sequence[int]) -> Mapping[int, Answer]:
        """Checklists and results of these tasks; a deleted or hidden one is left out."""
        found: dict[int, Answer] = {}
        for ids in in_batches(sorted(set(task_ids)), _TASKS_OF_ANSWERS):
            calls = {
                "files": Call(
                    "tasks.task.list",
                    {"filter": {"ID": list(ids)}, "select": ["ID", "UF_TASK_WEBDAV_FILES"], "start": -1},
                )
            }
            for task_id in ids:
                calls[f"c{task_id}"] = Call(
                    "task.checklistitem.getlist", {"TASKID": task_id, "ORDER": {"SORT_INDEX": "ASC"}}
                )
                calls[f"r{task_id}"] = Call("tasks.task.result.list", {"taskId": task_id})
            answer = self._rest.read(calls)
            with_files = {
                row.number("id") for row in decode.task_rows(answer.results.get("files")) if "ufTaskWebdavFiles" in row
            }
            for task_id in ids:
                lines = answer.results.get(f"c{task_id}")
                if lines is None:
                    continue
                texts = answer.results.get(f"r{task_id}")
                found[task_id] = decode.answer(task_id, lines, texts, task_id in with_files)
        return found

    def find_project(self, name: str, token: str) -> int | None:
        """Id of the project of that name whose KEYWORDS hold `token`, archived ones too.

        A portal may have stored the name otherwise than it was sent (quotes, spaces), so the newest projects
        are searched for the token too, in the same request.
        """
        newest = Call("sonet_group.get", {"ORDER": {"ID": "DESC"}})
        by_name = {"FILTER": {"NAME": name}, "ORDER": {"ID": "ASC"}}
        named, latest = self._ask({"named": Call("sonet_group.get", by_name), "newest": newest})
        found = [decode.project_with(named, token), decode.project_with(latest, token)]
        start = PAGE
        while len(decode.project_rows(named)) == PAGE:
            (named,) = self._ask({"named": Call("sonet_group.get", {**by_name, "start": start})})
            found.append(decode.project_with(named, token))
            start += PAGE
        return min((project_id for project_id in found if project_id is not None), default=None)

    # -------------------------------------------------------------------------------- people

    def people(self) -> tuple[Person, ...]:
        """All employees, dismissed ones too, with today's absences where the portal tells them."""
        chain = Chain(self._rest, _USERS, self._watch)
        extra = {"now": Call("server.time", {})}
        people = [one for row in chain.rows(4, extra) if (one := decode.person(row)) is not None]
        today = welcome.portal_now(chain.first, "now").date()
        working = [one.user_id for one in people if one.is_active]
        return absences.with_absences(people, *self._absences(working, today))

    def _absences(
        self, user_ids: Sequence[int], today: date
    ) -> tuple[Mapping[int, date], Mapping[int, tuple[tuple[date, date], ...]]]:
        """Today's and those to come, by the calendar: as many requests as for today alone.

        A webhook without that right asks the messenger, which knows today alone; without both nobody is absent.
        """
        until: dict[int, date] = {}
        coming: dict[int, tuple[tuple[date, date], ...]] = {}
        on, ahead = today.isoformat(), (today + _AHEAD).isoformat()
        told = self._welcome.work_time if self._welcome is not None else None
        hours = told or absences.OFFICE_DAY
        asked = [
            (
                Call("calendar.accessibility.get", {"users": list(ids), "from": on, "to": ahead}),
                Call("im.user.list.get", {"ID": list(ids)}),
            )
            for ids in in_batches(user_ids, _USERS_OF_CALENDAR)
        ]
        for some in in_batches(asked):
            by_calendar = {f"a{i}": calls[0] for i, calls in enumerate(some)}
            answer = self._rest.read(by_calendar, optional=by_calendar.keys())
            for result in answer.results.values():
                until.update(absences.calendar_absences(result, today, hours))
                coming.update(absences.calendar_absences_to_come(result, today, hours))
            if answer.failures:
                by_messenger = {f"a{i}": calls[1] for i, calls in enumerate(some)}
                answer = self._rest.read(by_messenger, optional=by_messenger.keys())
                for result in answer.results.values():
                    until.update(absences.messenger_absences(result, today))
        return until, coming

    def departments(self) -> tuple[Department, ...]:
        """The company structure, heads included where the portal tells them."""
        chain = Chain(self._rest, _DEPARTMENTS, self._watch)
        found = [decode.department(row) for row in chain.rows(1)]
        heads: dict[int, int] = {}
        groups = [list(ids) for ids in in_batches([one.id for one in found])]
        for some in in_batches(groups):
            calls = {f"d{i}": Call("im.department.managers.get", {"ID": ids}) for i, ids in enumerate(some)}
            for result in self._rest.read(calls, optional=calls.keys()).results.values():
                heads.update(decode.department_heads(result))
        return tuple(Department(one.id, one.name, one.parent_id, heads.get(one.id, one.head_id)) for one in found)

    def _ask(self, calls: Mapping[str, Call]) -> Iterator[Json]:
        """Results in order; a refused command is a Problem."""
        answer = self._rest.read(calls)
        for name, call in calls.items():
            if name not in answer.results:
                raise welcome.refusal(self.host, call.method, answer, name)
            yield answer.results[name]


def _changed_since(moment: str, is_counted: bool) -> Listing[tuple[int, PortalTask | None]]:
    def call(after: int | Reference, start: int) -> Call:
        return Call(
            "tasks.task.list",
            {
                "filter": {">=CHANGED_DATE": moment, ">ID": after},
                "order": {"ID": "asc"},
                "select": list(decode.TASK_FIELDS),
                "start": 0 if is_counted and start == 0 else -1,  # −1: no counting
            },
        )

    return Listing(call, decode.listed_tasks, itemgetter(0), "[tasks][49][id]", is_text=True)


def _tasks_by_id(ids: Sequence[int]) -> Call:
    return Call(
        "tasks.task.list",
        {
            "filter": {"ID": list(ids)},
            "order": {"ID": "asc"},
            "select": list(decode.TASK_FIELDS),
            "start": -1,
        },
    )


def _user_page(after: int | Reference, start: int) -> Call:
    return Call("user.get", {"FILTER": {">ID": after}, "sort": "ID", "order": "ASC"})


def _department_page(after: int | Reference, start: int) -> Call:
    return Call("department.get", {"sort": "ID", "order": "ASC", "START": start})


def _id_of(row: Row) -> int:
    return row.number("ID")


_USERS = Listing(_user_page, decode.people_rows, _id_of, "[49][ID]")
_DEPARTMENTS = Listing(_department_page, decode.department_rows, _id_of)


def _minus(cursor: datetime, overlap: timedelta) -> datetime:
    try:
        return cursor - overlap
    except OverflowError:
        return cursor


def _reason_of(result: CommandResult) -> str:
    """Why a command was not carried out, as far as the portal has said."""
    match result:
        case Refused(code, text):
            return text or code
        case NotExecuted(code):
            return code
    return "no answer"
