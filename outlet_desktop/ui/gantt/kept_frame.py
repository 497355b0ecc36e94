"""What the next first frame shows: the upper lines of the portfolio as it looks now, as plain values.

Made when the window closes, so it may lean on everything; `ui.first_frame` reads it without importing any of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.first_frame import MAX_ROWS, Frame, FrameColumn, FrameLine
from outlet_desktop.ui.gantt import cells
from outlet_desktop.ui.gantt.columns import BY_KEY, USUAL, ColumnChoice
from outlet_desktop.ui.gantt.grouping import Sort, grouped
from outlet_desktop.ui.gantt.portfolio_cells import outlet_words
from outlet_desktop.ui.gantt.portfolio_memory import Memory, read_memory
from outlet_desktop.ui.gantt.rows import Expansion, Kind, Line, Outline
from outlet_desktop.ui.messages import short_date, signed
from outlet_desktop.ui.text_size import text_size

_MONTH = 4.45  # px a day, the scale at first


def kept_frame(portfolio: Portfolio, look: str) -> Frame:
    """The first 60 lines. `look`: as of `PortfolioPlace.view_state`, "" = as at first."""
    memory = read_memory(look) or Memory()
    widths = {key: width for key, width in (memory.widths or {}).items() if key in BY_KEY}
    choice = ColumnChoice(widths=widths, ratio=text_size.ratio)
    choice.choose(memory.columns or USUAL)
    split = memory.split or choice.natural()
    columns = tuple(
        FrameColumn(key, left, right, BY_KEY[key].at_right) for key, (left, right) in choice.places(split).items()
    )
    sort = Sort(memory.sort, memory.descending) if memory.sort in BY_KEY else None
    groups = grouped(portfolio.rows, memory.grouping or "attention", sort, portfolio.today)
    return Frame(
        portfolio.today,
        columns,
        split,
        memory.px_per_day or _MONTH,
        memory.strip,
        memory.legend,
        tuple(_lines(Outline(groups, _expansion(memory)), choice)),
    )


def _expansion(memory: Memory) -> Expansion:
    found = Expansion(set(memory.outlets))
    if memory.columns:  # something was kept: the groups that are closed, too
        found.closed_groups = set(memory.closed_groups)
        found.stages = {(opening, stage): is_open for opening, stage, is_open in memory.stages}
    return found


def _lines(outline: Outline, choice: ColumnChoice) -> Iterator[FrameLine]:
    for number, line in enumerate(outline.between(0, outline.height)):
        if number >= MAX_ROWS:
            return
        yield _line(line, choice)


def _line(line: Line, choice: ColumnChoice) -> FrameLine:
    if line.kind is Kind.OUTLET and line.outlet is not None:
        row = line.outlet
        words = {key: outlet_words(row, key) for key in choice.shown if key not in ("outlet", "steps")}
        bar = (_number(row.started_on), _number(row.target), _number(_end(row)), row.status.value == "done")
        return FrameLine(
            "outlet", row.address, row.city, row.status.value, line.expanded, row.done, row.total, words, _ink(row), bar
        )
    if line.kind is Kind.STAGE and line.stage is not None:
        stage = line.stage
        words = _of_stage(stage.baseline.finish, stage.forecast.finish, stage.deviation)
        ink = cells.deviation_look(stage.deviation)[0]
        status = stage.status.value
        return FrameLine("stage", stage.title, "", status, line.expanded, stage.done, stage.total, words, ink)
    if line.kind is Kind.GROUP:
        return FrameLine("group", line.group, "", "", line.expanded, line.count)
    return FrameLine("step")


def _end(row: OutletRow) -> date | None:
    return row.finished_on or row.p50 or row.forecast_finish


def _ink(row: OutletRow) -> str:
    return cells.deviation_look(row.slip_days)[0]


def _of_stage(plan: date | None, forecast: date | None, deviation: int) -> dict[str, str]:
    return {"target": short_date(plan), "p50": short_date(forecast), "deviation": signed(deviation)}


def _number(day: date | None) -> int:
    return day.toordinal() if day is not None else 0
