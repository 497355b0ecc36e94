"""Templates to test with: drawn by hypothesis, and small ones by hand."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from outlet_desktop.domain.condition import All, Any, Comparison, Condition, Node, Not
from outlet_desktop.domain.template import (
    Escalation,
    Estimate,
    Field,
    FieldType,
    Flow,
    Outcome,
    Reason,
    Reminder,
    Role,
    Stage,
    Step,
    StepKind,
    Template,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
IDS = st.text(string.ascii_letters + string.digits, min_size=1, max_size=6)


@st.composite
def fields(draw: Callable[..., object]) -> Field:
    return Field(
        draw(IDS),  # type: ignore[arg-type]
        draw(TEXTS),  # type: ignore[arg-type]
        draw(st.sampled_from(FieldType)),  # type: ignore[arg-type]
        draw(st.booleans()),  # type: ignore[arg-type]
        tuple(draw(st.lists(TEXTS, max_size=2))),  # type: ignore[call-overload]
    )


@st.composite
def outcomes(draw: Callable[..., object]) -> Outcome:
    back = st.just("initiator") | st.lists(IDS, max_size=2).map(tuple)
    return Outcome(draw(st.sampled_from(("approve", "rework", "reject"))), draw(TEXTS), draw(back))  # type: ignore[arg-type]


def unique(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(items, max_size=most, unique_by=lambda item: item.id).map(tuple)


@st.composite
def steps(draw: Callable[..., object], step_id: str) -> Step:
    kind = draw(st.sampled_from(StepKind))
    days = st.integers(0, 30)
    return Step(
        id=step_id,
        kind=kind,  # type: ignore[arg-type]
        title=draw(TEXTS),  # type: ignore[arg-type]
        description=draw(TEXTS),  # type: ignore[arg-type]
        stage=draw(st.sampled_from(("", "one", "two", "three"))),  # type: ignore[arg-type]
        role=draw(st.sampled_from(("", "r1", "r2"))),  # type: ignore[arg-type]
        duration=draw(st.builds(Estimate, days, days, days)),  # type: ignore[arg-type]
        condition=draw(TEXTS),  # type: ignore[arg-type]
        checklist=draw(st.lists(TEXTS, max_size=2).map(tuple)),  # type: ignore[arg-type]
        fields=draw(unique(fields())),  # type: ignore[arg-type]
        reasons=draw(st.lists(IDS, max_size=2).map(tuple)),  # type: ignore[arg-type]
        remind=draw(st.none() | st.builds(Reminder, days, days)),  # type: ignore[arg-type]
        escalate=draw(st.none() | st.builds(Escalation, days, st.sampled_from(("initiator", "r1")))),  # type: ignore[arg-type]
        result_required=draw(st.booleans()),  # type: ignore[arg-type]
        outcomes=draw(unique(outcomes())),  # type: ignore[arg-type]
        at=(draw(st.integers(-20, 60)) * 16, draw(st.integers(-20, 60)) * 16),  # type: ignore[operator]
    )


@st.composite
def templates(draw: Callable[..., object], most: int = 10, acyclic: bool = True) -> Template:
    """Any template a file may hold; with `acyclic` its flows close no cycle."""
    ids: list[str] = draw(st.lists(IDS, max_size=most, unique=True))  # type: ignore[assignment]
    pairs = [(a, b) for i, a in enumerate(ids) for j, b in enumerate(ids) if i < j or (not acyclic and i != j)]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2 * most, unique=True)) if pairs else []
    made = [draw(steps(step_id)) for step_id in ids]
    return Template(
        id=draw(IDS),  # type: ignore[arg-type]
        name=draw(TEXTS),  # type: ignore[arg-type]
        revision=draw(st.integers(0, 20)),  # type: ignore[arg-type]
        goal=draw(st.sampled_from(["", *ids])),  # type: ignore[arg-type]
        roles=draw(st.sampled_from(((), (Role("r1", "Юрист", "ЮР"), Role("r2", "Lawyer", "", "d"))))),  # type: ignore[arg-type]
        stages=(Stage("one", "Один"), Stage("two", "Two"), Stage("three", "")),
        fields=draw(unique(fields())),  # type: ignore[arg-type]
        reasons=draw(st.sampled_from(((), (Reason("late", "Поздно", "external", "auto"),)))),  # type: ignore[arg-type]
        steps=tuple(draw(st.permutations(made))),  # type: ignore[call-overload]
        flows=tuple(Flow(a, b, draw(st.integers(0, 3))) for a, b in chosen),  # type: ignore[arg-type, union-attr]
    )


NAMES = st.sampled_from(("prepaid", "area_m2", "format", "opens_on", "поле"))
LITERALS = (
    st.booleans()
    | st.integers(-999, 999)
    | st.decimals(-99, 99, places=2).map(lambda value: int(value) if value == int(value) else value.normalize())
    | st.dates(date(2020, 1, 1), date(2030, 12, 31))
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
)


def _flat(kind: type[All] | type[Any]) -> Callable[[list[Node]], Node]:
    def join(parts: list[Node]) -> Node:
        flat: list[Node] = []
        for part in parts:
            flat += part.parts if isinstance(part, kind) else [part]  # type: ignore[union-attr]
        return kind(tuple(flat))

    return join


NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(Comparison, NAMES, st.sampled_from(("==", "!=", "<", "<=", ">", ">=")), LITERALS)
    | st.builds(Comparison, NAMES, st.just("in"), st.lists(LITERALS, max_size=3).map(tuple)),
    lambda inner: (
        inner.map(Not)
        | st.lists(inner, min_size=2, max_size=3).map(_flat(All))
        | st.lists(inner, min_size=2, max_size=3).map(_flat(Any))
    ),
    max_leaves=8,
)
CONDITIONS = NODES.map(Condition)
ANSWERS = st.dictionaries(NAMES, LITERALS | st.none() | st.decimals(-9, 9, places=1).map(Decimal))


def chain(*ids: str, kind: StepKind = StepKind.TASK) -> Template:
    """Steps one after another, good but for what a test breaks; the last is the goal."""
    made = tuple(
        Step(step_id, kind, f"Шаг {step_id}", stage="one", role="r1", at=(288 * n, 0)) for n, step_id in enumerate(ids)
    )
    return Template(
        "t",
        "Процесс",
        goal=ids[-1],
        roles=(Role("r1", "Юрист"),),
        stages=(Stage("one", "Один"),),
        steps=made,
        flows=tuple(Flow(a, b) for a, b in zip(ids, ids[1:], strict=False)),
    )
