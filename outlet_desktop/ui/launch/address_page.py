"""Page 1 of the launch: which outlet, by which process, when; at the right what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from outlet_desktop.domain.template import FieldType, Template
from outlet_desktop.engine.ports import TemplateInfo
from outlet_desktop.ui.controls import Combo, FieldError, hairline, label, set_error
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.fields import LaunchField
from outlet_desktop.ui.launch.hint import Hint, clear, column_of, scroller
from outlet_desktop.ui.launch.outlook_view import OutlookView, field_of
from outlet_desktop.ui.launch.when_form import WhenForm
from outlet_desktop.ui.launch.where_form import WhereForm
from outlet_desktop.ui.messages import format_date, words
from outlet_desktop.ui.text_size import side_wide, wide


class AddressPage(QWidget):
    """The form and its outlook.

    Signals:
        open_outlet: Opening id of a known outlet with a similar address.
        process_chosen: (template id, revision).
        asked: The editors (a tuple) of the launch fields, made anew.
    """

    open_outlet = Signal(str)
    process_chosen = Signal(str, int)
    asked = Signal(object)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self.launch_fields: list[LaunchField] = []
        self._touched: set[str] = set()
        self._shows_all_errors = False
        self._is_asking = False  # fields are being made: an answer now is a default
        self._infos: tuple[TemplateInfo, ...] = ()
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
        self.where = WhereForm(self.draft)
        self.where.open_outlet.connect(self.open_outlet)
        self.where.touched.connect(self._touch)
        self.address, self.address_error, self.address_hint = self.where.address, self.where.error, self.where.hint
        column.addWidget(self.where)
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
        self.when = WhenForm(self.draft)
        self.start, self.target, self.target_error = self.when.start, self.when.target, self.when.target_error
        column.addWidget(self.when)
        column.addStretch(1)
        return form

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(max(side_wide(440), min(wide(560), self.width() * 41 // 100)))

    def _label(self, name: str, scale: str = "small") -> QLabel:
        made = label("", scale, "" if scale == "heading" else "secondary")
        self._labels[name] = made
        return made

    # ------------------------------------------------------------------ what the form shows

    def retranslate(self) -> None:
        """Word the page anew."""
        for name, text in (
            ("which", self.tr("Which outlet")),
            ("process", self.tr("Process and revision")),
            ("questions", self.tr("Questions of the process")),
        ):
            self._labels[name].setText(text)
        self.process.setAccessibleName(self._labels["process"].text())
        self.where.retranslate()
        self.when.retranslate()
        self.outlook.retranslate()
        for field in self.launch_fields:
            field.retranslate()
        self._show_processes()
        self._show_template()
        self.show_outlook()

    def show_known(self) -> None:
        """Offer the cities and regions that are known."""
        self.where.show_known()

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
        self._is_asking = True
        self.launch_fields = [
            LaunchField(field, answers.get(field.id), self._answered, self.draft.today)
            for field in (template.fields if template is not None else ())
            if field.type is not FieldType.FILE  # there is no task yet to hang a file on
        ]
        self._is_asking = False
        for field in self.launch_fields:
            self._fields_column.addWidget(field)
        self.asked.emit(tuple(field.editor for field in self.launch_fields))
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
        self.where.show_form()
        self._show_processes()
        self.show_template(self.template)
        self.when.show_dates()

    def show_restored(self) -> None:
        """Put values that were taken back (or done again) into the editors, also where one types."""
        self.where.show_form()
        self._show_processes()
        self.when.show_dates(is_restored=True)
        for field in self.launch_fields:
            field.show_value(self.draft.request.fields.get(field.field.id))

    def start_afresh(self) -> None:
        """A new form: no field has been touched yet."""
        self._touched.clear()
        self._shows_all_errors = False
        self.where.start_afresh()
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
        self.when.show_dates()
        self.where.show_hints()

    def show_outlook(self) -> None:
        """Show what the draft knows by now."""
        self.outlook.show_draft(self.template, self._shows_all_errors)
        self.when.show_dates()
        self._show_errors()

    def _show_errors(self) -> None:
        preview = self.draft.preview
        found: dict[str, str] = {}
        for code, facts in preview.errors if preview is not None else ():
            found.setdefault(field_of(code, facts), words(code, facts))
        shown = {name: text for name, text in found.items() if self._is_shown(name)}
        self.where.show_error(shown.get("address", ""))
        self.when.show_error(shown.get("target", ""))
        self.process_error.show_error(shown.get("process", ""))
        set_error(self.process, "process" in shown)
        for field in self.launch_fields:
            name = f"field:{field.field.id}"
            by_title = f"field:{field.field.title}"
            field.show_error(found.get(name, found.get(by_title, "")) if self._is_shown(name) else "")

    def _is_shown(self, name: str) -> bool:
        return self._shows_all_errors or name in self._touched or name in ("process", "target")

    # ------------------------------------------------------------------ what a person does

    def _touch(self, name: str) -> None:
        if name not in self._touched:
            self._touched.add(name)
            self._show_errors()

    def _process_picked(self, index: int) -> None:
        chosen = self.process.itemData(index)
        if chosen is not None:
            template_id, revision = chosen
            self.draft.change(template_id=template_id, revision=revision, fields={})
            self.process_chosen.emit(template_id, revision)

    def _answered(self, field_id: str, value: object) -> None:
        self._touched.add(f"field:{field_id}")
        self.draft.answer(field_id, value, is_default=self._is_asking)
