"""The 40 px above the canvas: tools, kinds of steps, layout; at right how large the process is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.controls import hairline, label, set_tool_name, tool_button, word_button
from outlet_desktop.ui.editor.canvas import CONNECT, PAN, SELECT, SPACE, ProcessCanvas
from outlet_desktop.ui.editor.commands import JOIN
from outlet_desktop.ui.editor.context_pad import KIND_ICONS, KIND_KEYS, kind_names
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.drag_off import DragOff
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.messages import NO_BREAK, days
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_height, tall

_GAP = 4  # around a separator, besides the spacing
_SPACING = 2
_BUTTON = 28
_JOIN_ICON = "ph.git-merge"
_TOOLS = (
    (SELECT, "ph.cursor"),
    (PAN, "ph.hand"),
    (CONNECT, "ph.arrow-bend-up-right"),
    (SPACE, "ph.arrows-out-line-horizontal"),
)
# Of several selected cards: on one line, evenly apart. (name, icon)
_LINES = (
    ("left", "ph.align-left"),
    ("center", "ph.align-center-horizontal"),
    ("right", "ph.align-right"),
    ("top", "ph.align-top"),
    ("middle", "ph.align-center-vertical"),
    ("bottom", "ph.align-bottom"),
    ("x", "ph.columns"),
    ("y", "ph.rows"),
)


class GroupBar(QFrame):
    """Align and distribute: shown while two or more cards are selected; distribute needs three."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[str, QToolButton] = {}
        for name, icon_id in _LINES:
            button = tool_button(icon_id)
            button.clicked.connect(lambda _=False, name=name: self.run(name))
            row.addWidget(button)
            self.buttons[name] = button

    def run(self, name: str) -> None:
        """Align on a side ("left" …) or distribute along an axis ("x", "y")."""
        if name in ("x", "y"):
            self._canvas.commands.distribute(name)
        else:
            self._canvas.commands.align(name)

    def follow(self, count: int) -> None:
        """So many cards are selected."""
        for name in ("x", "y"):
            self.buttons[name].setEnabled(count > 2)

    def names(self) -> dict[str, str]:
        """What the buttons are called."""
        return {
            "left": self.tr("Align left"),
            "center": self.tr("Align the middles in a column"),
            "right": self.tr("Align right"),
            "top": self.tr("Align top"),
            "middle": self.tr("Align the middles in a row"),
            "bottom": self.tr("Align bottom"),
            "x": self.tr("Distribute horizontally"),
            "y": self.tr("Distribute vertically"),
        }

    def retranslate(self) -> None:
        """Word the names anew."""
        for name, text in self.names().items():
            set_tool_name(self.buttons[name], text)


class ToolBar(QFrame):
    """Tools of a canvas.

    What does not fit gives way: the words before the length, the words of the kinds, then the row of the group bar.
    """

    def __init__(self, canvas: ProcessCanvas, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._document = canvas, document
        self.setObjectName("toolBar")
        fix_height(self, 40)
        self.setMinimumWidth(480)  # less than the words of the kinds need: they give way, see `_fit`
        self._is_compact = False
        self._size = self._path = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(_SPACING)
        self._add_tools(row)
        self._separator(row)
        self._add_kinds(row)
        self._separator(row)
        self.group_bar = GroupBar(canvas)
        self.align_button = tool_button("ph.align-left")
        self.align_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.align_button.setMenu(QMenu(self.align_button))
        self.arrange_button = tool_button("ph.tree-structure")
        self.arrange_button.clicked.connect(canvas.commands.arrange)
        row.addWidget(self.group_bar)
        row.addWidget(self.align_button)
        row.addWidget(self.arrange_button)
        row.addStretch(1)
        self.size_label = label("", "body", "secondary", tabular=True)
        self.days_label = label("", "bodyStrong", tabular=True)
        self.critical_button = tool_button("ph.path", checkable=True)
        self.critical_button.setChecked(True)
        self.critical_button.toggled.connect(canvas.process.set_critical_shown)
        self.outline_button = tool_button("ph.list-bullets", checkable=True)
        self.find_button = tool_button("ph.magnifying-glass")
        self.find_button.clicked.connect(canvas.find_box.enter)
        row.addWidget(self.size_label)
        row.addWidget(self.days_label)
        row.addSpacing(4)
        for button in (self.critical_button, self.outline_button, self.find_button):
            row.addWidget(button)
        canvas.tool_changed.connect(lambda name: self.tools[name].setChecked(True))
        canvas.process.selection_changed.connect(self._show_group)
        document.analysed.connect(lambda _analysis: self.show_size())
        document.changed.connect(lambda _before, _after: self.show_size())
        document.replaced.connect(lambda _template: self.show_size())
        for button in (*self.kinds.values(), *self.group_bar.buttons.values()):
            guard_writing(button)
        for button in (self.align_button, self.arrange_button, self.tools[CONNECT], self.tools[SPACE]):
            guard_writing(button)
        self.retranslate()
        self._show_group()

    def _add_tools(self, row: QHBoxLayout) -> None:
        self.tools: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for name, icon_id in _TOOLS:
            button = tool_button(icon_id, checkable=True)
            button.clicked.connect(lambda _=False, name=name: self._canvas.set_tool(name))
            group.addButton(button)
            row.addWidget(button)
            self.tools[name] = button
        self.tools[SELECT].setChecked(True)

    def _add_kinds(self, row: QHBoxLayout) -> None:
        """A click adds after what is selected; a drag puts the card anywhere, on an arrow into it."""
        self.kinds: dict[str, QToolButton] = {}
        for name in (*(kind.value for kind in KIND_ICONS), JOIN):
            kind = StepKind.MILESTONE if name == JOIN else StepKind(name)
            button = word_button(_JOIN_ICON if name == JOIN else KIND_ICONS[kind], "")
            button.clicked.connect(lambda _=False, kind=kind: self._canvas.add(kind))
            off = DragOff(button)
            off.began.connect(self._canvas.start_new)
            off.dragged.connect(self._canvas.drag_on)
            off.dropped.connect(lambda at, kind=kind: self._drop(at, kind))
            row.addWidget(button)
            self.kinds[name] = button

    def _drop(self, at: QPoint, kind: StepKind) -> None:
        self._canvas.drop_new(at, kind, None)

    def _separator(self, row: QHBoxLayout) -> None:
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        row.addSpacing(_GAP)
        row.addWidget(line)
        row.addSpacing(_GAP)

    def _show_group(self) -> None:
        count = len(self._canvas.process.selected)
        self.align_button.setEnabled(count > 1)
        self.group_bar.follow(count)
        self._fit()

    def show_size(self) -> None:
        """How many steps, how long the critical path is."""
        count = len(self._document.template.steps)
        length = self._document.analysis.critical.days
        self._size = self.tr("%n step(s)", "", count).replace(" ", NO_BREAK)
        self._path = self.tr("critical path") if length else ""
        self.days_label.setText(days(length) if length else "")
        self.days_label.setToolTip(self._path)
        self._fit()

    def _show_words(self, with_path: bool) -> None:
        parts = [self._size, self._path if with_path else ""] if self._path else [self._size]
        self.size_label.setText(" · ".join(parts))

    def _fit(self) -> None:
        self._show_words(with_path=True)
        if self._wide() > self.width():
            self._show_words(with_path=False)
        is_group = len(self._canvas.process.selected) > 1
        more = (len(_LINES) - 1) * tall(_BUTTON) if is_group else 0  # the row stands in place of the one button
        compact = self._wide() + more > self.width()
        if compact != self._is_compact:
            self._is_compact = compact
            self._word_kinds()
        is_row = is_group and (not compact or self._narrow() + more <= self.width())
        # With large words even icons alone may leave the numbers no room.
        self.size_label.setVisible(self._narrow() <= self.width())
        self.days_label.setVisible(self._narrow() - self.size_label.sizeHint().width() <= self.width())
        self.group_bar.setVisible(is_row)
        self.align_button.setVisible(not is_row)

    def _wide(self) -> int:
        """The width with all words, px."""
        metrics = self.kinds[JOIN].fontMetrics()
        return self._rest() + sum(metrics.horizontalAdvance(text) + 38 for text in self._kind_words().values())

    def _narrow(self) -> int:
        """The width with icons alone, px."""
        return self._rest() + len(self.kinds) * 38

    def _rest(self) -> int:
        """The width of all but the kinds, px."""
        right = self.size_label.sizeHint().width() + self.days_label.sizeHint().width()
        buttons, separators, gaps = 9 * tall(_BUTTON), 2 * (1 + 2 * _GAP), 20 * _SPACING
        return right + buttons + separators + gaps + 4 + 8 + 12

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
            keys = keys_text("canvas.join") if name == JOIN else KIND_KEYS[StepKind(name)]
            set_tool_name(button, self.tr("New: {kind}").format(kind=text), keys)
            button.updateGeometry()

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        set_tool_name(self.tools[SELECT], self.tr("Select"), keys_text("canvas.select"))
        set_tool_name(self.tools[PAN], self.tr("Pan"), keys_text("canvas.pan"))
        set_tool_name(self.tools[CONNECT], self.tr("Connect"), keys_text("canvas.connect"))
        set_tool_name(
            self.tools[SPACE],
            self.tr("Make room: drag everything right of or below the pointer"),
            keys_text("canvas.space"),
        )
        set_tool_name(self.align_button, self.tr("Align and distribute the selected steps"))
        set_tool_name(self.arrange_button, self.tr("Arrange automatically"), keys_text("editor.arrange"))
        set_tool_name(self.critical_button, self.tr("Show the critical path"))
        set_tool_name(self.outline_button, self.tr("List of steps"), keys_text("editor.outline"))
        set_tool_name(self.find_button, self.tr("Find a step"), keys_text("editor.find"))
        self._word_kinds()
        self.group_bar.retranslate()
        menu = self.align_button.menu()
        menu.clear()
        names = self.group_bar.names()
        for name, icon_id in _LINES:
            menu.addAction(icon(icon_id), names[name]).triggered.connect(
                lambda _=False, name=name: self.group_bar.run(name)
            )
        self.show_size()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
