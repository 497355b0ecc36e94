"""What the answers and the calendar change in a launch, computed from process, answers and calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outlet_desktop.domain.condition import parse
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Preview
from outlet_desktop.problem import Problem
from outlet_desktop.ui.daysoff import CalendarSlice


@dataclass(frozen=True, slots=True)
class Consequence:
    """One line.

    Attributes:
        kind: "kept" or "skipped" (a step whose condition asks a launch field), "holidays", "working_day".
        title: Of the step. `first`, `last`: Of the holidays or the day. `days`: Its length, days.
    """

    kind: str
    title: str = ""
    days: int = 0
    is_critical: bool = False
    first: date | None = None
    last: date | None = None


def consequences(
    template: Template | None,
    answers: Mapping[str, object],
    preview: Preview,
    calendar: CalendarSlice,
) -> tuple[Consequence, ...]:
    """Steps that the answers keep or skip, then long holidays and working weekends on the way to the target."""
    found: list[Consequence] = []
    critical = {step.step for step in preview.row.steps if step.critical} if preview.row is not None else set()
    if template is not None:
        known = {field.id for field in template.fields}
        for step in template.steps:
            if not step.condition:
                continue
            try:
                condition = parse(step.condition)
                holds = condition.holds(answers)
            except Problem:
                continue  # the check of the process tells it
            if known.isdisjoint(condition.names()):
                continue
            found.append(
                Consequence(
                    "kept" if holds else "skipped",
                    step.title,
                    step.duration.likely,
                    step.id in critical,
                )
            )
    end = preview.target or preview.finish_on
    if end is not None:
        for first, last in calendar.long_runs(preview.start_on, end):
            found.append(Consequence("holidays", days=(last - first).days + 1, first=first, last=last))
        for day in calendar.working_weekends:
            if preview.start_on <= day <= end:
                found.append(Consequence("working_day", first=day, last=day))
    return tuple(found)
