"""Where an outlet stands in the list of the portfolio, and which ones stand beside it. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.gantt.grouping import grouped

Listed = Sequence[tuple[str, OpeningId]]


def listed(portfolio: Portfolio | None) -> Listed:
    """(group, opening) of every outlet, in the usual order."""
    if portfolio is None:
        return ()
    groups = grouped(portfolio.rows, "attention", None, portfolio.today)
    return [(group, row.opening) for group, inside in groups for row in inside]


def place_in(found: Listed, opening: OpeningId) -> tuple[str, int, int]:
    """(group, place from 1, number): within those needing attention, else within all; place 0 = not among them."""
    group = next((name for name, one in found if one == opening), "")
    inside = [one for name, one in found if group != "attention" or name == group]
    place = inside.index(opening) + 1 if opening in inside else 0
    return group, place, len(inside)


def neighbour(found: Listed, opening: OpeningId, by: int) -> OpeningId | None:
    """The one so many places further down, None past the ends."""
    inside = [one for _, one in found]
    if opening not in inside:
        return None
    place = inside.index(opening) + by
    return inside[place] if 0 <= place < len(inside) else None
