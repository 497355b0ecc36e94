"""What stands over the canvas at a fixed size: the stage header, the words of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QHBoxLayout, QWidget

from outlet_desktop.domain.template import StageId
from outlet_desktop.ui.controls import Icon, label
from outlet_desktop.ui.editor.routing import Band
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas
    from outlet_desktop.ui.editor.process_view import ProcessView

HEADER_H: int = token("canvas.stageHeader")
_REFUSAL_MS = 5000


class StageHeader(QWidget):
    """The pinned 28 px above the canvas: each stage over its columns, with its days of the critical path."""

    def __init__(self, canvas: ProcessView) -> None:
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
