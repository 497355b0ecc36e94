"""How large the words are: the ratio of the system's font to that platform's usual one, and sizes that follow it.

The pictures are drawn for the usual size, so at the ratio 1.0 every function here gives back what it was given.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

CHOICES = (0, 100, 115, 130, 150)
"""Per cent that a person may choose; 0 = as the system says."""

BODY = 13  # px, `font.scale.body` of tokens.json
_PADDING = 8  # px above and below one line of words: `ui.md` §11
_MOST = 2.0
_AS_USUAL = 0.04  # less than that is how a platform rounds, not what a person chose
_USUAL_POINTS = {"windows": 9.0, "cocoa": 13.0}
_USUAL_DPI = {"cocoa": 72.0}
_HEIGHT, _WIDTH, _SIDE, _DOWN = "tallOf", "wideOf", "sideOf", "onlyDown"
_LEAST, _MOST_WIDTH = "leastWideOf", "mostWideOf"


def usual_pixels(platform: str, desktop: str) -> float:
    """Height, px, of the font that a platform comes with.

    Windows 9 pt at 96 dpi, macOS 13 pt at 72 dpi; elsewhere by the desktop (`XDG_CURRENT_DESKTOP`): GNOME and Unity
    11 pt, any other 10 pt, none 9 pt (Qt's own), all at 96 dpi.
    """
    points = _USUAL_POINTS.get(platform)
    if points is None:
        names = {name.strip().lower() for name in desktop.split(":")}
        points = 11.0 if names & {"gnome", "unity"} else 10.0 if desktop else 9.0
    return points * _USUAL_DPI.get(platform, 96.0) / 72.0


def system_ratio() -> float:
    """Points of the system's font × logical dpi / 72, over `usual_pixels`; within 1.0 … 2.0, 1.0 when near it.

    A smaller font than usual leaves the sizes of the design: nothing below 11 px is read well.
    """
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInchY() if screen is not None else 96.0
    pixels = face.pointSizeF() * dpi / 72.0 if face.pointSizeF() > 0 else float(face.pixelSize())
    found = pixels / usual_pixels(QGuiApplication.platformName(), os.environ.get("XDG_CURRENT_DESKTOP", ""))
    return 1.0 if found < 1.0 + _AS_USUAL else min(found, _MOST)


class TextSize(QObject):
    """The present ratio. It is changed by `theme.apply` alone, which then makes fonts, sheet and widgets anew.

    Signals:
        changed: After every widget has got its new size.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = 0
        self.ratio = 1.0

    def wanted(self) -> float:
        """The ratio by the choice, or by the system."""
        return self.choice / 100 if self.choice else system_ratio()


text_size = TextSize()


def scaled(px: float) -> int:
    """A font size of the design, px, at the present ratio."""
    return round(px * text_size.ratio)


@cache
def _line(family: str, size: int) -> int:
    face = QFont(family)
    face.setPixelSize(size)
    return QFontMetrics(face).height()


def tall(px: int, lines: int = 1) -> int:
    """Height, px, of what is `px` high in the design and holds so many lines: max(px, lines of words + padding).

    The padding is 8 px, or what the design leaves where that is less (`ui.md` §11).
    """
    if text_size.ratio == 1.0:
        return px
    family = QApplication.font().family()
    padding = min(_PADDING, max(0, px - lines * _line(family, BODY)))
    return max(px, lines * _line(family, scaled(BODY)) + padding)


def wide(px: int) -> int:
    """Width, px, of a column or field of words that is `px` wide in the design."""
    return scaled(px)


def side_wide(px: int) -> int:
    """Width, px, of a panel or page beside others: it grows by half, the rest of the window has to live too."""
    return round(px * (1 + (text_size.ratio - 1) / 2))


def table_wide(px: int) -> int:
    """Width, px, of the table beside a chart: between `side_wide` and `wide`, both have to be read."""
    return (wide(px) + side_wide(px)) // 2


def lines_of(rect: QRect, upper: tuple[int, int], lower: tuple[int, int]) -> tuple[QRect, QRect]:
    """Two lines of words in a row: (top, height) of each in the design, px; with larger words they share the row."""
    if text_size.ratio != 1.0:
        share = upper[1] / (upper[1] + lower[1])
        first = round((rect.height() - 4) * share)
        upper, lower = (2, first), (2 + first, rect.height() - 4 - first)
    top, left, width = rect.top(), rect.left(), rect.width()
    return QRect(left, top + upper[0], width, upper[1]), QRect(left, top + lower[0], width, lower[1])


def fix_height(widget: QWidget, px: int, lines: int = 1) -> None:
    """`setFixedHeight(tall(px, lines))`, also after the words have changed their size."""
    widget.setProperty(_HEIGHT, [px, lines])
    widget.setFixedHeight(tall(px, lines))


def fix_width(widget: QWidget, px: int) -> None:
    """`setFixedWidth(wide(px))`, also later."""
    widget.setProperty(_WIDTH, px)
    widget.setFixedWidth(wide(px))


def least_width(widget: QWidget, px: int) -> None:
    """`setMinimumWidth(wide(px))`, also later."""
    widget.setProperty(_LEAST, px)
    widget.setMinimumWidth(wide(px))


def most_width(widget: QWidget, px: int) -> None:
    """`setMaximumWidth(wide(px))`, also later."""
    widget.setProperty(_MOST_WIDTH, px)
    widget.setMaximumWidth(wide(px))


def fix_side(widget: QWidget, px: int) -> None:
    """`setFixedWidth(side_wide(px))`, also later."""
    widget.setProperty(_SIDE, px)
    widget.setFixedWidth(side_wide(px))


def fix_square(widget: QWidget, px: int) -> None:
    """As high as a control of `px` beside it, and as wide as high."""
    widget.setProperty(_HEIGHT, [px, 1])
    widget.setProperty("isSquare", True)
    widget.setFixedSize(tall(px), tall(px))


def only_down(area: QAbstractScrollArea) -> None:
    """A page that fits in its width, and with larger words, where it may not, is scrolled sideways too."""
    area.setProperty(_DOWN, True)
    policy = Qt.ScrollBarPolicy
    area.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if text_size.ratio == 1.0 else policy.ScrollBarAsNeeded)


def refit(widgets: Iterable[QWidget]) -> None:
    """Give every widget whose size was set here the one of the present ratio."""
    for widget in widgets:
        height = widget.property(_HEIGHT)
        if height is not None:
            widget.setFixedHeight(tall(*(int(part) for part in height)))
            if widget.property("isSquare"):
                widget.setFixedWidth(widget.height())
        for name, put in ((_WIDTH, wide), (_SIDE, side_wide)):
            px = widget.property(name)
            if px is not None:
                widget.setFixedWidth(put(int(px)))
        if widget.property(_DOWN) and isinstance(widget, QAbstractScrollArea):
            only_down(widget)
        most = widget.property(_MOST_WIDTH)
        if most is not None:
            widget.setMaximumWidth(wide(int(most)))
        least = widget.property(_LEAST)
        if least is not None:
            widget.setMinimumWidth(wide(int(least)))


def design_sizes(widgets: Iterable[QWidget], sizes: Iterable[float]) -> list[tuple[QWidget, float]]:
    """Widgets whose font was set by `theme.font`, and its size in the design; `sizes` = those there are, px."""
    design = {scaled(size): size for size in sorted(sizes)}
    found: list[tuple[QWidget, float | None]] = []
    for widget in widgets:
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            widget.ensurePolished()  # what was never shown would be, once shown, given back the font of before
            found.append((widget, design.get(widget.font().pixelSize())))
    return [(one, size) for one, size in found if size is not None]


def resize_fonts(found: Iterable[tuple[QWidget, float]]) -> None:
    """Those fonts at the present ratio. A new style sheet gives widgets their old fonts back: this comes after it."""
    for widget, size in found:
        face = widget.font()
        face.setPixelSize(scaled(size))
        widget.setFont(face)
