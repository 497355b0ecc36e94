"""Fewer crossings by orders inside the columns of a layered drawing: exchanges, sifting, a local search, the count.

`rows` are the columns' nodes from top to bottom, `up` and `down` a node's neighbours in the column before and
after, `position` a node's index in its column. The functions change `rows` and `position` together.
"""

from __future__ import annotations

Rows = list[list[int]]
Near = list[list[int]]


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
) -> dict[int, list[int]]:
    """Move single nodes to the best place in their column, past others too (sifting, Rudell 1993).

    Begins in the columns `active`, goes on beside what it changes; returns the columns it has changed, as they were.
    """
    touched: dict[int, list[int]] = {}
    for turn in range(8):
        changed: set[int] = set()
        for column in range(len(rows)) if turn % 2 == 0 else range(len(rows) - 1, -1, -1):
            row = rows[column]
            if column not in active or len(row) < 3:
                continue
            above = [sorted([position[other] for other in up[node]]) for node in row]
            below = [sorted([position[other] for other in down[node]]) for node in row]
            size = len(row)
            # more[a][b]: crossings that a before b has more than b before a
            more = [[0] * size for _ in row]
            for spots in (above, below):
                for a in range(size):
                    spots_a = spots[a]
                    if not spots_a:
                        continue
                    first, last, count = spots_a[0], spots_a[-1], len(spots_a)
                    of_a = more[a]
                    for b in range(a + 1, size):
                        spots_b = spots[b]
                        if not spots_b:
                            continue
                        if last < spots_b[0]:
                            gain = -count * len(spots_b)
                        elif first > spots_b[-1]:
                            gain = count * len(spots_b)
                        else:
                            gain = 0
                            for x in spots_a:
                                for y in spots_b:
                                    gain += (x > y) - (x < y)
                        of_a[b] += gain
                        more[b][a] -= gain
            places = list(range(size))
            moved = True
            improved = False
            while moved:
                moved = False
                for node in range(size):
                    at = places.index(node)
                    cost = best = 0
                    target = at
                    for index in range(at - 1, -1, -1):  # to the front: node before the others
                        cost += more[node][places[index]]
                        if cost < best:
                            best, target = cost, index
                    cost = 0
                    for index in range(at + 1, size):
                        cost += more[places[index]][node]
                        if cost < best:
                            best, target = cost, index
                    if target != at:
                        places.pop(at)
                        places.insert(target, node)
                        moved = improved = True
            if improved:
                touched.setdefault(column, list(row))
                row[:] = [row[place] for place in places]
                for index, node in enumerate(row):
                    position[node] = index
                changed.update((column - 1, column + 1))
        if not changed:
            break
        active = changed
    return touched


def polish(rows: Rows, up: Near, down: Near, crossings: int, tries: int) -> int:
    """Iterated local search: disturb one column, sift around it, keep what is not worse. Changes `rows`."""
    position = [0] * len(up)
    for row in rows:
        for index, node in enumerate(row):
            position[node] = index
    counts = [between(rows, down, position, column) for column in range(len(rows) - 1)]
    wide = [column for column, row in enumerate(rows) if len(row) > 2]
    state = 12345
    for _ in range(tries):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF  # ANSI C's example generator: repeatable is enough
        column = wide[(state >> 8) % len(wide)] if wide else 0
        if not wide or not ((column and counts[column - 1]) or (column < len(counts) and counts[column])):
            continue  # only where flows cross
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        row = rows[column]
        size = len(row)
        here = (state >> 8) % size
        there = (here + 1 + (state >> 18) % (size - 1)) % size
        before = list(row)
        row.insert(there, row.pop(here))
        for index, node in enumerate(row):
            position[node] = index
        touched = sift(rows, up, down, position, {column - 1, column + 1}) | {column: before}
        pairs = {c for t in touched for c in (t - 1, t) if 0 <= c < len(counts)}
        fresh = {c: between(rows, down, position, c) for c in pairs}
        gain = sum(counts[c] - value for c, value in fresh.items())
        if gain >= 0:
            crossings -= gain
            for c, value in fresh.items():
                counts[c] = value
            if not crossings:
                break
            continue
        for c, kept in touched.items():
            rows[c][:] = kept
            for index, node in enumerate(rows[c]):
                position[node] = index
    return crossings


def count(rows: list[list[int]], down: list[list[int]], position: list[int]) -> int:
    """All crossings."""
    return sum([between(rows, down, position, column) for column in range(len(rows) - 1)])


def between(rows: list[list[int]], down: list[list[int]], position: list[int], column: int) -> int:
    """Crossings between a column and the next: inversions of the edges' ends, by a Fenwick tree."""
    ends: list[int] = []
    for node in rows[column]:
        targets = down[node]
        if len(targets) == 1:
            ends.append(position[targets[0]])
        elif targets:
            ends.extend(sorted([position[other] for other in targets]))
    crossings = 0
    size = len(rows[column + 1])
    tree = [0] * (size + 1)
    highest = -1
    for inserted, end in enumerate(ends):
        if end >= highest:
            highest = end  # nothing inserted yet lies below it: no inversion to look up
        else:
            index, at_or_above = end + 1, 0
            while index:
                at_or_above += tree[index]
                index &= index - 1
            crossings += inserted - at_or_above
        index = end + 1
        while index <= size:
            tree[index] += 1
            index += index & -index
    return crossings
