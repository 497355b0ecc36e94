"""The problems panel: what the checks found, one fix a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.finding import Finding
from outlet_desktop.domain.fix import apply_fix
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import ElidedLabel, Icon, label, set_tone, set_tool_name, tool_button
from outlet_desktop.ui.editor.document import Analysis, TemplateDocument
from outlet_desktop.ui.editor.problems_rows import ROW, VISIBLE_ROWS, FindingList, FindingRow
from outlet_desktop.ui.editor.problems_words import fix_words
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import theme

_ICONS = {
    "error": ("ph.warning-octagon-fill", "status.late.fill"),
    "warning": ("ph.warning-fill", "status.risk.fill"),
}


class ProblemsPanel(QWidget):
    """Findings of the document, errors first; header 32, then at most five rows of 32.

    Signals:
        step_wanted: Id of the step of the finding that was chosen.
        fix_hovered: (the Finding whose fix is under the pointer or has the focus, or None; what the fix does).
    """

    step_wanted = Signal(str)
    fix_hovered = Signal(object, str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.findings: tuple[Finding, ...] = ()
        self.current = -1
        self._collapsed = False
        self._is_known = False  # whether any analysis has come
        self._is_stale = False  # an edit is not analysed yet: its findings may be gone
        self._hovered: Finding | None = None
        self.rows: list[FindingRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.list = FindingList()
        column.addWidget(self.list)
        self.quiet = QWidget()
        fix_height(self.quiet, ROW)
        row = QHBoxLayout(self.quiet)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._quiet_words = ElidedLabel("", "body", "tertiary")
        row.addWidget(Icon("ph.check-circle", "text.tertiary", 16))
        row.addWidget(self._quiet_words, 1)
        column.addWidget(self.quiet)
        self.list.bar.valueChanged.connect(self._bind)
        self.list.moved.connect(self._move)
        self.list.entered.connect(lambda: self._choose(self.current))
        self.list.focused.connect(self._bind)
        document.analysed.connect(self._analysed)
        document.changed.connect(self._changed)
        document.replaced.connect(self._replaced)
        self.retranslate()

    def _head(self) -> QWidget:
        head = QWidget()
        fix_height(head, ROW)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        self._title = label("", "bodyStrong")
        row.addWidget(self._title)
        row.addSpacing(8)
        self._error_mark = Icon(*_ICONS["error"], 14)
        self.error_words = label("", tabular=True)
        self._warning_mark = Icon(*_ICONS["warning"], 14)
        self.warning_words = label("", tabular=True)
        for widget in (self._error_mark, self.error_words, self._warning_mark, self.warning_words):
            row.addWidget(widget)
            if widget is self.error_words:
                row.addSpacing(8)
        row.addSpacing(8)
        self.note = ElidedLabel("", "body", "tertiary")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.note, 1)
        self.caret = tool_button("ph.caret-down")
        self.caret.setIconSize(QSize(16, 16))
        self.caret.clicked.connect(lambda: self.set_collapsed(not self._collapsed))
        row.addWidget(self.caret)
        return head

    @property
    def is_collapsed(self) -> bool:
        """Whether only the header is shown."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Show only the header, or the rows too."""
        self._collapsed = collapsed
        self.retranslate()

    def go_next(self) -> None:
        """Choose the next finding, after the last one the first again (F8)."""
        if not self.findings:
            return
        if self._collapsed:
            self.set_collapsed(False)
        self._choose((self.current + 1) % len(self.findings))

    def retranslate(self) -> None:
        """Words anew."""
        self._title.setText(self.tr("Problems"))
        self.list.setAccessibleName(self.tr("Problems"))
        self._quiet_words.setText(self.tr("Nothing is wrong: the process can be published") if self._is_known else "")
        name = self.tr("Show the problems") if self._collapsed else self.tr("Hide the problems")
        set_tool_name(self.caret, name)
        self.caret.setIcon(icon("ph.caret-up" if self._collapsed else "ph.caret-down"))
        self._show()

    # from the document

    def _analysed(self, analysis: Analysis) -> None:
        was = self.findings[self.current] if 0 <= self.current < len(self.findings) else None
        self.findings = analysis.findings
        if was is not None:
            same = [n for n, one in enumerate(self.findings) if (one.code, one.step) == (was.code, was.step)]
            # Once it is mended, the next F8 goes to what has come into its place.
            self.current = same[0] if same else min(self.current, len(self.findings)) - 1
        self._is_known, self._is_stale = True, False
        self.retranslate()

    def _changed(self, before: object, after: object) -> None:
        self._is_stale = True
        self._hover(None)

    def _replaced(self, template: object) -> None:
        self.findings, self.current, self._is_known = (), -1, False
        self.list.bar.setValue(0)
        self.retranslate()

    # rows

    def _show(self) -> None:
        errors = sum(finding.severity == "error" for finding in self.findings)
        warnings = len(self.findings) - errors
        for mark, shown, count, text in (
            (self._error_mark, self.error_words, errors, self.tr("%n error(s)", "", errors)),
            (self._warning_mark, self.warning_words, warnings, self.tr("%n warning(s)", "", warnings)),
        ):
            mark.setVisible(count > 0)
            shown.setVisible(count > 0)
            shown.setText(text)
        set_tone(self.note, "tertiary")
        self.note.setText(self.tr("Can be published when there are no errors") if errors else "")
        count = min(len(self.findings), VISIBLE_ROWS)
        while len(self.rows) < count:
            self.rows.append(self._make(len(self.rows)))
        for number, row in enumerate(self.rows):
            row.setVisible(number < count)
        self.list.bar.setRange(0, len(self.findings) - count)
        self.list.bar.setPageStep(max(count, 1))
        self.list.bar.setVisible(len(self.findings) > count)
        self.list.setFixedHeight(tall(ROW) * count)
        self.list.setVisible(count > 0 and not self._collapsed)
        self.quiet.setVisible(count == 0 and not self._collapsed)
        self.setFixedHeight(tall(ROW) * (1 + (0 if self._collapsed else max(count, 1))))
        self._bind()

    def _make(self, number: int) -> FindingRow:
        row = FindingRow()
        row.pressed.connect(lambda: self._press(number))
        row.fix_pressed.connect(lambda: self._fix(number))
        row.hovered.connect(lambda on: self._hover(row.finding if on else None))
        self.list.column.addWidget(row)
        return row

    def _bind(self) -> None:
        """Show the findings from the scroll bar's value on."""
        first, template = self.list.bar.value(), self._document.template
        upcoming = (self.current + 1) % len(self.findings) if self.findings else 0
        for number, row in enumerate(self.rows):
            index = first + number
            if index >= len(self.findings):
                continue
            finding = self.findings[index]
            if row.finding is not finding and row.finding is not None and row.finding == self._hovered:
                self._hover(None)
            row.finding = finding
            row.mark.set_icon(*_ICONS[finding.severity])
            step = target_of(finding)
            row.title.setText(title_of(template, step) if finding.step else self.tr("The process"))
            row.sentence.setText(words(finding.code, finding.facts))
            severity = self.tr("Error") if finding.severity == "error" else self.tr("Warning")
            row.setAccessibleName(f"{severity}. {row.title.text()}. {row.sentence.text()}")
            self._dress_fix(row, finding)
            row.keys.setVisible(index == upcoming)
            row.is_current = index == self.current
            row.has_list_focus = self.list.hasFocus()
            row.setCursor(Qt.CursorShape.PointingHandCursor if step else Qt.CursorShape.ArrowCursor)
            row.update()

    def _dress_fix(self, row: FindingRow, finding: Finding) -> None:
        fix, template = finding.fix, self._document.template
        if fix is None and row.fix.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        row.fix.setVisible(fix is not None)
        if fix is None:
            return
        text, hint = fix_words(template, fix)
        row.fix.setText(text)
        row.fix.setToolTip(hint)
        row.fix.setAccessibleName(f"{text}. {hint}" if hint else text)

    # what people do

    def _press(self, number: int) -> None:
        self.list.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(self.list.bar.value() + number)

    def _move(self, rows: int) -> None:
        if self.findings:
            self._choose(max(0, min(self.current + rows, len(self.findings) - 1)))

    def _choose(self, index: int) -> None:
        if not 0 <= index < len(self.findings):
            return
        self.current = index
        first, bar = self.list.bar.value(), self.list.bar
        if index < first:
            bar.setValue(index)
        elif index >= first + VISIBLE_ROWS:
            bar.setValue(index - VISIBLE_ROWS + 1)
        self._bind()
        step = target_of(self.findings[index])
        if step:
            self.step_wanted.emit(step)

    def _fix(self, number: int) -> None:
        index = self.list.bar.value() + number
        if self._is_stale or index >= len(self.findings):
            return
        finding = self.findings[index]
        self._hover(None)
        try:
            after = apply_fix(self._document.template, finding)
        except Problem as problem:
            set_tone(self.note, "late")
            self.note.setText(problem_words(problem))
            return
        if after == self._document.template:  # nothing to propose: the inspector asks
            self._choose(index)
            return
        self._document.end_merge()
        self._document.edit(after, self.rows[number].fix.text())

    def _hover(self, finding: Finding | None) -> None:
        if finding is not None and finding.fix is None:
            finding = None
        if finding is not self._hovered:
            self._hovered = finding
            text = ""
            if finding is not None and finding.fix is not None:
                text = ": ".join(part for part in fix_words(self._document.template, finding.fix) if part)
            self.fix_hovered.emit(finding, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self.go_next()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface.base"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border.default"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def target_of(finding: Finding) -> str:
    """The step to show for a finding; "" when it is about the whole."""
    return finding.step or next(iter(finding.steps), "")
