"""Fewer crossings by orders inside the columns of a layered drawing: exchanges, sifting, a local search, the count.

`rows` are the columns' nodes from top to bottom, `up` and `down` a node's neighbours in the column before and
after, `position` a node's index in its column. The functions change `rows` and `position` together.
"""

from __future__ import annotations

from bisect import bisect_right

Rows = list[list[int]]
Near = list[list[int]]

_MOST_PAIRS = 8_000_000  # some 60 ns each


def exchange(
    rows: list[list[int]],
    up: list[list[int]],
    down: list[list[int]],
    position: list[int],
    with_equal: bool,
) -> None:
    """Exchange neighbours in their column while that removes crossings."""
    active = set(range(len(rows)))
    for turn in range(6):
        changed: set[int] = set()
        for column in range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1):
            if column not in active:
                continue
            row = rows[column]
            for index in range(len(row) - 1):
                a, b = row[index], row[index + 1]
                gain = 0
                for beside in (up, down):
                    of_a, of_b = beside[a], beside[b]
                    if not of_a or not of_b:
                        continue
                    if len(of_a) == 1 and len(of_b) == 1:
                        x, y = position[of_a[0]], position[of_b[0]]
                        gain += (x > y) - (x < y)
                    else:
                        spots = [position[other] for other in of_b]
                        for other in of_a:
                            x = position[other]
                            for y in spots:
                                gain += (x > y) - (x < y)
                if gain > 0 or (with_equal and gain == 0 and turn == 0):
                    row[index], row[index + 1] = b, a
                    position[a], position[b] = index + 1, index
                    if gain > 0:
                        changed.update((column - 1, column, column + 1))
        if not changed:
            return
        active = changed


def sift(
    rows: list[list[int]], up: list[list[int]], down: list[list[int]], position: list[int], active: set[int]
) -> tuple[dict[int, list[int]], int, int]:
    """Move single nodes to the best place in their column, past others too (sifting, Rudell 1993).

    Begins in the columns `active`, goes on beside what it changes; returns the columns it has changed, as they were,
    how many crossings are gone, and how many pairs of nodes it has looked at.
    """
    touched: dict[int, list[int]] = {}
    gone = looked_at = 0
    for turn in range(8):
        changed: set[int] = set()
        for column in sorted(active, reverse=turn % 2 == 1):
            if not 0 <= column < len(rows) or len(rows[column]) < 3:
                continue
            row = rows[column]
            more = _differences(row, up, down, position)
            places = list(range(len(row)))
            looked_at += len(row) ** 2
            gain = _sifted(places, more)
            if gain:
                gone += gain
                touched.setdefault(column, list(row))
                row[:] = [row[place] for place in places]
                for index, node in enumerate(row):
                    position[node] = index
                changed.update((column - 1, column + 1))
        if not changed:
            break
        active = changed
    return touched, gone, looked_at


def _differences(row: list[int], up: Near, down: Near, position: list[int]) -> list[list[int]]:
    """[a][b]: crossings that the a-th node before the b-th has more than the b-th before the a-th."""
    size = len(row)
    more = [[0] * size for _ in row]
    for near in (up, down):
        ends: list[tuple[int, int, int, int, list[int]]] = []  # place in the row, first, last, how many, all of them
        for index, node in enumerate(row):
            of = near[node]
            if len(of) == 1:
                spot = position[of[0]]
                ends.append((index, spot, spot, 1, of))
            elif of:
                spots = sorted([position[other] for other in of])
                ends.append((index, spots[0], spots[-1], len(spots), spots))
        for number, (a, first, last, count, spots_a) in enumerate(ends, 1):
            of_a = more[a]
            for b, start, end, others, spots_b in ends[number:]:
                if last < start:
                    of_a[b] -= count * others
                elif first > end:
                    of_a[b] += count * others
                elif count > 1 or others > 1:
                    gain = 0
                    for x in spots_a if count > 1 else (first,):
                        for y in spots_b if others > 1 else (start,):
                            gain += (x > y) - (x < y)
                    of_a[b] += gain
    for a in range(1, size):
        of_a = more[a]
        for b in range(a):
            of_a[b] = -more[b][a]
    return more


def _sifted(places: list[int], more: list[list[int]]) -> int:
    """Move single places to where they cost least until none gains; how many crossings are gone."""
    size = len(places)
    gone = 0
    moved = True
    while moved:
        moved = False
        for node in range(size):
            at = places.index(node)
            of_node = more[node]
            cost = best = 0
            target = at
            for index in range(at - 1, -1, -1):  # to the front: node before the others
                cost += of_node[places[index]]
                if cost < best:
                    best, target = cost, index
            cost = 0
            for index in range(at + 1, size):
                cost -= of_node[places[index]]
                if cost < best:
                    best, target = cost, index
            if target != at:
                places.pop(at)
                places.insert(target, node)
                gone -= best
                moved = True
    return gone


def polish(rows: Rows, up: Near, down: Near, crossings: int, tries: int) -> int:
    """Iterated local search: disturb one column, sift around it, keep what is not worse. Changes `rows`.

    Ends early where the columns are so high that it would take longer than half a second.
    """
    position = [0] * len(up)
    for row in rows:
        for index, node in enumerate(row):
            position[node] = index
    wide = [column for column, row in enumerate(rows) if len(row) > 2]
    counts = [between(rows, down, position, column) for column in range(len(rows) - 1)]
    if not wide:
        return crossings
    state = 12345
    work = 0
    for _ in range(tries):
        if work > _MOST_PAIRS:
            break
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF  # ANSI C's example generator: repeatable is enough
        column = wide[(state >> 8) % len(wide)]
        if not ((column and counts[column - 1]) or (column < len(counts) and counts[column])):
            continue  # only where flows cross
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        row = rows[column]
        size = len(row)
        here = (state >> 8) % size
        there = (here + 1 + (state >> 18) % (size - 1)) % size
        before = list(row)
        gain = -_moving(row, here, there, up, down, position)
        row.insert(there, row.pop(here))
        for index in range(min(here, there), max(here, there) + 1):
            position[row[index]] = index
        touched, gone, pairs = sift(rows, up, down, position, {column - 1, column + 1})
        gain += gone
        work += pairs
        if gain >= 0:
            crossings -= gain
            if not crossings:
                break
            for c in {pair for one in (column, *touched) for pair in (one - 1, one) if 0 <= pair < len(counts)}:
                counts[c] = between(rows, down, position, c)
            continue
        touched[column] = before
        for c, kept in touched.items():
            rows[c][:] = kept
            for index, node in enumerate(kept):
                position[node] = index
    return crossings


def _moving(row: list[int], here: int, there: int, up: Near, down: Near, position: list[int]) -> int:
    """How many crossings more there are when a node of the row goes from one place to another."""
    node = row[here]
    passed = row[here + 1 : there + 1] if there > here else row[there:here]
    more = 0
    for near in (up, down):
        spots = [position[other] for other in near[node]]
        for other in passed:
            for beside in near[other]:
                y = position[beside]
                for x in spots:
                    more += (y > x) - (y < x)
    return more if there > here else -more


def count(rows: list[list[int]], down: list[list[int]], position: list[int]) -> int:
    """All crossings."""
    return sum([between(rows, down, position, column) for column in range(len(rows) - 1)])


def between(rows: list[list[int]], down: list[list[int]], position: list[int], column: int) -> int:
    """Crossings between a column and the next: inversions of the edges' ends, by insertion into a sorted list."""
    ends: list[int] = []
    for node in rows[column]:
        targets = down[node]
        if len(targets) == 1:
            ends.append(position[targets[0]])
        elif targets:
            ends.extend(sorted([position[other] for other in targets]))
    crossings = 0
    above: list[int] = []
    for inserted, end in enumerate(ends):
        place = bisect_right(above, end)
        crossings += inserted - place
        above.insert(place, end)
    return crossings
