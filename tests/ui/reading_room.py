"""Whether words have room: labels and controls of a window whose text is cut, and no tooltip says it whole."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from outlet_desktop.ui.controls import Combo, ElidedLabel, FilterChip

_SLACK = 1  # px, of rounding
_FLAT = re.compile(r"[\s\u2002\u00a0]+")


def cut_words(root: QWidget) -> list[str]:
    """One line per widget below `root` whose words are cut, covered or outside of their parent."""
    shown = [one for one in root.findChildren(QWidget) if one.isVisibleTo(root) and _has_words(one)]
    shown = [one for one in shown if not _is_part(one) and one.width() > 0]
    wrong = []
    for one in shown:
        lack = _lack(one)
        if lack and not _is_told(one):
            wrong.append(f"{lack}: {_where(one)}")
        elif outside := _outside(one):
            wrong.append(f"{outside}: {_where(one)}")
    return wrong + [f"covers {_where(other)}: {_where(one)}" for one, other in _overlaps(shown)]


def _has_words(widget: QWidget) -> bool:
    kinds = QLabel | QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit | QTabBar
    return isinstance(widget, kinds) and bool(isinstance(widget, QLineEdit | QTabBar) or _words(widget))


def _is_part(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QLineEdit | QAbstractSpinBox | QComboBox | QTabBar | QAbstractItemView)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and "<" in widget.text():
        return QTextDocumentFragment.fromHtml(widget.text()).toPlainText()
    return str(widget.text()) if isinstance(widget, QLabel | QAbstractButton | QAbstractSpinBox | QLineEdit) else ""


def _is_told(widget: QWidget) -> bool:
    """Whether a tooltip gives the words whole."""
    return _FLAT.sub(" ", _words(widget)).strip() in _FLAT.sub(" ", widget.toolTip())


def _lack(widget: QWidget) -> str:
    """What is missing: px of width or height; "" when there is room."""
    needed, room = _needed(widget)
    face = QFontMetrics(widget.font())
    if needed > room + _SLACK:
        return f"{needed - room} px too narrow"
    if isinstance(widget, QLabel) and widget.wordWrap():
        high = widget.heightForWidth(widget.width())
        return f"{high - widget.height()} px too low" if high > widget.height() + _SLACK else ""
    line = face.height() * max(1, _words(widget).count("\n") + 1)
    return f"{line - widget.height()} px too low" if line > widget.height() + _SLACK and _words(widget) else ""


def _needed(widget: QWidget) -> tuple[int, int]:
    """Width that the words need, and what they have, px."""
    face = QFontMetrics(widget.font())
    words = _words(widget).replace("&&", "&")
    if isinstance(widget, ElidedLabel | Combo):
        return 0, 0  # ends in “…” and gives its whole text as the tooltip by itself
    if isinstance(widget, QTabBar):
        return (0, 0) if widget.usesScrollButtons() else (widget.sizeHint().width(), widget.width())
    if isinstance(widget, QLabel):
        room = widget.contentsRect().width()
        if widget.wordWrap():
            return max((face.horizontalAdvance(word) for word in words.split()), default=0), room
        return max((face.horizontalAdvance(line) for line in words.split("\n")), default=0), room
    if isinstance(widget, QComboBox):
        return face.horizontalAdvance(words) + 8 + 24, widget.width()
    if isinstance(widget, QAbstractSpinBox):
        return face.horizontalAdvance(words) + 6 + (24 if isinstance(widget, QDateEdit) else 18), widget.width()
    if isinstance(widget, QLineEdit):
        return (0, 0) if words else (face.horizontalAdvance(widget.placeholderText()) + 12, widget.width())
    if isinstance(widget, FilterChip | QCheckBox | QRadioButton | QPushButton):
        return widget.sizeHint().width(), widget.width()
    if isinstance(widget, QToolButton):
        is_bare = widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not widget.icon().isNull()
        mark = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
        is_below = widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        return (0, 0) if is_bare else (face.horizontalAdvance(words) + (0 if is_below else mark), widget.width())
    return widget.sizeHint().width(), widget.width()


def _outside(widget: QWidget) -> str:
    """How far it sticks out of what shows it; a page that is scrolled shows all of itself, from the top to the end."""
    part, above = widget, widget.parentWidget()
    box = widget.rect()
    while above is not None and not part.isWindow():
        box = box.translated(part.pos())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            has_bar = area.horizontalScrollBar().isVisible()
            if box.right() > above.width() + _SLACK and not has_bar:
                return f"{box.right() - above.width()} px beyond the scrolled area"
            return ""
        if box.right() > above.width() + _SLACK or box.left() < -_SLACK:
            return f"{max(box.right() - above.width(), -box.left())} px beyond {type(above).__name__}"
        if box.bottom() > above.height() + _SLACK or box.top() < -_SLACK:
            return f"{max(box.bottom() - above.height(), -box.top())} px below {type(above).__name__}"
        part, above = above, above.parentWidget()
    return ""


def _overlaps(shown: list[QWidget]) -> list[tuple[QWidget, QWidget]]:
    """Neighbours of one parent that stand on each other."""
    found = []
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            if one.parentWidget() is other.parentWidget() and not one.isAncestorOf(other):
                common = one.geometry().intersected(other.geometry())
                if common.width() > 2 and common.height() > 2:
                    found.append((one, other))
    return found


def _where(widget: QWidget) -> str:
    path = []
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        path.append(type(above).__name__)
        above = above.parentWidget()
    at = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return f"{'<'.join(path[:4])} {_words(widget)[:50]!r} at {at.x()},{at.y()} {at.width()}x{at.height()}"
