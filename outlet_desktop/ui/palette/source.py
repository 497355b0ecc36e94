"""What the palette shows for what is typed: group by group, at most twelve rows, the best first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace

from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.palette.fuzzy import LOOSE, Match, Query
from outlet_desktop.ui.palette.items import (
    ACTIONS,
    GO,
    GROUPS,
    OF_OUTLET,
    OUTLETS,
    RECENT,
    STEPS,
    Hit,
    Item,
    Maker,
    Stock,
)
from outlet_desktop.ui.palette.steps import StepHit, StepName, find_steps

ROWS = 12
_MOST = {OUTLETS: 4, OF_OUTLET: 6, ACTIONS: 5, STEPS: 4, GO: 4}
_RECENT = 5
_SPLITS = 3  # words up to which an outlet and a command are looked for together


class Source:
    """Searches a stock; remembers what was used last."""

    def __init__(self, maker: Maker, recent: str = "") -> None:
        self._maker = maker
        self._recent = [name for name in recent.split("\n") if name][:_RECENT]

    def search(self, typed: str, stock: Stock) -> list[Hit]:
        """What was found; with nothing typed what was used last, then what can be done here."""
        query = Query(typed)
        if query.is_empty:
            return self._first(stock)
        found = {
            OUTLETS: self._outlets(query, stock),
            ACTIONS: _best(query, [one for one in self._possible(stock) if one.group != GO], _MOST[ACTIONS]),
            STEPS: self._steps(query, stock),
            GO: _best(query, [one for one in self._maker.of_actions() if one.group == GO], _MOST[GO]),
        }
        found = {group: hits for group, hits in found.items() if hits}
        best = max((hits[0].match.level for hits in found.values()), default=LOOSE)
        if best == LOOSE:
            own = self._command_of_outlet(typed, stock)
            if own or not found:
                return own
        else:
            # Gaps are for what nothing else explains.
            found = {group: [hit for hit in hits if hit.match.level > LOOSE] for group, hits in found.items()}
            found = {group: hits for group, hits in found.items() if hits}
        order = sorted(found, key=lambda group: -found[group][0].match.level)
        found = {group: found[group] for group in order}
        if order[0] == OUTLETS:
            self._add_best_outlet(found, stock)
        return _trimmed(found)

    def used(self, item: Item) -> str:
        """Remember that it was run; the names of the last commands, one a line."""
        self._recent = [item.name, *(name for name in self._recent if name != item.name)][:_RECENT]
        return "\n".join(self._recent)

    # ------------------------------------------------------------------ nothing typed

    def _first(self, stock: Stock) -> list[Hit]:
        last = [_moved(item, RECENT) for name in self._recent if (item := self._by_name(name, stock)) is not None]
        names = {item.name for item in last}
        row = stock.row(stock.here)
        hits = [Hit(item, Match()) for item in last]
        if row is not None:
            about = words("palette.of_one", {"address": row.address})
            hits += [Hit(one, Match(), about) for one in self._maker.of_outlet(row) if one.name not in names]
        rest = [*self._maker.of_actions(), *stock.further]
        for group in (ACTIONS, GO):
            hits += [Hit(one, Match()) for one in rest if one.group == group and one.name not in names]
        return hits

    def _by_name(self, name: str, stock: Stock) -> Item | None:
        """The row of that name as it is now; what it was about may have gone."""
        kind, _, rest = name.partition(":")
        if kind == "action":
            return next((one for one in self._maker.of_actions() if one.name == name), None)
        if kind in ("bar", "key"):
            return next((one for one in stock.further if one.name == name), None)
        if kind == "person":
            person = next((one for one in stock.people if str(one.user_id) == rest), None)
            return self._maker.person(person) if person is not None else None
        opening, _, what = rest.partition(":")
        row = stock.row(opening)
        if row is None:
            return None
        if kind == "outlet":
            return self._maker.outlet(row)
        if kind == "do":
            return self._maker.command(row, what)
        if kind == "step":
            steps = stock.processes.get((row.template, row.revision), ())
            step = next((one for one in steps if one.step == what), None)
            holder = next((one for one in row.held_by if one.step == what), None)
            return self._maker.step(StepHit(row, step, holder, Match())) if step is not None else None
        return next((one for one in self._maker.ways(row) if one.name == name), None)

    # ------------------------------------------------------------------ groups

    def _outlets(self, query: Query, stock: Stock) -> list[Hit]:
        found = ((rank, row) for row in stock.rows if (rank := query.rank(row.address, (row.city,))))
        best = heapq.nlargest(_MOST[OUTLETS], found, key=lambda pair: pair[0])
        return [Hit(self._maker.outlet(row), query.find(row.address, (row.city,)) or Match()) for _rank, row in best]

    def _possible(self, stock: Stock) -> Iterable[Item]:
        """Actions of the window, of the open place and with the outlet that is selected there."""
        yield from self._maker.of_actions()
        yield from stock.further
        row = stock.row(stock.here)
        if row is None:
            yield from self._maker.of_nobody()
        else:
            made = (self._maker.command(row, item.name.rpartition(":")[2]) for item in self._maker.of_outlet(row))
            yield from (_moved(item, ACTIONS) for item in made if item is not None)

    def _steps(self, query: Query, stock: Stock) -> list[Hit]:
        steps = find_steps(query, stock.rows, stock.processes, _MOST[STEPS])
        hits = [Hit(self._maker.step(one), one.match) for one in steps]
        people = ((rank, one) for one in stock.people if (rank := query.rank(one.name, (one.position,))))
        best = heapq.nlargest(_MOST[STEPS], people, key=lambda pair: pair[0])
        hits += [Hit(self._maker.person(one), query.find(one.name, (one.position,)) or Match()) for _rank, one in best]
        return sorted(hits, key=lambda hit: hit.match.rank, reverse=True)[: _MOST[STEPS]]

    def _add_best_outlet(self, found: dict[str, list[Hit]], stock: Stock) -> None:
        """Its commands come second; then the steps it is held by, its log and its process."""
        first = found[OUTLETS][0]
        row = stock.row(first.item.name.partition(":")[2])
        if row is None:
            return
        about = words("palette.of_one", {"address": row.address}) if len(found[OUTLETS]) > 1 else ""
        rest = {group: hits for group, hits in found.items() if group != OUTLETS}
        own = [Hit(item, Match(reading=first.match.reading), about) for item in self._maker.of_outlet(row)]
        steps = rest.pop(STEPS, []) + [Hit(self._maker.step(one), one.match) for one in _held(row, first.match, stock)]
        ways = [_in_title(item, row, first.match) for item in self._maker.ways(row)] + rest.pop(GO, [])
        actions = rest.pop(ACTIONS, [])
        outlets = found[OUTLETS]
        found.clear()
        found |= {OUTLETS: outlets, OF_OUTLET: own}
        for group, hits in ((ACTIONS, actions), (STEPS, steps), (GO, ways)):
            if hits:
                found[group] = hits

    def _command_of_outlet(self, typed: str, stock: Stock) -> list[Hit]:
        """ "моск пауза": an outlet by some of the words, what to do with it by the others."""
        parts = typed.split()
        if not 2 <= len(parts) <= _SPLITS + 1:
            return []
        for at in range(len(parts) - 1, 0, -1):
            for outlet, rest in ((parts[:at], parts[at:]), (parts[-at:], parts[:-at])):
                found = self._outlets(Query(" ".join(outlet)), stock)[:1]
                row = stock.row(found[0].item.name.partition(":")[2]) if found else None
                if row is None:
                    continue
                own = _best(Query(" ".join(rest)), self._maker.of_outlet(row), _MOST[OF_OUTLET])
                own = [hit for hit in own if hit.match.level > LOOSE]
                if own and found[0].match.level > LOOSE:
                    about = words("palette.of_one", {"address": row.address})
                    return [Hit(hit.item, hit.match, about) for hit in own] + found
        return []


def _best(query: Query, items: Iterable[Item], most: int) -> list[Hit]:
    hits = (Hit(item, match) for item in items if (match := query.find(item.title, item.beside)))
    return heapq.nlargest(most, hits, key=lambda hit: hit.match.rank)


def _held(row: OutletRow, match: Match, stock: Stock) -> list[StepHit]:
    """The steps that hold an outlet now, with the letters of its address that were asked for."""
    kinds = {one.step: one.kind for one in stock.processes.get((row.template, row.revision), ())}
    found = Match(match.level, match.score, frozenset(), match.positions, match.reading)
    return [
        StepHit(row, StepName(one.step, one.title, kinds.get(one.step, StepKind.TASK)), one, found)
        for one in row.held_by
    ]


def _in_title(item: Item, row: OutletRow, match: Match) -> Hit:
    """The letters of the address that were asked for, where it stands in the title."""
    at = item.title.find(row.address)
    positions = frozenset(at + one for one in match.positions) if at >= 0 else frozenset[int]()
    return Hit(item, Match(match.level, match.score, positions, frozenset(), match.reading))


def _moved(item: Item, group: str) -> Item:
    return replace(item, group=group)


def _trimmed(found: dict[str, list[Hit]]) -> list[Hit]:
    """At most `ROWS` in all: the longest group gives way first; no row twice."""
    seen: set[str] = set()
    groups: list[list[Hit]] = []
    for group, hits in found.items():
        kept: list[Hit] = []
        for hit in hits:
            if hit.item.name not in seen and len(kept) < _MOST[group]:
                seen.add(hit.item.name)
                kept.append(hit)
        groups.append(kept)
    while sum(map(len, groups)) > ROWS:
        max(groups, key=len).pop()
    return [hit for hits in groups for hit in hits]


def groups_of(hits: Sequence[Hit]) -> list[tuple[str, list[Hit]]]:
    """The hits under the names of their groups, in order."""
    made: list[tuple[str, list[Hit]]] = []
    for hit in hits:
        name = hit.about or words(GROUPS[hit.item.group], {})
        if made and made[-1][0] == name:
            made[-1][1].append(hit)
        else:
            made.append((name, [hit]))
    return made
