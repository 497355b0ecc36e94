"""Bottom right of the canvas: the whole drawing in small with the part in view, and the zoom control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from outlet_desktop.ui.controls import set_tool_name, tool_button
from outlet_desktop.ui.editor.items import JoinItem
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.messages import NO_BREAK
from outlet_desktop.ui.text_size import fix_height, fix_width
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.process_view import ProcessView

WIDTH, HEIGHT = (int(side) for side in token("canvas.minimap"))


class Minimap(QWidget):
    """176 x 96: cards as small boxes, the part in view framed; press or drag to go there."""

    def __init__(self, canvas: ProcessView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._drawing: QPixmap | None = None
        self._selected: list[QRectF] = []
        self.setFixedSize(WIDTH, HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.process.shown.connect(self.refresh)
        canvas.process.selection_changed.connect(self.update)

    def refresh(self) -> None:
        """The drawing changed."""
        self._drawing = None
        self.update()

    def _area(self) -> QRectF:
        """The part of the scene that is shown: everything, in the proportions of the map."""
        box = self._canvas.process.content_rect()
        if box.isEmpty():
            box = QRectF(0, 0, WIDTH * 16, HEIGHT * 16)
        box = box.adjusted(-96, -96, 96, 96)
        scale = max(box.width() / (WIDTH - 8), box.height() / (HEIGHT - 8), 6.0)
        whole = QRectF(0, 0, WIDTH * scale, HEIGHT * scale)
        whole.moveCenter(box.center())
        return whole

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self._area()
        scale = WIDTH / area.width()
        if self._drawing is None or self._drawing.devicePixelRatioF() != self.devicePixelRatioF():
            self._drawing = self._draw(area, scale)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        nodes = self._canvas.process.nodes
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent.fill"))
        for step_id in self._canvas.process.selected:
            if step_id in nodes:
                painter.drawRect(_small(nodes[step_id].body(), area, scale))
        view = _small(self._canvas.visible_rect(), area, scale)
        view = view.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent.fill"), 1.5))
        painter.drawRoundedRect(view.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _draw(self, area: QRectF, scale: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border.default"), 1))
        painter.setBrush(theme.color("surface.base"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        cards: list[QRectF] = []
        bars: list[QRectF] = []
        for node in self._canvas.process.nodes.values():
            box = _small(node.body(), area, scale)
            if isinstance(node, JoinItem):
                bars.append(QRectF(box.center().x() - 0.75, box.top(), 1.5, box.height()))
            else:
                cards.append(box)
        for boxes, color in ((cards, "canvas.nodeBorder"), (bars, "text.secondary")):
            painter.setBrush(theme.color(color))
            painter.drawRects(boxes)
        painter.end()
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        area = self._area()
        scale = area.width() / WIDTH
        self._canvas.centerOn(area.left() + at.x() * scale, area.top() + at.y() * scale)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Word the name anew."""
        self.setAccessibleName(self.tr("Overview of the process"))


def _small(box: QRectF, area: QRectF, scale: float) -> QRectF:
    return QRectF(
        (box.left() - area.left()) * scale,
        (box.top() - area.top()) * scale,
        max(box.width() * scale, 1.5),
        max(box.height() * scale, 1.5),
    )


class ZoomControl(QFrame):
    """132 x 28: smaller, the zoom (press = 100 %), larger, the whole drawing."""

    def __init__(self, canvas: ProcessView) -> None:
        super().__init__(canvas)
        self.setProperty("kind", "card")
        fix_width(self, 132)
        fix_height(self, 30)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.smaller = tool_button("ph.minus")
        self.larger = tool_button("ph.plus")
        self.whole = tool_button("ph.corners-out")
        self.actual = QToolButton()
        self.actual.setFont(font("small", tabular=True))
        fix_height(self.actual, 28)
        for button in (self.smaller, self.actual, self.larger, self.whole):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus with the drawing
            if button is not self.actual:
                button.setIconSize(button.iconSize() * 0.85)
            row.addWidget(button, 1 if button is self.actual else 0)
        self.smaller.clicked.connect(lambda: canvas.zoom_step(-1))
        self.larger.clicked.connect(lambda: canvas.zoom_step(1))
        self.actual.clicked.connect(lambda: canvas.zoom_to(1.0))
        self.whole.clicked.connect(canvas.fit)
        canvas.zoom_changed.connect(self._show)
        self._show(1.0)

    def _show(self, zoom: float) -> None:
        self.actual.setText(f"{round(zoom * 100)}{NO_BREAK}%")

    def retranslate(self) -> None:
        """Word the names anew."""
        set_tool_name(self.smaller, self.tr("Zoom out"), keys_text("editor.smaller"))
        set_tool_name(self.larger, self.tr("Zoom in"), keys_text("editor.larger"))
        set_tool_name(self.actual, self.tr("Actual size"), keys_text("editor.actual"))
        set_tool_name(self.whole, self.tr("Show the whole process"), keys_text("editor.fit"))
