"""Page 1 of the launch: which outlet, by which process, when; at the right what comes of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from outlet_desktop.domain.template import FieldType, Template
from outlet_desktop.engine.ports import TemplateInfo
from outlet_desktop.ui.controls import Combo, DateEdit, FieldError, hairline, label, set_error
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch.draft import (
    TYPED_TARGET,
    Draft,
    guess_city,
    guess_region,
    nearest,
)
from outlet_desktop.ui.launch.fields import LaunchField
from outlet_desktop.ui.launch.hint import Hint, clear, column_of, scroller
from outlet_desktop.ui.launch.outlook_view import OutlookView, field_of
from outlet_desktop.ui.messages import format_date, percent, short_date, words


class AddressPage(QWidget):
    """The form and its outlook.

    Signals:
        open_outlet: Opening id of a known outlet with a similar address.
        process_chosen: (template id, revision).
    """

    open_outlet = Signal(str)
    process_chosen = Signal(str, int)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self.launch_fields: list[LaunchField] = []
        self._touched: set[str] = set()
        self._shows_all_errors = False
        self._guessed_region = ""
        self._guessed_city = ""
        self._infos: tuple[TemplateInfo, ...] = ()
        self._similar = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = scroller(self._build_form())
        row.addWidget(self._left)
        row.addWidget(hairline(vertical=True))
        self.outlook = OutlookView(draft)
        row.addWidget(scroller(self.outlook), 1)
        draft.edited.connect(self._show_stale)
        draft.renewed.connect(self.show_outlook)
        self.retranslate()
        self.show_form()

    # ------------------------------------------------------------------ building

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = column_of(form, margins=(32, 24, 32, 24), spacing=4)
        self._labels: dict[str, QLabel] = {}
        column.addWidget(self._label("which", "heading"))
        column.addSpacing(4)
        self.address = QLineEdit()
        self.address.setFixedHeight(32)
        self.address.textChanged.connect(self._address_typed)
        self.address.editingFinished.connect(lambda: self._touch("address"))
        self.address_error = FieldError()
        self.address_hint = Hint()
        self.address_hint.followed.connect(lambda: self.open_outlet.emit(self._similar))
        column.addWidget(self._label("address"))
        column.addWidget(self.address)
        column.addWidget(self.address_error)
        column.addWidget(self.address_hint)
        column.addSpacing(8)
        places = QGridLayout()
        places.setHorizontalSpacing(12)
        places.setVerticalSpacing(4)
        self.city, self.region = Combo(), Combo()
        self.region_hint = Hint()
        for number, (name, combo) in enumerate((("city", self.city), ("region", self.region))):
            combo.setEditable(True)
            combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
            combo.setMinimumWidth(100)
            places.addWidget(self._label(name), 0, number)
            places.addWidget(combo, 1, number)
        places.addWidget(self.region_hint, 2, 1)
        places.setColumnStretch(0, 2)
        places.setColumnStretch(1, 3)
        self.city.currentTextChanged.connect(self._city_typed)
        self.region.currentTextChanged.connect(self._region_typed)
        column.addLayout(places)
        column.addSpacing(8)
        self.process = Combo()
        self.process.setMinimumWidth(100)
        self.process.currentIndexChanged.connect(self._process_picked)
        self.process_error = FieldError()
        self.process_hint = Hint()
        column.addWidget(self._label("process"))
        column.addWidget(self.process)
        column.addWidget(self.process_error)
        column.addWidget(self.process_hint)
        self._questions = QWidget()
        questions = column_of(self._questions, margins=(0, 12, 0, 0), spacing=10)
        questions.addWidget(hairline())
        heads = QHBoxLayout()
        heads.addWidget(self._label("questions", "heading"))
        heads.addStretch(1)
        heads.addWidget(self._label("revision_note"))
        questions.addSpacing(2)
        questions.addLayout(heads)
        self._fields_column = QVBoxLayout()
        self._fields_column.setSpacing(8)
        questions.addLayout(self._fields_column)
        column.addWidget(self._questions)
        column.addSpacing(12)
        column.addWidget(hairline())
        column.addSpacing(12)
        column.addWidget(self._label("when", "heading"))
        column.addSpacing(4)
        dates = QGridLayout()
        dates.setHorizontalSpacing(12)
        dates.setVerticalSpacing(4)
        self.start, self.target = DateEdit(), DateEdit()
        self.start_hint, self.target_hint = Hint(), Hint()
        self.target_error = FieldError()
        for number, (name, edit) in enumerate((("start", self.start), ("target", self.target))):
            edit.setFixedHeight(28)
            edit.setMinimumWidth(120)
            edit.setMaximumWidth(400)
            dates.addWidget(self._label(name), 0, number)
            dates.addWidget(edit, 1, number)
        dates.addWidget(self.start_hint, 2, 0)
        dates.addWidget(self.target_hint, 2, 1)
        dates.addWidget(self.target_error, 3, 1)
        dates.setColumnStretch(0, 2)
        dates.setColumnStretch(1, 3)
        self.start.day_changed.connect(lambda day: self.draft.change(start_on=day))
        self.target.day_changed.connect(self._target_typed)
        column.addLayout(dates)
        column.addStretch(1)
        return form

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(max(440, min(560, self.width() * 41 // 100)))

    def _label(self, name: str, scale: str = "small") -> QLabel:
        made = label("", scale, "" if scale == "heading" else "secondary")
        self._labels[name] = made
        return made

    # ------------------------------------------------------------------ what the form shows

    def retranslate(self) -> None:
        """Word the page anew."""
        texts = {
            "which": self.tr("Which outlet"),
            "address": self.tr("Address: the portal project gets this name"),
            "city": self.tr("City"),
            "region": self.tr("Region"),
            "process": self.tr("Process and revision"),
            "questions": self.tr("Questions of the process"),
            "when": self.tr("When"),
            "start": self.tr("Start"),
            "target": self.tr("Target opening date"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        for name, editor in (
            ("address", self.address),
            ("city", self.city),
            ("region", self.region),
            ("process", self.process),
            ("start", self.start),
            ("target", self.target),
        ):
            editor.setAccessibleName(texts[name])
        self.address.setPlaceholderText(self.tr("City, street, house"))
        self.outlook.retranslate()
        for field in self.launch_fields:
            field.retranslate()
        self._show_processes()
        self._show_template()
        self.show_outlook()

    def show_known(self) -> None:
        """Offer the cities and regions of the outlets that are known."""
        for combo, values in (
            (self.city, {outlet.city for outlet in self.draft.known}),
            (self.region, {outlet.region for outlet in self.draft.known}),
        ):
            with QSignalBlocker(combo):
                text = combo.currentText()
                combo.clear()
                combo.addItems(sorted(value for value in values if value))
                combo.setCurrentText(text)
        self._show_address_hint()

    def show_processes(self, infos: tuple[TemplateInfo, ...]) -> None:
        """Offer every published revision, newest first."""
        self._infos = infos
        self._show_processes()

    def _show_processes(self) -> None:
        request = self.draft.request
        with QSignalBlocker(self.process):
            self.process.clear()
            for info in self._infos:
                for revision in reversed(info.revisions):
                    published = info.published_on.get(revision)
                    text = (
                        self.tr("{name} · revision {revision} of {day}").format(
                            name=info.name, revision=revision, day=format_date(published)
                        )
                        if published is not None
                        else self.tr("{name} · revision {revision}").format(name=info.name, revision=revision)
                    )
                    self.process.addItem(text, (info.id, revision))
                    if (info.id, revision) == (request.template_id, request.revision):
                        self.process.setCurrentIndex(self.process.count() - 1)
        self.process.setEnabled(self.process.count() > 0)

    def show_template(self, template: Template | None) -> None:
        """Ask the launch fields of this process."""
        self.template = template
        clear(self._fields_column)
        answers = self.draft.request.fields
        self.launch_fields = [
            LaunchField(field, answers.get(field.id), self._answered, self.draft.today)
            for field in (template.fields if template is not None else ())
            if field.type is not FieldType.FILE  # there is no task yet to hang a file on
        ]
        for field in self.launch_fields:
            self._fields_column.addWidget(field)
        self._questions.setVisible(bool(self.launch_fields))
        self._show_template()

    def _show_template(self) -> None:
        template = self.template
        if template is None:
            self.process_hint.say("ph.info", "text.secondary", "")
            return
        info = next((one for one in self._infos if one.id == template.id), None)
        text = self.tr("%n step(s)", "", len(template.steps))
        if info is not None and info.has_draft:
            text = self.tr("{steps}. The draft cannot be launched until it is published").format(steps=text)
        self.process_hint.say("ph.info", "text.secondary", text)
        self._labels["revision_note"].setText(
            self.tr("fields of revision {revision}").format(revision=template.revision)
        )

    def show_form(self) -> None:
        """Put the draft's values into the editors."""
        request = self.draft.request
        for editor, text in ((self.address, request.address),):
            with QSignalBlocker(editor):
                if editor.text() != text:
                    editor.setText(text)
        for combo, text in ((self.city, request.city), (self.region, request.region)):
            with QSignalBlocker(combo):
                combo.setCurrentText(text)
        self._show_processes()
        self.show_template(self.template)
        self._show_dates()

    def start_afresh(self) -> None:
        """A new form: no field has been touched yet."""
        self._touched.clear()
        self._shows_all_errors = False
        self._guessed_city = self._guessed_region = ""
        self.region_hint.say("ph.map-pin", "text.secondary", "")
        self.show_form()

    def reveal_errors(self) -> None:
        """Show every error beside its field and go to the first."""
        self._shows_all_errors = True
        self.show_outlook()
        preview = self.draft.preview
        for code, facts in preview.errors if preview is not None else ():
            name = field_of(code, facts)
            editor = {"address": self.address, "process": self.process, "target": self.target}.get(name)
            if editor is not None:
                editor.setFocus()
                return

    # ------------------------------------------------------------------ outlook

    def _show_stale(self) -> None:
        self.outlook.set_stale(True)
        self._show_dates()
        self._show_address_hint()

    def show_outlook(self) -> None:
        """Show what the draft knows by now."""
        self.outlook.show_draft(self.template, self._shows_all_errors)
        self._show_dates()
        self._show_errors()
        self._show_address_hint()

    def _show_dates(self) -> None:
        request, preview = self.draft.request, self.draft.preview
        start = request.start_on or (preview.start_on if preview is not None else self.draft.today)
        target = request.target_on or (preview.target if preview is not None else None)
        for edit, day in ((self.start, start), (self.target, target)):
            if day is not None and edit.day != day and not edit.hasFocus():
                with QSignalBlocker(edit):
                    edit.set_day(day)
        self._show_start_hint(start)
        if preview is None:
            self.target_hint.say("ph.target", "text.secondary", "")
            return
        chance = percent(preview.chance)
        if self.draft.target == TYPED_TARGET:
            text = self.tr("typed, chance {chance}").format(chance=chance)
        elif self.draft.target == "deterministic":
            text = self.tr("by schedule, chance {chance}").format(chance=chance)
        elif self.draft.target == "p80":
            text = self.tr("P80 by default, chance {chance}").format(chance=chance)
        else:
            name = self.draft.target.upper()
            text = self.tr("{name}, chance {chance}").format(name=name, chance=chance)
        self.target_hint.say("ph.target", "text.secondary", text)

    def _show_start_hint(self, start: date | None) -> None:
        preview = self.draft.preview
        if start is None or preview is None:
            self.start_hint.say("ph.info", "text.secondary", "")
            return
        weekday = language.locale.standaloneDayName(start.isoweekday())
        if self.draft.is_stale or preview.start_on == start:
            text = self.tr("{weekday}, working day").format(weekday=weekday)
            self.start_hint.say("ph.check-circle-fill", "status.done.fill", text)
        else:
            text = self.tr("day off, starts on {day}").format(day=short_date(preview.start_on))
            self.start_hint.say("ph.info", "text.secondary", text)

    def _show_address_hint(self) -> None:
        address = self.draft.request.address.strip()
        if not address or self.address_error.text():
            self.address_hint.say("ph.info", "text.secondary", "")
            return
        close = nearest(address, self.draft.others)
        self._similar = close.opening if close is not None else ""
        if close is not None:
            text = self.tr("No such outlet yet. Similar:")
            self.address_hint.say("ph.check-circle-fill", "status.done.fill", text, close.address)
        else:
            self.address_hint.say("ph.check-circle-fill", "status.done.fill", self.tr("No such outlet yet"))

    def _show_errors(self) -> None:
        preview = self.draft.preview
        found: dict[str, str] = {}
        for code, facts in preview.errors if preview is not None else ():
            found.setdefault(field_of(code, facts), words(code, facts))
        for name, error, editor in (
            ("address", self.address_error, self.address),
            ("process", self.process_error, self.process),
            ("target", self.target_error, self.target),
        ):
            text = found.get(name, "") if self._is_shown(name) else ""
            error.show_error(text)
            set_error(editor, bool(text))
        for field in self.launch_fields:
            name = f"field:{field.field.id}"
            by_title = f"field:{field.field.title}"
            field.show_error(found.get(name, found.get(by_title, "")) if self._is_shown(name) else "")

    def _is_shown(self, name: str) -> bool:
        return self._shows_all_errors or name in self._touched or name in ("process", "target")

    # ------------------------------------------------------------------ what a person does

    def _touch(self, name: str) -> None:
        self._touched.add(name)
        self._show_errors()

    def _address_typed(self, text: str) -> None:
        if text.strip():
            self._touched.add("address")
        known = self.draft.known
        city = guess_city(text, known)
        values: dict[str, object] = {"address": text}
        if city and self.city.currentText() in ("", self._guessed_city):
            self._guessed_city = city
            with QSignalBlocker(self.city):
                self.city.setCurrentText(city)
            values["city"] = city
            values.update(self._region_for(city))
        self.draft.change(**values)

    def _city_typed(self, text: str) -> None:
        self.draft.change(city=text, **self._region_for(text))

    def _region_for(self, city: str) -> dict[str, object]:
        region = guess_region(city, self.draft.known)
        if not region or self.region.currentText() not in ("", self._guessed_region):
            return {}
        self._guessed_region = region
        with QSignalBlocker(self.region):
            self.region.setCurrentText(region)
        self.region_hint.say("ph.map-pin", "text.secondary", self.tr("by the city, can be changed"))
        return {"region": region}

    def _region_typed(self, text: str) -> None:
        self.region_hint.say("ph.map-pin", "text.secondary", "")
        self.draft.change(region=text)

    def _process_picked(self, index: int) -> None:
        chosen = self.process.itemData(index)
        if chosen is not None:
            template_id, revision = chosen
            self.draft.change(template_id=template_id, revision=revision, fields={})
            self.process_chosen.emit(template_id, revision)

    def _answered(self, field_id: str, value: object) -> None:
        self._touched.add(f"field:{field_id}")
        self.draft.answer(field_id, value)

    def _target_typed(self, day: date) -> None:
        self.draft.type_target(day)
