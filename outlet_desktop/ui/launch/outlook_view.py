"""The right half of page 1: when it will open, which target to name, what the answers change."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Template
from outlet_desktop.engine.launch_load import severity
from outlet_desktop.ui.controls import label
from outlet_desktop.ui.histogram import Histogram
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch.consequences import Consequence, consequences
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.forecast_view import Numbers, TargetChoice
from outlet_desktop.ui.launch.hint import FactLine, clear, column_of
from outlet_desktop.ui.messages import days, format_date, short_date, words

# Errors of a preview that belong to a field of page 1.
FIELD_OF = {
    "launch.address_empty": "address",
    "launch.address_taken": "address",
    "launch.no_process": "process",
    "launch.template_errors": "process",
    "launch.target_past": "target",
    "launch.target_before_start": "target",
}


def field_of(code: str, facts: Mapping[str, object]) -> str:
    """Name of the form's field an error belongs to: "address", "process", "target", "field:<id>", or ""."""
    if code.startswith("launch.field_"):
        return f"field:{facts.get('field_id', facts.get('field', ''))}"
    return FIELD_OF.get(code, "")


def _is_about_people(code: str) -> bool:
    return code.startswith("people.") or code == "launch.overload"


class OutlookView(QWidget):
    """Numbers, histogram, targets and facts of a draft; it only shows, `targets.chosen` changes the draft."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._labels: dict[str, QLabel] = {}
        column = column_of(self, margins=(32, 24, 32, 24), spacing=0)
        column.addLayout(self._heads("outlook", "trials"))
        column.addSpacing(10)
        self.numbers = Numbers()
        column.addWidget(self.numbers)
        column.addSpacing(8)
        self.histogram = Histogram()
        column.addWidget(self.histogram)
        column.addSpacing(16)
        column.addLayout(self._heads("targets", "white"))
        column.addSpacing(4)
        self.targets = TargetChoice()
        self.targets.chosen.connect(draft.choose_target)
        column.addWidget(self.targets)
        column.addSpacing(20)
        self._changes_head = label("", "heading")
        column.addWidget(self._changes_head)
        column.addSpacing(4)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        column.addLayout(self._facts)
        column.addStretch(1)

    def _heads(self, name: str, note: str) -> QHBoxLayout:
        row = QHBoxLayout()
        self._labels[name] = label("", "heading")
        self._labels[note] = label("", "small", "secondary")
        row.addWidget(self._labels[name])
        row.addStretch(1)
        row.addWidget(self._labels[note])
        return row

    def retranslate(self) -> None:
        """Word the labels anew; `show_draft` words the rest."""
        for name, text in (
            ("outlook", self.tr("When it will open")),
            ("targets", self.tr("Which target to name to the director")),
            ("white", self.tr("light mark: 80 %")),
        ):
            self._labels[name].setText(text)
        self._changes_head.setText(self.tr("What the answers and the calendar change"))
        self.numbers.retranslate()
        self.targets.retranslate()

    def set_stale(self, is_stale: bool) -> None:
        """Grey the old result while a newer one is being computed."""
        for view in (self.numbers, self.histogram, self.targets):
            view.set_stale(is_stale)

    def show_draft(self, template: Template | None, shows_all: bool) -> None:
        """Show what the draft knows by now; `shows_all`: errors of the form's fields are listed here too."""
        outlook = self.draft.outlook
        preview = outlook.preview if outlook is not None else None
        self.numbers.show_preview(preview, outlook.buffer if outlook is not None else None)
        self.histogram.show_outlook(preview, outlook.days_off if outlook is not None else None)
        self.targets.show_options(preview, self.draft.target)
        self.set_stale(self.draft.is_stale)
        trials = sum(count for _day, count in preview.histogram) if preview is not None else 0
        text = self.tr("{trials} trials, steps independent").format(trials=f"{trials:,}".replace(",", "\u00a0"))
        self._labels["trials"].setText(text if trials else "")
        self._show_facts(template, shows_all)

    def _show_facts(self, template: Template | None, shows_all: bool) -> None:
        clear(self._facts)
        outlook = self.draft.outlook
        if outlook is None:
            self._changes_head.setVisible(False)
            return
        preview = outlook.preview
        lines: list[FactLine] = []
        for code, facts in preview.errors:
            if not field_of(code, facts) or shows_all:
                lines.append(FactLine("ph.warning-octagon-fill", "status.late.fill", words(code, facts)))
        for code, facts in preview.warnings:
            if not _is_about_people(code):  # those stand on page 2 beside the people, with a button each
                status = severity(code, facts)
                sign = "ph.warning-octagon-fill" if status == "late" else "ph.warning-fill"
                lines.append(FactLine(sign, f"status.{status}.fill", words(code, facts)))
        told = {code for code, _facts in preview.warnings}
        for one in consequences(template, outlook.request.fields, preview, outlook.days_off):
            if one.kind == "holidays" and "launch.holidays" in told:
                continue
            lines.append(FactLine(*self._worded(one)))
        about_people = sum(_is_about_people(code) for code, _facts in preview.warnings)
        if about_people:
            text = self.tr("%n warning(s) about people: on the next page", "", about_people)
            lines.append(FactLine("ph.users-three", "text.secondary", text))
        for line in lines:
            self._facts.addWidget(line)
        self._changes_head.setVisible(bool(lines))

    def _worded(self, one: Consequence) -> tuple[str, str, str, str]:
        quiet = "text.secondary"
        if one.kind == "kept":
            figure = days(one.days) + (", " + self.tr("critical") if one.is_critical else "")
            return "ph.lock-key", quiet, self.tr("“{step}” stays in the process").format(step=one.title), figure
        if one.kind == "skipped":
            return "ph.skip-forward", quiet, self.tr("“{step}” is skipped").format(step=one.title), days(one.days)
        if one.kind == "holidays":
            text = self.tr("Days off in a row: {first} – {last}").format(
                first=short_date(one.first), last=short_date(one.last)
            )
            return "ph.calendar-x", quiet, text, self.tr("%n day(s) without work", "", one.days)
        text = self.tr("{day}, {weekday}, is worked by the production calendar").format(
            day=format_date(one.first),
            weekday=language.locale.standaloneDayName(one.first.isoweekday()) if one.first else "",
        )
        return "ph.calendar-check", quiet, text, self.tr("counted in")
