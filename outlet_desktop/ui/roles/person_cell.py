"""Painting a person in a row: avatar, name, and what one has to know (absent, dismissed)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from outlet_desktop.domain.opening import Person
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import font, theme

AVATAR = 20  # px
_BARE = 112  # px; in a narrower cell the name takes the place of the avatar


def paint_avatar(painter: QPainter, center: QPointF, initials: str, *, is_dismissed: bool = False) -> None:
    """A disc with initials; a dismissed person's is tinted."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("status.late.tint" if is_dismissed else "surface.pressed"))
    painter.drawEllipse(center, AVATAR / 2, AVATAR / 2)
    small = font("caption", weight=600)
    small.setPixelSize(9)
    painter.setFont(small)
    painter.setPen(theme.color("status.late.text" if is_dismissed else "text.secondary"))
    box = QRectF(center.x() - AVATAR, center.y() - AVATAR, 2 * AVATAR, 2 * AVATAR)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


def paint_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    text_font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line, elided at the right, centred in height. Returns the width it took, px."""
    metrics = QFontMetrics(text_font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(text_font)
    painter.setPen(color)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def tag_width(text: str, icon_id: str = "") -> int:
    """Width of `paint_tag`, px."""
    return QFontMetrics(font("caption")).horizontalAdvance(text) + 10 + (16 if icon_id else 0)


def paint_tag(painter: QPainter, left: int, middle: int, text: str, status: str, icon_id: str = "") -> int:
    """A tag 18 high with its left edge at `left`, centred on `middle`. Returns its width, px."""
    width, high = tag_width(text, icon_id), tall(18)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"status.{status}.tint"))
    painter.drawRoundedRect(QRectF(left, middle - high / 2, width, high), 3, 3)
    color = theme.color(f"status.{status}.text")
    x = left + 5
    if icon_id:
        draw_icon(painter, icon_id, QPointF(x + 6, middle), 12, color)
        x += 16
    painter.setFont(font("caption"))
    painter.setPen(color)
    painter.drawText(
        QRect(x, middle - high // 2, width, high), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
    )
    painter.restore()
    return width


def fitting_name(person: Person, text_font: QFont, width: int) -> str:
    """The whole name where it fits, else "О. Панина"."""
    needed = QFontMetrics(text_font).horizontalAdvance(person.name) + 2  # eliding takes a little less than it is given
    return person.name if needed <= width else person.initial_name


def paint_name(painter: QPainter, rect: QRect, person: Person, name_font: QFont, color: QColor) -> int:
    """The name on one line; where not even "О. Панина" fits, first and last name below each other, smaller.

    Returns the width it took, px.
    """
    one_line = fitting_name(person, name_font, rect.width())
    first, _, last = person.name.partition(" ")
    if not last or QFontMetrics(name_font).horizontalAdvance(one_line) <= rect.width():
        return paint_text(painter, rect, one_line, name_font, color)
    small = QFont(font("caption", weight=name_font.weight()))
    small.setStrikeOut(name_font.strikeOut())
    height = min(QFontMetrics(small).height(), rect.height() // 2)
    top = rect.center().y() + 1 - height
    upper = QRect(rect.left(), top, rect.width(), height)
    width = paint_text(painter, upper, first, small, color)
    return max(width, paint_text(painter, upper.translated(0, height), last, small, color))


def paint_person(painter: QPainter, rect: QRect, person: Person, absent_text: str, *, is_strong: bool = False) -> int:
    """Avatar and name in `rect`; dismissed: struck through with an octagon; `absent_text`: a tag.

    Returns where what was painted ends, px.
    """
    middle = rect.center().y() + 1
    is_dismissed = not person.is_active
    is_bare = rect.width() < _BARE
    if not is_bare:
        center = QPointF(rect.left() + AVATAR / 2, middle)
        paint_avatar(painter, center, person.initials, is_dismissed=is_dismissed)
    left = rect.left() + (0 if is_bare else AVATAR + 8)
    name_font = font("body", weight=500 if is_strong or is_dismissed else 400)
    color = theme.color("status.late.text" if is_dismissed else "text.primary")
    if is_dismissed:
        name_font.setStrikeOut(True)
    tail = 0
    if is_dismissed:
        tail = 24
    elif absent_text:
        tail = tag_width(absent_text, "ph.calendar-x") + 8
    space = QRect(left, rect.top(), max(24, rect.right() - left - tail), rect.height())
    width = paint_name(painter, space, person, name_font, color)
    if is_dismissed:
        octagon = theme.color("status.late.fill")
        draw_icon(painter, "ph.warning-octagon-fill", QPointF(left + width + 14, middle), 14, octagon)
        return left + width + 22
    if absent_text:
        return left + width + 8 + paint_tag(painter, left + width + 8, middle, absent_text, "idle", "ph.calendar-x")
    return left + width
