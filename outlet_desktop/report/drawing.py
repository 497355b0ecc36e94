"""A process as a picture: cards where they stand on the canvas, arrows between them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from outlet_desktop.domain.arrange import join_span
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, JOIN_WIDTH, MILESTONE_WIDTH, is_join
from outlet_desktop.domain.route import ARROW_GAP, Router
from outlet_desktop.domain.template import Step, StepKind, Template
from outlet_desktop.report.page import Page, color, elided, save_pages, text_width, wrapped
from outlet_desktop.report.writing import written_whole
from outlet_desktop.wording import sentence

BORDER = 32.0  # round the drawing
HEADER = 44.0  # title
BAND = 28.0  # name of a stage
NAME_SIZES = (12.0, 11.0, 10.0, 9.0)
LONGEST_SIDE = 9_000  # px of a PNG
CUT, BARRIER = 10, 5  # corners of an approval, bar of a confirmation
Point = tuple[float, float]


def write_drawing(template: Template, path: Path, lang: str = "ru") -> Path:
    """Draw the process into an SVG, PNG or PDF, one sheet as large as the drawing (1 px at 100 % zoom is 1 pt).

    Raises:
        Problem: `report.cannot_write`.
    """
    page = draw(template, lang)
    written_whole(path, lambda place: save_pages([page], place, LONGEST_SIDE))
    return path


def draw(template: Template, lang: str) -> Page:
    """The sheet of `write_drawing`."""
    left = min((step.at[0] for step in template.steps), default=0) - BORDER
    top = min((step.at[1] for step in template.steps), default=0) - BORDER - HEADER - BAND
    right = max((step.at[0] for step in template.steps), default=0) + CARD_WIDTH + BORDER
    bottom = max((step.at[1] for step in template.steps), default=0) + CARD_HEIGHT + BORDER
    routes = _routes(template)
    lowest = max((y for points in routes for _x, y in points), default=bottom)
    left = min((left, *(x - BORDER for points in routes for x, _y in points)))
    page = Page(right - left, max(bottom, lowest + BORDER) - top, color("canvas.bg"))

    def moved(points: Sequence[Point]) -> list[Point]:
        return [(x - left, y - top) for x, y in points]

    name = template.name if not template.revision else f"{template.name}, v{template.revision}"
    page.text(BORDER, 30, name, 16, bold=True, width=page.width - 2 * BORDER)
    _bands(page, template, left, HEADER)
    for points in routes:
        _arrow(page, moved(points))
    for step in template.steps:
        x, y = moved([step.at])[0]
        if step.kind is StepKind.MILESTONE:
            _milestone(page, template, step, x, y)
        else:
            _card(page, template, step, x, y, lang)
    return page


# ------------------------------------------------------------------------------ stages


def _bands(page: Page, template: Template, left: float, top: float) -> None:
    """Columns of the stages, left to right; where two overlap the border lies in the middle."""
    spans = []
    for stage in template.stages:
        xs = [step.at[0] for step in template.steps if step.stage == stage.id]
        if xs:
            spans.append((min(xs) - left, max(xs) + CARD_WIDTH - left, stage.title))
    spans.sort()
    edges = [0.0]
    for (_, finish, _title), (start, _, _next) in itertools.pairwise(spans):
        edges.append((finish + start) / 2)
    edges.append(page.width)
    for number, (_start, _finish, title) in enumerate(spans):
        x, width = edges[number], edges[number + 1] - edges[number]
        if width <= 0:
            continue
        page.rect(x, top, width, BAND, color("canvas.lane"))
        page.text(x + 16, top + 18, title, 11, color("text.secondary"), bold=True, width=max(20.0, width - 24))
        if number:
            page.line([(x, top), (x, page.height)], color("border.default"), 0.8, dashed=True)


# ------------------------------------------------------------------------------ steps


def _card(page: Page, template: Template, step: Step, x: float, y: float, lang: str) -> None:
    fill, edge = color("canvas.node"), color("canvas.nodeBorder")
    width, height = CARD_WIDTH, CARD_HEIGHT
    if step.kind is StepKind.APPROVAL:
        corners = [
            (x + CUT, y), (x + width - CUT, y), (x + width, y + CUT), (x + width, y + height - CUT),
            (x + width - CUT, y + height), (x + CUT, y + height), (x, y + height - CUT), (x, y + CUT),
        ]  # fmt: skip
        page.polygon(corners, fill, edge, 1)
    else:
        page.rect(x, y, width, height, fill, edge, 1, radius=2 if step.kind is StepKind.CONFIRMATION else 6)
    room = width - 32 - 8.0
    if step.kind is StepKind.CONFIRMATION:
        page.rect(x + width - BARRIER, y + 0.5, BARRIER - 0.5, height - 1, color("text.secondary"))
        room -= 6
    _kind_mark(page, step.kind, x + 18, y + 17)
    lines, size = _name_lines(step.title or step.id, room)
    for number, line in enumerate(lines):
        page.text(x + 32, y + 21 + number * 15, line, size, bold=True)
    role = template.role(step.role)
    days = sentence("unit.days", {"number": step.duration.likely}, lang)
    quiet, foot = color("text.secondary"), y + height - 9
    days_width = text_width(days, 10.5)
    page.text(x + 32 + room, foot, days, 10.5, quiet, align="right")
    if role is not None:
        page.text(x + 18, foot, role.code, 9, quiet, bold=True, align="center")
        page.text(x + 32, foot, role.title, 10.5, quiet, width=room - days_width - 10)


def _name_lines(title: str, room: float) -> tuple[list[str], float]:
    """The name on two lines, in the largest size at which nothing is cut."""
    for size in NAME_SIZES:
        lines = wrapped(title, room, size, 2, bold=True)
        if not any(line.endswith("…") for line in lines):
            return lines, size
    return wrapped(title, room, NAME_SIZES[-1], 2, bold=True), NAME_SIZES[-1]


def _kind_mark(page: Page, kind: StepKind, x: float, y: float) -> None:
    ink = color("text.secondary")
    if kind is StepKind.APPROVAL:
        page.rect(x - 6.5, y - 6.5, 13, 13, ink, radius=6)
        page.line([(x - 3, y), (x - 1, y + 2.5), (x + 3.5, y - 2.5)], "#FFFFFF", 1.6)
    elif kind is StepKind.CONFIRMATION:
        page.rect(x - 5.5, y - 2, 11, 8, ink, radius=1)
        page.rect(x - 3, y - 6.5, 6, 8, None, ink, 1.4, radius=3)
    else:
        page.rect(x - 5.5, y - 5.5, 11, 11, None, ink, 1.3, radius=2)
        page.line([(x - 2.5, y), (x - 0.5, y + 2), (x + 3, y - 2)], ink, 1.3)


def _milestone(page: Page, template: Template, step: Step, x: float, y: float) -> None:
    middle_x, middle_y = x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2
    ink = color("text.primary")
    if is_join(template, step.id):
        top, bottom = (edge - step.at[1] + y for edge in join_span(template, step.id))
        middle_y = (top + bottom) / 2
        page.rect(middle_x - JOIN_WIDTH / 2, top, JOIN_WIDTH, bottom - top, color("text.secondary"), radius=2)
        page.diamond(middle_x, middle_y, 22, "#FFFFFF", ink, 1.4)
        page.text(middle_x, top - 8, elided(step.title, CARD_WIDTH, 11, True), 11, bold=True, align="center")
        counts = f"{len(template.incoming[step.id])} → {len(template.outgoing[step.id])}"
        page.text(middle_x, bottom + 14, counts, 10, color("text.secondary"), align="center")
        return
    page.diamond(middle_x, middle_y, MILESTONE_WIDTH, "#FFFFFF", ink, 1.4)
    for number, line in enumerate(wrapped(step.title, CARD_WIDTH, 11, 2, bold=True)):
        page.text(middle_x, y + CARD_HEIGHT + 2 + number * 13, line, 11, bold=True, align="center")


# ------------------------------------------------------------------------------ arrows


def _routes(template: Template) -> list[list[Point]]:
    """The arrows as the canvas draws them, up to the port: the router ends a line where its head begins."""
    router = Router(template, centred=True)
    found: list[list[Point]] = []
    for points in router.all().values():
        x, y = points[-1]
        found.append([*points[:-1], (x + ARROW_GAP, y)])
    return found


def _arrow(page: Page, points: Sequence[Point]) -> None:
    ink = color("canvas.edge")
    (x, y) = points[-1]
    page.line([*points[:-1], (x - 6, y)], ink, 1.25)
    page.polygon([(x, y), (x - 8, y - 4), (x - 8, y + 4)], ink)
