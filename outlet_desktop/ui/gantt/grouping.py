"""Which outlets are shown, in what groups and in what order. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.schedule.gantt import OutletRow, StageRow

CLOSED = (OpeningState.CANCELLED, OpeningState.REJECTED)
RECENT_DAYS = 60


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: a chip ("" = all, else a `Status` value or "closed") and words that must all occur."""

    chip: str = ""
    text: str = ""

    def shows(self, row: OutletRow) -> bool:
        """Whether the row passes."""
        if self.chip and chip_of(row) != self.chip:
            return False
        if not self.text.strip():
            return True
        hay = " ".join(
            (row.address, row.city, row.region, row.now, *(holder.person for holder in row.held_by))
        ).casefold()
        return all(word in hay for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class Sort:
    """A sorted column: a key of `columns.SPECS`."""

    column: str
    descending: bool = False


def chip_of(row: OutletRow) -> str:
    """The chip that counts the row: its status, or "closed" for a rejected or cancelled one."""
    return "closed" if row.state in CLOSED else row.status.value


def counts(rows: Iterable[OutletRow], text: str = "") -> dict[str, int]:
    """Number of rows by chip, "" = all of them, among those that hold the words of `text`."""
    found = {"": 0}
    words = Filter(text=text)
    for row in rows:
        if words.shows(row):
            chip = chip_of(row)
            found[""] += 1
            found[chip] = found.get(chip, 0) + 1
    return found


_FAR = date.max
_SEVERITY = {
    Status.BLOCKED: 0,
    Status.LATE: 1,
    Status.RISK: 2,
    Status.ACTIVE: 3,
    Status.IDLE: 4,
    Status.DONE: 5,
}
_ATTENTION_ORDER = ("attention", "on_track", "deciding", "drafts", "opened", "opened_earlier", "closed")


def attention_group(row: OutletRow, today: date) -> str:
    """Group of the row in the default grouping."""
    if row.state in CLOSED:
        return "closed"
    if row.state is OpeningState.DRAFT:
        return "drafts"
    if row.attention:
        return "attention"
    if row.status is Status.DONE:
        opened = row.finished_on or row.p50
        recent = opened is None or opened >= today - timedelta(days=RECENT_DAYS)
        return "opened" if recent else "opened_earlier"
    return "deciding" if row.status is Status.IDLE else "on_track"


def natural_order(row: OutletRow) -> tuple[object, ...]:
    """Most severe first, then by target date; opened ones newest first."""
    if row.status is Status.DONE:
        opened = row.finished_on or row.p50 or row.target or _FAR
        return (_SEVERITY[row.status], -opened.toordinal(), row.address)
    return (_SEVERITY[row.status], (row.target or _FAR).toordinal(), row.address)


def current_stage(row: OutletRow) -> StageRow | None:
    """The stage the outlet is in: that of the step which holds it, else the first unfinished one; None = none is."""
    holder = row.held_by[0].step if row.held_by else ""
    held = next((stage for stage in row.stages if holder in stage.steps), None)
    return held or next((stage for stage in row.stages if stage.done < stage.total), None)


def _holder(row: OutletRow) -> str | None:
    holder = row.held_by[0] if row.held_by else None
    return (holder.person or holder.role_title).casefold() if holder is not None else None


def _stage_number(row: OutletRow) -> int | None:
    stage = current_stage(row)
    return row.stages.index(stage) if stage is not None else None


_COLUMNS: Mapping[str, Callable[[OutletRow], object]] = {
    "outlet": lambda row: row.address.casefold(),
    "region": lambda row: row.region.casefold() or None,
    "director": lambda row: row.director.casefold() or None,
    "stage": _stage_number,
    "held": _holder,
    "since": lambda row: row.held_by[0].since if row.held_by else None,
    "waiting": lambda row: row.waiting,
    "chance": lambda row: row.chance if row.finished_on is None else None,
    "now": lambda row: row.now.casefold(),
    "steps": lambda row: row.done / row.total if row.total else 0.0,
    "target": lambda row: row.target,
    "p50": lambda row: row.p50 or row.finished_on,
    "p80": lambda row: row.p80,
    "deviation": lambda row: row.slip_days,
}


def ordered(rows: Iterable[OutletRow], sort: Sort | None) -> list[OutletRow]:
    """Rows in their natural order, or by a column; rows without a value come last in both directions."""
    natural = sorted(rows, key=natural_order)
    if sort is None:
        return natural
    value = _COLUMNS[sort.column]
    known = [row for row in natural if value(row) is not None]
    known.sort(key=lambda row: value(row), reverse=sort.descending)  # type: ignore[arg-type,return-value]
    return known + [row for row in natural if value(row) is None]


def standing(row: OutletRow, grouping: str, sort: Sort | None, today: date) -> tuple[object, ...]:
    """What the place of a row among the others hangs on: the same before and after = it stays where it is."""
    ((group, _),) = grouped((row,), grouping, sort, today)
    by_column = _COLUMNS[sort.column](row) if sort is not None else None
    return group, natural_order(row), by_column, _stage_number(row) if grouping == "stage" else None


def grouped(
    rows: Iterable[OutletRow], grouping: str, sort: Sort | None, today: date
) -> list[tuple[str, list[OutletRow]]]:
    """(group, rows) in the order of the screen.

    Args:
        grouping: "attention", "region", "process", "stage", "director" or "none" (one group "").
    """
    found: dict[str, list[OutletRow]] = {}
    place: dict[str, int] = {}  # of a stage within its process
    for row in ordered(rows, sort):
        match grouping:
            case "attention":
                group = attention_group(row, today)
            case "region":
                group = f"region:{row.region}"
            case "process":
                group = f"process:{row.template}"
            case "director":
                group = f"director:{row.director}"
            case "stage":
                stage = current_stage(row)
                group = f"stage:{stage.title if stage is not None else ''}"
                place[group] = min(place.get(group, len(row.stages)), _stage_number(row) or 0)
            case _:
                group = ""
        found.setdefault(group, []).append(row)
    if grouping == "attention":
        return [(name, found[name]) for name in _ATTENTION_ORDER if name in found]
    # Where there is nothing to group by, the group comes last; stages stand in the order of the work.
    return sorted(found.items(), key=lambda item: (item[0].endswith(":"), place.get(item[0], 0), item[0]))


def places(groups: Sequence[tuple[str, list[OutletRow]]]) -> list[tuple[str, list[str]]]:
    """Which outlets stand where: the ids of their openings by group."""
    return [(name, [row.opening for row in inside]) for name, inside in groups]
