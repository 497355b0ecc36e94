"""Sizes of the drawing, px at 100 % zoom, and where a card has room."""

from __future__ import annotations

from collections.abc import Collection

from outlet_desktop.domain.template import StepId, StepKind, Template

CARD_WIDTH, CARD_HEIGHT = 240, 64
PITCH_X, PITCH_Y = 288, 96  # from a card's corner to the next one's
GRID = 16
JOIN_WIDTH = 10  # a milestone with several inputs is drawn as a bar in the middle of its card's place
MILESTONE_WIDTH = 36  # one with fewer inputs as a diamond, there too


def touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two cards with these left top corners overlap or stand closer than a grid step."""
    return abs(a[0] - b[0]) < CARD_WIDTH + GRID and abs(a[1] - b[1]) < CARD_HEIGHT + GRID


def free_place(template: Template, at: tuple[int, int], ignored: Collection[StepId] = ()) -> tuple[int, int]:
    """The first place at or below `at`, in steps of a row, where a card touches no other."""
    taken = [step.at for step in template.steps if step.id not in ignored]
    x, y = at
    while any(touches((x, y), other) for other in taken):
        y += PITCH_Y
    return x, y


def snap(value: float) -> int:
    """The nearest line of the grid."""
    return round(value / GRID) * GRID


def is_join(template: Template, step_id: StepId) -> bool:
    """Whether the step is drawn as a join bar: a milestone with two or more inputs."""
    return template.by_id[step_id].kind is StepKind.MILESTONE and len(template.incoming[step_id]) >= 2
