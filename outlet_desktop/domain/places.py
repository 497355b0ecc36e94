"""Where cards stand: on one line, evenly apart, with more room between them.

Every card takes the same place of `CARD_WIDTH` x `CARD_HEIGHT`, in whose middle a diamond or a bar is drawn: cards
whose corners are on one line are so with their edges and their middles.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Literal

from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, GRID
from outlet_desktop.domain.template import StepId, Template

Axis = Literal["x", "y"]
_SIZE = {"x": CARD_WIDTH, "y": CARD_HEIGHT}


def move(template: Template, positions: Mapping[StepId, tuple[int, int]]) -> Template:
    """The steps with these left top corners."""
    moved = [
        replace(template.by_id[step_id], at=at)
        for step_id, at in positions.items()
        if step_id in template.by_id and template.by_id[step_id].at != at
    ]
    return template.with_steps(*moved) if moved else template


def put_at(template: Template, at: tuple[int, int]) -> Template:
    """The whole drawing with the left top corner of all its cards there."""
    if not template.steps:
        return template
    dx = at[0] - min(step.at[0] for step in template.steps)
    dy = at[1] - min(step.at[1] for step in template.steps)
    return move(template, {step.id: (step.at[0] + dx, step.at[1] + dy) for step in template.steps})


def align(template: Template, step_ids: Collection[StepId], side: str) -> Template:
    """These cards on one line; `side` is "left", "center", "right" (columns) or "top", "middle", "bottom" (rows).

    The line is that of the outermost card, for "center" and "middle" half way between the outermost two.
    """
    axis = 0 if side in ("left", "center", "right") else 1
    places = {step_id: template.by_id[step_id].at for step_id in step_ids}
    if not places:
        return template
    values = [at[axis] for at in places.values()]
    line = {"left": min(values), "top": min(values), "right": max(values), "bottom": max(values)}.get(
        side, (min(values) + max(values)) // 2
    )
    return move(template, {one: (line, y) if axis == 0 else (x, line) for one, (x, y) in places.items()})


def distribute(template: Template, step_ids: Collection[StepId], axis: str) -> Template:
    """These cards with even gaps between the outermost two; `axis` is "x" or "y"."""
    number = 0 if axis == "x" else 1
    cards = sorted(step_ids, key=lambda step_id: (template.by_id[step_id].at[number], step_id))
    if len(cards) < 3:
        return template
    first = template.by_id[cards[0]].at[number]
    pitch = (template.by_id[cards[-1]].at[number] - first) / (len(cards) - 1)
    positions = {}
    for place, step_id in enumerate(cards):
        x, y = template.by_id[step_id].at
        value = round(first + pitch * place)
        positions[step_id] = (value, y) if number == 0 else (x, value)
    return move(template, positions)


def beyond(template: Template, axis: Axis, line: float) -> frozenset[StepId]:
    """The steps whose middle is right of ("x") or below ("y") a line."""
    number = 0 if axis == "x" else 1
    half = _SIZE[axis] / 2
    return frozenset(step.id for step in template.steps if step.at[number] + half > line)


def room_for(template: Template, axis: Axis, line: float, shift: int) -> int:
    """How far what is `beyond` a line may move by, of a wish: any way out, back until it meets what stays.

    Whole steps of the grid, toward no movement.
    """
    shift = round(shift / GRID) * GRID
    if shift >= 0:
        return shift
    number, other = (0, 1) if axis == "x" else (1, 0)
    along, across = _SIZE[axis] + GRID, _SIZE["y" if axis == "x" else "x"] + GRID
    moving = beyond(template, axis, line)
    still = [step.at for step in template.steps if step.id not in moving]
    least = -shift
    for step_id in moving:
        at = template.by_id[step_id].at
        for place in still:
            gap = at[number] - place[number] - along
            if gap < least and abs(at[other] - place[other]) < across:
                least = max(0, gap)
    return -(least // GRID) * GRID


def make_space(template: Template, axis: Axis, line: float, shift: int) -> Template:
    """With everything right of ("x") or below ("y") a line moved by `shift` px, see `room_for`."""
    shift = room_for(template, axis, line, shift)
    dx, dy = (shift, 0) if axis == "x" else (0, shift)
    places = {one: template.by_id[one].at for one in beyond(template, axis, line)}
    return move(template, {one: (x + dx, y + dy) for one, (x, y) in places.items()})
