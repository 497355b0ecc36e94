"""A view that zooms at the pointer, pans and shows a dot grid; knows nothing of processes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from outlet_desktop.ui.theme import theme, token

MIN_ZOOM, MAX_ZOOM, ZOOM_STEP = (float(token(f"canvas.zoom.{name}")) for name in ("min", "max", "step"))
FIT_MIN = 0.1  # a whole drawing of a thousand steps still fits
GRID: int = token("canvas.grid")
DOTS_FROM = 0.6
MARGIN = 40  # px around the drawing when it is fitted


class ZoomView(QGraphicsView):
    """Wheel pans, Shift+wheel across, Ctrl+wheel zooms at the pointer.

    Signals:
        zoom_changed: The zoom, 1 = 100 %.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots: tuple[float, str, QPixmap] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)

    def content_rect(self) -> QRectF:
        """The box around everything drawn, scene coordinates."""
        raise NotImplementedError

    def view_moved(self) -> None:
        """Zoom or place of the view changed."""
        raise NotImplementedError

    @property
    def zoom(self) -> float:
        """1 = 100 %."""
        return self.transform().m11()

    def visible_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def zoom_to(self, zoom: float, anchor: QPoint | None = None, least: float = MIN_ZOOM) -> None:
        """Zoom; what is under `anchor` (of the viewport; None = its centre) stays there."""
        zoom = max(least, min(MAX_ZOOM, zoom))
        at = anchor if anchor is not None else self.viewport().rect().center()
        before = self.mapToScene(at)
        self.resetTransform()
        self.scale(zoom, zoom)
        self.extend_scene()
        self.scroll_by(self.mapFromScene(before) - at)
        self.zoom_changed.emit(zoom)
        self.view_moved()

    def zoom_step(self, steps: float, anchor: QPoint | None = None) -> None:
        """Larger (> 0) or smaller (< 0) by a factor of 1.2 each."""
        self.zoom_to(self.zoom * ZOOM_STEP**steps, anchor)

    def fit(self) -> None:
        """Show the whole process, at most at 100 %."""
        box = self.content_rect()
        if box.isEmpty():
            self.zoom_to(1.0)
            return
        self.zoom_to(min(1.0, self.fitting_zoom()), least=FIT_MIN)
        self.centerOn(box.center())

    def fitting_zoom(self) -> float:
        """The zoom at which everything is just in view."""
        box = self.content_rect()
        wide = (self.viewport().width() - 2 * MARGIN) / max(box.width(), 1)
        high = (self.viewport().height() - 2 * MARGIN) / max(box.height(), 1)
        return min(wide, high)

    def scroll_by(self, way: QPoint) -> None:
        """Move the view over the scene, px."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + way.x())
        down.setValue(down.value() + way.y())

    def extend_scene(self) -> None:
        """Let the view scroll until the drawing is nearly out of it, on every side."""
        box = self.content_rect()
        more_x = self.viewport().width() / self.zoom * 0.85
        more_y = self.viewport().height() / self.zoom * 0.85
        self.setSceneRect(box.adjusted(-more_x, -more_y, more_x, more_y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        way = pixels if not pixels.isNull() else QPoint(round(angle.x() * 0.6), round(angle.y() * 0.6))
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step((angle.y() or angle.x()) / 120, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(-(way.y() or way.x()), 0))
        else:
            self.scroll_by(-way)
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.view_moved()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, theme.color("canvas.bg"))
        zoom = self.zoom
        if zoom < DOTS_FROM:
            return
        world = painter.worldTransform()
        tile = self._dot_tile(zoom)
        brush = QBrush(tile)
        scale = GRID * zoom / tile.width()
        brush.setTransform(QTransform(scale, 0, 0, scale, world.dx(), world.dy()))
        area = painter.worldTransform().mapRect(QRectF(rect))
        painter.resetTransform()
        painter.fillRect(area, brush)
        painter.setWorldTransform(world)

    def _dot_tile(self, zoom: float) -> QPixmap:
        """One cell of the dot grid as a texture."""
        if self._dots is None or self._dots[:2] != (zoom, theme.name):
            side = max(4, round(GRID * zoom))
            tile = QPixmap(side, side)
            tile.fill(QColor(0, 0, 0, 0))
            dot = 2 if zoom > 1.4 else 1
            painter = QPainter(tile)
            painter.fillRect(0, 0, dot, dot, theme.color("canvas.dot"))
            painter.end()
            self._dots = (zoom, theme.name, tile)
        return self._dots[2]
