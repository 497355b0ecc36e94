"""`status`: where every opening stands, who holds it, why, and when it will open."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from outlet_desktop.cli.folder import open_folder
from outlet_desktop.cli.learning import learnt_from
from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.people import present_on
from outlet_desktop.domain.record import Case
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.standing import TOLERANCE, Standings, brief_of, portfolio_of
from outlet_desktop.engine.world import World, context_of, surroundings_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.forecast import working_today
from outlet_desktop.schedule.gantt import OutletRow, Portfolio, Span
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.what_if import Prospect, Supposed, Supposition
from outlet_desktop.storage.fingerprint import common_fingerprint, fingerprints
from outlet_desktop.storage.shown_cases import shown_cases
from outlet_desktop.wording import sentence

if TYPE_CHECKING:
    from outlet_desktop.storage.store import SqliteStore

_AT_ONCE = 100  # outlets read together
_LEARN_S = 600.0  # what finished tasks teach changes slowly, and every forecast changes with it


class Reading:
    """Rows computed from one store: what `status`, `report` and the screen show."""

    def __init__(self, store: SqliteStore, speed: float = 1.0) -> None:
        self._store = store
        self.calendar = store.company_calendar()
        self.world = World(time.time, lambda _command: "", self.calendar, speed=speed)
        self.tolerance = int(store.meta("tolerance") or TOLERANCE)
        self.standings = Standings(self.calendar, learnt=self.learnt, tolerance=self.tolerance)
        self._learnt: dict[str, dict[str, Learnt]] = {}
        self._tasks_mark, self._learnt_mark, self._learnt_at = "", "", float("-inf")
        self._common: object = None
        self._briefs: dict[str, tuple[int, OutletRow]] = {}  # with the mark of what it was computed from

    def row(self, opening: str) -> OutletRow:
        """One outlet, whole. Raises Problem `status.unknown_opening`."""
        with self._store.database.snapshot():
            case, context = self._known(opening)
            people = self.people()
        return self.standings.row(case, context, people)

    def people(self) -> dict[UserId, Person]:
        """The portal's people as they are today, absences typed by hand included."""
        return present_on(self._store.people(), self._store.absences(), self.world.portal_now(self._store).date())

    def prospects(self, opening: str) -> tuple[Prospect, ...]:
        """What would bring that opening nearer. Raises Problem `status.unknown_opening`."""
        with self._store.database.snapshot():
            case, context = self._known(opening)
            people = self.people()
        return self.standings.prospects(case, context, people)

    def suppose(self, opening: str, changes: Iterable[Supposition], target: date | None) -> Supposed:
        """What becomes of that opening under these changes. Problems `status.unknown_opening`, `whatif.over`."""
        with self._store.database.snapshot():
            case, context = self._known(opening)
            people = self.people()
        return self.standings.suppose(case, context, people, changes, target)

    def learnt(self, template_id: str) -> Mapping[str, Learnt]:
        """What finished tasks say of the steps of that process; read anew at most once in `_LEARN_S`."""
        now = time.monotonic()
        if now >= self._learnt_at + _LEARN_S:
            self._learnt_at = now
            mark = self._store.tasks_mark()
            if mark != self._tasks_mark:
                self._tasks_mark = mark
                learnt = learnt_from(self._store, self.world.portal_now(self._store).tzinfo, self.calendar)
                if learnt != self._learnt:
                    self._learnt, self._learnt_mark = learnt, mark
        return self._learnt.get(template_id, {})

    def _known(self, opening: str) -> tuple[Case, Context]:
        case = self._store.case(opening)
        if case is None:
            raise Problem("status.unknown_opening", opening=opening)
        return case, context_of(self._store, case, self.world)

    def rows(self) -> tuple[OutletRow, ...]:
        """All outlets, whole, oldest first."""
        return tuple(self.row(opening) for opening in self._store.opening_ids())

    def portfolio(self) -> Portfolio:
        """All outlets, briefly; computed anew are only those of which something has changed since the last time."""
        store = self._store
        self.learnt("")  # what is due to be read anew changes forecasts
        with store.database.snapshot():
            marks, shared = fingerprints(store.database), common_fingerprint(store.database)
            openings, now = store.opening_ids(), self.world.portal_now(store)
        common = (shared, now.date(), working_today(now, self.calendar), self._learnt_mark)
        if common != self._common:
            self._common = common
            self._briefs.clear()
        briefs = self._briefs
        stale = [one for one in openings if one not in briefs or briefs[one][0] != marks[one]]
        for start in range(0, len(stale), _AT_ONCE):
            # Read after its mark was taken: should it change in between, the next mark differs and it is read again.
            for row in self._brief_rows(stale[start : start + _AT_ONCE]):
                briefs[row.opening] = (marks[row.opening], row)
        made = portfolio_of((briefs[one][1] for one in openings), now, self.calendar, self.tolerance)
        return replace(made, me=int(store.meta("program_id") or 0) or None)

    def _brief_rows(self, openings: Sequence[str]) -> Iterator[OutletRow]:
        """Some outlets, briefly, read together."""
        with self._store.database.snapshot():
            around = surroundings_of(self._store, self.world)
            cases = shown_cases(self._store, openings)
            contexts = {one: context_of(self._store, case, self.world, around) for one, case in cases.items()}
        for opening in openings:
            yield brief_of(self.standings.row(cases[opening], contexts[opening], around.people))

    def brief(self, rows: tuple[OutletRow, ...]) -> Portfolio:
        """These rows without their details, at this moment."""
        return portfolio_of(rows, self.world.portal_now(self._store), self.calendar, self.tolerance)


def run_status(arguments: argparse.Namespace) -> int:
    """Print a table, or JSON of design §5."""
    folder = open_folder(arguments)
    store = folder.store()
    try:
        reading = Reading(store)
        rows = [reading.row(arguments.opening)] if arguments.opening else list(reading.rows())
    finally:
        store.close()
    if arguments.json:
        print(json.dumps({"openings": [as_json(row, folder.lang) for row in rows]}, ensure_ascii=False, indent=2))
    else:
        _print_table(rows, folder.lang)
    return 0


def as_json(row: OutletRow, lang: str) -> dict[str, object]:
    """One opening as `status --json` gives it (design §5)."""
    problem = None
    if row.problem is not None:
        code, facts = row.problem
        problem = {"code": code, "text": sentence(code, facts, lang)}
    return {
        "id": row.opening,
        "address": row.address,
        "city": row.city or None,
        "state": row.state.value,
        "status": row.status.value,
        "project_id": row.project_id,
        "template": {"name": row.template, "revision": row.revision},
        "goal": row.goal or None,
        "opened_on": _day(row.opened_on),
        "baseline_finish": _day(row.baseline_finish),
        "target": _day(row.target),
        "forecast": {"p50": _day(row.p50), "p80": _day(row.p80), "chance": row.chance},
        "slip_days": row.slip_days,
        "held_by": [
            {
                "step": held.step,
                "title": held.title,
                "role": held.role,
                "user_id": held.user_id,
                "person": held.person or None,
                "since": _day(held.since),
                "overdue_days": held.overdue_days,
                "reason": held.reason or held.reason_text or None,  # an id of the template, else own words
            }
            for held in row.held_by
        ],
        "why": sentence(row.why[0], row.why[1], lang),
        "problem": problem,
        "steps": [
            {
                "id": step.step,
                "round": step.round,
                "state": step.state.value,
                "task_id": step.task_id,
                "user_id": step.user_id,
                "baseline": _pair(step.baseline),
                "actual": _pair(step.actual),
                "forecast": _pair(step.forecast),
                "critical": step.critical,
                "total_float": step.total_float,
            }
            for step in row.steps
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pair(span: Span) -> list[str | None]:
    return [_day(span.start), _day(span.finish)]


def _print_table(rows: list[OutletRow], lang: str) -> None:
    if not rows:
        print(sentence("status.none", {}, lang))
        return
    width = min(40, max(len(row.address) for row in rows))
    for row in rows:
        dates = " / ".join(day.strftime("%d.%m.%Y") if day else "—" for day in (row.target, row.p50, row.p80))
        print(f"{row.opening}  {row.address[:width]:<{width}}  {row.done:>2}/{row.total}  {dates}")
        print(f"          {sentence(row.why[0], row.why[1], lang)}")
