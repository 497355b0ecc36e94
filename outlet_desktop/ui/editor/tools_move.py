"""The gestures that move cards: those selected, or all right of or below the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem

from outlet_desktop.domain import edit, places
from outlet_desktop.domain.template import Step, StepId, StepKind
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W
from outlet_desktop.ui.editor.routing import Pair
from outlet_desktop.ui.editor.tools import ArrowTarget, Gesture
from outlet_desktop.ui.theme import theme, token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

ALIGN_WITHIN: float = token("canvas.snap.align")
FARTHEST = 100_000  # px; no drawing is so large
RAISED_MOST = 100  # cards; more cover the view anyway
_ALT = Qt.KeyboardModifier.AltModifier


class Guides:
    """Lines from a dragged card to the nearest one that stands in its column and the nearest in its row.

    Cards with corners on one line have their edges and middles on one line too; with a diamond or a bar it is
    the middle that shows it, so there the line is drawn.
    """

    def __init__(self, canvas: ProcessCanvas, kind: StepKind, moving: frozenset[StepId]) -> None:
        self._canvas, self._is_small = canvas, kind is StepKind.MILESTONE
        self._moving = moving
        self._others: list[Step] | None = None
        self._seen = QRectF()
        self._lines: list[QGraphicsLineItem] = []

    def aligned(self, x: float, y: float) -> tuple[int, int]:
        """The corner on the line of another card within 6 px, else on the grid, in either direction."""
        others = self._in_view()
        near_x = min((step.at[0] for step in others), key=lambda one: abs(one - x), default=x + 99)
        near_y = min((step.at[1] for step in others), key=lambda one: abs(one - y), default=y + 99)
        return (
            round(near_x) if abs(near_x - x) <= ALIGN_WITHIN else edit.snap(x),
            round(near_y) if abs(near_y - y) <= ALIGN_WITHIN else edit.snap(y),
        )

    def show(self, x: int, y: int) -> None:
        """The lines of a card whose corner is there."""
        others = self._in_view()
        column = min((step for step in others if step.at[0] == x), key=lambda one: abs(one.at[1] - y), default=None)
        row = min((step for step in others if step.at[1] == y), key=lambda one: abs(one.at[0] - x), default=None)
        lines: list[tuple[float, float, float, float]] = []
        if column is not None:
            at = x + CARD_W / 2 if self._is_small or column.kind is StepKind.MILESTONE else x
            top, bottom = min(y, column.at[1]), max(y, column.at[1])
            lines.append((at, top + CARD_H, at, bottom))
        if row is not None:
            at = y + CARD_H / 2 if self._is_small or row.kind is StepKind.MILESTONE else y
            left, right = min(x, row.at[0]), max(x, row.at[0])
            lines.append((left + CARD_W, at, right, at))
        self._draw(lines)

    def _draw(self, lines: list[tuple[float, float, float, float]]) -> None:
        while len(self._lines) < len(lines):
            item = QGraphicsLineItem()
            pen = QPen(theme.color("accent.fill"), 1)
            pen.setCosmetic(True)
            item.setPen(pen)
            item.setZValue(40)
            self._canvas.process.addItem(item)
            self._lines.append(item)
        for number, item in enumerate(self._lines):
            item.setVisible(number < len(lines))
            if number < len(lines):
                item.setLine(*lines[number])

    def _in_view(self) -> list[Step]:
        """The other cards in view; looked up anew when the view has moved."""
        seen = self._canvas.visible_rect()
        if self._others is None or seen != self._seen:
            self._seen = seen
            self._others = [
                step
                for step in self._canvas.document.template.steps
                if step.id not in self._moving and seen.intersects(QRectF(*step.at, CARD_W, CARD_H))
            ]
        return self._others

    @property
    def count(self) -> int:
        """How many lines are shown."""
        return sum(item.isVisible() for item in self._lines)

    def clear(self) -> None:
        """No lines any more."""
        for item in self._lines:
            self._canvas.process.removeItem(item)
        self._lines.clear()


class MoveGesture(Gesture):
    """Moves the selected cards: to the lines of other cards within 6 px, else on the grid of 16; with Alt freely.

    A single card without arrows that is dropped on an arrow goes into it.
    """

    def __init__(self, canvas: ProcessCanvas, at: QPoint, grabbed: StepId, narrows: bool) -> None:
        super().__init__(canvas, at)
        self._grabbed = grabbed
        self._narrows = narrows  # a click (no drag) on one of several selected leaves it alone selected
        template = canvas.document.template
        self._places = {one: template.by_id[one].at for one in self._scene.selected}
        self._shift = (0, 0)
        self._is_moving = False
        moving = frozenset(self._places)
        self.guides = Guides(canvas, template.by_id[grabbed].kind, moving)
        self.arrow = ArrowTarget(canvas, self._may_enter)
        self._is_loose = len(moving) == 1 and not template.incoming[grabbed] and not template.outgoing[grabbed]

    def _may_enter(self, pair: Pair) -> bool:
        return self._grabbed not in pair

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if not self._is_moving and not self._is_drag(at):
            return
        if not self._is_moving:
            self._is_moving = True
            self._raise(2)
        way = self._canvas.mapToScene(at) - self._start
        x0, y0 = self._places[self._grabbed]
        x, y = x0 + way.x(), y0 + way.y()
        place = (round(x), round(y)) if modifiers & _ALT else self.guides.aligned(x, y)
        if self._is_loose:
            self.arrow.follow(at)
        shift = place[0] - x0, place[1] - y0
        if shift == self._shift:
            return
        self._shift = shift
        moved = edit.move(self._canvas.document.template, self._moved())
        self._scene.show_moving(moved, self._places.keys())
        self.guides.show(*place)

    def _raise(self, by: float) -> None:
        """Above the cards that stay, or back."""
        if len(self._places) <= RAISED_MOST:
            for step_id in self._places.keys() & self._scene.nodes.keys():
                node = self._scene.nodes[step_id]
                node.setZValue(node.zValue() + by)

    def _moved(self) -> dict[StepId, tuple[int, int]]:
        dx, dy = self._shift
        return {one: (x + dx, y + dy) for one, (x, y) in self._places.items()}

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        pair = self.arrow.pair
        self._leave()
        if pair is not None:
            self._scene.end_moving()  # where it is put may be where it was, then no edit moves its picture back
            self._canvas.commands.put_into(pair, self._grabbed, self._moved()[self._grabbed])
        elif self._shift != (0, 0):
            self._canvas.commands.drop_at(self._moved())
        else:
            self._scene.end_moving()
            if not self._is_moving and self._narrows:
                self._scene.select({self._grabbed})

    def _leave(self) -> None:
        """Nothing of the gesture stays in the picture but the cards."""
        self.guides.clear()
        self.arrow.clear()
        if self._is_moving:
            self._raise(-2)

    def cancel(self) -> None:
        self._leave()
        self._scene.end_moving()


class SpaceGesture(Gesture):
    """Makes or closes room: a drag across moves all that stands right of the press, a drag down all below it.

    Back it goes until the cards would touch.
    """

    def __init__(self, canvas: ProcessCanvas, at: QPoint) -> None:
        super().__init__(canvas, at)
        self._axis: places.Axis | None = None
        self._shift = self._least = 0
        self._moving: frozenset[StepId] = frozenset()
        self._line: QGraphicsLineItem | None = None

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._axis is None:
            if not self._is_drag(at):
                return
            way = at - self._origin
            self._axis = "x" if abs(way.x()) >= abs(way.y()) else "y"
            template = self._canvas.document.template
            self._moving = places.beyond(template, self._axis, self._at)
            self._least = places.room_for(template, self._axis, self._at, -FARTHEST)
            self._canvas.viewport().setCursor(
                Qt.CursorShape.SplitHCursor if self._axis == "x" else Qt.CursorShape.SplitVCursor
            )
            self._show_line()
        template = self._canvas.document.template
        to = self._canvas.mapToScene(at) - self._start
        shift = max(self._least, edit.snap(to.x() if self._axis == "x" else to.y()))
        if shift != self._shift:
            self._shift = shift
            dx, dy = (shift, 0) if self._axis == "x" else (0, shift)
            stood = {one: template.by_id[one].at for one in self._moving}
            moved = edit.move(template, {one: (x + dx, y + dy) for one, (x, y) in stood.items()})
            self._scene.show_moving(moved, self._moving)

    @property
    def _at(self) -> float:
        """Where the press was along the axis, scene units."""
        return self._start.x() if self._axis == "x" else self._start.y()

    def _show_line(self) -> None:
        view = self._canvas.visible_rect()
        self._line = QGraphicsLineItem()
        pen = QPen(theme.color("accent.fill"), 1)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._line.setZValue(40)
        if self._axis == "x":
            self._line.setLine(self._at, view.top(), self._at, view.bottom())
        else:
            self._line.setLine(view.left(), self._at, view.right(), self._at)
        self._scene.addItem(self._line)

    def release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        axis, shift = self._axis, self._shift
        if axis is None or not shift:
            self.cancel()
            return
        self._hide_line()
        self._canvas.commands.make_space(axis, self._at, shift)
        self._canvas.set_tool("select")

    def _hide_line(self) -> None:
        if self._line is not None:
            self._scene.removeItem(self._line)
            self._line = None
        self._canvas.show_cursor()

    def cancel(self) -> None:
        self._hide_line()
        self._scene.end_moving()
