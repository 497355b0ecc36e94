"""The last part of the delay panel: what is supposed, what would help most, planning back from the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.schedule.learning import LEAST
from outlet_desktop.schedule.what_if import Due, Prospect, Supposed, Supposition
from outlet_desktop.ui.controls import ElidedLabel, hairline, label, link_button, set_tool_name, tool_button
from outlet_desktop.ui.gantt.cells import short_person
from outlet_desktop.ui.gantt.clickable import Clickable
from outlet_desktop.ui.gantt.scenario import Scenario
from outlet_desktop.ui.messages import format_date, percent, short_date, signed, words
from outlet_desktop.ui.text_size import fix_square

_MOST_DUES = 4


class WhatIfSection(QFrame):
    """Signals:
    step_wanted: Step id of a row that was clicked.
    change_wanted: A Supposition to add. change_dropped: One to take back. target_dropped: The target as promised again.
    discarded: Nothing is supposed any more.
    """

    step_wanted = Signal(str)
    change_wanted = Signal(object)
    change_dropped = Signal(object)
    target_dropped = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._shown: tuple[OutletRow, Sequence[Prospect], Supposed | None, Scenario | None] | None = None

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self._put(None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self.show_row(*self._shown)
        super().changeEvent(event)

    def set_current(self, step: StepId) -> None:
        """Light the rows of that step."""
        for row in self.findChildren(Clickable):
            row.set_current(step)

    def show_row(
        self, row: OutletRow, prospects: Sequence[Prospect], back: Supposed | None, scenario: Scenario | None
    ) -> None:
        """The outlet as it is (`back`), and what is supposed of it."""
        self._shown = (row, prospects, back, scenario)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        is_open = scenario is not None and not scenario.is_empty
        if not is_open and (prospects or (back is not None and back.dues)):
            column.addWidget(hairline())
        if scenario is not None and is_open:
            self._add_scenario(column, row, scenario)
        if prospects:
            title = self.tr("Push this today") if is_open else self.tr("What if")
            column.addWidget(label(title, "bodyStrong"))
            for prospect in prospects:
                step = row.step(prospect.step)
                made = ProspectRow(prospect, step.title if step is not None else prospect.step, row)
                made.chosen.connect(self.step_wanted)
                made.tried.connect(self.change_wanted)
                column.addWidget(made)
        planned = scenario.found if scenario is not None and scenario.found is not None and is_open else back
        if planned is not None and planned.target is not None:
            self._add_plan_back(column, row, planned)
        if is_open:
            column.addWidget(hairline())
        self._put(inside)

    def _put(self, inside: QWidget | None) -> None:
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside
        if inside is not None:
            self._column.addWidget(inside)
        self.setVisible(inside is not None)

    # ------------------------------------------------------------------------------------ supposed

    def _add_scenario(self, column: QVBoxLayout, row: OutletRow, scenario: Scenario) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Supposed, not written anywhere"), "bodyStrong", wrap=True), 1)
        discard = link_button(self.tr("Discard"))
        discard.clicked.connect(self.discarded)
        head.addWidget(discard, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for change in scenario.changes:
            made = ChangeRow(change.step, change_words(change, row, scenario), self.tr("Take back"))
            made.chosen.connect(self.step_wanted)
            made.drop.clicked.connect(lambda _=False, change=change: self.change_dropped.emit(change))
            column.addWidget(made)
        if scenario.target is not None:
            made = ChangeRow("", words("whatif.target", {"day": format_date(scenario.target)}), self.tr("Take back"))
            made.drop.clicked.connect(lambda: self.target_dropped.emit())
            column.addWidget(made)
        found = scenario.found
        if found is None:
            column.addWidget(label(self.tr("Computing…"), "small", "tertiary"))
            return
        for name, before, after, gain in result_lines(row, found):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(label(name, "small", "secondary"))
            line.addStretch(1)
            line.addWidget(label(before, "small", "tertiary", tabular=True))
            line.addWidget(label("\u2192", "small", "tertiary"))
            look = "" if not gain else "done" if gain > 0 else "late"
            line.addWidget(label(after, "bodyStrong", *((look,) if look else ()), tabular=True))
            column.addLayout(line)
        column.addWidget(hairline())

    # ------------------------------------------------------------------------------------ planning back

    def _add_plan_back(self, column: QVBoxLayout, row: OutletRow, planned: Supposed) -> None:
        dues = next_dues(row, planned.dues)
        if not dues:
            return
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Back from the target"), "bodyStrong"))
        head.addStretch(1)
        head.addWidget(label(format_date(planned.target), "small", "secondary", tabular=True))
        column.addLayout(head)
        if planned.missed:
            said = words("whatif.missed", {"days": planned.missed})
            column.addWidget(label(said, "small", "late", wrap=True))
        for due in dues:
            step = row.step(due.step)
            made = DueRow(due, step.title if step is not None else due.step)
            made.chosen.connect(self.step_wanted)
            column.addWidget(made)


def change_words(change: Supposition, row: OutletRow, scenario: Scenario) -> str:
    """`Уложиться в 8 р. д.: Черновые работы`."""
    step = row.step(change.step)
    facts: dict[str, object] = {"step": step.title if step is not None else change.step, "days": change.days}
    match change.change:
        case "today":
            return words("whatif.today", facts)
        case "person":
            return words("whatif.person", facts | {"person": short_person(scenario.person(change.user_id))})
        case _:
            likely = step.estimate.likely if step is not None else change.days
            return words("whatif.shorter" if change.days < likely else "whatif.lasts", facts)


def result_lines(row: OutletRow, found: Supposed) -> list[tuple[str, str, str, int]]:
    """(name, before, after, better 1 / worse -1 / same 0) of what the changes give."""

    def sign(before: date | None, after: date | None) -> int:
        if before is None or after is None or before == after:
            return 0
        return 1 if after < before else -1

    lines = [
        ("P50", short_date(row.p50), short_date(found.p50), sign(row.p50, found.p50)),
        ("P80", short_date(row.p80), short_date(found.p80), sign(row.p80, found.p80)),
    ]
    if found.chance is not None:
        before = row.chance or 0.0
        better = 0 if round(before, 2) == round(found.chance, 2) else 1 if found.chance > before else -1
        lines.append((words("whatif.chance"), percent(row.chance), percent(found.chance), better))
    return lines


def next_dues(row: OutletRow, dues: Sequence[Due]) -> list[Due]:
    """What has to be finished for the target, the shortest of time first, of equals what comes first."""
    work = [due for due in dues if (step := row.step(due.step)) is not None and step.kind is not StepKind.MILESTONE]
    return sorted(work, key=lambda due: (-due.short, due.by))[:_MOST_DUES]


def due_words(due: Due) -> str:
    """`не позже 13.11, поздно на 6 р. д.`."""
    late = {"days": abs(due.short)}
    state = words("whatif.too_late", late) if due.short > 0 else words("whatif.spare", late)
    return f"{words('whatif.due_by', {'day': short_date(due.by)})}, {state}"


def learnt_words(step: StepRow) -> str:
    """`обычно 3 р. д. (2–8), задач: 12`; how many are missing while there are too few."""
    learnt = step.learnt
    if learnt is None or not learnt.count or step.kind is StepKind.MILESTONE:
        return ""
    if not learnt.is_enough:
        return words("learnt.few", {"count": learnt.count, "least": LEAST})
    low, usual, high = (learnt.quantile(share) for share in (0.1, 0.5, 0.9))
    return words("learnt.usual", {"low": low, "usual": usual, "high": high, "count": learnt.count})


def _two_lines(title: str, facts: str) -> QVBoxLayout:
    """A name as wide as there is room, and facts below it."""
    made = QVBoxLayout()
    made.setSpacing(0)
    made.addWidget(ElidedLabel(title, "small"))
    made.addWidget(ElidedLabel(facts, "small", "tertiary"))
    return made


class ProspectRow(Clickable):
    """What would help: the change, the date it gives, the days it brings.

    Signals:
        tried: The Supposition, when a person wants to see it in the chart.
    """

    tried = Signal(object)

    def __init__(self, prospect: Prospect, title: str, row: OutletRow) -> None:
        super().__init__(prospect.step)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 2, 0, 2)
        line.setSpacing(8)
        name = words(f"whatif.{prospect.change}", {"step": title, "days": prospect.days})
        facts = f"P50 {short_date(prospect.p50)}"
        if prospect.chance is not None:
            facts += f" · {words('whatif.chance').lower()} {percent(prospect.chance)}"
        line.addLayout(_two_lines(name, facts), 1)
        gain = label(signed(-prospect.gained), "bodyStrong", "done", tabular=True)
        gain.setMinimumWidth(24)
        gain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(gain)
        self.attempt = tool_button("ph.flask")
        fix_square(self.attempt, 24)
        set_tool_name(self.attempt, self.tr("Suppose this"))
        change = Supposition(prospect.step, "today" if prospect.change == "today" else "days", prospect.days)
        self.attempt.clicked.connect(lambda: self.tried.emit(change))
        line.addWidget(self.attempt)
        tip = words(
            "whatif.tip",
            {
                "p50": short_date(prospect.p50),
                "before": short_date(row.p50),
                "chance": percent(prospect.chance),
            },
        )
        self.setToolTip(f"{name}\n{tip}")
        self.setAccessibleName(f"{name}. {tip}")


class ChangeRow(Clickable):
    """One change that is supposed, with a cross that takes it back."""

    def __init__(self, step: StepId, text: str, drop: str) -> None:
        super().__init__(step)
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(ElidedLabel(text, "small"), 1)
        self.drop = tool_button("ph.x")
        fix_square(self.drop, 24)
        set_tool_name(self.drop, drop)
        line.addWidget(self.drop)
        self.setAccessibleName(text)


class DueRow(Clickable):
    """By when a step has to be finished; or by how much it is too late already."""

    def __init__(self, due: Due, title: str) -> None:
        super().__init__(due.step)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 2, 0, 2)
        line.setSpacing(8)
        by = words("whatif.due_by", {"day": short_date(due.by)})
        line.addLayout(_two_lines(title, by), 1)
        if due.short > 0:
            state = label(words("whatif.too_late", {"days": due.short}), "small", "late", tabular=True)
        else:
            state = label(words("whatif.spare", {"days": -due.short}), "small", "secondary", tabular=True)
        line.addWidget(state)
        self.setToolTip(title)
        self.setAccessibleName(f"{title}. {by}. {state.text()}")
