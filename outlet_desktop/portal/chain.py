"""Reading a long list whole: pages of 50 chained inside a batch, so 2,500 rows are one request.

Each page asks for ids above the last one of the page before it, by a reference the portal fills in
(`$result[p0][tasks][49][id]`). Unlike numbered pages, nothing is skipped or told twice when rows appear or go
while we read. A page after the last has an empty reference; whatever it answers is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from outlet_desktop.portal import shape
from outlet_desktop.portal.encode import BATCH, Call, Reference
from outlet_desktop.portal.reply import BatchAnswer
from outlet_desktop.portal.rest import Rest
from outlet_desktop.portal.watch import Watch
from outlet_desktop.portal.welcome import refusal

Json = Any
One = TypeVar("One")
PAGE = 50
"""Rows of a page, fixed by the portal."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[One]):
    """A list method.

    Attributes:
        call: The page after an id (a number, or a reference to one) that begins with row `start`; a method
            without a filter by id uses `start`, the others the id.
        rows: Rows of its answer.
        id_of: Id of a row.
        path: Where the last id of a full page stands in its answer, "" = page by `start`.
        is_text: `rows` reads answers as they came, also as text (`msgspec.Raw`).
    """

    call: Callable[[int | Reference, int], Call]
    rows: Callable[[Json], list[One]]
    id_of: Callable[[One], int]
    path: str = ""
    is_text: bool = False


class Chain(Generic[One]):
    """One reading of one list.

    Attributes:
        first: The answer of its first request, which also holds the answers to `extra`; set once the first
            row, or the end, has been reached.
    """

    first: BatchAnswer

    def __init__(self, rest: Rest, listing: Listing[One], watch: Watch) -> None:
        self._rest = rest
        self._listing = listing
        self._watch = watch

    def rows(self, first_pages: int, extra: Mapping[str, Call] | None = None) -> Iterator[One]:
        """All rows, by id.

        Args:
            first_pages: Pages asked for by the first request; later ones ask for as many as a batch holds.
            extra: Calls that go before the pages of the first request; their failures are the caller's.

        Raises:
            Problem: `portal.*`; `portal.answer_shape` when the portal ignores the filter by id.
        """
        more = dict(extra or {})
        last, done, pages = 0, 0, first_pages
        while True:
            calls = {f"p{k}": call for k, call in enumerate(self._pages(min(pages, BATCH - len(more)), last, done))}
            optional = {*more, *calls} - {"p0"}
            undecoded = calls.keys() if self._listing.is_text else ()
            answer = self._rest.read({**more, **calls}, optional=optional, undecoded=undecoded)
            if done == 0:
                self.first = answer
            for name, call in calls.items():
                if name not in answer.results:
                    if name == "p0":
                        raise refusal(self._rest.host, call.method, answer, name)
                    break
                rows = self._listing.rows(answer.results[name])
                last = self._last_id(rows, call.method, last)
                done += len(rows)
                yield from rows
                if len(rows) < PAGE:
                    self._watch.caught_up()
                    return
            self._watch.progress(done)
            more, pages = {}, self._pages_left(done)

    def _pages_left(self, done: int) -> int:
        """Where the first answer has told how many rows there are: so many pages, and one to see the end."""
        total = self.first.totals.get("p0")
        return min(BATCH, -(-(total - done) // PAGE) + 1) if isinstance(total, int) and total >= done else BATCH

    def _pages(self, count: int, last: int, done: int) -> Iterator[Call]:
        call, path = self._listing.call, self._listing.path
        yield call(last, done)
        for page in range(1, count):
            yield call(Reference(f"$result[p{page - 1}]{path}"), done + page * PAGE)

    def _last_id(self, rows: list[One], method: str, last: int) -> int:
        """Of these rows; each has to lie above the one before it where the list is read by ids."""
        ids = map(self._listing.id_of, rows)
        if not self._listing.path:
            return max(ids, default=last)
        for index, row_id in enumerate(ids):
            if row_id <= last:
                shape.wrong(method, f"result[{index}].id", row_id, f"id above {last}")
            last = row_id
        return last
