"""Steps of all outlets by a few letters. Pure.

A thousand outlets of forty steps are forty titles once a process and a thousand addresses, not forty thousand texts:
each title and each address is matched once, and only what both find is put together.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.schedule.gantt import Holder, OutletRow
from outlet_desktop.ui.palette.fuzzy import BEGINNING, Found, Match, Query, Reading, folded, match_word

_HELD = 8  # a step that is at work now is looked for more often

ProcessKey = tuple[str, int]
"""Name of a process and its revision, as `OutletRow` has them."""


@dataclass(frozen=True, slots=True)
class StepName:
    """One step of a process."""

    step: StepId
    title: str
    kind: StepKind


@dataclass(frozen=True, slots=True)
class StepHit:
    """One step of one outlet; `holder` where it is at work now. `match.beside`: letters of the outlet's address."""

    row: OutletRow
    name: StepName
    holder: Holder | None
    match: Match


Processes = Mapping[ProcessKey, Sequence[StepName]]
_Title = tuple[StepName, tuple[Found | None, ...]]
_Rank = tuple[int, int, int]  # level, score, place of the outlet (negative: the first is the best)


def find_steps(query: Query, rows: Sequence[OutletRow], processes: Processes, most: int) -> list[StepHit]:
    """The best `most` steps; some word is in the step's title, the rest in the outlet's address or city."""
    found: dict[tuple[OpeningId, StepId], StepHit] = {}
    for reading in query.readings:
        if max(map(len, reading.words)) < 2:  # one letter is in every title
            continue
        titles = {key: _titles(reading, names) for key, names in processes.items()}
        for _rank, row, (name, places) in heapq.nlargest(most, _ranked(reading, rows, titles, most), key=_first):
            held = {holder.step: holder for holder in row.held_by}
            match = _together(reading, row, places, _HELD if name.step in held else 0)
            place = row.opening, name.step
            if match is not None and (place not in found or match.rank > found[place].match.rank):
                found[place] = StepHit(row, name, held.get(name.step), match)
    return heapq.nlargest(most, found.values(), key=lambda hit: hit.match.rank)


def _first(ranked: tuple[_Rank, OutletRow, _Title]) -> _Rank:
    return ranked[0]


def _titles(reading: Reading, names: Sequence[StepName]) -> list[_Title]:
    """The steps that have some of the words, those that have most of them first."""
    made = [(name, tuple(match_word(word, folded(name.title)) for word in reading.words)) for name in names]
    some = [title for title in made if any(title[1])]
    return sorted(some, key=lambda title: -sum(100 + one.score for one in title[1] if one is not None))


def _ranked(
    reading: Reading, rows: Sequence[OutletRow], titles: Mapping[ProcessKey, list[_Title]], most: int
) -> Iterator[tuple[_Rank, OutletRow, _Title]]:
    """What is found, without its letters: of an outlet the best `most` titles and the steps at work."""
    whole = {key: [_rank_of(reading, places) for _name, places in some] for key, some in titles.items()}
    for number, row in enumerate(rows):
        entries = titles.get((row.template, row.revision))
        if not entries:
            continue
        held = {holder.step for holder in row.held_by}
        outlet: tuple[Found | None, ...] | None = None
        count = 0
        for entry, rank in zip(entries, whole[row.template, row.revision], strict=True):
            is_held = entry[0].step in held
            if count >= most and not is_held:
                continue
            if rank is None:
                if outlet is None:
                    outlet = tuple(_in_outlet(word, row) for word in reading.words)
                rank = _rank_of(reading, tuple(one or there for one, there in zip(entry[1], outlet, strict=True)))
            if rank is not None:
                count += 1
                yield (rank[0], rank[1] + (_HELD if is_held else 0), -number), row, entry


def _rank_of(reading: Reading, places: Sequence[Found | None]) -> tuple[int, int] | None:
    level, score = BEGINNING, 0
    for found in places:
        if found is None:
            return None
        level, score = min(level, found.level), score + found.score
    return level, score // len(places) - reading.loss


def _in_outlet(word: str, row: OutletRow) -> Found | None:
    found = match_word(word, folded(row.address))
    if found is None or found.level < BEGINNING:
        city = match_word(word, folded(row.city))
        if city is not None and (found is None or city.level > found.level):
            return city._replace(positions=())
    return found


def _together(reading: Reading, row: OutletRow, title: Sequence[Found | None], bonus: int) -> Match | None:
    beside = [_in_outlet(word, row) if one is None else None for word, one in zip(reading.words, title, strict=True)]
    rank = _rank_of(reading, [one or there for one, there in zip(title, beside, strict=True)])
    if rank is None:
        return None
    positions, others = (
        frozenset(at for found in some if found is not None for at in found.positions) for some in (title, beside)
    )
    return Match(rank[0], rank[1] + bonus, positions, others, reading.text)
