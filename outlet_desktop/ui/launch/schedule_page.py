"""Page 2 of the launch: the form in short and its numbers, the schedule, warnings, people, the director's card."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.domain.template import Template
from outlet_desktop.ui.controls import (
    DateEdit,
    ElidedLabel,
    FieldError,
    Icon,
    Segmented,
    hairline,
    label,
    set_error,
    set_tone,
)
from outlet_desktop.ui.launch.chart import ScheduleChart
from outlet_desktop.ui.launch.director_card import DirectorCard, first_approval
from outlet_desktop.ui.launch.draft import Draft, people_of
from outlet_desktop.ui.launch.hint import FactLine, clear, column_of, scroller
from outlet_desktop.ui.launch.outlook_view import field_of
from outlet_desktop.ui.launch.people_list import PeopleList
from outlet_desktop.ui.messages import DASH, days, format_date, percent, words
from outlet_desktop.ui.theme import theme


class _Sunken(QWidget):
    """A part one step darker than the content."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("launchSunken")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(f"#launchSunken {{ background: {theme.hex('surface.sunken')}; }}")


class SchedulePage(QWidget):
    """Schedule and people. Everything edits the same draft as page 1."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self._people: Mapping[UserId, Person] = {}
        self._departments: tuple[Department, ...] = ()
        self._labels: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = scroller(self._build_form())
        left.setFixedWidth(280)
        row.addWidget(left)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._build_schedule(), 1)
        row.addWidget(hairline(vertical=True))
        right = scroller(self._build_side())
        right.setFixedWidth(350)
        row.addWidget(right)
        draft.edited.connect(self._show_stale)
        draft.renewed.connect(self.show_outlook)
        self.retranslate()

    def _label(self, name: str, scale: str = "small", tone: str = "secondary") -> QLabel:
        made = label("", scale, "" if scale == "heading" else tone)
        self._labels[name] = made
        return made

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = column_of(form, margins=(16, 16, 16, 16), spacing=4)
        column.addWidget(self._label("outlet", "heading"))
        column.addSpacing(6)
        self.address = QLineEdit()
        self.address.textEdited.connect(lambda text: self.draft.change(address=text))
        self.address_error = FieldError()
        column.addWidget(self._label("address"))
        column.addWidget(self.address)
        column.addWidget(self.address_error)
        column.addSpacing(6)
        self.region, self.process = ElidedLabel(), ElidedLabel()
        for name, shown in (("region", self.region), ("process", self.process)):
            column.addWidget(self._label(name))
            column.addWidget(shown)
            column.addSpacing(6)
        dates = QGridLayout()
        dates.setHorizontalSpacing(8)
        dates.setVerticalSpacing(4)
        self.start, self.target = DateEdit(), DateEdit()
        self.target_error = FieldError()
        for number, (name, edit) in enumerate((("start", self.start), ("target", self.target))):
            edit.setFixedHeight(28)
            edit.setMinimumWidth(100)
            edit.setMaximumWidth(140)
            dates.addWidget(self._label(name), 0, number)
            dates.addWidget(edit, 1, number)
        self.start.day_changed.connect(lambda day: self.draft.change(start_on=day))
        self.target.day_changed.connect(self.draft.type_target)
        column.addLayout(dates)
        column.addWidget(self.target_error)
        column.addSpacing(10)
        column.addWidget(hairline())
        column.addSpacing(8)
        figures = QGridLayout()
        figures.setVerticalSpacing(6)
        self._figures: dict[str, QLabel] = {}
        for number, name in enumerate(("by_schedule", "p50", "p80", "buffer")):
            value = label("", "bodyStrong", tabular=True)
            self._figures[name] = value
            figures.addWidget(self._label(name, "body"), number, 0)
            figures.addWidget(value, number, 1, Qt.AlignmentFlag.AlignRight)
        figures.setColumnStretch(0, 1)
        column.addLayout(figures)
        column.addSpacing(10)
        chance = QHBoxLayout()
        chance.setSpacing(8)
        chance.addWidget(Icon("ph.info", "accent.text", 18))
        self._chance = label("", "bodyStrong")
        chance.addWidget(self._chance, 1)
        column.addLayout(chance)
        self._chance_note = label("", "small", "secondary", wrap=True)
        self._chance_note.setContentsMargins(26, 0, 0, 0)
        column.addWidget(self._chance_note)
        column.addSpacing(10)
        column.addWidget(hairline())
        column.addSpacing(8)
        self._method = label("", "small", "secondary", wrap=True)
        column.addWidget(self._method)
        column.addStretch(1)
        return form

    def _build_schedule(self) -> QWidget:
        middle = QWidget()
        column = column_of(middle, margins=(0, 0, 0, 0), spacing=0)
        bar = QWidget()
        bar.setFixedHeight(40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._label("schedule", "heading"))
        row.addWidget(self._label("critical"))
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

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = column_of(side, margins=(0, 0, 0, 0), spacing=0)
        self._count = label("", "small", "secondary", tabular=True)
        column.addWidget(self._head("warnings", self._count))
        self._warnings = QVBoxLayout()
        self._warnings.setContentsMargins(16, 4, 12, 8)
        self._warnings.setSpacing(2)
        column.addLayout(self._warnings)
        column.addWidget(hairline())
        column.addWidget(self._head("people", self._label("change")))
        self.people = PeopleList()
        self.people.changed.connect(self.draft.put)
        column.addWidget(self.people)
        column.addWidget(hairline())
        column.addWidget(self._head("director"))
        sunken = _Sunken()
        inside = column_of(sunken, margins=(16, 12, 16, 12), spacing=10)
        self.card = DirectorCard()
        inside.addWidget(self.card)
        self._after = label("", "small", "secondary", wrap=True)
        inside.addWidget(self._after)
        inside.addStretch(1)
        column.addWidget(sunken, 1)
        return side

    def _head(self, name: str, right: QWidget | None = None) -> QWidget:
        head = QWidget()
        head.setFixedHeight(40)
        column = column_of(head, margins=(0, 0, 0, 0), spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._label(name, "heading"))
        row.addStretch(1)
        if right is not None:
            row.addWidget(right)
        column.addLayout(row, 1)
        column.addWidget(hairline())
        return head

    # ------------------------------------------------------------------ what is shown

    def retranslate(self) -> None:
        """Word the page anew."""
        texts = {
            "outlet": self.tr("Outlet"),
            "address": self.tr("Address"),
            "region": self.tr("Region"),
            "process": self.tr("Process and revision"),
            "start": self.tr("Start"),
            "target": self.tr("Target date"),
            "by_schedule": self.tr("By schedule"),
            "p50": self.tr("Forecast P50"),
            "p80": self.tr("Forecast P80"),
            "buffer": self.tr("Buffer to target"),
            "schedule": self.tr("Schedule"),
            "warnings": self.tr("Warnings"),
            "people": self.tr("People"),
            "change": self.tr("a click changes it for this outlet"),
            "director": self.tr("What the director will see"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        for editor, name in ((self.address, "address"), (self.start, "start"), (self.target, "target")):
            editor.setAccessibleName(texts[name])
        self.chart.setAccessibleName(texts["schedule"])
        self.people.retranslate()
        self.show_outlook()

    def show_staff(self, people: Mapping[UserId, Person], departments: tuple[Department, ...]) -> None:
        """The people who may be chosen."""
        self._people, self._departments = people, departments
        self.show_outlook()

    def show_template(self, template: Template | None) -> None:
        """The process of the launch."""
        self.template = template
        self.show_outlook()

    def _show_stale(self) -> None:
        self.chart.set_stale(True)
        for value in self._figures.values():
            set_tone(value, "disabled")
        self._show_form()
        self._show_people()

    def show_outlook(self) -> None:
        """Show what the draft knows by now."""
        self._show_form()
        self._show_people()
        outlook, preview = self.draft.outlook, self.draft.preview
        is_stale = self.draft.is_stale
        warned: dict[str, str] = {}
        if preview is not None:
            for status, said in (("risk", preview.warnings), ("late", preview.errors)):
                warned.update({str(facts["step"]): status for _code, facts in said if "step" in facts})
        self.chart.show_row(
            preview.row if preview is not None else None,
            outlook.days_off if outlook is not None else None,
            warned,
        )
        self.chart.set_stale(is_stale)
        important, everything = self.chart.counts()
        self.filter.set_texts(
            {
                "all": self.tr("All {count}").format(count=everything or ""),
                "important": self.tr("Important {count}").format(count=important or ""),
            }
        )
        self._labels["critical"].setText(
            self.tr("critical path {days}").format(days=days(preview.days)) if preview and preview.days else ""
        )
        self._show_figures()
        self._show_warnings()
        self._show_card()

    def _show_form(self) -> None:
        request, preview = self.draft.request, self.draft.preview
        if self.address.text() != request.address:
            with QSignalBlocker(self.address):
                self.address.setText(request.address)
        self.region.setText(request.region or request.city or DASH)
        name = self.template.name if self.template is not None else ""
        self.process.setText(f"{name} · v{request.revision}" if name else DASH)
        start = request.start_on or (preview.start_on if preview is not None else None)
        target = request.target_on or (preview.target if preview is not None else None)
        for edit, day in ((self.start, start), (self.target, target)):
            if day is not None and edit.day != day and not edit.hasFocus():
                with QSignalBlocker(edit):
                    edit.set_day(day)
        found: dict[str, str] = {}
        for code, facts in preview.errors if preview is not None and not self.draft.is_stale else ():
            found.setdefault(field_of(code, facts), words(code, facts))
        for field, error, editor in (
            ("address", self.address_error, self.address),
            ("target", self.target_error, self.target),
        ):
            error.show_error(found.get(field, ""))
            set_error(editor, field in found)

    def _show_figures(self) -> None:
        outlook, preview = self.draft.outlook, self.draft.preview
        values = dict.fromkeys(self._figures, DASH)
        if outlook is not None and preview is not None:
            values = {
                "by_schedule": format_date(preview.finish_on),
                "p50": format_date(preview.p50),
                "p80": format_date(preview.p80),
                "buffer": days(outlook.buffer) if outlook.buffer is not None else DASH,
            }
        for name, text in values.items():
            self._figures[name].setText(text)
            set_tone(self._figures[name], "disabled" if self.draft.is_stale else "")
        chance = percent(preview.chance) if preview is not None else DASH
        self._chance.setText(self.tr("In time: {chance}").format(chance=chance))
        note = ""
        chances = {name: share for name, _day, share in preview.options} if preview is not None else {}
        if preview is not None and preview.p50 is not None and preview.target is not None:
            if preview.target == preview.p80:
                note = self.tr(
                    "The target is P80. Earlier is possible with a smaller chance: {chance} by {day}."
                ).format(day=format_date(preview.p50), chance=percent(chances.get("p50", 0.5)))
            elif preview.chance is not None and preview.chance < 0.8:
                note = self.tr("80 % are reached by {day} (P80).").format(day=format_date(preview.p80))
        self._chance_note.setText(note)
        trials = sum(count for _day, count in preview.histogram) if preview is not None else 0
        self._method.setText(
            self.tr(
                "Forecast: {trials} trials over the estimates of the steps and the production calendar, "
                "steps independent."
            ).format(trials=f"{trials:,}".replace(",", "\u00a0"))
            if trials
            else ""
        )

    def _show_warnings(self) -> None:
        clear(self._warnings)
        preview = self.draft.preview
        said = []
        if preview is not None:
            said += [("late", "ph.warning-octagon-fill", one) for one in preview.errors]
            said += [("risk", "ph.warning-fill", one) for one in preview.warnings]
        for status, icon_id, (code, facts) in said:
            self._warnings.addWidget(FactLine(icon_id, f"status.{status}.fill", words(code, facts)))
        if not said:
            text = self.tr("Nothing speaks against it")
            self._warnings.addWidget(FactLine("ph.check-circle-fill", "status.done.fill", text))
        self._count.setText(str(len(said)) if said else "")

    def _show_people(self) -> None:
        request, preview = self.draft.request, self.draft.preview
        template = self.template
        if template is None:
            return
        used = {step.role for step in template.steps}
        roles = [role for role in template.roles if role.id in used]
        self.people.show_people(roles, people_of(request, preview), request.people, self._people, self._departments)

    def _show_card(self) -> None:
        preview, request = self.draft.preview, self.draft.request
        approval = first_approval(self.template)
        address = request.address.strip() or DASH
        if preview is None or approval is None:
            self.card.setVisible(False)
            self._after.setText("")
            return
        self.card.setVisible(True)
        lines = [
            approval.title,
            self.tr("Open by {day}, chance {chance}.").format(
                day=format_date(preview.target), chance=percent(preview.chance)
            ),
            self.tr("Most likely {day}.").format(day=format_date(preview.p50)),
            self.tr("Warnings: {count}.").format(count=len(preview.warnings)) if preview.warnings else "",
        ]
        self.card.show_message(self.tr("New outlet: {address}").format(address=address), lines, approval.outcomes)
        approve = approval.outcome("approve")
        self._after.setText(
            self.tr(
                "After “{answer}” the portal project “{address}” is created and %n first task(s) opened.",
                "",
                len(preview.first_steps),
            ).format(answer=approve.label if approve else "", address=address)
        )
