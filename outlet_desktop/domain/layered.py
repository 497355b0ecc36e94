"""The layered drawing of a DAG, on plain numbers: columns, orders inside them, heights. No dependency.

The method of Sugiyama, Tagawa and Toda (1981): longest-path columns pulled together; a chain of dummy nodes
for every flow that passes columns; orders by median and barycentre sweeps with exchanges of neighbours, judged by
an exact count of crossings (Barth, Juenger and Mutzel 2002: the inversions of the edges' ends); heights by the
pool-adjacent-violators algorithm, optimal inside a column for its neighbours' heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from outlet_desktop.domain.crossings import count as count_crossings, exchange, polish, sift

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
    _delay(column, order, before, after, high, late)
    return column


def _delay(
    column: list[int],
    order: Sequence[int],
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
    high: Sequence[int],
    late: Sequence[bool],
) -> None:
    """Move the `late` nodes that may stand anywhere for the same total length right before their targets."""
    for node in reversed(order):
        if late[node] and len(before[node]) == len(after[node]):
            column[node] = min([high[node]] + [column[other] - 1 for other in after[node]])


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
    # A node at its limit, and one that pushes such a node, stays where it is for the whole pass: it is never moved,
    # so what it pushes against never gets away either.
    is_stuck = [False] * len(column)
    moved = False
    for node in order:
        at = place[node]
        if at >= limit[node]:
            is_stuck[node] = True
            continue
        for other in ahead[node]:
            if is_stuck[other] and place[other] == at + 1:
                is_stuck[node] = True
                break
        if is_stuck[node] or net[node] <= 0:
            continue
        while place[node] < limit[node]:
            pushed = {node}
            todo = [node]
            gain = net[node]
            room = len(column)
            for here in todo:
                at = place[here]
                if limit[here] - at < room:
                    room = limit[here] - at
                if is_stuck[here] or room <= 0:
                    room = 0
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
    sweeps: int = 4,
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
        drawing.crossings = polish(drawing.rows, drawing.up, drawing.down, drawing.crossings, tries)
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
    fewest, kept, idle = count_crossings(rows, down, position), [list(row) for row in rows], 0
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
        exchange(rows, up, down, position, with_equal=sweep % 4 > 1)
        found = count_crossings(rows, down, position)
        if found < fewest:
            fewest, kept, idle = found, [list(row) for row in rows], 0
            continue
        idle += 1
        if idle >= patience or (idle >= 2 and to_beat >= 0 and found > 2 * to_beat + 4):
            break
    if not fewest or (to_beat >= 0 and fewest > 1.25 * to_beat + 1):
        return fewest, kept  # sifting does not take away that many
    for row in kept:
        for index, node in enumerate(row):
            position[node] = index
    _, gone, _ = sift(kept, up, down, position, set(range(len(kept))))
    return fewest - gone, kept


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
    gaps = [[0.0] + [(size[a] + size[b]) / 2 for a, b in pairwise(row)] for row in drawing.rows]
    weights = [[weight[node] for node in row] for row in drawing.rows]
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
            for node, value in zip(row, pooled(wanted, gaps[column], weights[column]), strict=True):
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
