"""How the cells of the matrix look: own people with an avatar, inherited ones grey, signs of what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from outlet_desktop.domain.opening import Person
from outlet_desktop.ui.control_blocks import status_icon
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.roles.matrix import Index, RolesModel
from outlet_desktop.ui.roles.person_cell import AVATAR, paint_name, paint_person, paint_tag, paint_text, tag_width
from outlet_desktop.ui.roles.staff import RoleLine
from outlet_desktop.ui.text_size import lines_of
from outlet_desktop.ui.theme import font, theme


class RoleDelegate(QStyledItemDelegate):
    """Paints the cells of `RolesModel`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RolesModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_active = bool(state & QStyle.StateFlag.State_Active)
        if is_selected:
            painter.fillRect(rect, theme.color("surface.selected" if is_active else "surface.selectedInactive"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        painter.setPen(QPen(theme.color("border.hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() != model.columnCount() - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(12, 0, -4, 0)
        if model.spots[index.column()].kind == "role":
            self._paint_role(painter, rect, model, model.line(index.row()))
        else:
            self._paint_person(painter, inner, model, index.row(), index.column())
        if is_selected and is_active:
            painter.setPen(QPen(theme.color("accent.fill"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_role(self, painter: QPainter, rect: QRect, model: RolesModel, line: RoleLine) -> None:
        left = rect.adjusted(12, 0, -8, 0)
        title, steps = lines_of(left, (4, 18), (21, 14))
        paint_text(painter, title, line.role.title, font("body"), theme.color("text.primary"))
        small = font("caption", weight=400)
        paint_text(painter, steps, model.steps_text(line), small, theme.color("text.tertiary"))

    def _paint_person(self, painter: QPainter, rect: QRect, model: RolesModel, row: int, column: int) -> None:
        spot, own = model.spots[column], model.person_at(row, column)
        shown = model.shown_at(row, column)
        if shown is None:
            self._paint_nobody(painter, rect, spot.kind == "region")
            return
        if own is None:
            space = rect.adjusted(AVATAR + 8, 0, 0, 0)
            paint_name(painter, space, shown, font("body"), theme.color("text.tertiary"))
            return
        tags = self._tags(model, row, column, own)
        rule = bool(spot.kind == "default" and model.staff.holder(model.line(row).role.id).rule)
        tail = sum(tag_width(text, icon_id) + 6 for text, _status, icon_id in tags) + (20 if rule else 0)
        end = paint_person(painter, rect.adjusted(0, 0, -tail, 0), own, "", is_strong=spot.kind == "region")
        middle, x = rect.center().y() + 1, end + 6
        if rule:
            draw_icon(painter, "ph.tree-structure", QPointF(x + 7, middle), 14, theme.color("text.tertiary"))
            x += 20
        for text, status, icon_id in tags:
            x += paint_tag(painter, x, middle, text, status, icon_id) + 6

    def _tags(self, model: RolesModel, row: int, column: int, person: Person) -> list[tuple[str, str, str]]:
        """(words, status, icon) of what one has to know of the person in that cell."""
        found: list[tuple[str, str, str]] = []
        if person.is_active and person.absent_until is not None:
            found.append((model.absent_text(person), "idle", "ph.calendar-x"))
        if model.spots[column].kind == "default":
            share, bad = model.load_of(person)
            if bad:
                found.append((share, bad, status_icon(bad)))
        if model.spots[column].kind == "deputy":
            receiver = model.staff.receiver(model.line(row).role.id)
            default = model.person_at(row, model.column_of("default"))
            if receiver is not None and receiver.user_id == person.user_id and default != person:
                found.append((QCoreApplication.translate("RolesModel", "stands in"), "active", ""))
        return found

    def _paint_nobody(self, painter: QPainter, rect: QRect, is_region: bool) -> None:
        middle = rect.center().y() + 1
        amber = theme.color("status.risk.fill")
        draw_icon(painter, "ph.warning-fill", QPointF(rect.left() + AVATAR / 2, middle), 14, amber)
        words = QCoreApplication.translate("RolesModel", "Nobody" if is_region else "Not set")
        space = rect.adjusted(AVATAR + 8, 0, 0, 0)
        paint_text(painter, space, words, font("body"), theme.color("status.risk.text"))
