"""What stands over the canvas at a fixed size: stage header, name editor, the words of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QHBoxLayout, QLineEdit, QWidget

from outlet_desktop.domain.template import StageId, StepId, StepKind
from outlet_desktop.ui.controls import Icon, label
from outlet_desktop.ui.editor.items import JoinItem, NodeItem
from outlet_desktop.ui.editor.painting import CARD_W, DIAMOND
from outlet_desktop.ui.editor.routing import Band
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

HEADER_H: int = token("canvas.stageHeader")
_REFUSAL_MS = 5000


class StageHeader(QWidget):
    """The pinned 28 px above the canvas: each stage over its columns, with its days of the critical path."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._days: Mapping[StageId, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_days(self, by_stage: Mapping[StageId, int]) -> None:
        """Working days of the critical path in each stage."""
        self._days = by_stage
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        def words(stage: StageId) -> tuple[str, bool]:
            amount = self._days.get(stage, 0)
            return (days(amount) if amount else ""), False

        paint_stages(self, self._canvas, self._canvas.process.bands, words)


def paint_stages(
    header: QWidget, view: QGraphicsView, bands: Sequence[Band], words: Callable[[StageId], tuple[str, bool]]
) -> None:
    """The names of the stages over their bands, in step with a view of the drawing.

    Args:
        words: Of a stage: what stands at its right end, and whether it is to be noticed.
    """
    painter = QPainter(header)
    painter.fillRect(header.rect(), theme.color("canvas.lane"))
    painter.fillRect(0, header.height() - 1, header.width(), 1, theme.color("border.hairline"))
    name_font = font("small", weight=600)
    for number, band in enumerate(bands):
        left = view.mapFromScene(band.left, 0).x() if number else 0
        right = view.mapFromScene(band.right, 0).x() if number + 1 < len(bands) else header.width()
        shown_left, shown_right = max(left, 0), min(right, header.width())
        if shown_right - shown_left < 24:
            continue
        if number and left >= 0:
            painter.setPen(theme.color("border.default"))
            painter.drawLine(left, 0, left, header.height())
        box = QRect(shown_left + 12, 0, shown_right - shown_left - 22, header.height() - 1)
        tail, is_notable = words(band.stage)
        tail_font = font("small", tabular=True, weight=600 if is_notable else None)
        tail_width = QFontMetrics(tail_font).horizontalAdvance(tail)
        if tail and box.width() > tail_width + 60:
            painter.setFont(tail_font)
            painter.setPen(theme.color("status.active.text" if is_notable else "text.tertiary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tail)
            box.setWidth(box.width() - tail_width - 12)
        painter.setFont(name_font)
        painter.setPen(theme.color("text.secondary"))
        title = QFontMetrics(name_font).elidedText(band.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class NameEditor(QLineEdit):
    """The name of a card, typed in its place. Enter and a click elsewhere save, Esc restores.

    Signals:
        done: (step id, title) to be saved.
        closed: It went away, whether saved or not.
    """

    done = Signal(str, str)
    closed = Signal()

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._step: StepId = ""
        self._before = ""
        self.hide()

    @property
    def step(self) -> StepId:
        """The step being named, "" when none is."""
        return self._step

    def start(self, node: NodeItem) -> None:
        """Open over a card."""
        self._step, self._before = node.id, node.step.title
        self.setText(node.step.title)
        self.follow(node)
        self.show()
        self.raise_()
        # All selected with the cursor at the start, so that a long name is read from its beginning.
        self.end(False)
        self.cursorBackward(True, len(self.text()))
        self.setFocus()

    def follow(self, node: NodeItem) -> None:
        """Stand over the card, wherever view and zoom have it."""
        zoom = self._canvas.zoom
        if isinstance(node, JoinItem):
            place = QRectF(node.x() - 96, node.top - 32, 192, 26)
        elif node.step.kind is StepKind.MILESTONE:
            middle = node.body().center()
            place = QRectF(middle.x() - 100, middle.y() + DIAMOND / 2, 200, 26)
        else:
            height = 24 if len(node.look.lines) < 2 else 38
            place = QRectF(node.x() + 27, node.y() + 5, CARD_W - 33, height)
        shown = self._canvas.mapFromScene(place).boundingRect()
        width = max(shown.width(), 180)
        corner = self._canvas.viewport().mapTo(self._canvas, shown.topLeft())
        self.setGeometry(corner.x(), corner.y(), width, max(26, shown.height()))
        made = font("node")
        made.setPixelSize(max(11, min(20, round(12 * zoom))))
        self.setFont(made)

    def finish(self, save: bool = True) -> None:
        """Close; save what was typed unless it is as before."""
        step, self._step = self._step, ""
        if not step:
            return
        title = " ".join(self.text().split())
        if save and title != self._before:
            self.done.emit(step, title)
        if self.hasFocus():
            self._canvas.setFocus()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(save=False)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self.finish()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu (cut, paste)
            self.finish()


class Refusal(QFrame):
    """Why an arrow may not be drawn: a small tip beside the pointer."""

    gone = Signal()

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(Icon("ph.prohibit", "status.late.fill", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "small", wrap=True)
        row.addWidget(self._words, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFUSAL_MS)
        self._timer.timeout.connect(self.gone)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def tell(self, text: str, at: QPoint) -> None:
        """Show a sentence near a point of the parent."""
        self._timer.stop()
        self._words.setText(text)
        width = 320
        inner = width - 46
        height = max(18, self._words.heightForWidth(inner)) + 18
        parent = self._canvas
        x = max(8, min(at.x() + 16, parent.width() - width - 8))
        y = at.y() + 20
        if y + height > parent.height() - 8:
            y = at.y() - height - 12
        self.setGeometry(x, max(8, y), width, height)
        self.show()
        self.raise_()

    def linger(self) -> None:
        """Leave by itself after a while."""
        self._timer.start()

    def clear(self) -> None:
        """Leave now."""
        self._timer.stop()
        self.hide()
