"""The 40 px above the canvas: tools, kinds of steps, layout; at right how large the process is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.controls import hairline, label, set_tool_name, tool_button, word_button
from outlet_desktop.ui.editor.canvas import CONNECT, PAN, SELECT, ProcessCanvas
from outlet_desktop.ui.editor.commands import JOIN
from outlet_desktop.ui.editor.context_pad import KIND_ICONS, KIND_KEYS, kind_names
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.messages import NO_BREAK, days

_GAP = 4  # around a separator, besides the spacing
_SPACING = 2


class ToolBar(QFrame):
    """Tools of a canvas. Below the width its words need, the kinds show their icons only."""

    def __init__(self, canvas: ProcessCanvas, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._document = canvas, document
        self.setObjectName("toolBar")
        self.setFixedHeight(40)
        self.setMinimumWidth(480)  # less than the words of the kinds need: they give way, see `_fit`
        self._is_compact = False
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(_SPACING)
        self.tools: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for name, icon_id in ((SELECT, "ph.cursor"), (PAN, "ph.hand"), (CONNECT, "ph.arrow-bend-up-right")):
            button = tool_button(icon_id, checkable=True)
            button.clicked.connect(lambda _=False, name=name: canvas.set_tool(name))
            group.addButton(button)
            row.addWidget(button)
            self.tools[name] = button
        self.tools[SELECT].setChecked(True)
        self._separator(row)
        self.kinds: dict[str, QToolButton] = {}
        runs: dict[str, Callable[[], object]] = {
            kind.value: lambda kind=kind: canvas.add(kind)  # type: ignore[misc]
            for kind in KIND_ICONS
        }
        runs[JOIN] = canvas.add_join
        for name, run in runs.items():
            icon_id = "ph.git-merge" if name == JOIN else KIND_ICONS[StepKind(name)]
            made = word_button(icon_id, "")
            made.clicked.connect(lambda _=False, run=run: run())
            row.addWidget(made)
            self.kinds[name] = made
        self._separator(row)
        self.align_button = tool_button("ph.align-left")
        self.align_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.align_button.setMenu(QMenu(self.align_button))
        self.arrange_button = tool_button("ph.tree-structure")
        self.arrange_button.clicked.connect(canvas.commands.arrange)
        row.addWidget(self.align_button)
        row.addWidget(self.arrange_button)
        row.addStretch(1)
        self.size_label = label("", "body", "secondary", tabular=True)
        self.days_label = label("", "bodyStrong", tabular=True)
        self.critical_button = tool_button("ph.path", checkable=True)
        self.critical_button.setChecked(True)
        self.critical_button.toggled.connect(canvas.process.set_critical_shown)
        row.addWidget(self.size_label)
        row.addWidget(self.days_label)
        row.addSpacing(4)
        row.addWidget(self.critical_button)
        self.find_button = tool_button("ph.magnifying-glass")
        self.find_button.clicked.connect(canvas.find_box.enter)
        row.addWidget(self.find_button)
        canvas.tool_changed.connect(lambda name: self.tools[name].setChecked(True))
        canvas.process.selection_changed.connect(self._show_align)
        document.analysed.connect(lambda _analysis: self.show_size())
        document.changed.connect(lambda _before, _after: self.show_size())
        document.replaced.connect(lambda _template: self.show_size())
        self.retranslate()
        self._show_align()

    def _separator(self, row: QHBoxLayout) -> None:
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        row.addSpacing(_GAP)
        row.addWidget(line)
        row.addSpacing(_GAP)

    def _show_align(self) -> None:
        self.align_button.setEnabled(len(self._canvas.process.selected) > 1)

    def show_size(self) -> None:
        """How many steps, how long the critical path is."""
        count = len(self._document.template.steps)
        length = self._document.analysis.critical.days
        words = self.tr("%n step(s)", "", count).replace(" ", NO_BREAK)
        if length:
            words += " · " + self.tr("critical path")
        self.size_label.setText(words)
        self.days_label.setText(days(length) if length else "")
        self._fit()

    def _fit(self) -> None:
        compact = self._wide() > self.width()
        if compact != self._is_compact:
            self._is_compact = compact
            self._word_kinds()

    def _wide(self) -> int:
        """The width with all words, px."""
        metrics = self.kinds[JOIN].fontMetrics()
        kinds = sum(metrics.horizontalAdvance(text) + 38 for text in self._kind_words().values())
        right = self.size_label.sizeHint().width() + self.days_label.sizeHint().width()
        buttons, separators, gaps = 7 * 28, 2 * (1 + 2 * _GAP), 18 * _SPACING
        return kinds + right + buttons + separators + gaps + 4 + 8 + 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _kind_words(self) -> dict[str, str]:
        words = {kind.value: name for kind, name in kind_names().items()}
        words[JOIN] = self.tr("Join (all)")
        return words

    def _word_kinds(self) -> None:
        for name, text in self._kind_words().items():
            button = self.kinds[name]
            button.setText("" if self._is_compact else text)
            keys = "J" if name == JOIN else KIND_KEYS[StepKind(name)]
            set_tool_name(button, self.tr("New: {kind}").format(kind=text), keys)
            button.updateGeometry()

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        set_tool_name(self.tools[SELECT], self.tr("Select"), "V")
        set_tool_name(self.tools[PAN], self.tr("Pan"), "H")
        set_tool_name(self.tools[CONNECT], self.tr("Connect"), "C")
        set_tool_name(self.align_button, self.tr("Align and distribute the selected steps"))
        set_tool_name(self.arrange_button, self.tr("Arrange automatically"), "Ctrl+Shift+L")
        set_tool_name(self.critical_button, self.tr("Show the critical path"))
        set_tool_name(self.find_button, self.tr("Find a step"), "Ctrl+F")
        self._word_kinds()
        menu, commands = self.align_button.menu(), self._canvas.commands
        menu.clear()
        for icon_id, text, run in (
            ("ph.align-left", self.tr("Align left"), lambda: commands.align("left")),
            ("ph.align-right", self.tr("Align right"), lambda: commands.align("right")),
            ("ph.align-top", self.tr("Align top"), lambda: commands.align("top")),
            ("ph.align-bottom", self.tr("Align bottom"), lambda: commands.align("bottom")),
            ("ph.columns", self.tr("Distribute horizontally"), lambda: commands.distribute("x")),
            ("ph.rows", self.tr("Distribute vertically"), lambda: commands.distribute("y")),
        ):
            menu.addAction(icon(icon_id), text).triggered.connect(lambda _=False, run=run: run())
        self.show_size()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
