"""The bar above the content: what the place is called, undo and redo, the actions of the place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QUndoGroup
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from outlet_desktop.ui.control_buttons import set_tool_name, tool_button
from outlet_desktop.ui.control_marks import hairline
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import font, theme, token

_LEAST_FIELD = 150  # px, below which the field is an icon only


class TopBar(QFrame):
    """48 px. Heading and actions belong to the place; undo and redo drive the group's active stack.

    Signals:
        search_wanted: The field that opens the palette was pressed.
        menu_wanted: The button of the window's menu was pressed.
    """

    search_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, undo: QUndoGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        fix_height(self, token("size.topBar"))
        self._undo = undo
        self._place: Place | None = None
        self._heading: QWidget | None = None
        self._actions: list[QWidget] = []
        self.undo_button = tool_button("ph.arrow-u-up-left")
        self.redo_button = tool_button("ph.arrow-u-up-right")
        self.menu_button = tool_button("ph.list")
        self.menu_button.clicked.connect(self.menu_wanted)
        self._separator = hairline(vertical=True)
        self._separator.setFixedHeight(20)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(8)
        self.search = _SearchButton()
        self.search.clicked.connect(self.search_wanted)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        self._row.addWidget(self.undo_button)
        self._row.addWidget(self.redo_button)
        self._row.addWidget(self.menu_button)
        self._row.addSpacing(4)
        self._row.addWidget(self._separator)
        self._row.addSpacing(4)
        self.undo_button.clicked.connect(undo.undo)
        self.redo_button.clicked.connect(undo.redo)
        for changed in (
            undo.canUndoChanged,
            undo.canRedoChanged,
            undo.undoTextChanged,
            undo.redoTextChanged,
        ):
            changed.connect(self.retranslate)
        self.retranslate()
        self.show_place(None)

    @property
    def place_buttons(self) -> tuple[QWidget, ...]:
        """The buttons of the place shown."""
        return tuple(self._actions)

    def show_place(self, place: Place | None) -> None:
        """Ask a place anew for heading and actions; None empties the bar."""
        self._place = place
        if place is not None:  # before that its words are a file that is not read yet
            set_tool_name(self.menu_button, words("command.menu", {}), keys_text("menu"))
        for old in (self._heading, *self._actions):
            if old is not None:
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._heading = place.heading() if place is not None else None
        self._actions = place.bar_buttons() if place is not None else []
        if self._heading is not None:
            self._row.insertWidget(0, self._heading)
        for action in self._actions:
            self._row.addWidget(action)
            if action.property("kind") == "primary":  # launch, publish, send: the main action of a place writes
                guard_writing(action)
        for made in (self._heading, *self._actions):
            # A layout shows its new widgets one turn later; the bar would be empty for a frame.
            if made is not None and not made.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                made.show()
        self._separator.setVisible(bool(self._actions))
        self.search.setVisible(place is not None)
        self.undo_button.setVisible(place is not None)
        self.redo_button.setVisible(place is not None)
        self.menu_button.setVisible(place is not None)
        self._fit()

    def _fit(self) -> None:
        """Without room for everything the field gives way first: it is a key that anybody may know."""
        field = self.search.sizeHint().width()
        others = self._row.sizeHint().width() - min(field, self.search.maximumWidth())
        room = self.width() - others
        self.search.setMaximumWidth(min(field, room) if room >= _LEAST_FIELD else self.search.minimumWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a heading has got other words
            self._fit()
        return super().event(event)

    def retranslate(self) -> None:
        """Word undo and redo anew: they name what they would do."""
        for button, can, text, name, keys in (
            (self.undo_button, self._undo.canUndo(), self._undo.undoText(), self.tr("Undo"), keys_text("undo")),
            (self.redo_button, self._undo.canRedo(), self._undo.redoText(), self.tr("Redo"), keys_text("redo")),
        ):
            button.setEnabled(can)
            set_tool_name(button, f"{name}: {text}" if can and text else name, keys)
        if self._place is not None:
            set_tool_name(self.menu_button, words("command.menu", {}), keys_text("menu"))
        self.search.setAccessibleName(self.tr("Search or run"))
        self.search.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_place(self._place)
        super().changeEvent(event)


class _SearchButton(QAbstractButton):
    """Looks like a field of 248 px; where there is no room only its icon is left."""

    def __init__(self) -> None:
        super().__init__()
        fix_height(self, token("size.control"))
        self.setMinimumWidth(32)
        self.setMaximumWidth(248)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setToolTip(keys_text("palette"))

    def sizeHint(self) -> QSize:
        return QSize(248, tall(token("size.control")))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        line = "focus.ring" if self.hasFocus() else "border.control" if self.underMouse() else "border.default"
        painter.setPen(QPen(theme.color(line), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("surface.base"))
        painter.drawRoundedRect(box, 4, 4)
        middle = box.center().y()
        draw_icon(painter, "ph.magnifying-glass", QPointF(16, middle), 16, theme.color("text.secondary"))
        if self.width() < _LEAST_FIELD:
            return
        face = font("caption")
        keys = QFontMetrics(face).horizontalAdvance(keys_text("palette")) + 10
        high = tall(18)
        frame = QRectF(box.right() - keys - 5, middle - high / 2, keys, high)
        painter.setFont(face)
        painter.setPen(theme.color("text.tertiary"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, keys_text("palette"))
        painter.setPen(QPen(theme.color("border.default"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        plain = font("body")
        room = int(frame.left() - 30 - 6)
        painter.setFont(plain)
        painter.setPen(theme.color("text.tertiary"))
        shown = QFontMetrics(plain).elidedText(words("palette.find", {}), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(30, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
