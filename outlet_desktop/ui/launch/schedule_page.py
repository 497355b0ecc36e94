"""Page 2 of the launch: the form in short and its numbers, the schedule, what speaks against it, people, the portal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outlet_desktop.domain.opening import Department, Person, StepState, UserId
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.launch_load import severity
from outlet_desktop.engine.launch_port import Preview
from outlet_desktop.ui.controls import ElidedLabel, Segmented, hairline
from outlet_desktop.ui.launch.chart import ScheduleChart
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.hint import column_of, scroller
from outlet_desktop.ui.launch.side_panel import SidePanel
from outlet_desktop.ui.launch.summary_form import SummaryForm
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.text_size import fix_height, fix_side

_SIDE = 366  # px, its scroll bar included


class SchedulePage(QWidget):
    """Schedule and people. Everything edits the same draft as page 1.

    Signals:
        fix_wanted: The Fix of the warning whose button was clicked.
    """

    fix_wanted = Signal(object)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.form = SummaryForm(draft)
        left = scroller(self.form)
        fix_side(left, 292)
        row.addWidget(left)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._build_schedule(), 1)
        row.addWidget(hairline(vertical=True))
        self.side = SidePanel(draft)
        self.side.fix_wanted.connect(self.fix_wanted)
        self.people, self.card, self.warnings = self.side.people, self.side.card, self.side.warnings
        right = scroller(self.side)
        fix_side(right, _SIDE)
        row.addWidget(right)
        draft.edited.connect(self._show_stale)
        draft.renewed.connect(self.show_outlook)
        self.retranslate()

    def _build_schedule(self) -> QWidget:
        middle = QWidget()
        column = column_of(middle, margins=(0, 0, 0, 0), spacing=0)
        bar = QWidget()
        fix_height(bar, 40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._head = ElidedLabel("", "heading", spare=0)
        self._critical = ElidedLabel("", "small", "secondary", spare=0)
        row.addWidget(self._head)
        row.addWidget(self._critical)
        row.addStretch(1)
        self.chart = ScheduleChart()
        self.filter = Segmented([("all", ""), ("important", "")])
        self.filter.choose("important")
        self.filter.chosen.connect(lambda key: self.chart.show_only_important(key == "important"))
        row.addWidget(self.filter)
        column.addWidget(bar)
        column.addWidget(hairline())
        column.addWidget(self.chart, 1)
        return middle

    def retranslate(self) -> None:
        """Word the page anew."""
        self._head.setText(self.tr("Schedule"))
        self.chart.setAccessibleName(self._head.text())
        self.form.retranslate()
        self.side.retranslate()
        self.show_outlook()

    def show_staff(self, people: Mapping[UserId, Person], departments: tuple[Department, ...]) -> None:
        """The people who may be chosen."""
        self.side.staff, self.side.departments = people, departments
        self.show_outlook()

    def show_template(self, template: Template | None) -> None:
        """The process of the launch."""
        self.side.template = self.form.template = template
        self.show_outlook()

    def _show_stale(self) -> None:
        self.chart.set_stale(True)
        self.form.show_outlook()
        self.side.show_people()

    def show_outlook(self) -> None:
        """Show what the draft knows by now."""
        outlook, preview = self.draft.outlook, self.draft.preview
        self.form.show_outlook()
        self.chart.show_row(
            preview.row if preview is not None else None,
            outlook.days_off if outlook is not None else None,
            _warned(preview),
        )
        self.chart.set_stale(self.draft.is_stale)
        important, everything = self.chart.counts()
        self.filter.set_texts(
            {
                "all": self.tr("All {count}").format(count=everything or ""),
                "important": self.tr("Important {count}").format(count=important or ""),
            }
        )
        self._critical.setText(
            self.tr("critical path {days}").format(days=days(preview.days)) if preview and preview.days else ""
        )
        self.side.show_outlook()


def _warned(preview: Preview | None) -> dict[str, str]:
    """Steps that a warning or an error speaks of, by themselves or by their role, and how bad it is."""
    found: dict[str, str] = {}
    if preview is None or preview.row is None:
        return found
    said = [("late", facts) for _code, facts in preview.errors]
    said += [(severity(code, facts), facts) for code, facts in preview.warnings]
    for status, facts in reversed(said):  # the worst is said first and counts
        if "step" in facts:
            found[str(facts["step"])] = status
            continue
        # An overload concerns the tasks of its week only, an absence those that begin before its end.
        first, last = facts.get("first"), facts.get("last") or facts.get("until")
        for step in preview.row.steps:
            if not step.role or step.role != facts.get("role_id") or step.state is StepState.SKIPPED:
                continue
            begins, ends = step.forecast.start, step.forecast.finish
            is_before = isinstance(last, date) and begins is not None and begins > last
            is_after = isinstance(first, date) and ends is not None and ends < first
            if not is_before and not is_after:
                found[step.step] = status
    return found
