"""The sample process and small builders of templates."""

from __future__ import annotations

from datetime import date

import pytest

from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.workdays import Calendar, russian_calendar

# step, kind, optimistic, likely, pessimistic, steps before it: the shipped sample "Opening a retail outlet".
SAMPLE = """
S01 approval 1 1 3
S02 task 3 5 10 S01
S03 task 1 2 4 S01
S04 task 2 3 6 S01
S05 task 3 5 8 S03
S06 task 3 5 12 S02 S04
S07 confirmation 1 2 5 S06
S08 task 1 1 5 S07
S09 task 3 5 8 S05
S10 task 2 4 6 S05
S11 approval 1 1 3 S08 S09 S10
S12 confirmation 1 2 5 S11
S13 confirmation 1 2 5 S11
S14 task 3 5 8 S11
S15 task 5 10 20 S11
S16 task 10 15 25 S11
S17 task 8 12 20 S12
S18 task 6 9 15 S17
S19 task 3 5 10 S17
S20 task 8 12 25 S05 S06
S21 confirmation 1 2 5 S20
S22 task 5 7 12 S08 S21
S23 task 10 15 30 S13
S24 task 2 4 7 S18 S23
S25 milestone 0 0 0 S16 S19 S24
S26 task 1 2 4 S15 S25
S27 task 1 2 4 S14 S25
S28 task 3 5 8 S25
S29 task 1 2 4 S25
S30 task 1 2 4 S25
S31 confirmation 1 2 5 S29
S32 task 1 2 5 S14 S26
S33 task 3 4 7 S30 S31
S34 task 3 5 8 S22
S35 task 1 1 3 S22 S27 S28 S32 S33
S36 approval 1 1 2 S35
S37 milestone 0 0 0 S34 S36
S38 task 15 20 30 S27
S39 task 3 5 10 S37
S40 milestone 0 0 0 S38 S39
"""


def template_of(text: str, goal: str, lags: dict[tuple[str, str], int] | None = None) -> Template:
    """A template from lines "id kind optimistic likely pessimistic inputs..."."""
    steps, flows = [], []
    for line in text.strip().splitlines():
        step, kind, low, likely, high, *inputs = line.split()
        steps.append(Step(step, StepKind(kind), duration=Estimate(int(low), int(likely), int(high))))
        flows += [Flow(source, step, (lags or {}).get((source, step), 0)) for source in inputs]
    return Template("sample", "Sample", goal=goal, steps=tuple(steps), flows=tuple(flows))


def days(*lengths: int) -> Template:
    """A line of tasks A, B, C ... of these exact durations; the last one is the goal."""
    names = "ABCDEFGHIJ"[: len(lengths)]
    lines = [
        f"{name} task {d} {d} {d} {names[n - 1] if n else ''}"
        for n, (name, d) in enumerate(zip(names, lengths, strict=True))
    ]
    return template_of("\n".join(lines), names[-1])


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return russian_calendar()


@pytest.fixture(scope="session")
def sample() -> Template:
    return template_of(SAMPLE, "S37")


@pytest.fixture
def make():
    """Builds a template: make(text, goal, lags)."""
    return template_of


@pytest.fixture
def line():
    """Builds a line of tasks: line(1, 2, 3)."""
    return days


@pytest.fixture
def sample_start() -> date:
    return date(2026, 12, 1)
