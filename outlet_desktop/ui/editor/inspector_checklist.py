"""The checklist of a step: lines that are typed, moved and removed in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import set_tool_name, tool_button
from outlet_desktop.ui.editor.inspector_fields import SectionHead, chain_tabs
from outlet_desktop.ui.editor.inspector_text import TextBinding
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.text_size import fix_height, fix_square, tall
from outlet_desktop.ui.theme import theme

LINE = 24


def remove_cross() -> QToolButton:
    """The × at the end of a line."""
    made = tool_button("ph.x")
    made.setIconSize(QSize(12, 12))
    fix_square(made, LINE)
    return made


class _Grip(QWidget):
    """Six dots to drag a line by.

    Signals:
        dragged: How far below the top of the grip the pointer is, px. `dropped`: The button was released.
    """

    dragged = Signal(float)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(16)
        fix_height(self, LINE)
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        center = QPointF(7, self.height() / 2)
        draw_icon(painter, "ph.dots-six-vertical-bold", center, 14, theme.color("text.tertiary"))


class _Line(QWidget):
    """One line of a checklist."""

    def __init__(self) -> None:
        super().__init__()
        fix_height(self, LINE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.grip = _Grip()
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "bare")
        self.edit.installEventFilter(self)
        self.binding = TextBinding(self.edit)
        self.cross = remove_cross()
        self.is_new = False
        row.addWidget(self.grip)
        row.addWidget(self.edit, 1)
        row.addWidget(self.cross)
        self.binding.typed.connect(self.edit.setToolTip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        # The bare editor has no frame of its own: its focus is shown around it.
        if not self.edit.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus.ring"), 2))
        box = QRectF(self.edit.geometry()).adjusted(-3, 1, 1, -1)
        painter.drawRoundedRect(box, 4, 4)


class Checklist(QWidget):
    """Lines that can be added, typed, moved (by the grip, Alt+Up, Alt+Down) and removed (× or emptied).

    Signals:
        committed: (all lines, what was done: "add", "edit <row>", "remove" or "move").
    """

    committed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[str, ...] = ()
        self.lines: list[_Line] = []
        self._is_moved = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = SectionHead(can_add=True)
        column.addWidget(self.head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        assert self.head.add_button is not None
        self.add_button = self.head.add_button
        self.add_button.clicked.connect(self.add_line)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.head.title.setText(self.tr("Checklist"))
        set_tool_name(self.add_button, self.tr("Add a line"))
        for line in self.lines:
            self._name(line)

    def _name(self, line: _Line) -> None:
        line.edit.setAccessibleName(self.tr("Line of the checklist"))
        line.edit.setPlaceholderText(self.tr("What to tick off"))
        line.grip.setToolTip(self.tr("Drag to move, or Alt+Up, Alt+Down"))
        set_tool_name(line.cross, self.tr("Remove the line"))

    def show_items(self, items: Sequence[str], *, force: bool = False) -> None:
        """Show these lines; a line being typed stays unless forced."""
        self.items = tuple(items)
        for line in [line for line in self.lines if line.is_new and force]:
            self._drop(line)
        kept = [line for line in self.lines if not line.is_new]
        for line in kept[len(items) :]:
            self._drop(line)
        while len(kept) < len(items):
            kept.append(self._make(len(kept)))
        for line, text in zip(kept, items, strict=False):
            line.binding.show(text, force=force)
        self.head.set_count(len(items))
        self._chain()

    def flush(self) -> None:
        """Take the line being typed."""
        for line in tuple(self.lines):
            line.binding.commit()

    def add_line(self) -> None:
        """Open an empty line at the end; it counts when it is typed."""
        line = next((line for line in self.lines if line.is_new), None)
        if line is None:
            line = self._make(len(self.lines))
            line.is_new = True
            self._chain()
        line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, row: int) -> _Line:
        line = _Line()
        self._name(line)
        line.binding.committed.connect(lambda text: self._take(line, text))
        line.binding.entered.connect(lambda: self._entered(line))
        line.binding.restored.connect(lambda: self._left(line))
        line.cross.clicked.connect(lambda: self._remove(line))
        line.grip.dragged.connect(lambda y: self._drag(line, y))
        line.grip.dropped.connect(self._drop_here)
        line.edit.installEventFilter(self)
        self.lines.insert(row, line)
        self._column.insertWidget(row, line)
        return line

    def _drop(self, line: _Line) -> None:
        line.binding.shown = line.binding.text  # it goes: losing the focus must not commit it
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _chain(self) -> None:
        chain_tabs(self.add_button, [widget for line in self.lines for widget in (line.edit, line.cross)])

    def _texts(self) -> tuple[str, ...]:
        return tuple(line.binding.shown for line in self.lines if not line.is_new)

    def _take(self, line: _Line, text: str) -> None:
        text = " ".join(text.split())
        if not text:
            self._remove(line)
            return
        if line.is_new:
            line.is_new = False
            done = "add"
        else:
            done = f"edit {self.lines.index(line)}"
        line.binding.show(text, force=True)
        self.committed.emit(self._texts(), done)

    def _entered(self, line: _Line) -> None:
        if line not in self.lines:
            return
        if line.is_new:  # Enter on the empty line: that was all
            self._drop(line)
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif line is self.lines[-1]:
            self.add_line()

    def _left(self, line: _Line) -> None:
        if line in self.lines and line.is_new and not line.binding.text:
            self._drop(line)

    def _remove(self, line: _Line) -> None:
        if line not in self.lines:
            return
        row, is_new = self.lines.index(line), line.is_new
        had_focus = line.isAncestorOf(self.focusWidget() or self)
        self._drop(line)
        if had_focus:
            after = self.lines[min(row, len(self.lines) - 1)].edit if self.lines else self.add_button
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chain()
        if not is_new:
            self.committed.emit(self._texts(), "remove")

    def _move(self, line: _Line, row: int) -> bool:
        last = sum(not other.is_new for other in self.lines) - 1
        row = max(0, min(row, last))
        if line.is_new or self.lines.index(line) == row:
            return False
        self.lines.remove(line)
        self.lines.insert(row, line)
        self._column.removeWidget(line)
        self._column.insertWidget(row, line)
        return True

    def _drag(self, line: _Line, y: float) -> None:
        self._is_moved |= self._move(line, int((line.y() - self.lines[0].y() + y) // tall(LINE)))
        self._column.activate()

    def _drop_here(self) -> None:
        if self._is_moved:
            self._is_moved = False
            self._chain()
            self.committed.emit(self._texts(), "move")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = next((line for line in self.lines if line.edit is watched), None)
        if line is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._left(line)
        elif isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            way = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
            if way and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if way and event.type() == QEvent.Type.KeyPress:
                line.binding.commit()
                if line in self.lines and self._move(line, self.lines.index(line) + way):
                    self._chain()
                    self.committed.emit(self._texts(), "move")
                return True
        return False
