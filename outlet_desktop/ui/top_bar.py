"""The bar above the content: what the place is called, undo and redo, the actions of the place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QUndoGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from outlet_desktop.ui.control_buttons import set_tool_name, tool_button
from outlet_desktop.ui.control_marks import hairline
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.theme import token


class TopBar(QFrame):
    """48 px. Heading and actions belong to the place; undo and redo drive the group's active stack."""

    def __init__(self, undo: QUndoGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(token("size.topBar"))
        self._undo = undo
        self._place: Place | None = None
        self._heading: QWidget | None = None
        self._actions: list[QWidget] = []
        self.undo_button = tool_button("ph.arrow-u-up-left")
        self.redo_button = tool_button("ph.arrow-u-up-right")
        self._separator = hairline(vertical=True)
        self._separator.setFixedHeight(20)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._row.addWidget(self.undo_button)
        self._row.addWidget(self.redo_button)
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

    def show_place(self, place: Place | None) -> None:
        """Ask a place anew for heading and actions; None empties the bar."""
        self._place = place
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
        for made in (self._heading, *self._actions):
            # A layout shows its new widgets one turn later; the bar would be empty for a frame.
            if made is not None and not made.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                made.show()
        self._separator.setVisible(bool(self._actions))
        self.undo_button.setVisible(place is not None)
        self.redo_button.setVisible(place is not None)

    def retranslate(self) -> None:
        """Word undo and redo anew: they name what they would do."""
        for button, can, text, name, keys in (
            (self.undo_button, self._undo.canUndo(), self._undo.undoText(), self.tr("Undo"), "Ctrl+Z"),
            (self.redo_button, self._undo.canRedo(), self._undo.redoText(), self.tr("Redo"), "Ctrl+Shift+Z"),
        ):
            button.setEnabled(can)
            set_tool_name(button, f"{name}: {text}" if can and text else name, keys)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_place(self._place)
        super().changeEvent(event)
