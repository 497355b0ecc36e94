"""The layered drawing of a DAG, on plain numbers: columns, orders inside them, heights. No dependency.

The method of Sugiyama, Tagawa and Toda (1981): longest-path columns pulled together; a chain of dummy nodes
for every flow that passes columns; orders by median and barycentre sweeps with exchanges of neighbours, judged by
an exact count of crossings (Barth, Juenger and Mutzel 2002: inversions by a Fenwick tree); heights by the
pool-adjacent-violators algorithm, optimal inside a column for its neighbours' heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DUMMY = 0.5  # height of a passing flow, rows


@dataclass(slots=True)
class Drawing:
    """Nodes 0 … `count`-1 are the given ones, then come the dummies.

    Attributes:
        layer: Column of each node.
        rows: The nodes of each column from top to bottom.
        up, down: Neighbours in the column before and after.
        chains: For each edge its nodes from source to target, dummies included.
        crossings: Pairs of edges that cross between neighbouring columns.
    """

    count: int
    layer: list[int]
    rows: list[list[int]]
    up: list[list[int]]
    down: list[list[int]]
    chains: list[list[int]]
    crossings: int = 0


def layers(
    count: int, edges: Sequence[tuple[int, int]], order: Sequence[int], band: Sequence[int], late: Sequence[bool]
) -> list[int]:
    """Column of each node: edges go to the right, a later band begins right of the earlier one's end.

    `order` is topological; `band` must not fall along an edge. Nodes then move inside their slack to where the
    total length of their edges is less; `late` ones also where it is the same, towards their targets.
    """
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in edges:
        before[target].append(source)
        after[source].append(target)
    column = [0] * count
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    start = 0
    for stage in sorted(set(band)):
        first[stage] = end = start
        for node in order:
            if band[node] == stage:
                column[node] = max([start] + [column[other] + 1 for other in before[node]])
                end = max(end, column[node])
        last[stage], start = end, end + 1
    low = [first[stage] for stage in band]
    high = [last[stage] for stage in band]
    for _ in range(8):
        moved = _shift(column, order[::-1], after, before, high, 1)
        moved = _shift(column, order, before, after, [-place for place in low], -1) or moved
        if not moved:
            break
    _balance(column, order, before, after, low, high, late)
    return column


def _balance(
    column: list[int],
    order: Sequence[int],
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
    low: Sequence[int],
    high: Sequence[int],
    late: Sequence[bool],
) -> None:
    """Move nodes that may stand anywhere for the same total length to the emptiest column (`late`: the last)."""
    crowd: dict[int, int] = {}
    for place in column:
        crowd[place] = crowd.get(place, 0) + 1
    for node in reversed(order):
        inputs, outputs = before[node], after[node]
        if len(inputs) != len(outputs):
            continue
        lowest = max([low[node]] + [column[other] + 1 for other in inputs])
        highest = min([high[node]] + [column[other] - 1 for other in outputs])
        here = column[node]
        target = highest
        if not late[node]:
            target = min(range(lowest, highest + 1), key=lambda place: (crowd.get(place, 0) - (place == here), place != here))
        crowd[here] -= 1
        crowd[target] = crowd.get(target, 0) + 1
        column[node] = target


def _shift(
    column: list[int],
    order: Sequence[int],
    ahead: Sequence[Sequence[int]],
    behind: Sequence[Sequence[int]],
    limit: Sequence[int],
    way: int,
) -> bool:
    """Move nodes to one side (`way`: 1 right, -1 left), with all they push, where the edges get shorter.

    A node and the nodes it pushes (neighbours ahead at distance 1, and theirs) move as one. The edges between
    them keep their length, so the gain is the sum over them of edges ahead less edges behind. With both ways
    repeated this finds the least total length in all but rare knots, in a part of a network simplex's time.
    """
    net = [len(ahead[node]) - len(behind[node]) for node in range(len(column))]
    place = column if way == 1 else [-value for value in column]
    moved = False
    for node in order:
        if net[node] <= 0:
            continue
        while place[node] < limit[node]:
            pushed = {node}
            todo = [node]
            gain = net[node]
            room = len(column)
            for here in todo:
                at = place[here]
                room = min(room, limit[here] - at)
                if room <= 0:
                    break
                for other in ahead[here]:
                    if place[other] == at + 1 and other not in pushed:
                        pushed.add(other)
                        todo.append(other)
                        gain += net[other]
            if room <= 0 or gain <= 0:
                break
            for here in todo:
                at = place[here]
                for other in ahead[here]:
                    if other not in pushed:
                        room = min(room, place[other] - at - 1)
            for here in todo:
                place[here] += room
            moved = True
    if way == -1:
        column[:] = [-value for value in place]
    return moved


def draw(
    count: int,
    edges: Sequence[tuple[int, int]],
    layer: Sequence[int],
    rank: Sequence[int],
    starts: int,
    tries: int,
    sweeps: int = 6,
    patience: int = 2,
) -> Drawing:
    """Order the columns: the best of `starts` first orders, then `tries` disturbances of it.

    `rank` is the order that breaks ties.
    """
    drawing = _with_dummies(count, edges, layer)
    best: list[list[int]] | None = None
    fewest = -1
    for start in range(starts):
        rows = _first_order(drawing, rank, start)
        found, rows = _improve(drawing, rows, sweeps, patience, start, fewest)
        if best is None or found < fewest:
            best, fewest = rows, found
        if not fewest:
            break
    drawing.rows = best or []
    drawing.crossings = max(fewest, 0)
    if drawing.crossings:
        drawing.crossings = _polish(drawing, drawing.rows, drawing.crossings, tries)
    return drawing


def _with_dummies(count: int, edges: Sequence[tuple[int, int]], layer: Sequence[int]) -> Drawing:
    columns = list(layer)
    up: list[list[int]] = [[] for _ in range(count)]
    down: list[list[int]] = [[] for _ in range(count)]
    chains = []
    for source, target in edges:
        here, chain = source, [source]
        for column in range(layer[source] + 1, layer[target]):
            node = len(columns)
            columns.append(column)
            up.append([here])
            down.append([])
            down[here].append(node)
            chain.append(node)
            here = node
        down[here].append(target)
        up[target].append(here)
        chain.append(target)
        chains.append(chain)
    rows: list[list[int]] = [[] for _ in range(max(columns, default=-1) + 1)]
    for node, column in enumerate(columns):
        rows[column].append(node)
    return Drawing(count, columns, rows, up, down, chains)


def _first_order(drawing: Drawing, rank: Sequence[int], start: int) -> list[list[int]]:
    """Depth first from the sources, from the sinks, then from the sources with their order mixed."""
    from_sinks = start == 1
    near = drawing.up if from_sinks else drawing.down
    away = drawing.down if from_sinks else drawing.up
    total = len(drawing.layer)
    place = [rank[node] if node < drawing.count else 0 for node in range(total)]
    for chain in drawing.chains:
        for node in chain[1:-1]:
            place[node] = place[chain[0] if from_sinks else chain[-1]]
    if start > 1:
        place = [_mixed(value, start) for value in place]
    seen = [False] * total
    rows: list[list[int]] = [[] for _ in drawing.rows]
    for root in sorted([node for node in range(total) if not away[node]], key=place.__getitem__):
        stack = [root]
        while stack:
            node = stack.pop()
            if seen[node]:
                continue
            seen[node] = True
            rows[drawing.layer[node]].append(node)
            stack.extend(sorted(near[node], key=place.__getitem__, reverse=True))
    return rows


def _mixed(value: int, start: int) -> int:
    """A repeatable shuffle key (Knuth's multiplicative hash, another for each start)."""
    mixed = (value + 1) * 2654435761 + start * 40503
    return (mixed ^ (mixed >> 13)) * 1274126177 & 0xFFFFFFFF


def _improve(
    drawing: Drawing, rows: list[list[int]], sweeps: int, patience: int, start: int, to_beat: int
) -> tuple[int, list[list[int]]]:
    """Sweep until `patience` sweeps in a row bring nothing; the fewest crossings and the rows that have them."""
    up, down = drawing.up, drawing.down
    position = [0] * len(drawing.layer)
    for row in rows:
        for index, node in enumerate(row):
            position[node] = index
    fewest, kept, idle = _count(rows, down, position), [list(row) for row in rows], 0
    for sweep in range(sweeps):
        if not fewest:
            break
        forward = (sweep + start) % 2 == 0
        beside = up if forward else down
        by_median = (sweep // 2) % 2 == 1
        for column in range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1):
            row = rows[column]
            key: dict[int, float] = {}
            for node in row:
                near = beside[node]
                if len(near) == 1:
                    key[node] = position[near[0]]
                elif not near:
                    key[node] = position[node]
                elif by_median and len(near) > 2:
                    spots = sorted([position[other] for other in near])
                    half = len(spots) // 2
                    key[node] = spots[half] if len(spots) % 2 else (spots[half] + spots[half - 1]) / 2
                else:
                    key[node] = sum([position[other] for other in near]) / len(near)
            row.sort(key=key.__getitem__)
            for index, node in enumerate(row):
                position[node] = index
        # On alternate sweeps exchanges that cost nothing are made too: a walk on the plateau opens new ones.
        _exchange(rows, up, down, position, with_equal=sweep % 4 > 1)
        found = _count(rows, down, position)
        if found < fewest:
            fewest, kept, idle = found, [list(row) for row in rows], 0
            continue
        idle += 1
        if idle >= patience or (idle >= 2 and 0 <= to_beat and found > 2 * to_beat + 4):
            break
    if not fewest:
        return fewest, kept
    for row in kept:
        for index, node in enumerate(row):
            position[node] = index
    _sift(kept, up, down, position, set(range(len(kept))))
    fewest = _count(kept, down, position)
    return fewest, kept


def _exchange(
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


def _sift(
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


def _polish(drawing: Drawing, rows: list[list[int]], crossings: int, tries: int) -> int:
    """Iterated local search: disturb one column, sift around it, keep what is not worse. Changes `rows`."""
    up, down = drawing.up, drawing.down
    position = [0] * len(drawing.layer)
    for row in rows:
        for index, node in enumerate(row):
            position[node] = index
    counts = [_between(rows, down, position, column) for column in range(len(rows) - 1)]
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
        touched = _sift(rows, up, down, position, {column - 1, column + 1}) | {column: before}
        pairs = {c for t in touched for c in (t - 1, t) if 0 <= c < len(counts)}
        fresh = {c: _between(rows, down, position, c) for c in pairs}
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


def _count(rows: list[list[int]], down: list[list[int]], position: list[int]) -> int:
    """All crossings."""
    return sum([_between(rows, down, position, column) for column in range(len(rows) - 1)])


def _between(rows: list[list[int]], down: list[list[int]], position: list[int], column: int) -> int:
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


# ------------------------------------------------------------------------------------------------ heights


def heights(drawing: Drawing, size: Sequence[float], weight: Sequence[float], sweeps: int = 8) -> list[float]:
    """Middle of each node, in rows: near the mean of its neighbours, apart by the nodes' `size`."""
    middle = [0.0] * len(drawing.layer)
    for row in drawing.rows:
        at = -sum([size[node] for node in row]) / 2
        for node in row:
            middle[node] = at + size[node] / 2
            at += size[node]
    last = len(drawing.rows)
    for sweep in range(sweeps):
        forward = sweep % 2 == 0
        for column in range(1, last) if forward else range(last - 2, -1, -1):
            row = drawing.rows[column]
            wanted = []
            for node in row:
                near = drawing.up[node] if forward else drawing.down[node]
                if sweep >= sweeps - 2:
                    near = drawing.up[node] + drawing.down[node]
                wanted.append(sum([middle[other] for other in near]) / len(near) if near else middle[node])
            gaps = [0.0] + [(size[a] + size[b]) / 2 for a, b in zip(row, row[1:], strict=False)]
            for node, value in zip(row, pooled(wanted, gaps, [weight[node] for node in row]), strict=True):
                middle[node] = value
    return middle


def pooled(wanted: Sequence[float], gaps: Sequence[float], weight: Sequence[float]) -> list[float]:
    """Values in order, each at least `gaps[i]` after the one before, nearest to `wanted` by weighted squares.

    Pool adjacent violators (Ayer et al. 1955) on the values with the gaps taken off.
    """
    offsets: list[float] = []
    offset = 0.0
    blocks: list[list[float]] = []  # weighted sum, weight, number of values
    for value, gap, heavy in zip(wanted, gaps, weight, strict=True):
        offset += gap
        offsets.append(offset)
        total, sum_of_weights, number = (value - offset) * heavy, heavy, 1.0
        while blocks and blocks[-1][0] * sum_of_weights > total * blocks[-1][1]:
            before = blocks.pop()
            total, sum_of_weights, number = total + before[0], sum_of_weights + before[1], number + before[2]
        blocks.append([total, sum_of_weights, number])
    result: list[float] = []
    for total, sum_of_weights, number in blocks:
        result += [total / sum_of_weights] * int(number)
    return [value + offset for value, offset in zip(result, offsets, strict=True)]
