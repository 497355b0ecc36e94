"""What comes after a decision: what each answer does, ways to meet the words, the first tasks, what stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from outlet_desktop.domain.template import Outcome
from outlet_desktop.schedule.gantt import StepRow
from outlet_desktop.ui.controls import Avatar, ElidedLabel, Icon, hairline, label, link_button
from outlet_desktop.ui.launch.decision import DecisionView, Stand, Way
from outlet_desktop.ui.launch.hint import clear, column_of
from outlet_desktop.ui.messages import days, format_date, percent, short_date
from outlet_desktop.ui.text_size import fix_width, least_width


class DecisionNext(QWidget):
    """The part below the timeline.

    Signals:
        task_wanted: Portal id of the task whose number was clicked.
        start_wanted: The earlier start (date) that a person takes over into the form.
    """

    task_wanted = Signal(int)
    start_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, margins=(0, 0, 0, 0), spacing=0)

    def clear(self) -> None:
        """Nothing is known yet."""
        clear(self._column)

    def show_decision(self, view: DecisionView) -> None:
        """Show what comes next in that state."""
        clear(self._column)
        match view.stand:
            case Stand.WAITING:
                self._show_answers(view)
                self._show_reminder(view)
            case Stand.APPROVED:
                self._show_tasks(view)
            case Stand.SENT_BACK:
                if view.ways:
                    self._show_ways(view)
                self._note(
                    self.tr(
                        "On the portal there is nothing but the closed decision task. The rounds stay in the history."
                    )
                )
            case _:
                self._head(self.tr("What stays"))
                self._note(
                    self.tr("The outlet is in the archive with its history. No project was created.")
                    if view.row.project_id is None
                    else self.tr(
                        "Open tasks are deferred with the reason, the project is archived, nothing is deleted."
                    )
                )

    def _head(self, text: str) -> None:
        self._column.addWidget(label(text, "heading"))
        self._column.addSpacing(6)

    def _note(self, text: str, icon_id: str = "ph.info") -> None:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon(icon_id, "text.secondary", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "body", "secondary", wrap=True), 1)
        self._column.addWidget(made)

    # ------------------------------------------------------------------ waiting

    def _show_answers(self, view: DecisionView) -> None:
        self._head(self.tr("What comes next"))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, outcome in enumerate(view.outcomes):
            grid.addWidget(label(outcome.label, "body", "secondary"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(self._what(view, outcome), wrap=True), number, 1)
        self._column.addWidget(table)
        self._column.addWidget(hairline())

    def _what(self, view: DecisionView, outcome: Outcome) -> str:
        match outcome.id:
            case "approve":
                return self.tr("the project and its first tasks are created")
            case "rework" if outcome.back_to == "initiator" or not outcome.back_to:
                return self.tr("the form opens again with the director's words")
            case "rework":
                return self.tr("earlier steps are opened in a new round")
            case _:
                return self.tr("the outlet goes to the archive, no project")

    def _show_reminder(self, view: DecisionView) -> None:
        parts: list[str] = []
        if view.remind_on is not None:
            every = (
                self.tr(" and then every working day")
                if view.repeat_days == 1
                else self.tr(" and then every {days}").format(days=days(view.repeat_days))
                if view.repeat_days > 1
                else ""
            )
            parts.append(
                self.tr("The engine reminds on {day} at {time}{every}.").format(
                    day=short_date(view.remind_on), time=f"{view.remind_at:%H:%M}", every=every
                )
            )
        if view.decide_by is not None:
            parts.append(self.tr("A decision after {day} moves the opening.").format(day=short_date(view.decide_by)))
        if parts:
            self._note(" ".join(parts), "ph.bell")

    # ------------------------------------------------------------------ sent back

    def _show_ways(self, view: DecisionView) -> None:
        self._head(self.tr("Where time can be saved"))
        for way in view.ways:
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 4, 0, 4)
            row.setSpacing(8)
            row.addWidget(label(self._way(way), wrap=True), 1)
            chance = percent(way.chance) if way.chance is not None else ""
            figure = self.tr("P80 {day}").format(day=short_date(way.p80))
            if chance:
                figure = self.tr("{p80}, chance {chance}").format(p80=figure, chance=chance)
            row.addWidget(label(figure, "body", "done", tabular=True), 0, Qt.AlignmentFlag.AlignVCenter)
            if way.kind == "start" and way.day is not None:
                take = link_button(self.tr("Take over"))
                take.setToolTip(self.tr("Open the form with this start"))
                take.clicked.connect(lambda _checked=False, day=way.day: self.start_wanted.emit(day))
                row.addWidget(take, 0, Qt.AlignmentFlag.AlignVCenter)
            self._column.addWidget(made)
        target = format_date(view.row.target)
        self._column.addWidget(label(self.tr("The chance is of {day}.").format(day=target), "small", "secondary"))
        self._column.addSpacing(4)
        self._column.addWidget(hairline())

    def _way(self, way: Way) -> str:
        match way.kind:
            case "start":
                return self.tr("Start on {day}").format(day=short_date(way.day))
            case "shorter":
                return self.tr("“{step}” in {days}").format(step=way.title, days=days(way.days))
            case _:
                return self.tr("Both steps shorter")

    # ------------------------------------------------------------------ approved

    def _show_tasks(self, view: DecisionView) -> None:
        self._head(self.tr("First tasks"))
        for step in view.first_tasks:
            self._column.addWidget(self._task_row(view, step))
        if not view.first_tasks:
            self._column.addWidget(label(self.tr("The engine is opening them"), "body", "secondary"))

    def _task_row(self, view: DecisionView, step: StepRow) -> QWidget:
        made = QWidget()
        column = column_of(made, margins=(0, 0, 0, 0), spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(step.title), 1)
        person = view.people.get(step.user_id) if step.user_id is not None else None
        name = person.name if person is not None else step.person
        if person is not None:
            row.addWidget(Avatar(person.initials))
        who = ElidedLabel(name or step.role_title, "body", "secondary")
        fix_width(who, 150)
        row.addWidget(who)
        due = label("", "small", "secondary", tabular=True)
        fix_width(due, 76)
        if step.own_finish is not None:
            due.setText(self.tr("due {day}").format(day=short_date(step.own_finish)))
        row.addWidget(due)
        if step.task_id is not None:
            link = link_button(f"№ {step.task_id}")
            least_width(link, 76)
            link.clicked.connect(lambda _checked=False, task_id=step.task_id: self.task_wanted.emit(task_id))
            row.addWidget(link)
        column.addLayout(row)
        column.addWidget(hairline())
        return made
