"""Why an outlet is late, who holds it, when it will open and what would help (picture 02, the right side).

Everything in it is computed: parts of the delay by `schedule.waterfall`, what would help by `schedule.what_if`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import Status, StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.schedule.waterfall import Part
from outlet_desktop.schedule.what_if import Prospect, Supposed
from outlet_desktop.ui.controls import (
    Avatar,
    ElidedLabel,
    Tag,
    hairline,
    label,
    primary_button,
    secondary_button,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.daysoff import CalendarSlice
from outlet_desktop.ui.gantt.cells import short_person
from outlet_desktop.ui.gantt.clickable import Clickable
from outlet_desktop.ui.gantt.ink import c, frame
from outlet_desktop.ui.gantt.scenario import Scenario
from outlet_desktop.ui.gantt.what_if import WhatIfSection
from outlet_desktop.ui.histogram import Histogram
from outlet_desktop.ui.messages import days, short_date, signed, signed_days, words
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_side, only_down

WIDTH = 336  # px, picture 02
_BAR = 10
_PLOT = 72


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the panel shows beyond the row itself; made off the GUI thread.

    Attributes:
        load: Open tasks of the person who holds the outlet, by the portal; None = nobody holds it.
        back: The outlet as it is, with planning back from its target; None = it is over.
    """

    prospects: tuple[Prospect, ...] = ()
    load: int | None = None
    days_off: CalendarSlice | None = None
    back: Supposed | None = None


@dataclass(frozen=True, slots=True)
class _RowDates:
    """The dates of a row, as the histogram wants them."""

    histogram: tuple[tuple[date, int], ...]
    finish_on: date | None
    p50: date | None
    p80: date | None
    target: date | None


@dataclass(frozen=True, slots=True)
class _Bar:
    """A part of the waterfall as drawn: from `start`, `days` long, both in working days; look = a status."""

    start: int
    days: int
    look: str


class DelayPanel(QFrame):
    """The right side of an outlet's page.

    Signals:
        step_wanted: Step id of a part or a prospect that was clicked. task_wanted: Portal task id of what holds it.
        remind_wanted: Step id of what holds it. hand_wanted: The same, and where the list of people may open (global).
        closed: The cross was pressed.
    """

    step_wanted = Signal(str)
    task_wanted = Signal(int)
    remind_wanted = Signal(str)
    hand_wanted = Signal(str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        fix_side(self, WIDTH)
        self._row: OutletRow | None = None
        self._outlook = Outlook()
        self._scenario: Scenario | None = None
        self._current: StepId = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 8)
        self._title = ElidedLabel("", "bodyStrong", spare=0)
        self._shift = ElidedLabel("", "small", "secondary", spare=0)
        self._close = tool_button("ph.x")
        self._close.clicked.connect(self.closed)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._shift)
        head.addWidget(self._close)
        column.addLayout(head)
        column.addWidget(hairline())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        only_down(self._area)
        column.addWidget(self._area, 1)
        self.histogram = Histogram(plot=_PLOT)
        self.what_if = WhatIfSection()
        self.what_if.step_wanted.connect(self.step_wanted)
        self.retranslate()

    def show_row(self, row: OutletRow | None, outlook: Outlook | None = None) -> None:
        """Another outlet or fresh data; `outlook` None keeps what was known of the same outlet."""
        same = self._row is not None and row is not None and self._row.opening == row.opening
        if outlook is None:
            outlook = self._outlook if same else Outlook()
        if same and row == self._row and outlook == self._outlook:
            return
        at = self._area.verticalScrollBar().value() if same else 0
        self._row, self._outlook = row, outlook
        self._build()
        self._area.verticalScrollBar().setValue(at)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        self._close.setToolTip(self.tr("Hide"))
        self._close.setAccessibleName(self.tr("Hide"))
        self._build()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(self.rect(), c("surface.base"))
        p.fillRect(0, 0, 1, self.height(), c("border.default"))

    # -------------------------------------------------------------------------------- building

    def _build(self) -> None:
        row = self._row
        for kept in (self.histogram, self.what_if):
            kept.setParent(None)  # the rest is made anew
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        slip = row.slip_days if row is not None else None
        is_late = slip is not None and slip > 0
        self._title.setText(self.tr("Why the delay") if is_late else self.tr("What the date is made of"))
        self._shift.setText(self.tr("opening {shift}").format(shift=signed_days(slip)) if slip is not None else "")
        if row is not None and row.steps:
            self._add_waterfall(column, row)
            self._add_holder(column, row)
            self._add_forecast(column, row)
        column.addWidget(self.what_if)
        self._build_what_if()
        if self._scenario is not None:
            self._raise_what_if(column)
        column.addStretch(1)
        self._area.setWidget(inside)
        self.set_current(self._current)

    def _add_waterfall(self, column: QVBoxLayout, row: OutletRow) -> None:
        if row.slip_days is None or row.spread_days is None or row.buffer_days is None:
            return
        column.addWidget(label(self.tr("Parts of the driving chain, working days"), "caption", "tertiary"))
        bars = _bars(row)
        low = min([0, *(min(bar.start, bar.start + bar.days) for bar in bars)])
        high = max([1, *(max(bar.start, bar.start + bar.days) for bar in bars)])
        for part, bar in zip(row.delays, bars, strict=False):
            step = row.step(part.step)
            title = step.title if step is not None else self.tr("Calendar")
            made = PartRow(part.step, title, part.days, bar, (low, high), part_words(part, step))
            made.chosen.connect(self.step_wanted)
            column.addWidget(made)
        if row.spread_days:
            caption = words("delay.spread", {"p50": short_date(row.p50), "finish": short_date(row.forecast_finish)})
            bar = bars[-1]
            column.addWidget(PartRow("", self.tr("Spread of estimates"), row.spread_days, bar, (low, high), caption))
        buffer = QHBoxLayout()
        facts = {"plan": short_date(row.baseline_finish), "target": short_date(row.target)}
        buffer.addWidget(label(words("delay.buffer", facts), "small", "secondary", wrap=True), 1)
        buffer.addWidget(label(signed(-row.buffer_days), "small", "secondary", tabular=True))
        column.addWidget(hairline())
        column.addLayout(buffer)
        sum_line = QHBoxLayout()
        name = self.tr("Shift of the opening") if row.finished_on else self.tr("Shift of the opening, P50")
        sum_line.addWidget(label(name, "bodyStrong"))
        sum_line.addStretch(1)
        look = "late" if row.slip_days > 0 else "done"
        sum_line.addWidget(label(signed_days(row.slip_days), "bodyStrong", look, tabular=True))
        column.addLayout(sum_line)

    def _add_holder(self, column: QVBoxLayout, row: OutletRow) -> None:
        if not row.held_by:
            return
        holder = row.held_by[0]
        column.addSpacing(4)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(label(self.tr("What holds it now"), "bodyStrong"))
        head.addStretch(1)
        if holder.overdue_days > 0:
            look = "blocked" if row.status is Status.BLOCKED else "late"
            mark = "ph.lock-simple-fill" if look == "blocked" else "ph.warning-octagon-fill"
            head.addWidget(Tag(days(holder.overdue_days), look, mark))
        column.addLayout(head)
        column.addWidget(label(holder.title, "body", wrap=True))
        who = QHBoxLayout()
        who.setSpacing(10)
        person = holder.person or holder.role_title
        who.addWidget(Avatar("".join(part[:1] for part in person.split()[:2]).upper(), 32))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(person, "body"))
        load = self._outlook.load
        about = words("delay.load", {"role": holder.role_title, "number": load}) if load else holder.role_title
        names.addWidget(label(about, "small", "secondary", wrap=True))
        who.addLayout(names, 1)
        column.addLayout(who)
        if row.waiting:
            column.addWidget(label(words("delay.waiting", {"waiting": row.waiting}), "small", "secondary", wrap=True))
        root = self._root_words(row)
        if root:
            column.addWidget(label(root, "small", "secondary", wrap=True))
        step = row.step(holder.step)
        if step is not None and step.task_id is not None:
            self._add_holder_actions(column, step, step.task_id)

    def _add_holder_actions(self, column: QVBoxLayout, step: StepRow, task_id: int) -> None:
        remind = primary_button(self.tr("Remind"), "ph.bell")
        remind.clicked.connect(lambda: self.remind_wanted.emit(step.step))
        hand = secondary_button(self.tr("Hand over…"), "ph.swap")
        hand.clicked.connect(lambda: self.hand_wanted.emit(step.step, hand.mapToGlobal(QPoint(0, hand.height() + 2))))
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (remind, hand):
            button.setEnabled(step.state is StepState.OPEN)
            guard_writing(button)
            button.setMinimumWidth(64)  # long words are cut rather than the panel widened beyond its edge
            line.addWidget(button)
        task = tool_button("ph.arrow-square-out")
        set_tool_name(task, self.tr("Task on the portal"))
        task.clicked.connect(lambda: self.task_wanted.emit(task_id))
        line.addWidget(task)
        line.addStretch(1)
        column.addLayout(line)

    def _root_words(self, row: OutletRow) -> str:
        """Where the delay began, when that is another step than the one that holds it now."""
        late = next((part for part in row.delays if part.days > 0 and part.step), None)
        step = row.step(late.step) if late is not None else None
        if step is None or late is None or step.step == row.held_by[0].step:
            return ""
        return words("delay.root", {"step": step.title, "days": late.days})

    def _add_forecast(self, column: QVBoxLayout, row: OutletRow) -> None:
        if not row.histogram or row.finished_on is not None:
            return
        column.addSpacing(4)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(self.tr("Forecast of the opening"), "bodyStrong", spare=0))
        head.addStretch(1)
        trials = f"{sum(count for _day, count in row.histogram):,}".replace(",", "\u00a0")
        note = label(self.tr("{trials} trials").format(trials=trials), "small", "tertiary")
        note.setToolTip(self.tr("Steps are taken as independent of each other"))
        head.addWidget(note)
        column.addLayout(head)
        dates = _RowDates(row.histogram, None, row.p50, row.p80, row.target)
        self.histogram.show_outlook(dates, self._outlook.days_off)
        column.addWidget(self.histogram)

    def set_current(self, step: StepId) -> None:
        """Light the rows of the step that is selected in the table and the chart; "" = none is."""
        self._current = step
        for row in self._area.findChildren(Clickable):
            row.set_current(step)

    def show_scenario(self, scenario: Scenario | None) -> None:
        """What is supposed, None = nothing; it comes to the top of the panel and goes back below with it."""
        moves = (scenario is None) != (self._scenario is None)
        self._scenario = scenario
        if moves:
            self._build()
            self._area.verticalScrollBar().setValue(0)
        else:
            self._build_what_if()

    def _raise_what_if(self, column: QVBoxLayout) -> None:
        column.removeWidget(self.what_if)
        column.insertWidget(0, self.what_if)

    def _build_what_if(self) -> None:
        row = self._row
        if row is None or not row.steps or row.finished_on is not None:
            self.what_if.clear()
            return
        self.what_if.show_row(row, self._outlook.prospects, self._outlook.back, self._scenario)
        self.what_if.set_current(self._current)


class PartRow(Clickable):
    """A part of the waterfall: title, days, its bar on the common axis, and why."""

    def __init__(self, step: StepId, title: str, number: int, bar: _Bar, axis: tuple[int, int], caption: str) -> None:
        super().__init__(step)
        self._bar, self._axis = bar, axis
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(ElidedLabel(title, "body"), 1)
        line.addWidget(label(signed(number), "bodyStrong", tabular=True))
        column.addLayout(line)
        self._room = QWidget()
        self._room.setFixedHeight(_BAR + 2)
        column.addWidget(self._room)
        self.caption: QLabel = label(caption, "small", "secondary", wrap=True)
        column.addWidget(self.caption)
        self.setAccessibleName(f"{title}: {signed_days(number)}. {caption}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self)
        low, high = self._axis
        unit = self.width() / (high - low)
        left = min(self._bar.start, self._bar.start + self._bar.days)
        box = QRectF((left - low) * unit, self._room.y() + 1, max(2.0, abs(self._bar.days) * unit), _BAR)
        if self._bar.look == "spread":
            p.fillRect(box, c("status.idle.tint"))
            frame(p, box, c("status.idle.fill"))
        else:
            p.fillRect(box, c(f"status.{self._bar.look}.fill"))


def _bars(row: OutletRow) -> list[_Bar]:
    """The bars of the parts, one after another on one axis, the spread last where there is any."""
    at = 0
    made: list[_Bar] = []
    for part in row.delays:
        step = row.step(part.step)
        made.append(_Bar(at, part.days, _look(part, step)))
        at += part.days
    if row.spread_days:
        made.append(_Bar(at, row.spread_days, "spread"))
    return made


def _look(part: Part, step: StepRow | None) -> str:
    if part.days < 0:
        return "done"
    return "blocked" if step is not None and step.status is Status.BLOCKED else "late"


def part_words(part: Part, step: StepRow | None) -> str:
    """Why the step has moved the opening: the reason named for it, and the facts of its row."""
    if step is None:
        return words("delay.calendar")
    facts: dict[str, object] = {
        "plan": short_date(step.baseline.finish),
        "fact": short_date(step.actual.finish or step.forecast.finish),
        "due": short_date(step.own_finish),
        "number": step.overdue_days,
        "person": short_person(step.person),
    }
    if step.state in (StepState.DONE, StepState.SKIPPED):
        code = "delay.closed" if part.days > 0 else "delay.closed_early"
    elif step.overdue_days > 0:
        code = "delay.overdue"
    else:
        code = "delay.later" if part.days > 0 else "delay.earlier"
    said = f"{step.reason_text}. " if step.reason_text else ""
    return said + words(code, facts).strip()
