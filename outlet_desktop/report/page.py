"""A sheet of paper: points from its left top corner, colours by token, text that fits its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.textpath import text_to_path

from outlet_desktop.places import resource

WIDTH, HEIGHT, MARGIN = 841.89, 595.28, 36.0  # A4 landscape, pt (tokens: page)
POINTS_PER_INCH = 72
PNG_DPI, LONGEST_PNG = 160, 60_000  # Agg refuses an image of 2^16 px
FAMILY = "DejaVu Sans"  # comes with matplotlib, has Cyrillic
SETTINGS: Any = {
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "svg.fonttype": "none",
    "svg.hashsalt": "outlet-desktop",
    "font.family": FAMILY,
    "text.parse_math": False,
    "path.simplify": False,
}


@cache
def _tokens() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    return read


@cache
def color(path: str) -> str:
    """`#rrggbb` of a token in the light theme, e.g. `status.late.fill`: paper is white."""
    value: Any = _tokens()["themes"]["light"]
    for name in path.split("."):
        value = value[name]
    return str(value)


@lru_cache(maxsize=256)
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=[FAMILY, "sans-serif"], size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text, pt."""
    if not text:
        return 0.0
    width, _height, _descent = text_to_path.get_text_width_height_descent(text, _font(size, bold), ismath=False)
    return float(width)


def elided(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than `width` pt."""
    text = " ".join(text.split())
    if text_width(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:") + "…"


def wrapped(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """At most `lines` lines of at most `width` pt, broken at spaces; the last one is cut with an ellipsis."""
    words = text.split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        line = [words.pop(0)]
        while words and text_width(" ".join([*line, words[0]]), size, bold) <= width:
            line.append(words.pop(0))
        found.append(elided(" ".join(line), width, size, bold))
    if words:
        found.append(elided(" ".join(words), width, size, bold))
    return found


class Page:
    """One page. Coordinates in pt, y downwards."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, background: str = "#FFFFFF") -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), facecolor=background)
        self._axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")
        self._order = 1.0

    def _z(self) -> float:
        self._order += 0.001  # what is drawn later lies above
        return self._order

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        edge: str | None = None,
        line: float = 0.75,
        *,
        dashed: bool = False,
        hatch: str = "",
        radius: float = 0.0,
    ) -> None:
        """A rectangle; nothing where its width is not positive. `hatch` is painted in the edge's colour."""
        if width <= 0:
            return
        look: dict[str, Any] = {
            "facecolor": fill or "none",
            "edgecolor": edge or "none",
            "linewidth": line if edge else 0.0,
            "linestyle": (0, (3, 2)) if dashed else "solid",
            "hatch": hatch or None,
            "zorder": self._z(),
        }
        if radius:
            style = f"round,pad=0,rounding_size={radius}"
            self._axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=style, **look))
        else:
            self._axes.add_patch(Rectangle((x, y), width, height, **look))

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        fill: str | None = None,
        edge: str | None = None,
        line: float = 0.75,
        *,
        dashed: bool = False,
    ) -> None:
        """A closed shape."""
        style: Any = (0, (2, 1.5)) if dashed else "solid"
        self._axes.add_patch(
            Polygon(
                list(points),
                closed=True,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=line if edge else 0.0,
                linestyle=style,
                zorder=self._z(),
            )
        )

    def diamond(self, x: float, y: float, size: float, fill: str | None, edge: str | None, line: float = 1.0) -> None:
        """A square on its corner, `size` pt high."""
        half = size / 2
        self.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill, edge, line)

    def line(
        self, points: Sequence[tuple[float, float]], ink: str, width: float = 0.75, *, dashed: bool = False
    ) -> None:
        """A polyline."""
        xs, ys = zip(*points, strict=True)
        style: Any = (0, (3, 3)) if dashed else "solid"
        self._axes.plot(
            xs, ys, color=ink, linewidth=width, linestyle=style, zorder=self._z(), solid_capstyle="butt",
            solid_joinstyle="round", scalex=False, scaley=False,
        )  # fmt: skip

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8.0,
        ink: str = "",
        *,
        bold: bool = False,
        width: float = 0.0,
        align: str = "left",
        halo: str = "",
    ) -> None:
        """A line of text on the baseline `y`; cut to `width` pt where one is given. `halo` is painted around it."""
        if width:
            text = elided(text, width, size, bold)
        if not text:
            return
        made = self._axes.text(
            x,
            y,
            text,
            fontproperties=_font(size, bold),
            color=ink or color("text.primary"),
            ha=align,
            va="baseline",
            zorder=self._z(),
        )
        if halo:
            made.set_path_effects([Stroke(linewidth=2.4, foreground=halo), Normal()])


def save_pages(pages: Iterator[Page] | Sequence[Page], path: Path, longest: int = LONGEST_PNG) -> None:
    """Write pages into one file: a PDF has all, a PNG (sides up to `longest` px) or SVG the first. Raises OSError."""
    ending = path.suffix.lower()
    with rc_context(SETTINGS):
        if ending == ".pdf":
            with PdfPages(path, metadata={"Creator": "outlet-desktop"}) as book:
                for page in pages:
                    FigureCanvasPdf(page.figure)
                    book.savefig(page.figure)
            return
        page = next(iter(pages))
        if ending == ".svg":
            FigureCanvasSVG(page.figure)
            page.figure.savefig(path, format="svg", metadata={"Date": None, "Creator": "outlet-desktop"})
            return
        dpi = min(PNG_DPI, longest * POINTS_PER_INCH / max(page.width, page.height))
        FigureCanvasAgg(page.figure)
        page.figure.savefig(path, format="png", dpi=dpi)
