"""One outlet under way, and a portfolio of many, as the engine would give them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import Holder, Link, OutletRow, Portfolio, Span, StageRow, StepRow

TODAY = date(2026, 11, 24)
STAGES = ("Адрес", "Договор и деньги", "Стройка", "Оснащение", "Запуск")


def _steps(count: int) -> tuple[StepRow, ...]:
    rows, day = [], date(2026, 9, 1)
    for number in range(1, count + 1):
        plan = Span(day, day + timedelta(days=4))
        late = timedelta(days=number // 5)
        began = day + late
        done, is_open = began + timedelta(days=5) < TODAY, began < TODAY <= began + timedelta(days=5)
        kind = {0: StepKind.MILESTONE, 4: StepKind.CONFIRMATION, 1: StepKind.APPROVAL}.get(number % 10, StepKind.TASK)
        span = Span(began, began + timedelta(days=5))
        state = StepState.DONE if done else StepState.OPEN if is_open else StepState.PENDING
        if number == 3:
            state = StepState.SKIPPED
        rows.append(
            StepRow(
                step=f"S{number:02d}",
                title=f"Шаг {number}: подготовить и согласовать с арендодателем проект помещения",
                kind=kind,
                stage=STAGES[(number - 1) * len(STAGES) // count],
                role="r",
                role_title="Менеджер по развитию",
                state=state,
                status=Status.DONE if done else Status.BLOCKED if is_open and number % 2 else
                Status.LATE if is_open else Status.IDLE,
                person="Крылова А." if number % 3 else "",
                baseline=plan,
                actual=span if done else Span(began) if is_open else Span(),
                forecast=span,
                own_finish=began + timedelta(days=3),
                deviation=number // 5,
                overdue_days=2 if is_open else 0,
                critical=number % 4 == 1,
                total_float=0 if number % 4 == 1 else 3,
                task_id=8800 + number,
            )
        )  # fmt: skip
        day += timedelta(days=3)
    return tuple(rows)


def make_outlet(count: int = 40, **changes: object) -> OutletRow:
    steps = _steps(count)
    stages = tuple(
        StageRow(
            title, title, Status.LATE if place == 2 else Status.DONE if place < 2 else Status.IDLE,
            sum(step.state is StepState.DONE for step in own), len(own),
            Span(own[0].baseline.start, own[-1].baseline.finish),
            Span(own[0].forecast.start, own[-1].forecast.finish), place, tuple(step.step for step in own),
        )
        for place, title in enumerate(STAGES)
        if (own := [step for step in steps if step.stage == title])
    )  # fmt: skip
    made = OutletRow(
        opening="abcd2345",
        address="ул. Ленина, 10",
        city="Самара",
        region="Самара",
        state=OpeningState.RUNNING,
        status=Status.BLOCKED,
        template="Открытие торговой точки",
        revision=7,
        goal=f"S{count:02d}",
        opened_on=date(2026, 9, 1),
        started_on=date(2026, 9, 1),
        baseline_finish=date(2026, 12, 11),
        target=date(2026, 12, 11),
        forecast_finish=date(2027, 1, 11),
        p50=date(2027, 1, 14),
        p80=date(2027, 1, 25),
        chance=0.22,
        slip_days=15,
        done=17,
        total=count,
        project_id=412,
        now=steps[16].title if count > 16 else steps[0].title,
        waiting=19,
        held_by=(
            Holder("S04", "Подтвердить оплату оборудования", "accountant", "Бухгалтер", 4, "Панина О.",
                   date(2026, 9, 16), 4, "payment_wait"),
        ),
        label=("label.payment", {"days": 11}),
        why=(
            "why.payment",
            {"address": "ул. Ленина, 10", "days": 4, "step": "Подтвердить оплату оборудования", "role": "Бухгалтер",
             "person": "Панина О.", "since": date(2026, 9, 16), "waiting": 19, "p50": date(2027, 1, 14),
             "target": date(2026, 12, 11), "chance": 22},
        ),
        segments=(date(2026, 9, 20), date(2026, 10, 20)),
        stages=stages,
        steps=steps,
        links=tuple(Link(a.step, b.step, a.critical) for a, b in itertools.pairwise(steps)),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def make_portfolio(count: int = 17) -> Portfolio:
    statuses = list(Status)
    labels = {
        Status.LATE: ("label.late", {"days": 6}),
        Status.BLOCKED: ("label.payment", {"days": 11}),
        Status.RISK: ("label.holidays", {}),
    }
    rows = []
    for number in range(count):
        status = statuses[number % len(statuses)]
        start = date(2026, 9, 1) + timedelta(days=4 * (number % 17))
        end = start + timedelta(days=95 + number % 17)
        is_done = status is Status.DONE
        rows.append(
            make_outlet(
                opening=f"abcd{number:04d}",
                address=f"ул. Авроры, {number + 1}, торговый центр «Привоз у дома»",
                city=("Самара", "Казань", "Уфа")[number % 3],
                status=status,
                state=OpeningState.DONE if is_done else
                OpeningState.DECIDING if status is Status.IDLE else OpeningState.RUNNING,
                started_on=start,
                target=end,
                p50=None if is_done else end + timedelta(days=number % 6 - 2),
                p80=None if is_done else end + timedelta(days=number % 6 + 5),
                finished_on=date(2026, 11, 10) if is_done else None,
                slip_days=number % 6 - 2,
                chance=0.5,
                done=number + 3,
                label=labels.get(status, ("", {})),
                held_by=() if is_done else make_outlet().held_by,
                steps=(), links=(), stages=(),
            )
        )  # fmt: skip
    days_off = tuple(date(2027, 1, day) for day in range(1, 9))
    return Portfolio(tuple(rows), TODAY, "2026-11-24T09:00:00+04:00", days_off)
