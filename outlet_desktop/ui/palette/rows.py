"""Rows of the palette: names of groups and what was found, painted with the letters that were asked for in bold."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.palette.items import Hit
from outlet_desktop.ui.palette.source import groups_of
from outlet_desktop.ui.text_size import tall
from outlet_desktop.ui.theme import font, theme, token

Index = QModelIndex | QPersistentModelIndex
HEAD = 26  # px, the name of a group
_ICON, _TEXT, _EDGE, _GAP = 21, 36, 12, 8  # px: middle of the icon, words, right edge, before the detail


def row_height() -> int:
    """Of a row that was found, px; grows with the system's letters."""
    return max(int(token("size.row.palette")), QFontMetrics(font("body")).height() + 8)


class HitModel(QAbstractListModel):
    """Rows that were found; a row without a hit is the name of a group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Hit | str] = []

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these under the names of their groups."""
        self.beginResetModel()
        self._rows = []
        for name, inside in groups_of(hits):
            self._rows += [name, *inside]
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """What was found in a row; None for the name of a group, or no row at all."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def row_of(self, name: str) -> int:
        """The row of the item of that name, -1 = it is not there."""
        rows = range(len(self._rows))
        return next((row for row in rows if (hit := self.hit(row)) is not None and hit.item.name == name), -1)

    def next_row(self, row: int, step: int) -> int:
        """The next row that can be run, in that direction; `row` itself when there is none."""
        at = row + step
        while 0 <= at < len(self._rows):
            hit = self.hit(at)
            if hit is not None and not hit.item.why_not:
                return at
            at += step
        return row

    def spoken(self, row: int) -> str:
        """A row as it is read out."""
        hit = self.hit(row)
        if hit is None:
            return ""
        return ", ".join(part for part in (hit.item.title, hit.item.detail, hit.item.why_not) if part)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        hit = self.hit(index.row())
        if hit is None or hit.item.why_not:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hit(index.row())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if hit is None:
            return self._rows[index.row()] if role != Qt.ItemDataRole.ToolTipRole else None
        return hit.item.title if role == Qt.ItemDataRole.DisplayRole else self.spoken(index.row())


class HitDelegate(QStyledItemDelegate):
    """Icon, title, detail, keys; what cannot be run is grey and says why in place of the detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, HitModel)
        return QSize(100, tall(HEAD) if model.hit(index.row()) is None else row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HitModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hit = model.hit(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit is None:
            painter.setFont(font("small"))
            painter.setPen(theme.color("text.tertiary"))
            painter.drawText(rect.adjusted(_EDGE, 2, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            if is_chosen:
                painter.fillRect(rect, theme.color("surface.selected"))
            elif state & QStyle.StateFlag.State_MouseOver and not hit.item.why_not:
                painter.fillRect(rect, theme.color("surface.hover"))
            _paint_hit(painter, rect, hit, "Enter" if is_chosen else hit.item.keys)
        painter.restore()


def _paint_hit(painter: QPainter, rect: QRect, hit: Hit, keys: str) -> None:
    item, is_off = hit.item, bool(hit.item.why_not)
    middle = rect.center().y() + 1
    tone = "text.disabled" if is_off else item.icon_token
    draw_icon(painter, item.icon_id, QPointF(rect.left() + _ICON, middle), 16, theme.color(tone))
    right = rect.right() - _EDGE
    if keys and not is_off:
        right -= _paint_keys(painter, right, middle, keys) + 8
    left = rect.left() + _TEXT
    box = QRect(left, rect.top(), right - left, rect.height())
    left += _paint_text(painter, box, item.title, hit.match.positions, "body", _tone(is_off, "text.primary"))
    detail = item.why_not or item.detail
    if detail and right - left > 40:
        box = QRect(left + _GAP, rect.top(), right - left - _GAP, rect.height())
        is_beside = not item.why_not and bool(item.beside) and detail.startswith(item.beside[0])
        bold = hit.match.beside if is_beside else ()
        _paint_text(painter, box, detail, bold, "small", _tone(is_off, "text.secondary"))


def _tone(is_off: bool, token_path: str) -> str:
    return "text.disabled" if is_off else token_path


def _paint_text(painter: QPainter, rect: QRect, text: str, bold: Collection[int], scale: str, tone: str) -> int:
    """Words on one line, cut at the edge; returns their width, px."""
    plain, strong = font(scale), font(scale, weight=700)
    painter.setPen(theme.color(tone))
    left = start = 0
    while start < len(text) and left < rect.width():
        is_bold, end = start in bold, start
        while end < len(text) and (end in bold) == is_bold:
            end += 1
        face = strong if is_bold else plain
        metrics, room = QFontMetrics(face), rect.width() - left
        part = metrics.elidedText(text[start:end], Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        box = QRect(rect.left() + left, rect.top(), room, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, part)
        left += metrics.horizontalAdvance(part)
        if part != text[start:end]:
            break
        start = end
    return left


def _paint_keys(painter: QPainter, right: int, middle: int, keys: str) -> int:
    face = font("caption")
    width = QFontMetrics(face).horizontalAdvance(keys) + 10
    box = QRectF(right - width, middle - 9, width, 18)
    painter.setPen(QPen(theme.color("border.default"), 1))
    painter.setBrush(theme.color("surface.base"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(face)
    painter.setPen(theme.color("text.secondary"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    return width
