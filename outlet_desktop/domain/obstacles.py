"""What a line goes around: the boxes of the steps, and the lines that are there already. Pure geometry, px."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence

from outlet_desktop.domain.arrange import join_span
from outlet_desktop.domain.cards import (
    CARD_HEIGHT,
    CARD_WIDTH,
    JOIN_WIDTH,
    MILESTONE_WIDTH,
    PITCH_X,
    PITCH_Y,
    is_join,
)
from outlet_desktop.domain.template import StepId, StepKind, Template

Place = tuple[int, int]
Box = tuple[int, int, int, int]

_CLEAR = 4  # px kept free between a line and a card it passes


def half_width(template: Template, step_id: StepId) -> int:
    """Half the width of what is drawn of a step."""
    if is_join(template, step_id):
        return JOIN_WIDTH // 2
    is_milestone = template.by_id[step_id].kind is StepKind.MILESTONE
    return (MILESTONE_WIDTH if is_milestone else CARD_WIDTH) // 2


def box_of(template: Template, step_id: StepId, at: Mapping[StepId, Place]) -> Box:
    """What is drawn of a step, as left, top, right, bottom; labels left out."""
    x, y = at[step_id]
    half = half_width(template, step_id)
    middle = x + CARD_WIDTH // 2
    if is_join(template, step_id):
        top, bottom = join_span(template, step_id, at)
        return middle - half, min(top, y), middle + half, max(bottom, y + CARD_HEIGHT)
    if half < CARD_WIDTH // 2:
        return middle - half, y + CARD_HEIGHT // 2 - half, middle + half, y + CARD_HEIGHT // 2 + half
    return x, y, x + CARD_WIDTH, y + CARD_HEIGHT


def obstacles(template: Template, at: Mapping[StepId, Place]) -> Obstacles:
    """Every step as something that a line goes around."""
    made = Obstacles()
    made.follow(template, [step.id for step in template.steps], at)
    return made


class Obstacles:
    """Boxes by rows and columns of the pitch, so that a line asks only those near it.

    Attributes:
        tops: How many steps stand at each height.
        tallest: At least the height of the tallest box.
    """

    def __init__(self) -> None:
        self.rows: dict[int, list[tuple[int, int, int, int, StepId]]] = {}
        self.columns: dict[int, list[tuple[int, int, int, int, StepId]]] = {}
        self.tops: dict[int, int] = {}
        self.widest, self.tallest = CARD_WIDTH, 0
        self._known: dict[StepId, tuple[Box, int]] = {}

    def follow(self, template: Template, step_ids: Iterable[StepId], at: Mapping[StepId, Place]) -> None:
        """Take note of where these steps are now; one that is no more is forgotten."""
        for step_id in step_ids:
            self._forget(step_id)
            if step_id in template.by_id:
                self._put(step_id, box_of(template, step_id, at), at[step_id][1])

    def _put(self, step_id: StepId, box: Box, height: int) -> None:
        left, top, right, bottom = box
        for row in _cells(top, bottom, PITCH_Y):
            insort(self.rows.setdefault(row, []), (left, right, top, bottom, step_id))
        for column in _cells(left, right, PITCH_X):
            insort(self.columns.setdefault(column, []), (top, bottom, left, right, step_id))
        self.tops[height] = self.tops.get(height, 0) + 1
        self.tallest = max(self.tallest, bottom - top)
        self._known[step_id] = box, height

    def _forget(self, step_id: StepId) -> None:
        if step_id not in self._known:
            return
        (left, top, right, bottom), height = self._known.pop(step_id)
        for row in _cells(top, bottom, PITCH_Y):
            _take_out(self.rows[row], (left, right, top, bottom, step_id))
        for column in _cells(left, right, PITCH_X):
            _take_out(self.columns[column], (top, bottom, left, right, step_id))
        self.tops[height] -= 1
        if not self.tops[height]:
            del self.tops[height]

    def free_row(self, y: int, left: int, right: int, own: Collection[StepId]) -> bool:
        """Whether a horizontal line meets none but its own two steps."""
        return _free(self.rows.get(y // PITCH_Y, ()), y, left, right, own, self.widest)

    def free_column(self, x: int, top: int, bottom: int, own: Collection[StepId]) -> bool:
        """Whether a vertical line meets no box, its own two steps included."""
        return _free(self.columns.get(x // PITCH_X, ()), x, top, bottom, (), self.tallest)


def _cells(low: int, high: int, pitch: int) -> range:
    """The rows or columns of that pitch which a box with its clearance touches."""
    return range((low - _CLEAR) // pitch, (high + _CLEAR) // pitch + 1)


def _take_out(found: list[tuple[int, int, int, int, StepId]], what: tuple[int, int, int, int, StepId]) -> None:
    del found[bisect_left(found, what)]


def _free(
    found: Sequence[tuple[int, int, int, int, StepId]],
    across: int,
    start: int,
    end: int,
    own: Collection[StepId],
    longest: int,
) -> bool:
    first = bisect_left(found, (start - longest - _CLEAR,))
    for index in range(first, len(found)):
        low, high, near, far, step_id = found[index]
        if low >= end:
            return True
        if high > start and near - _CLEAR < across < far + _CLEAR and step_id not in own:
            return False
    return True


class Lines:
    """Pieces of parallel lines in use, by their position; each belongs to a source, and maybe to a target."""

    def __init__(self) -> None:
        self.at: dict[int, list[tuple[int, int, StepId, StepId]]] = {}

    def use(self, across: int, start: int, end: int, source: StepId, target: StepId = "") -> None:
        self.at.setdefault(across, []).append((start, end, source, target))

    def is_free(self, across: int, start: int, end: int, source: StepId, target: StepId = "") -> bool:
        """Whether no line of another source (and another target) lies on it or within 3 px."""
        for near in range(across - 3, across + 4):
            for low, high, whose, where in self.at.get(near, ()):
                if low < end and high > start and whose != source and (not target or where != target):
                    return False
        return True
