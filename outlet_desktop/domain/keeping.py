"""An arrangement that leaves cards in their rows: the drawing a person knows, after a small change of it.

The best drawing of a process and the best drawing of the same process with one step more can look quite different.
So when the present rows are nearly as good as the best ones, they stay, and only cards that would cover others move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from outlet_desktop.domain.cards import PITCH_Y
from outlet_desktop.domain.crossings import count as count_crossings
from outlet_desktop.domain.layered import Drawing

# What is put up with: times the length of the best drawing, times its crossings and one more for so many flows.
_LONGER, _CROSSED, _FLOWS = 1.35, 1.25, 20


def kept_rows(present: Sequence[int], columns: Sequence[int], joins: Sequence[bool]) -> list[int]:
    """The row of each card, in half rows: its present one, or the nearest free one of its column.

    Where two want the same row, the one that comes later among the steps gives way: it is the newer one. Joins are
    left out (0): they stand where their inputs say.
    """
    cards = [node for node, is_join in enumerate(joins) if not is_join]
    residues = Counter(present[node] % PITCH_Y for node in cards)
    offset = max(residues, key=lambda residue: (residues[residue], -residue), default=0)
    rows = [0] * len(joins)
    taken: set[tuple[int, int]] = set()
    for node in sorted(cards, key=lambda one: ((present[one] - offset) % PITCH_Y != 0, one)):
        wish = (present[node] - offset) / PITCH_Y
        row = round(wish)
        reach = 0
        while (columns[node], row) in taken:
            reach += 1
            near = (round(wish) + reach, round(wish) - reach)
            row = min((one for one in near), key=lambda one: ((columns[node], one) in taken, abs(one - wish), one))
        taken.add((columns[node], row))
        rows[node] = 2 * row
    return rows


def is_as_good(drawing: Drawing, kept: Sequence[int], best: Sequence[int]) -> bool:
    """Whether the kept rows cross and wander hardly more than the best ones."""
    crossings, length = measure(drawing, kept)
    least, shortest = measure(drawing, best)
    return crossings <= least * _CROSSED + len(drawing.chains) // _FLOWS and length <= shortest * _LONGER


def measure(drawing: Drawing, rows: Sequence[int]) -> tuple[int, int]:
    """(crossings, rows gone up and down by all flows, in half rows) with the cards in these half rows."""
    height: list[float] = [*rows, *([0.0] * (len(drawing.layer) - drawing.count))]
    length = 0
    for chain in drawing.chains:
        start, end = height[chain[0]], height[chain[-1]]
        length += abs(rows[chain[0]] - rows[chain[-1]])
        for place, node in enumerate(chain[1:-1], 1):
            height[node] = start + (end - start) * place / (len(chain) - 1)
    columns: list[list[int]] = [[] for _ in drawing.rows]
    for node, column in enumerate(drawing.layer):
        columns[column].append(node)
    position = [0] * len(drawing.layer)
    for column_nodes in columns:
        column_nodes.sort(key=lambda node: (height[node], node))
        for index, node in enumerate(column_nodes):
            position[node] = index
    return count_crossings(columns, drawing.down, position), length
