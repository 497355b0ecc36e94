"""The portal in our nouns: what the engine asks of Bitrix24 through one inbound webhook."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from outlet_desktop.domain.command import Command, CommandResult, NotExecuted, Refused, Unknown
from outlet_desktop.domain.opening import Department, Person, PortalTask
from outlet_desktop.domain.record import Answer
from outlet_desktop.engine.ports import Ability, BotEvent, Changes, ConnectionState, Welcome
from outlet_desktop.portal import address, decode, encode, shape
from outlet_desktop.portal.encode import BATCH, Call, Json, Reference, in_batches
from outlet_desktop.portal.pace import Bucket
from outlet_desktop.portal.reply import BatchAnswer, command_result
from outlet_desktop.portal.rest import Rest
from outlet_desktop.portal.watch import Watch
from outlet_desktop.problem import Problem

OVERLAP = timedelta(seconds=60)  # CHANGED_DATE has a second's resolution, and two machines write it
PAGES = 48  # chained pages of changed tasks in one batch, beside the clock and the bot
PAGE = 50

# Ability -> (scope that it needs, required). What breaks without it is worded under the ability's code.
_SCOPES: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "ability.tasks": (("task", "tasks"), True),
    "ability.groups": (("sonet_group", "socialnetwork"), True),
    "ability.people": (("user", "user_basic", "user_brief"), True),
    "ability.structure": (("department",), True),
    "ability.messages": (("im",), False),
    "ability.bot": (("imbot",), False),
    "ability.calendar": (("calendar",), False),
}


class BitrixPortal:
    """Fits the Protocol `engine.ports.Portal`. Thread-safe: one engine thread and one reader may share it.

    Args:
        webhook: A normalised address; it is a secret and shows itself nowhere.
        bucket: Shared by everything that speaks to this portal from this machine.
        bot_seed: What the bot's token is made of; the same seed owns the same bot.
    """

    def __init__(
        self,
        webhook: str,
        *,
        bucket: Bucket | None = None,
        clock: Callable[[], float] = time.time,
        bot_seed: str = "",
    ) -> None:
        self._watch = Watch(address.host_of(webhook), clock)
        self._rest = Rest(webhook, bucket=bucket or Bucket(), watch=self._watch, clock=clock)
        self._clock = clock
        self._token = encode.bot_token(bot_seed)
        self._bot_id = 0
        self._is_admin = True
        self._scopes: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"BitrixPortal({self._rest.host!r})"

    def close(self) -> None:
        """Drop the connections; whoever waits gets Problem `portal.closed`."""
        self._rest.close()

    def state(self) -> ConnectionState:
        """How the connection is right now."""
        return self._watch.state()

    # -------------------------------------------------------------------------------- connecting

    def connect(self) -> Welcome:
        """Who we are, what we may, what time it is there; registers the bot where that is possible.

        Raises Problem `portal.scope_missing` and those of `Rest.read`.
        """
        answer = self._rest.read(
            {
                "me": Call("profile", {}),
                "scope": Call("scope", {}),
                "now": Call("server.time", {}),
                "event": Call("method.get", {"name": "imbot.v2.event.get"}),
            },
            attempts=3,
            optional=("event",),
        )
        me = shape.Row(_result(answer, "me", "profile"), "profile", "result")
        self._is_admin = me.flag("ADMIN")
        granted = answer.results.get("scope")
        self._scopes = frozenset(str(scope) for scope in granted) if isinstance(granted, list) else frozenset()
        abilities = []
        for code, (scopes, is_required) in _SCOPES.items():
            is_present = bool(self._scopes & frozenset(scopes))
            if is_required and not is_present:
                raise Problem("portal.scope_missing", host=self._rest.host, scope=scopes[0])
            abilities.append(Ability(code, is_present, is_required))
        event = answer.results.get("event")
        has_events = isinstance(event, Mapping) and bool(event.get("isAvailable"))
        if "imbot" in self._scopes and has_events:
            self._bot_id = self._register_bot()
        abilities = [Ability(a.code, bool(self._bot_id), False) if a.code == "ability.bot" else a for a in abilities]
        abilities.append(Ability("ability.admin", self._is_admin, False))
        name = " ".join(part for part in (me.text("NAME"), me.text("LAST_NAME")) if part)
        now = shape.moment(_result(answer, "now", "server.time"), "server.time", "result")
        return Welcome(self._rest.host, me.number("ID"), name, self._is_admin, now, tuple(abilities))

    def _register_bot(self) -> int:
        """Id of our bot, 0 where the portal refuses one: decisions then go by the task alone."""
        fields = {
            "code": encode.BOT_CODE,
            "botToken": self._token,
            "properties": {"name": "Открытие точек", "workPosition": "Открытие торговых точек"},
            "type": "bot",
            "eventMode": "fetch",
        }
        command = {"command": encode.BOT_COMMAND, "title": {"ru": "Решение", "en": "Decision"}, "hidden": True}
        # Both are idempotent on the portal: repeating them gives the same bot and command.
        answer = self._rest.read(
            {
                "bot": Call("imbot.v2.Bot.register", {"fields": fields}),
                "command": Call(
                    "imbot.v2.Command.register",
                    {"botId": Reference("$result[bot][bot][id]"), "botToken": self._token, "fields": command},
                ),
            },
            optional=("bot", "command"),
        )
        if "bot" not in answer.results or "command" not in answer.results:
            return 0
        bot = shape.Row(answer.results["bot"], "imbot.v2.Bot.register", "result").row("bot")
        return bot.number_or("id", 0)

    # -------------------------------------------------------------------------------- writing

    def body(self, command: Command) -> str:
        """The command as the exact request that `send` puts on the wire."""
        return encode.body(encode.call(command, is_admin=self._is_admin))

    def send(self, bodies: Sequence[str], deadline: float) -> list[CommandResult]:
        """Execute up to 50 bodies by one batch, once, unless the machine clock passes `deadline` first."""
        if len(bodies) > BATCH:
            raise ValueError(f"{len(bodies)} commands in one batch of {BATCH}")
        calls: dict[str, Call] = {}
        results: dict[int, CommandResult] = {}
        for number, text in enumerate(bodies):
            call = encode.parse_body(text)
            if encode.is_bot_call(call):
                if not self._bot_id:
                    results[number] = Refused("no_bot")
                    continue
                call = encode.with_bot(call, self._bot_id, self._token)
            calls[f"c{number}"] = call
        if calls:
            texts = {name: encode.command_text(call) for name, call in calls.items()}
            answer = self._rest.write(texts, deadline)
            for name, call in calls.items():
                number = int(name[1:])
                if isinstance(answer, NotExecuted | Unknown):
                    results[number] = answer
                else:
                    results[number] = command_result(call.method, name, answer)
        return [results[number] for number in range(len(bodies))]

    # -------------------------------------------------------------------------------- watching

    def poll(self, cursor: datetime, bot_offset: int | None) -> Changes:
        """Everything with our key that changed since `cursor`, and what people did to the bot.

        A quiet poll is one request. Pages of changed tasks are chained inside the batch, each asking above the
        last id of the one before, so a further 2,400 changed tasks cost one request more.
        """
        started_at = 0.0
        tasks: dict[int, PortalTask] = {}
        events: tuple[BotEvent, ...] = ()
        offset = bot_offset
        portal_now: datetime | None = None
        since = encode.moment(cursor - OVERLAP)
        last, pages = 0, 2
        while True:
            calls: dict[str, Call] = {"now": Call("server.time", {})}
            for page in range(pages):
                above: Json = last
                if page:
                    above = Reference(f"$result[p{page - 1}][tasks][{PAGE - 1}][id]")
                calls[f"p{page}"] = _changed(since, above)
            if self._bot_id and portal_now is None:
                params: dict[str, Json] = {"botId": self._bot_id, "botToken": self._token, "limit": 1000}
                if bot_offset is not None:
                    params["offset"] = bot_offset
                calls["events"] = Call("imbot.v2.Event.get", params)
            answer = self._rest.read(calls, optional=("events",))
            if portal_now is None:
                started_at = answer.sent_at
                # The first moment is the cursor: what changes while further pages are read comes again.
                portal_now = shape.moment(_result(answer, "now", "server.time"), "server.time", "result")
                if "events" in answer.results:
                    found = decode.bot_events(answer.results["events"], encode.BOT_COMMAND)
                    events, offset = found.events, found.offset if found.offset is not None else bot_offset
            is_full = False
            for page in range(pages):
                rows = decode.task_rows(_result(answer, f"p{page}", "tasks.task.list"))
                for row in rows:
                    if decode.key_of(row) is not None:
                        task = decode.task(row)
                        tasks[task.id] = task
                is_full = len(rows) == PAGE
                if not is_full:
                    break
                last = rows[-1].number("id")
            if not is_full:
                return Changes(started_at, portal_now, tuple(tasks.values()), events, offset)
            pages = PAGES

    def tasks(self, task_ids: Sequence[int]) -> tuple[PortalTask, ...]:
        """These tasks as they are now; a deleted or hidden one is left out."""
        found: list[PortalTask] = []
        chunks = list(in_batches(list(task_ids), PAGE))
        for group in in_batches(chunks):
            calls = {
                f"t{number}": Call(
                    "tasks.task.list",
                    {
                        "filter": {"ID": list(ids)},
                        "order": {"ID": "asc"},
                        "select": list(decode.TASK_FIELDS),
                        "start": -1,
                    },
                )
                for number, ids in enumerate(group)
            }
            answer = self._rest.read(calls)
            for number, ids in enumerate(group):
                wanted = frozenset(ids)
                for row in decode.task_rows(_result(answer, f"t{number}", "tasks.task.list")):
                    if row.number("id") in wanted:
                        found.append(decode.task(row))
        return tuple(found)

    def find_project(self, name: str, token: str) -> int | None:
        """Id of the project of that name whose KEYWORDS hold `token`; the name alone proves nothing."""
        answer = self._rest.read({"g": Call("sonet_group.get", {"FILTER": {"NAME": name}, "IS_ADMIN": "Y"})})
        return decode.project_with(_result(answer, "g", "sonet_group.get"), token)

    def answers(self, task_ids: Sequence[int]) -> Mapping[int, Answer]:
        """Checklists and results of these tasks; one that cannot be read is left out."""
        found: dict[int, Answer] = {}
        for ids in in_batches(list(task_ids), BATCH // 2):
            calls: dict[str, Call] = {}
            for task_id in ids:
                calls[f"c{task_id}"] = Call("task.checklistitem.getlist", {"TASKID": task_id, "ORDER": {"ID": "asc"}})
                calls[f"r{task_id}"] = Call("tasks.task.result.list", {"taskId": task_id})
            answer = self._rest.read(calls)
            for task_id in ids:
                items, results = answer.results.get(f"c{task_id}"), answer.results.get(f"r{task_id}")
                if f"c{task_id}" in answer.results:
                    found[task_id] = decode.answer(task_id, items, results or [], False)
        return found

    # -------------------------------------------------------------------------------- people

    def people(self) -> tuple[Person, ...]:
        """All employees, dismissed ones too, with today's absences."""
        found: list[Person] = []
        last = 0
        while True:
            params = {"FILTER": {">ID": last}, "sort": "ID", "order": "ASC", "start": -1}
            answer = self._rest.read({"u": Call("user.get", params), "now": Call("server.time", {})})
            rows = decode.people_rows(_result(answer, "u", "user.get"))
            found += [person for row in rows if (person := decode.person(row)) is not None]
            if len(rows) < PAGE:
                break
            last = rows[-1].number("ID")
        today = shape.moment(_result(answer, "now", "server.time"), "server.time", "result").date()
        return decode.with_absences(found, self._absences([p.user_id for p in found if p.is_active], today))

    def _absences(self, user_ids: list[int], today: date) -> Mapping[int, date]:
        if "calendar" in self._scopes:
            day = today.isoformat()
            read, method = decode.calendar_absences, "calendar.accessibility.get"
            calls = [Call(method, {"users": list(ids), "from": day, "to": day}) for ids in in_batches(user_ids, 50)]
        elif "im" in self._scopes:
            read, method = decode.messenger_absences, "im.user.list.get"
            calls = [Call(method, {"ID": list(ids)}) for ids in in_batches(user_ids, 50)]
        else:
            return {}
        until: dict[int, date] = {}
        named = {f"a{number}": call for number, call in enumerate(calls)}
        for group in in_batches(list(named.items())):
            answer = self._rest.read(dict(group), optional=tuple(named))
            for name, _ in group:
                if name in answer.results:
                    until |= read(answer.results[name], today)
        return until

    def departments(self) -> tuple[Department, ...]:
        """The company structure, heads included."""
        found: list[Department] = []
        start = 0
        while True:
            answer = self._rest.read({"d": Call("department.get", {"sort": "ID", "order": "ASC", "START": start})})
            rows = decode.department_rows(_result(answer, "d", "department.get"))
            found += [decode.department(row) for row in rows]
            if len(rows) < PAGE:
                break
            start += PAGE
        if "im" not in self._scopes or not found:
            return tuple(found)
        heads: dict[int, int] = {}
        for ids in in_batches([department.id for department in found], PAGE):
            asked = Call("im.department.managers.get", {"ID": list(ids)})
            answer = self._rest.read({"h": asked}, optional=("h",))
            if "h" in answer.results:
                heads |= decode.department_heads(answer.results["h"])
        return tuple(_with_head(department, heads) for department in found)


def _with_head(department: Department, heads: Mapping[int, int]) -> Department:
    head = heads.get(department.id, department.head_id)
    return Department(department.id, department.name, department.parent_id, head)


def _changed(since: str, above: Json) -> Call:
    return Call(
        "tasks.task.list",
        {
            "filter": {">=CHANGED_DATE": since, ">ID": above},
            "order": {"ID": "asc"},
            "select": list(decode.TASK_FIELDS),
            "start": -1,
        },
    )


def _result(answer: BatchAnswer, name: str, method: str) -> Json:
    """The value of one read, or the Problem that it was refused."""
    if name in answer.results:
        return answer.results[name]
    failure = answer.failures.get(name)
    code = failure.code if failure else "missing"
    if code.lower() == "insufficient_scope":
        raise Problem("portal.scope_missing", scope=method, host="")
    raise Problem("portal.read_refused", method=method, code=code, text=failure.text if failure else "")
