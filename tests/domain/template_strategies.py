"""Templates to test with: drawn by hypothesis, and small ones by hand."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

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
def fields(draw: st.DrawFn) -> Field:
    return Field(
        draw(IDS),
        draw(TEXTS),
        draw(st.sampled_from(FieldType)),
        draw(st.booleans()),
        tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    back = st.just("initiator") | st.lists(IDS, max_size=2).map(tuple)
    return Outcome(draw(st.sampled_from(("approve", "rework", "reject"))), draw(TEXTS), draw(back))


def unique(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most, unique_by=lambda item: item.id).map(tuple)


@st.composite
def steps(draw: st.DrawFn, step_id: str) -> Step:
    kind = draw(st.sampled_from(StepKind))
    days = st.integers(0, 30)
    return Step(
        id=step_id,
        kind=kind,
        title=draw(TEXTS),
        description=draw(TEXTS),
        stage=draw(st.sampled_from(("", "one", "two", "three"))),
        role=draw(st.sampled_from(("", "r1", "r2"))),
        duration=draw(st.builds(Estimate, days, days, days)),
        condition=draw(TEXTS),
        checklist=draw(st.lists(TEXTS, max_size=2).map(tuple)),
        fields=draw(unique(fields())),
        reasons=draw(st.lists(IDS, max_size=2).map(tuple)),
        remind=draw(st.none() | st.builds(Reminder, days, days)),
        escalate=draw(st.none() | st.builds(Escalation, days, st.sampled_from(("initiator", "r1")))),
        result_required=draw(st.booleans()),
        outcomes=draw(unique(outcomes())),
        at=(draw(st.integers(-20, 60)) * 16, draw(st.integers(-20, 60)) * 16),
    )


@st.composite
def templates(draw: st.DrawFn, most: int = 10, acyclic: bool = True) -> Template:
    """Any template a file may hold; with `acyclic` its flows close no cycle."""
    ids: list[str] = draw(st.lists(IDS, max_size=most, unique=True))
    pairs = [(a, b) for i, a in enumerate(ids) for j, b in enumerate(ids) if i < j or (not acyclic and i != j)]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2 * most, unique=True)) if pairs else []
    made = [draw(steps(step_id)) for step_id in ids]
    return Template(
        id=draw(IDS),
        name=draw(TEXTS),
        revision=draw(st.integers(0, 20)),
        goal=draw(st.sampled_from(["", *ids])),
        roles=draw(st.sampled_from(((), (Role("r1", "Юрист", "ЮР"), Role("r2", "Lawyer", "", "d"))))),
        stages=(Stage("one", "Один"), Stage("two", "Two"), Stage("three", "")),
        fields=draw(unique(fields())),
        reasons=draw(st.sampled_from(((), (Reason("late", "Поздно", "external", "auto"),)))),
        steps=tuple(draw(st.permutations(made))),
        flows=tuple(Flow(a, b, draw(st.integers(0, 3))) for a, b in chosen),
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
            flat += part.parts if isinstance(part, kind) else [part]
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
        flows=tuple(Flow(a, b) for a, b in pairwise(ids)),
    )
