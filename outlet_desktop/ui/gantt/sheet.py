"""What the portfolio shows, on paper: the same painters, in the light theme, whatever the screen has scrolled to.

"Fit" makes a page as wide as table and chart together; "tiled" keeps the size of the screen (1 px = 1/96 inch) and lays
the pages side by side. Rows are never cut by the end of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from outlet_desktop.ui.gantt.bars import Chart
from outlet_desktop.ui.gantt.canvas import write
from outlet_desktop.ui.gantt.header import HEADER_H, table_header, time_header
from outlet_desktop.ui.gantt.ink import Ink, c
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
from outlet_desktop.ui.gantt.rows import Kind, Line
from outlet_desktop.ui.gantt.strip import Legend
from outlet_desktop.ui.gantt.time_axis import TimeAxis
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.theme import theme

HEAD_H, FOOT_H, NAMES_W = 40, 30, 212
PX_PER_INCH = 96.0
_MARGIN_MM = 10.0
_LONGEST, _MOST_PIXELS = 30_000, 120_000_000  # of an image: side, and width times height


@dataclass(frozen=True, slots=True)
class PageChoice:
    """How what is shown goes on pages.

    Attributes:
        span: "shown" = the dates on the screen, "whole" = all of the data, "dates" = `first` .. `last`.
    """

    is_tiled: bool = False
    span: str = "shown"
    first: date | None = None
    last: date | None = None
    is_landscape: bool = True
    is_a3: bool = False

    def page_layout(self) -> QPageLayout:
        """The paper with margins of 10 mm."""
        size = QPageSize(QPageSize.PageSizeId.A3 if self.is_a3 else QPageSize.PageSizeId.A4)
        turn = QPageLayout.Orientation.Landscape if self.is_landscape else QPageLayout.Orientation.Portrait
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        return QPageLayout(size, turn, margins, QPageLayout.Unit.Millimeter)


@dataclass(frozen=True, slots=True)
class Tile:
    """One page. `left` .. `right`: its part of table and chart, px; `names`: the outlets' names stand first."""

    lines: tuple[Line, ...]
    left: float
    right: float
    names: bool
    number: int
    total: int


class Sheet:
    """The pages of what a portfolio shows; everything is in px of the screen until a device scales it."""

    def __init__(self, view: PortfolioView, choice: PageChoice, title: str, note: str, legend: Legend) -> None:
        self._view, self._choice = view, choice
        self._title, self._note, self._legend = title, note, legend
        self._ink = Ink()
        self.axis, self.chart_width = self._time()
        self.table_width = view.split + 1
        self.width = self.table_width + self.chart_width
        self.lines = tuple(view.outline.between(0, view.outline.height))

    def _time(self) -> tuple[TimeAxis, float]:
        view, choice = self._view, self._choice
        px = view.axis.px_per_day
        if choice.span == "shown":
            return view.axis, float(view.viewport().width() - view.split - 1)
        first, last = view.first - timedelta(days=3), view.last + timedelta(days=21)  # room for the last labels
        if choice.span == "dates" and choice.first is not None and choice.last is not None:
            first, last = min(choice.first, choice.last), max(choice.first, choice.last)
        return TimeAxis(first.toordinal(), px), ((last - first).days + 1) * px

    # ---------------------------------------------------------------- pages

    def tiles(self, page_width: float, page_height: float) -> list[Tile]:
        """The pages for paper of that printable size, in points."""
        per_point = PX_PER_INCH / 72.0
        if self._choice.is_tiled:
            wide, high = page_width * per_point, page_height * per_point
        else:
            wide, high = self.width, self.width * page_height / page_width
        rows = list(self._row_chunks(high - HEAD_H - HEADER_H - FOOT_H))
        strips = list(self._column_strips(wide)) if self._choice.is_tiled else [(0.0, self.width, False)]
        total = len(rows) * len(strips)
        made: list[Tile] = []
        for lines in rows:
            for left, right, names in strips:
                made.append(Tile(lines, left, right, names, len(made) + 1, total))
        return made

    def _row_chunks(self, room: float) -> Iterator[tuple[Line, ...]]:
        chunk: list[Line] = []
        used = 0
        for line in self.lines:
            if chunk and used + line.height > room:
                kept = chunk[:-1] if chunk[-1].kind is Kind.GROUP and len(chunk) > 1 else chunk
                moved = chunk[len(kept) :]  # the header of a group goes with its first row
                yield tuple(kept)
                chunk, used = list(moved), sum(one.height for one in moved)
            chunk.append(line)
            used += line.height
        yield tuple(chunk)

    def _column_strips(self, wide: float) -> Iterator[tuple[float, float, bool]]:
        yield 0.0, min(wide, self.width), False
        left = wide
        while left < self.width - 1:
            right = min(self.width, left + wide - NAMES_W)
            yield left, right, True
            left = right

    # ---------------------------------------------------------------- painting

    def paint(self, p: QPainter, tile: Tile, width: float, height: float) -> None:
        """One page of `width` x `height` px at the painter's origin."""
        shift = NAMES_W if tile.names else 0
        p.fillRect(QRectF(0, 0, width, height), c("surface.base"))
        self._ink.text(p, 0, 16, self._title, "name", c("text.primary"))
        self._ink.right(p, width, 16, self._note, "cell", c("text.secondary"))
        body = sum(line.height for line in tile.lines)
        p.save()
        p.translate(0, HEAD_H)
        if tile.names:
            self._paint_names(p, tile)
        p.setClipRect(QRectF(shift, 0, tile.right - tile.left, HEADER_H + body), Qt.ClipOperation.IntersectClip)
        p.translate(shift - tile.left, 0)
        self._paint_lines(p, tile, body)
        p.restore()
        p.save()
        p.translate(0, height - FOOT_H)
        number = words("report.page", {"number": tile.number, "total": tile.total}) if tile.total > 1 else ""
        used = self._ink.right(p, width, 14, number, "cell", c("text.tertiary")) if number else 0
        self._legend.paint_on(p, width - used - 12)
        p.restore()

    def _paint_lines(self, p: QPainter, tile: Tile, body: int) -> None:
        view, left = self._view, self.table_width
        ratio = max(1.0, p.deviceTransform().m11())
        chart = Chart(p, self._ink, self.axis, left, round(self.width), view.now, sharpness=ratio)
        columns = list(view.columns_by_key().values())
        table_header(p, self._ink, columns, view.split, view.sort, view.column_group())
        time_header(chart, view.today)
        rect = QRect(left, HEADER_H, round(self.chart_width), body)
        view.paint_grid(chart, rect)
        top = HEADER_H
        for line in tile.lines:
            self._paint_line(p, chart, line, top)
            top += line.height
        p.fillRect(chart.now_x, HEADER_H, 1, body, c("gantt.today"))
        p.fillRect(view.split, 0, 1, HEADER_H + body, c("border.default"))
        top = HEADER_H
        for line in tile.lines:
            self._paint_words(p, chart, line, top)
            top += line.height

    def _under(self, line: Line) -> str:
        return {Kind.GROUP: "surface.window", Kind.STAGE: "surface.sunken"}.get(line.kind, "surface.base")

    def _paint_line(self, p: QPainter, chart: Chart, line: Line, top: int) -> None:
        view, width = self._view, round(self.width)
        if line.kind in (Kind.GROUP, Kind.STAGE):
            p.fillRect(0, top, width, line.height, c(self._under(line)))
            if line.kind is Kind.STAGE:
                view.paint_grid(chart, QRect(chart.left, top, chart.right - chart.left, line.height))
        p.fillRect(0, top + line.height - 1, width, 1, c("border.hairline"))
        p.save()
        p.setClipRect(QRect(0, top, view.split, line.height), Qt.ClipOperation.IntersectClip)
        view.paint_cells(p, line, top)
        p.restore()
        if line.kind is not Kind.GROUP:
            p.save()
            p.setClipRect(QRect(chart.left, top, width - chart.left, line.height), Qt.ClipOperation.IntersectClip)
            view.paint_bar(chart, line, top, c(self._under(line)))
            p.restore()

    def _paint_words(self, p: QPainter, chart: Chart, line: Line, top: int) -> None:
        """Labels come after the line of today."""
        if line.kind is Kind.GROUP:
            return
        p.save()
        p.setClipRect(
            QRect(chart.left, top, round(self.width) - chart.left, line.height), Qt.ClipOperation.IntersectClip
        )
        for one in self._view.words_of(chart, line, top, c(self._under(line))):
            write(chart, one)
        p.restore()

    def _paint_names(self, p: QPainter, tile: Tile) -> None:
        """On pages to the right of the first: whose row it is."""
        top = HEADER_H
        p.fillRect(0, HEADER_H - 1, NAMES_W, 1, c("border.hairline"))
        for line in tile.lines:
            p.fillRect(0, top + line.height - 1, NAMES_W, 1, c("border.hairline"))
            name, face = self._view.line_name(line)
            self._ink.text(p, 0, top + line.height / 2, name, face, c("text.primary"), NAMES_W - 10)
            top += line.height

    @contextmanager
    def _as_paper(self) -> Iterator[None]:
        """In the light theme and without what is under the hand just now."""
        ghost, self._view.ghost = self._view.ghost, None
        try:
            with theme.lent("light"):
                yield
        finally:
            self._view.ghost = ghost

    # ---------------------------------------------------------------- devices

    def print_on(self, device: QPagedPaintDevice) -> int:
        """Paint all pages; gives their number. The device's page layout is set from the choice."""
        device.setPageLayout(self._choice.page_layout())
        points = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        tiles = self.tiles(points.width(), points.height())
        with self._as_paper():
            p = QPainter(device)
            # The painter's origin is the corner of the margins; its size is in dots.
            dots = p.viewport()
            for tile in tiles:
                if tile.number > 1:
                    device.newPage()
                wide = PX_PER_INCH / 72.0 * points.width() if self._choice.is_tiled else self.width
                scale = dots.width() / wide
                p.save()
                p.scale(scale, scale)
                self.paint(p, tile, wide, dots.height() / scale)
                p.restore()
            p.end()
        return len(tiles)

    def pdf(self) -> bytes:
        """All pages as a PDF."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(300)
        writer.setCreator("outlet-desktop")
        writer.setTitle(self._title)
        self.print_on(writer)
        del writer  # the end of the file is written now
        return bytes(buffer.data().data())

    def image(self) -> QImage:
        """Everything on one image, as large as its side and its number of pixels allow (twice the screen at most)."""
        lines: Sequence[Line] = self.lines
        height = HEAD_H + HEADER_H + sum(line.height for line in lines) + FOOT_H + 12
        width = self.width + 24
        scale = min(2.0, _LONGEST / max(width, height), (_MOST_PIXELS / (width * height)) ** 0.5)
        image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
        tile = Tile(tuple(lines), 0.0, self.width, False, 1, 1)
        with self._as_paper():
            image.fill(c("surface.base"))
            p = QPainter(image)
            p.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            p.scale(scale, scale)
            p.translate(12, 6)
            self.paint(p, tile, self.width, height - 6)
            p.end()
        return image


def as_png(image: QImage) -> bytes:
    """The image encoded; any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
