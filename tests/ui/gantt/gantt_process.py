"""The process behind the outlet of picture 02, so that what is supposed of it is really computed."""

from __future__ import annotations

from datetime import date

import gantt_sample as sample

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import Estimate, Flow, Step, StepKind, Template
from outlet_desktop.schedule.critical_path import Network
from outlet_desktop.schedule.forecast import StepProgress
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.schedule.what_if import Supposed, Supposition, suppose
from outlet_desktop.schedule.workdays import plain_calendar

CALENDAR = plain_calendar(date(2026, 1, 1), date(2028, 12, 31), sample.HOLIDAYS)
LIKELY = {entry[1]: 0 if entry[2] is StepKind.MILESTONE else entry[7] for entry in sample._STEPS}
START = sample.day("12.10")


def template() -> Template:
    """Forty steps with exact durations."""
    steps = tuple(
        Step(step, kind, title, stage=stage, duration=Estimate(LIKELY[step], LIKELY[step], LIKELY[step]))
        for stage, step, kind, title, *_ in sample._STEPS
    )
    flows = tuple(Flow(source, target) for target, sources in sample._AFTER.items() for source in sources.split())
    return Template("outlet-opening", "Открытие торговой точки", 7, "S37", steps=steps, flows=flows)


def progress(row: OutletRow) -> dict[str, StepProgress]:
    """What the rows say has happened."""
    found = {}
    for step in row.steps:
        if step.state is StepState.DONE:
            found[step.step] = StepProgress(StepState.DONE, finished_on=step.actual.finish)
        elif step.state is StepState.OPEN:
            found[step.step] = StepProgress(StepState.OPEN, created_on=step.actual.start, own_finish=step.own_finish)
    return found


def supposed(row: OutletRow, changes: tuple[Supposition, ...], target: date | None) -> Supposed:
    """As the office would compute it."""
    return suppose(Network.of(template()), progress(row), changes, sample.TODAY, CALENDAR, START, target, trials=200)
