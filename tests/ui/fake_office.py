"""An Office in memory: five outlets, ten people, one process. Real values, no portal, no disk, no threads.

`FakeOffice()` answers everything the Protocol asks; tests change its state through the same methods, or by
`set_connection`, `set_engine`, `set_rows`, which tell the subscribers as the engine would.
Every call that writes is kept in `calls` as (name, arguments).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fake_people import FakePeople

from outlet_desktop.domain.connection import Trial
from outlet_desktop.domain.opening import (
    Department,
    OpeningId,
    OpeningState,
    Person,
    Status,
    StepState,
    UserId,
)
from outlet_desktop.domain.template import (
    Estimate,
    Field,
    FieldType,
    Flow,
    Outcome,
    Role,
    RoleId,
    Stage,
    Step,
    StepId,
    StepKind,
    Template,
)
from outlet_desktop.engine.ports import (
    Ability,
    ConnectionState,
    FieldForm,
    HistoryEntry,
    LaunchDraft,
    LaunchRequest,
    Preview,
    RevisionInfo,
    RoleHolder,
    TemplateInfo,
    Welcome,
)
from outlet_desktop.engine.replacing import (
    HeldTask,
    Move,
    MoveState,
    Picked,
    Place,
    ReplaceEffect,
    ReplacePreview,
    ReplaceReport,
    with_person,
)
from outlet_desktop.engine.settings_port import PortalFacts
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import (
    Holder,
    Link,
    OutletRow,
    Portfolio,
    Span,
    StageRow,
    StepRow,
)
from outlet_desktop.schedule.what_if import Prospect, Supposed, Supposition
from outlet_desktop.schedule.workdays import Calendar, plain_calendar

TODAY = date(2026, 11, 24)
HOST = "demo-volga.bitrix24.ru"

PEOPLE = (
    Person(1, "Виктор Сафронов", "Директор", (1,)),
    Person(2, "Анна Крылова", "Менеджер по развитию", (2,)),
    Person(3, "Марина Соколова", "Юрист", (3,), absent_until=date(2026, 12, 4)),
    Person(4, "Ольга Панина", "Бухгалтер", (4,)),
    Person(5, "Павел Ершов", "Руководитель строительства", (5,)),
    Person(6, "Елена Гаврилова", "Управляющий розницей", (6,)),
    Person(7, "Руслан Хабибуллин", "Специалист по оснащению", (5,)),
    Person(8, "Игорь Белов", "Руководитель отдела", (5,)),
    Person(9, "Тимур Латыпов", "Юрист", (3,)),
    Person(10, "Дмитрий Назаров", "Руководитель строительства", (5,), is_active=False),
)

DEPARTMENTS = (
    Department(1, "Торгсеть", None, 1),
    Department(2, "Развитие", 1, 2),
    Department(3, "Юридический отдел", 1, 3),
    Department(4, "Бухгалтерия", 1, 4),
    Department(5, "Строительство и оснащение", 1, 5),
    Department(6, "Розница", 1, 6),
)

ROLES = (
    Role("director", "Директор", "ДР"),
    Role("developer", "Менеджер по развитию", "МР"),
    Role("lawyer", "Юрист", "ЮР"),
    Role("accountant", "Бухгалтер", "БУ"),
    Role("builder", "Строительство", "СТ"),
    Role("retail", "Розница", "УР"),
)

TEMPLATE = Template(
    id="outlet-opening",
    name="Открытие торговой точки",
    revision=7,
    goal="S08",
    roles=ROLES,
    stages=(Stage("address", "Адрес"), Stage("build", "Стройка"), Stage("launch", "Запуск")),
    fields=(Field("prepaid", "Поставщик просит предоплату", FieldType.BOOL, True),),
    steps=(
        Step(
            "S01",
            StepKind.APPROVAL,
            "Согласовать адрес точки",
            stage="address",
            role="director",
            duration=Estimate(1, 1, 3),
            outcomes=(
                Outcome("approve", "Согласовать"),
                Outcome("rework", "На доработку", "initiator"),
                Outcome("reject", "Отклонить"),
            ),
            at=(0, 0),
        ),
        Step(
            "S02",
            StepKind.TASK,
            "Подготовить и подписать договор аренды",
            stage="address",
            role="lawyer",
            duration=Estimate(3, 5, 10),
            at=(288, 0),
        ),
        Step(
            "S03",
            StepKind.TASK,
            "Черновые работы и электрика",
            stage="build",
            role="builder",
            duration=Estimate(8, 12, 20),
            at=(576, 0),
        ),
        Step(
            "S04",
            StepKind.CONFIRMATION,
            "Подтвердить оплату счёта за оборудование",
            stage="build",
            role="accountant",
            duration=Estimate(1, 2, 5),
            fields=(Field("amount_rub", "Сумма, ₽", FieldType.MONEY, True),),
            at=(576, 96),
        ),
        Step(
            "S05",
            StepKind.MILESTONE,
            "Зал готов",
            stage="build",
            duration=Estimate(0, 0, 0),
            at=(864, 32),
        ),
        Step(
            "S06",
            StepKind.TASK,
            "Принять товар, выложить, проверить ценники",
            stage="launch",
            role="retail",
            duration=Estimate(2, 4, 6),
            at=(1152, 0),
        ),
        Step(
            "S07",
            StepKind.TASK,
            "Провести рекламу открытия",
            stage="launch",
            role="retail",
            duration=Estimate(2, 5, 8),
            condition="prepaid == true",
            at=(1152, 96),
        ),
        Step(
            "S08",
            StepKind.MILESTONE,
            "Точка открыта",
            stage="launch",
            duration=Estimate(0, 0, 0),
            at=(1440, 32),
        ),
    ),
    flows=(
        Flow("S01", "S02"),
        Flow("S02", "S03"),
        Flow("S02", "S04"),
        Flow("S03", "S05"),
        Flow("S04", "S05"),
        Flow("S05", "S06"),
        Flow("S05", "S07"),
        Flow("S06", "S08"),
        Flow("S07", "S08"),
    ),
)


def _row(
    opening: str,
    address: str,
    city: str,
    status: Status,
    started: date,
    target: date,
    slip: int,
    done: int,
    now: str,
    state: OpeningState = OpeningState.RUNNING,
    person: int = 4,
) -> OutletRow:
    p50 = target + timedelta(days=slip)
    holder = next(who for who in PEOPLE if who.user_id == person)
    over = slip if status in (Status.LATE, Status.BLOCKED) else 0
    opened = state is OpeningState.DONE
    return OutletRow(
        opening=opening,
        address=address,
        city=city,
        region=city,
        state=state,
        status=status,
        template=TEMPLATE.name,
        revision=TEMPLATE.revision,
        goal=TEMPLATE.goal,
        opened_on=started,
        started_on=started,
        baseline_finish=target - timedelta(days=4),
        target=target,
        forecast_finish=p50,
        p50=p50,
        p80=None if opened else p50 + timedelta(days=7),
        chance=1.0 if opened else 0.04 if over else 0.82,
        slip_days=slip,
        done=done,
        total=len(TEMPLATE.steps),
        project_id=None if state is OpeningState.DECIDING else 4800 + done,
        finished_on=target + timedelta(days=slip) if opened else None,
        now="" if opened else now,
        waiting=0 if opened else len(TEMPLATE.steps) - done - 1,
        held_by=() if opened else (Holder("S04", now, "accountant", "Бухгалтер", person, holder.name, started, over),),
        segments=(started + timedelta(days=14),),
    )


def rows() -> tuple[OutletRow, ...]:
    """The five outlets: blocked, late, active, idle (waits for the director), done."""
    return (
        _row(
            "aaaa2222",
            "Московское ш., 185А",
            "Самара",
            Status.BLOCKED,
            date(2026, 10, 12),
            date(2026, 12, 28),
            18,
            3,
            "Подтвердить оплату счёта за оборудование",
        ),
        _row(
            "bbbb3333",
            "ул. Юбилейная, 40",
            "Тольятти",
            Status.LATE,
            date(2026, 9, 21),
            date(2026, 11, 27),
            12,
            5,
            "Черновые работы и электрика",
            person=5,
        ),
        _row(
            "cccc4444",
            "ул. Ново-Садовая, 24",
            "Самара",
            Status.ACTIVE,
            date(2026, 9, 10),
            date(2026, 11, 30),
            -3,
            6,
            "Принять товар, выложить, проверить ценники",
            person=6,
        ),
        _row(
            "dddd5555",
            "ул. Гагарина, 98",
            "Самара",
            Status.IDLE,
            date(2026, 11, 23),
            date(2027, 2, 24),
            -7,
            0,
            "Согласовать адрес точки",
            OpeningState.DECIDING,
            1,
        ),
        _row(
            "eeee6666",
            "ул. Ульяновская, 84",
            "Сызрань",
            Status.DONE,
            date(2026, 8, 31),
            date(2026, 11, 9),
            3,
            8,
            "",
            OpeningState.DONE,
        ),
    )


def with_steps(row: OutletRow) -> OutletRow:
    """The same outlet, whole: its steps laid end to end from `started_on`, stages and links."""
    made: list[StepRow] = []
    start = row.started_on
    for number, step in enumerate(TEMPLATE.steps):
        finish = start + timedelta(days=max(step.duration.likely, 1) - 1)
        state = StepState.DONE if number < row.done else StepState.OPEN if number == row.done else StepState.PENDING
        holder = next((h for h in row.held_by), None) if state is StepState.OPEN else None
        made.append(
            StepRow(
                step=step.id,
                title=step.title,
                kind=step.kind,
                stage=step.stage,
                role=step.role,
                role_title=next((role.title for role in ROLES if role.id == step.role), ""),
                state=state,
                status=Status.DONE
                if state is StepState.DONE
                else row.status
                if state is StepState.OPEN
                else Status.IDLE,
                task_id=48700 + number if state is not StepState.PENDING else None,
                user_id=holder.user_id if holder else None,
                person=holder.person if holder else "",
                baseline=Span(start, finish),
                actual=Span(start, finish if state is StepState.DONE else None)
                if state is not StepState.PENDING
                else Span(),
                forecast=Span(start, finish),
                critical=state is not StepState.DONE,
                total_float=0 if state is not StepState.DONE else None,
            )
        )
        start = finish + timedelta(days=1)
    stages = tuple(
        StageRow(
            stage.id,
            stage.title,
            Status.DONE if all(s.state is StepState.DONE for s in inside) else row.status,
            sum(s.state is StepState.DONE for s in inside),
            len(inside),
            Span(inside[0].baseline.start, inside[-1].baseline.finish),
            Span(inside[0].forecast.start, inside[-1].forecast.finish),
            0,
            tuple(s.step for s in inside),
        )
        for stage in TEMPLATE.stages
        if (inside := [s for s in made if s.stage == stage.id])
    )
    links = tuple(Link(flow.source, flow.target) for flow in TEMPLATE.flows)
    goal = row.p50 or row.started_on
    histogram = tuple((goal + timedelta(days=day), 100 - 9 * abs(day)) for day in range(-6, 9))
    return replace(row, steps=tuple(made), stages=stages, links=links, histogram=histogram)


class FakeOffice(FakePeople):
    """The Protocol `engine.ports.Office`, in memory."""

    def __init__(self, *, is_demo: bool = True, has_portal: bool = True) -> None:
        super().__init__()
        self.is_demo = is_demo
        self.is_read_only = False
        self.forms: tuple[FieldForm, ...] = ()
        self.calls: list[tuple[str, tuple[object, ...]]] = []
        self.problem: Problem | None = None  # raised by the next blocking call
        self._rows = list(rows()) if has_portal else []
        self._connection = ConnectionState("live" if has_portal else "none", HOST if has_portal else "")
        self._engine = ("running", 12.0)
        self._subscribers: list[Callable[[], None]] = []
        self._replacements: list[tuple[UserId, UserId, ReplacePreview]] = []
        self.move_states: list[MoveState] = []  # of the tasks in a report; empty = all have moved
        self._drafts: dict[str, Template] = {}
        self._published: dict[str, list[Template]] = {TEMPLATE.id: [TEMPLATE]}
        self.notes: dict[tuple[str, int], str] = {}  # of published revisions, by (process, number)
        self.samples: dict[StepId, tuple[int, ...]] = {}  # what `past` says of the one process
        self.files: tuple[str, ...] = ()
        self.unclosed = ""
        self.launch_drafts: dict[str, LaunchDraft] = {}
        self._holders = {
            role.id: RoleHolder(role.id, user, deputy)
            for role, user, deputy in zip(ROLES, (1, 2, 3, 4, 5, 6), (8, None, 9, None, 8, None), strict=True)
        }

    # what a test turns

    def set_connection(self, state: ConnectionState) -> None:
        """The connection changed."""
        self._connection = state
        self._tell()

    def set_engine(self, state: str, seconds: float) -> None:
        """The engine changed."""
        self._engine = (state, seconds)
        self._tell()

    def set_rows(self, changed: tuple[OutletRow, ...]) -> None:
        """The outlets changed."""
        self._rows = list(changed)
        self._tell()

    def _tell(self) -> None:
        for changed in tuple(self._subscribers):
            changed()

    def _wrote(self, name: str, *arguments: object) -> None:
        self.calls.append((name, arguments))
        self._raise()

    def _raise(self) -> None:
        problem, self.problem = self.problem, None
        if problem is not None:
            raise problem

    # the Protocol

    def last_portfolio(self) -> Portfolio | None:
        return self._portfolio() if self._rows else None

    def portfolio(self) -> Portfolio:
        self._raise()
        return self._portfolio()

    def _portfolio(self) -> Portfolio:
        return Portfolio(
            rows=tuple(self._rows),
            today=TODAY,
            as_of="2026-11-24T11:04:00+04:00",
            days_off=tuple(date(2027, 1, day) for day in range(1, 11)),
        )

    def outlet(self, opening: OpeningId) -> OutletRow:
        self._raise()
        found = next((row for row in self._rows if row.opening == opening), None)
        if found is None:
            raise Problem("office.no_opening", opening=opening)
        return with_steps(found)

    def prospects(self, opening: OpeningId) -> tuple[Prospect, ...]:
        return ()

    def suppose(self, opening: OpeningId, changes: tuple[Supposition, ...], target: date | None) -> Supposed:
        self._raise()
        row = self.outlet(opening)
        spans = {step.step: (step.forecast.start or TODAY, step.forecast.finish or TODAY) for step in row.steps}
        p50 = row.p50 or TODAY
        return Supposed(spans, row.forecast_finish, p50, row.p80 or p50, row.chance, row.histogram, target)

    def history(self, opening: OpeningId | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        entries = [
            HistoryEntry(at - timedelta(days=number), "launched", row.opening, user_id=2)
            for number, row in enumerate(self._rows)
            if opening in (None, row.opening)
        ]
        return tuple(entries[:limit])

    def templates(self) -> tuple[TemplateInfo, ...]:
        return tuple(
            TemplateInfo(
                id=template_id,
                name=kept[-1].name,
                revisions=tuple(one.revision for one in kept),
                published_on={one.revision: date(2026, 8, 3) for one in kept},
                has_draft=template_id in self._drafts,
            )
            for template_id, kept in self._published.items()
        )

    def template(self, template_id: str, revision: int | None = None) -> Template:
        self._raise()
        kept = self._published.get(template_id, [])
        if revision is None and template_id in self._drafts:
            return self._drafts[template_id]
        wanted = [one for one in kept if revision in (None, one.revision)]
        if not wanted:
            raise Problem("office.no_template", template=template_id)
        return wanted[-1]

    def revisions(self, template_id: str) -> tuple[RevisionInfo, ...]:
        self._raise()
        return tuple(
            RevisionInfo(
                one.revision,
                datetime(2026, 8, 3, 9, 0, tzinfo=UTC) + timedelta(days=10 * one.revision),
                one.name,
                self.notes.get((template_id, one.revision), ""),
            )
            for one in reversed(self._published.get(template_id, []))
        )

    def calendar(self) -> Calendar:
        self._raise()
        return plain_calendar(date(2024, 1, 1), date(2029, 12, 31), self._portfolio().days_off)

    def request_of(self, opening: OpeningId) -> LaunchRequest:
        row = self.outlet(opening)
        return LaunchRequest(TEMPLATE.id, row.revision, row.address, row.city, row.region)

    def past(self, template_id: str) -> Mapping[StepId, tuple[int, ...]]:
        self._raise()
        return self.samples if template_id == TEMPLATE.id else {}

    def recent_files(self) -> tuple[str, ...]:
        return self.files

    def note_file(self, path: str) -> tuple[str, ...]:
        self.files = tuple(dict.fromkeys((path, *self.files)))[:8]
        return self.files

    def unclosed_draft(self) -> str:
        return self.unclosed

    def close_drafts(self) -> None:
        self.unclosed = ""

    def save_draft(self, template: Template) -> None:
        self._wrote("save_draft", template)
        self._drafts[template.id] = template
        self.unclosed = template.id

    def publish(self, template: Template, note: str = "") -> int:
        self._wrote("publish", template, note)
        kept = self._published.setdefault(template.id, [])
        revision = max((one.revision for one in kept), default=0) + 1
        kept.append(replace(template, revision=revision))
        self.notes[template.id, revision] = note
        self._drafts.pop(template.id, None)
        return revision

    def people(self) -> tuple[Person, ...]:
        self._raise()
        return PEOPLE

    def departments(self) -> tuple[Department, ...]:
        return DEPARTMENTS

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        return dict(self._holders)

    def set_role_holder(self, holder: RoleHolder) -> None:
        self._wrote("set_role_holder", holder)
        self._holders[holder.role] = holder
        self._tell()

    def open_tasks_of(self, user_id: UserId) -> int:
        return sum(holder.user_id == user_id for row in self._rows for holder in row.held_by)

    def replace_preview(self, user_id: UserId) -> ReplacePreview:
        self._raise()
        titles = {role.id: role.title for role in TEMPLATE.roles}
        holders = self._holders.values()
        places = [Place("role", one.role, titles[one.role]) for one in holders if one.user_id == user_id]
        places += [Place("deputy", one.role, titles[one.role]) for one in holders if one.deputy_id == user_id]
        held = [(row, step) for row in self._rows for step in row.held_by if step.user_id == user_id]
        tasks = tuple(
            HeldTask(row.opening, row.address, step.step, number, f"{step.title} — {row.address}", None)
            for number, (row, step) in enumerate(held, 501)
        )
        addresses = {row.opening: row.address for row, _step in held}
        return ReplacePreview(user_id, tuple(places), tasks, dict.fromkeys(addresses, 2), addresses)

    def can_tell(self) -> bool:
        return False

    def replace_effect(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> tuple[ReplaceEffect, ...]:
        day = date(2027, 1, 11)
        found = self.replace_preview(user_id).addresses.items()
        return tuple(ReplaceEffect(opening, address, day, day) for opening, address in found)

    def replace_person(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> int:
        self._wrote("replace_person", user_id, by, picked)
        found = self.replace_preview(user_id)
        self._replacements.append((user_id, by, found))
        for role, holder in self._holders.items():
            self._holders[role] = with_person(holder, user_id, by, picked)
        self._tell()
        return len(self._replacements)

    def replace_report(self, number: int) -> ReplaceReport:
        self._raise()
        user_id, by, found = self._replacements[number - 1]
        states = self.move_states or ["moved"] * len(found.tasks)
        moves = [
            Move(task.opening, task.task_id, task.title, state, "Нет доступа" if state == "refused" else "")
            for task, state in zip(found.tasks, states, strict=True)
        ]
        return ReplaceReport(number, user_id, by, len(found.places), tuple(moves))

    def undo_replacement(self, number: int) -> int:
        user_id, by, _found = self._replacements[number - 1]
        self._wrote("undo_replacement", number)
        self._replacements.append((by, user_id, self.replace_preview(by)))
        for role, holder in self._holders.items():
            self._holders[role] = with_person(holder, by, user_id)
        self._tell()
        return len(self._replacements)

    def keep_twin(self, opening: OpeningId, step: StepId, task_id: int) -> None:
        self._wrote("keep_twin", opening, step, task_id)

    def preview(self, request: LaunchRequest) -> Preview:
        start = request.start_on or TODAY
        finish = start + timedelta(days=40)
        errors: list[tuple[str, Mapping[str, object]]] = []
        if not request.address:
            errors.append(("launch.no_address", {}))
        people = {role: holder.user_id for role, holder in self._holders.items() if holder.user_id}
        return Preview(
            start_on=start,
            finish_on=finish,
            p50=finish + timedelta(days=5),
            p80=finish + timedelta(days=9),
            p95=finish + timedelta(days=15),
            target=request.target_on or finish + timedelta(days=9),
            chance=0.8,
            days=29,
            options=(
                ("deterministic", finish, 0.35),
                ("p50", finish + timedelta(days=5), 0.5),
                ("p80", finish + timedelta(days=9), 0.8),
                ("p95", finish + timedelta(days=15), 0.95),
            ),
            histogram=tuple((finish + timedelta(days=day), 400 - 20 * abs(day - 5)) for day in range(18)),
            errors=tuple(errors),
            people={**people, **request.people},
            first_steps=("Согласовать адрес точки",),
        )

    def launch(self, request: LaunchRequest) -> OpeningId:
        self._wrote("launch", request)
        start = request.start_on or TODAY
        made = _row(
            f"ffff{len(self._rows):04d}".replace("0", "a").replace("1", "b"),
            request.address,
            request.city,
            Status.IDLE,
            start,
            request.target_on or start + timedelta(days=49),
            0,
            0,
            "Согласовать адрес точки",
            OpeningState.DECIDING,
            1,
        )
        self._rows.append(made)
        self._tell()
        return made.opening

    def drafts(self) -> tuple[LaunchDraft, ...]:
        return tuple(self.launch_drafts.values())

    def save_launch_draft(self, draft: LaunchDraft) -> datetime:
        self._wrote("save_launch_draft", draft)
        self.launch_drafts[draft.id] = draft
        return datetime(2026, 11, 24, 11, 4, tzinfo=UTC)

    def drop_launch_draft(self, draft_id: str) -> None:
        self._wrote("drop_launch_draft", draft_id)
        self.launch_drafts.pop(draft_id, None)

    def portal_facts(self) -> PortalFacts:
        return PortalFacts(host=HOST, has_bot=True)

    def go_on(self, opening: OpeningId) -> None:
        self._wrote("go_on", opening)

    def cancel(self, opening: OpeningId, reason: str) -> None:
        self._wrote("cancel", opening, reason)
        self._rows = [
            replace(row, state=OpeningState.CANCELLED) if row.opening == opening else row for row in self._rows
        ]
        self._tell()

    def pause(self, opening: OpeningId, reason: str) -> None:
        self._wrote("pause", opening, reason)
        self._set_state(opening, OpeningState.PAUSED)

    def resume(self, opening: OpeningId) -> None:
        self._wrote("resume", opening)
        self._set_state(opening, OpeningState.RUNNING)

    def _set_state(self, opening: OpeningId, state: OpeningState) -> None:
        self._rows = [replace(row, state=state) if row.opening == opening else row for row in self._rows]
        self._tell()

    def remind(self, opening: OpeningId, step: StepId) -> None:
        self._wrote("remind", opening, step)

    def hand_task(self, opening: OpeningId, step: StepId, user_id: UserId) -> int:
        self._wrote("hand_task", opening, step, user_id)
        return 1

    def set_target(self, opening: OpeningId, target: date) -> None:
        self._wrote("set_target", opening, target)
        self._rows = [replace(row, target=target) if row.opening == opening else row for row in self._rows]
        self._tell()

    def set_delay(self, opening: OpeningId, step: StepId, reason_id: str, words: str) -> None:
        self._wrote("set_delay", opening, step, reason_id, words)

    def field_forms(self, opening: OpeningId) -> tuple[FieldForm, ...]:
        return self.forms

    def answer_fields(self, opening: OpeningId, step: StepId, values: Mapping[str, str]) -> None:
        self._wrote("answer_fields", opening, step, dict(values))

    def answer_gone(self, opening: OpeningId, step: StepId, *, again: bool, reason: str) -> None:
        self._wrote("answer_gone", opening, step, again, reason)

    def answer_for(self, opening: OpeningId, step: StepId, outcome: str, reason: str = "") -> None:
        self._wrote("answer_for", opening, step, outcome, reason)

    def portal_link(self, opening: OpeningId, task_id: int | None = None) -> str:
        tail = f"tasks/task/view/{task_id}/" if task_id else "workgroups/group/4801/"
        return f"https://{HOST}/{tail}"

    def connection(self) -> ConnectionState:
        return self._connection

    def engine_state(self) -> tuple[str, float]:
        return self._engine

    def poll_now(self) -> None:
        self._wrote("poll_now")

    def report(self, opening: OpeningId | None, path: str, lang: str) -> None:
        self._wrote("report", opening, path, lang)

    def meeting(self, path: str, lang: str) -> None:
        self._wrote("meeting", path, lang)

    def keep_file(self, path: str, content: bytes) -> None:
        self._wrote("keep_file", path, content)

    def try_portal(self, url: str) -> Trial:
        self._wrote("try_portal")  # never the address: it is a secret
        if "/rest/" not in url:
            raise Problem("portal.bad_webhook")
        return Trial(self._welcome(), 0.184, 53, 9)

    def try_writing(self, url: str, user_id: int, lang: str) -> int:
        self._wrote("try_writing", user_id, lang)
        return 48823

    def stop_trying(self) -> None:
        self._wrote("stop_trying")

    def connect(self, url: str) -> Welcome:
        self._wrote("connect")  # never the address: it is a secret
        if "/rest/" not in url:
            raise Problem("portal.bad_webhook")
        self._connection = ConnectionState("live", HOST)
        return self._welcome()

    def _welcome(self) -> Welcome:
        abilities = tuple(
            Ability(code, present, required)
            for code, present, required in (
                ("ability.tasks", True, True),
                ("ability.groups", True, True),
                ("ability.people", True, True),
                ("ability.bot", False, False),
            )
        )
        return Welcome(HOST, 2, "Анна Крылова", True, datetime(2026, 11, 24, 11, 4, tzinfo=UTC), abilities)

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        self._subscribers.append(changed)
        return lambda: self._subscribers.remove(changed)
