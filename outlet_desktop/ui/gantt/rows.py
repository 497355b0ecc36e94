"""The lines of the Gantt from top to bottom: groups, outlets, stages, steps. Pure, no Qt.

Only blocks (a group header, or an outlet with what is expanded below it) are laid out ahead; the lines of a block are
built when they come into view, so that a thousand expanded outlets cost a thousand sums, not forty thousand rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from outlet_desktop.domain.opening import OpeningId, Status
from outlet_desktop.domain.template import StageId, StepId
from outlet_desktop.schedule.gantt import OutletRow, StageRow, StepRow
from outlet_desktop.ui.gantt.grouping import (
    CLOSED,
    Filter as Filter,
    Sort as Sort,
    attention_group as attention_group,
    chip_of as chip_of,
    counts as counts,
    grouped as grouped,
    natural_order as natural_order,
    ordered as ordered,
    places as places,
    standing as standing,
)
from outlet_desktop.ui.gantt.time_axis import DaysOff

if TYPE_CHECKING:
    from outlet_desktop.engine.launch_port import LaunchDraft

Key = tuple[str, ...]  # ("group", g) ("outlet", o) ("stage", o, stage) ("step", o, step) ("draft", id)
DRAFTS = "drafts"  # the group of what was not sent, or sent back

GROUP_H, OUTLET_H, STEP_H, COMPACT_H = 26, 30, 24, 22


class Kind(Enum):
    """What a line shows."""

    GROUP = "group"
    OUTLET = "outlet"
    STAGE = "stage"
    STEP = "step"
    DRAFT = "draft"  # a launch form that was not sent


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the screen.

    Attributes:
        y, height: px from the top of all lines.
        group, count: Key of the group ("attention", "region:Самара" …) and its number of outlets.
        step: None while the steps of that outlet are still being read.
        step_id: Of a step line, known before `step`. draft: Of a draft line, which has no outlet.
    """

    kind: Kind
    key: Key
    y: int
    height: int
    expanded: bool = False
    group: str = ""
    count: int = 0
    outlet: OutletRow | None = None
    stage: StageRow | None = None
    step: StepRow | None = None
    step_id: StepId = ""
    draft: LaunchDraft | None = None


def opens_by_itself(stage: StageRow) -> bool:
    """Whether a stage is expanded when its outlet is: not a finished and not a far one."""
    return stage.done < stage.total and stage.status is not Status.IDLE


@dataclass(slots=True)
class Expansion:
    """What is open: outlets, collapsed groups, and stages where they differ from `opens_by_itself`."""

    outlets: set[OpeningId] = field(default_factory=set)
    closed_groups: set[str] = field(default_factory=lambda: {"opened_earlier", "closed"})
    stages: dict[tuple[OpeningId, StageId], bool] = field(default_factory=dict)

    def stage_is_open(self, opening: OpeningId, stage: StageRow) -> bool:
        """Whether the steps of that stage show."""
        return self.stages.get((opening, stage.stage), opens_by_itself(stage))


@dataclass(slots=True)
class _Block:
    y: int
    height: int
    group: str
    count: int
    row: OutletRow | None
    draft: LaunchDraft | None = None
    lines: tuple[Line, ...] | None = None
    by_key: dict[Key, Line] | None = None


class Outline:
    """All lines of a view.

    Args:
        groups: (group, rows) from `grouped`; a group "" has no header.
        details: Outlets read whole (with steps), by opening.
        stages_only: The lines of one outlet's own Gantt: no line for the outlet itself.
        row_height: Of stage and step lines.
        drafts: Launch forms that were not sent; they end the group "drafts".
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[OutletRow]]],
        expansion: Expansion,
        details: Mapping[OpeningId, OutletRow] | None = None,
        *,
        stages_only: bool = False,
        row_height: int = STEP_H,
        outlet_height: int = OUTLET_H,
        group_height: int = GROUP_H,
        drafts: Sequence[LaunchDraft] = (),
    ) -> None:
        self.groups = groups
        self.expansion = expansion
        self.details = details or {}
        self._stages_only = stages_only
        self._row_height = row_height
        self._outlet_height = 0 if stages_only else outlet_height
        self._blocks: list[_Block] = []
        self._by_key: dict[Key, int] = {}
        y = 0
        for group, rows in groups:
            forms = drafts if group == DRAFTS else ()
            if group:
                y = self._add(_Block(y, group_height, group, len(rows) + len(forms), None), ("group", group))
            if group in expansion.closed_groups:
                continue
            for row in rows:
                block = _Block(y, self._height_of(row), group, 0, row)
                y = self._add(block, ("outlet", row.opening))
            for draft in forms:
                y = self._add(_Block(y, self._outlet_height, group, 0, None, draft), ("draft", draft.id))
        self.height = y
        self._tops = [block.y for block in self._blocks]

    def replaced(
        self,
        groups: Sequence[tuple[str, Sequence[OutletRow]]],
        details: Mapping[OpeningId, OutletRow],
        changed: Collection[OpeningId],
    ) -> Outline | None:
        """The same lines with other content in these outlets; the others are not laid out again.

        None when one of them is as high no more, or is not in `groups`: then only a new outline will do.
        """
        made = copy(self)
        made.groups, made.details, made._blocks = groups, details, list(self._blocks)
        rows = {row.opening: row for _, inside in groups for row in inside if row.opening in changed}
        for opening in changed:
            number = self._by_key.get(("outlet", opening))
            if number is None:
                continue  # in a group that is closed
            before, row = self._blocks[number], rows.get(opening)
            if row is None or made._height_of(row) != before.height:
                return None
            made._blocks[number] = _Block(before.y, before.height, before.group, 0, row)
        return made

    def _add(self, block: _Block, key: Key) -> int:
        self._by_key[key] = len(self._blocks)
        self._blocks.append(block)
        return block.y + block.height

    def _is_open(self, row: OutletRow) -> bool:
        return self._stages_only or row.opening in self.expansion.outlets

    def _whole(self, row: OutletRow) -> OutletRow:
        return self.details.get(row.opening, row)

    def _height_of(self, row: OutletRow) -> int:
        height = self._outlet_height
        if self._is_open(row):
            for stage in self._whole(row).stages:
                height += self._row_height
                if self.expansion.stage_is_open(row.opening, stage):
                    height += self._row_height * len(stage.steps)
        return height

    def _lines_of(self, block: _Block) -> tuple[Line, ...]:
        if block.lines is not None:
            return block.lines
        key: Key
        row, draft = block.row, block.draft
        if draft is not None:
            key = ("draft", draft.id)
            block.lines = (Line(Kind.DRAFT, key, block.y, block.height, group=block.group, draft=draft),)
            return block.lines
        if row is None:
            open_ = block.group not in self.expansion.closed_groups
            key = ("group", block.group)
            head = Line(Kind.GROUP, key, block.y, block.height, open_, block.group, block.count)
            block.lines = (head,)
            return block.lines
        lines: list[Line] = []
        y = block.y
        open_ = self._is_open(row)
        if not self._stages_only:
            key = ("outlet", row.opening)
            lines.append(Line(Kind.OUTLET, key, y, self._outlet_height, open_, block.group, outlet=row))
            y += self._outlet_height
        if open_:
            whole = self._whole(row)
            steps = {step.step: step for step in whole.steps}
            for stage in whole.stages:
                open_stage = self.expansion.stage_is_open(row.opening, stage)
                key = ("stage", row.opening, stage.stage)
                lines.append(Line(Kind.STAGE, key, y, self._row_height, open_stage, outlet=whole, stage=stage))
                y += self._row_height
                for step_id in stage.steps if open_stage else ():
                    lines.append(
                        Line(
                            Kind.STEP,
                            ("step", row.opening, step_id),
                            y,
                            self._row_height,
                            outlet=whole,
                            stage=stage,
                            step=steps.get(step_id),
                            step_id=step_id,
                        )
                    )
                    y += self._row_height
        block.lines = tuple(lines)
        return block.lines

    def between(self, top: int, bottom: int) -> Iterator[Line]:
        """Lines that touch top <= y < bottom."""
        number = max(0, bisect_right(self._tops, top) - 1)
        while number < len(self._blocks) and self._blocks[number].y < bottom:
            for line in self._lines_of(self._blocks[number]):
                if line.y < bottom and line.y + line.height > top:
                    yield line
            number += 1

    def at(self, y: int) -> Line | None:
        """The line under `y`."""
        return next(self.between(y, y + 1), None) if 0 <= y < self.height else None

    def find(self, key: Key | None) -> Line | None:
        """The line of that key, if it shows."""
        block = self._block_of(key) if key is not None else None
        if key is None or block is None:
            return None
        if block.by_key is None:
            block.by_key = {line.key: line for line in self._lines_of(block)}
        return block.by_key.get(key)

    def touches(self, key: Key, top: int, bottom: int) -> bool:
        """Whether that line, or the outlet it belongs to, has a part in top <= y < bottom."""
        block = self._block_of(key)
        return block is not None and block.y < bottom and block.y + block.height > top

    def _block_of(self, key: Key) -> _Block | None:
        number = self._by_key.get(key if key[0] in ("group", "outlet", "draft") else ("outlet", key[1]))
        return self._blocks[number] if number is not None else None

    def owner(self, line: Line) -> Line | None:
        """The outlet line above a stage or step line."""
        return self.find(("outlet", line.key[1])) if line.kind in (Kind.STAGE, Kind.STEP) else None

    def extent(self, opening: OpeningId) -> tuple[int, int] | None:
        """(top, bottom) of an outlet with everything below it."""
        number = self._by_key.get(("outlet", opening))
        if number is None:
            return None
        block = self._blocks[number]
        return block.y, block.y + block.height

    def beside(self, key: Key | None, by: int) -> Line | None:
        """The line `by` lines below (above when negative), stopping at the ends; the first one for no key."""
        line = self.find(key)
        if line is None:
            return self.at(0)
        for _ in range(abs(by)):
            y = line.y + line.height if by > 0 else line.y - 1
            following = self.at(y)
            if following is None:
                break
            line = following
        return line

    def openings(self) -> list[OpeningId]:
        """Outlets in the order of the screen, those in collapsed groups too."""
        return [row.opening for _, rows in self.groups for row in rows]


def span_of(rows: Iterable[OutletRow], today: date) -> tuple[date, date]:
    """First and last date worth drawing, `today` among them."""
    first = last = today
    for row in rows:
        first = min(first, row.started_on)
        for day in (row.p80, row.p50, row.target, row.forecast_finish, row.finished_on):
            if day is not None:
                last = max(last, day)
        for step in row.steps:
            for span in (step.baseline, step.actual, step.forecast):
                first = min(first, span.start or first)
                last = max(last, span.finish or last)
    return first, last


def within_tolerance(rows: Iterable[OutletRow], off: DaysOff, days: int) -> tuple[int, int]:
    """(running outlets whose P80 is at most `days` working days after the target, running outlets)."""
    good = total = 0
    for row in rows:
        if row.status is Status.DONE or row.state in CLOSED or row.p80 is None or row.target is None:
            continue
        total += 1
        # (So many days hold at most so many working days: most outlets need no counting.)
        good += (row.p80 - row.target).days <= days or off.working_days(row.target, row.p80) <= days
    return good, total
