"""Routes of finish-start links (ui.md §6), pure: boxes in, polylines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.gantt import Link

Point = tuple[float, float]
APPROACH = 6  # the last vertical stands that far left of the target


class End(Protocol):
    """A bar a link ends at: px."""

    @property
    def left(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def middle(self) -> float: ...
    @property
    def bottom(self) -> int: ...
    @property
    def is_diamond(self) -> bool: ...


def route(source: End, target: End, lane: float) -> list[Point]:
    """Corner points from the end of `source` to the left side of `target`.

    Args:
        lane: y of the border between the source's row and the next one on the way; a link that has to
            turn back runs there.
    """
    stand = target.left - APPROACH
    if stand >= source.right:
        out = (float(source.right), source.middle)
        if source.middle == target.middle:
            return [out, (target.left, target.middle)]
        return [out, (stand, source.middle), (stand, target.middle), (target.left, target.middle)]
    down = target.middle > source.middle
    x = (source.left + source.right) / 2 if source.is_diamond else source.right - 2.0
    edge = source.bottom if down else source.bottom - 2 * (source.bottom - source.middle)
    return [(x, edge), (x, lane), (stand, lane), (stand, target.middle), (target.left, target.middle)]


def chain(step: StepId, links: Iterable[Link]) -> frozenset[StepId]:
    """The step with everything before and everything after it."""
    before: dict[StepId, list[StepId]] = {}
    after: dict[StepId, list[StepId]] = {}
    for link in links:
        after.setdefault(link.source, []).append(link.target)
        before.setdefault(link.target, []).append(link.source)
    return _reach(step, before) | _reach(step, after) | {step}


def _reach(step: StepId, following: Mapping[StepId, list[StepId]]) -> frozenset[StepId]:
    seen: set[StepId] = set()
    todo = [step]
    while todo:
        for other in following.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return frozenset(seen)
