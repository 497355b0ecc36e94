"""A drawing on paper: the cards and arrows of a scene as vectors, in the light theme, with a title and the stages.

The scene's own painting is used, so that paper, file and clipboard show what the canvas shows; only selection,
ports and the signs of findings are left out. Everything is in scene units (1 unit is 1 px at 100 %).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from outlet_desktop.domain.template import StageId
from outlet_desktop.ui.editor.items import BandItem, JoinItem, StepItem
from outlet_desktop.ui.editor.painting import State, paint_card, paint_join
from outlet_desktop.ui.editor.paper_table import PaperTable
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.theme import font, theme

BORDER, HEAD, BAND = 32.0, 52.0, 28.0
LEAST_SCALE = 0.5  # of print: below it (names of 4.5 pt) the drawing goes on several pages
_TILE_SCALE = 0.62  # of such pages
_POINT = 0.75  # points in a unit
_TABLE_GAP = 16.0
_LONGEST_PDF = 14_400.0  # points; a PDF page may not be longer
_LONGEST, MOST_PIXELS = 30_000, 60_000_000  # of an image: side, and width times height (240 MB)


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the drawing on one page; `row` and `column` from 0."""

    box: QRectF
    row: int
    column: int


class Paper:
    """What a scene shows, for a printer, a file or the clipboard.

    Args:
        title, note: The head: the process, and its revision with the day.
        stage_tail: Of a stage: what stands at the right end of its name ("10 р. д.").
        table: Rows of words below the drawing, the first one their header; on pages of their own in print.
    """

    def __init__(
        self,
        scene: ProcessScene,
        title: str,
        note: str,
        stage_tail: Callable[[StageId], str] | None = None,
        table: Sequence[Sequence[str]] = (),
    ) -> None:
        self._scene, self._title, self._note = scene, title, note
        self._tail = stage_tail or (lambda _stage: "")
        self._table = PaperTable(table)
        self.content = self._content()

    def _content(self) -> QRectF:
        """Cards, words below milestones, arrows, ghosts: all that is painted."""
        box = QRectF(self._scene.content_rect())
        for item in self._painted():
            if not isinstance(item, StepItem):
                box = box.united(item.sceneBoundingRect())
        for node in self._scene.nodes.values():
            box = box.united(node.sceneBoundingRect())
        return box.adjusted(-BORDER, -BORDER, BORDER, BORDER)

    def _painted(self) -> list[QGraphicsItem]:
        """The items of the drawing from below to above; the dashed borders of stages are painted anew."""
        found = self._scene.items(Qt.SortOrder.AscendingOrder)
        return [item for item in found if item.isVisible() and not isinstance(item, BandItem)]

    @property
    def size(self) -> QSizeF:
        """Of the whole with its head, in units."""
        below = self._table.height + 2 * _TABLE_GAP if self._table.rows else 0.0
        width = max(self.content.width(), self._table.width + 2 * _TABLE_GAP if self._table.rows else 0.0)
        return QSizeF(width, self.content.height() + HEAD + BAND + below)

    # ---------------------------------------------------------------------------------------- painting

    @contextmanager
    def _lit(self) -> Iterator[None]:
        """The scene in the light theme with nothing selected; as it was afterwards."""
        scene = self._scene
        steps, flows = scene.selected, scene.selected_flows
        blocked = scene.blockSignals(True)
        scene.select(())
        try:
            with theme.lent("light"):
                scene.restyle()
                yield
        finally:
            scene.select(steps, flows)
            scene.blockSignals(blocked)
            scene.restyle()
            scene.update()

    def paint(self, painter: QPainter, box: QRectF, *, head: bool = True) -> None:
        """Paint the part `box` of the drawing below head and stages, from the painter's origin, at its scale."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = box.width(), box.height() + HEAD + BAND
        painter.fillRect(QRectF(0, 0, width, height), theme.color("surface.base"))
        if head:
            self._head(painter, width)
        painter.save()
        painter.setClipRect(QRectF(0, HEAD, width, height - HEAD), Qt.ClipOperation.IntersectClip)
        painter.translate(-box.left(), HEAD)
        self._stages(painter, box)
        painter.translate(0, BAND - box.top())
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        option = QStyleOptionGraphicsItem()
        for item in self._painted():
            painter.save()
            painter.setTransform(item.sceneTransform(), True)
            self._item(painter, item, option)
            painter.restore()
        painter.restore()

    def _whole(self, painter: QPainter) -> None:
        """Drawing and table, as they go into one picture."""
        size = self.size
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.color("surface.base"))
        self.paint(painter, self.content)
        if self._table.rows:
            painter.save()
            painter.translate(_TABLE_GAP, self.content.height() + HEAD + BAND + _TABLE_GAP)
            self._table.paint(painter, self._table.rows)
            painter.restore()

    def _item(self, painter: QPainter, item: QGraphicsItem, option: QStyleOptionGraphicsItem) -> None:
        if type(item) is StepItem:  # its own paint blits a picture made for the screen
            paint_card(painter, replace(item.look, severity=""), State.NONE)
        elif type(item) is JoinItem:
            look = replace(item.look, severity="")
            paint_join(painter, item.top, item.bottom, look, State.NONE, item.counts)
        else:
            option.exposedRect = item.boundingRect()
            item.paint(painter, option, None)

    def _head(self, painter: QPainter, width: float) -> None:
        painter.setFont(font("small"))
        room = QFontMetricsF(painter.font()).horizontalAdvance(self._note) + 16
        painter.setPen(theme.color("text.secondary"))
        box = QRectF(16, 0, width - 32, HEAD)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._note)
        painter.setFont(font("title"))
        painter.setPen(theme.color("text.primary"))
        title = QFontMetricsF(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, max(80.0, box.width() - room)
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _stages(self, painter: QPainter, box: QRectF) -> None:
        """Names of the stages in a strip, dashed borders through the drawing below it."""
        bands = self._scene.bands
        if not bands:
            return
        painter.fillRect(QRectF(box.left(), 0, box.width(), BAND), theme.color("canvas.lane"))
        for number, band in enumerate(bands):
            left = max(band.left, box.left()) if number else box.left()
            right = min(band.right, box.right()) if number + 1 < len(bands) else box.right()
            if right - left < 24:
                continue
            if number and band.left > box.left():
                pen = QPen(theme.color("border.default"), 1)
                pen.setDashPattern([4, 4])
                painter.setPen(pen)
                painter.drawLine(round(left), 0, round(left), round(BAND + box.height()))
            words = QRectF(left + 12, 0, right - left - 22, BAND)
            painter.setFont(font("small", tabular=True))
            painter.setPen(theme.color("text.tertiary"))
            tail = self._tail(band.stage)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tail)
            words.setWidth(max(20.0, words.width() - QFontMetricsF(painter.font()).horizontalAdvance(tail) - 12))
            painter.setFont(font("small", weight=600))
            painter.setPen(theme.color("text.secondary"))
            title = QFontMetricsF(painter.font()).elidedText(band.title, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    # ---------------------------------------------------------------------------------------- files, clipboard

    def pdf(self) -> bytes:
        """One page as large as the drawing, 1 unit = 0.75 pt (smaller where a page may not be so long)."""
        size = self.size
        scale = min(_POINT, _LONGEST_PDF / max(size.width(), size.height()))
        buffer = _opened()
        writer = QPdfWriter(buffer)
        writer.setCreator("outlet-desktop")
        writer.setTitle(self._title)
        writer.setResolution(288)
        page = QPageSize(size * scale, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        with self._lit():
            painter = QPainter(writer)
            painter.scale(scale * 4, scale * 4)  # 288 dots an inch are 4 to a point
            self._whole(painter)
            painter.end()
        del writer  # the end of the file is written now
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """The drawing as an SVG of its own size in px."""
        from PySide6.QtSvg import QSvgGenerator

        size = self.size
        buffer = _opened()
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setSize(QSize(round(size.width()), round(size.height())))
        made.setViewBox(QRectF(0, 0, size.width(), size.height()))
        made.setTitle(self._title)
        with self._lit():
            painter = QPainter(made)
            self._whole(painter)
            painter.end()
        return bytes(buffer.data().data())

    def image(self, wanted: float = 2.0, most: int = MOST_PIXELS) -> QImage:
        """The drawing `wanted` times as large as at 100 %, smaller where it would have more than `most` pixels."""
        size = self.size
        scale = min(
            wanted,
            _LONGEST / max(size.width(), size.height()),
            (most / (size.width() * size.height())) ** 0.5,
        )
        image = QImage(
            max(1, int(size.width() * scale)), max(1, int(size.height() * scale)), QImage.Format.Format_RGB32
        )
        with self._lit():
            image.fill(theme.color("surface.base"))
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            painter.scale(scale, scale)
            self._whole(painter)
            painter.end()
        return image

    # ---------------------------------------------------------------------------------------- printing

    def tiles(self, width: float, height: float) -> tuple[list[Tile], float]:
        """The pages for paper of that printable size in points, and the scale (points to a unit)."""
        content = self.content
        scale = min(width / content.width(), height / (content.height() + HEAD + BAND), _POINT)
        if scale >= LEAST_SCALE * _POINT:
            return [Tile(self.content, 0, 0)], scale
        scale = _TILE_SCALE * _POINT
        room_x, room_y = width / scale, height / scale - HEAD - BAND
        boxes = [node.sceneBoundingRect() for node in self._scene.nodes.values()]
        across = cuts(content.left(), content.right(), room_x, [(box.left(), box.right()) for box in boxes])
        down = cuts(content.top(), content.bottom(), room_y, [(box.top(), box.bottom()) for box in boxes])
        made = [
            Tile(QRectF(left, top, right - left, bottom - top), row, column)
            for row, (top, bottom) in enumerate(down)
            for column, (left, right) in enumerate(across)
        ]
        full = [tile for tile in made if any(tile.box.intersects(box) for box in boxes)]
        return full, scale

    def print_on(self, device: QPagedPaintDevice) -> int:
        """Print on A4 or whatever the device has: on one page where that can be read, else on several; their number."""
        points = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        tiles, scale = self.tiles(points.width(), points.height())
        small = min(_POINT, points.width() / (self._table.width or 1))
        chunks = self._table.chunks(points.height() / small - HEAD) if self._table.rows else []
        with self._lit():
            painter = QPainter(device)
            dots = painter.viewport().width() / points.width()
            for number, tile in enumerate(tiles):
                if number:
                    device.newPage()
                painter.save()
                painter.scale(dots * scale, dots * scale)
                self.paint(painter, tile.box)
                if len(tiles) > 1:
                    self._number(painter, number + 1, len(tiles), points.width() / scale, points.height() / scale)
                painter.restore()
            for chunk in chunks:
                device.newPage()
                painter.save()
                painter.scale(dots * small, dots * small)
                self._head(painter, points.width() / small)
                painter.translate(0, HEAD)
                self._table.paint(painter, chunk)
                painter.restore()
            painter.end()
        return len(tiles) + len(chunks)

    @staticmethod
    def _number(painter: QPainter, number: int, total: int, width: float, height: float) -> None:
        painter.setFont(font("small"))
        painter.setPen(theme.color("text.tertiary"))
        box = QRectF(0, height - 20, width - 8, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{number} / {total}")


def cuts(start: float, end: float, room: float, taken: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Parts of `start`..`end`, none longer than `room`; no span that is taken is cut where that can be avoided."""
    edges = [start]
    while end - edges[-1] > room:
        last = edges[-1]
        ends = sorted({high for _low, high in taken if last + room / 2 < high <= last + room}, reverse=True)
        free = next((at for at in ends if not any(low < at < high for low, high in taken)), last + room)
        edges.append(free)
    edges.append(end)
    return list(itertools.pairwise(edges))


def as_png(image: QImage) -> bytes:
    """The image encoded; any thread."""
    buffer = _opened()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
