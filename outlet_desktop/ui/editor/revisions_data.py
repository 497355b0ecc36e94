"""What the page of revisions shows, read and worked out on the worker: frozen values, no widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outlet_desktop.domain.difference import Difference, Mark, difference, merged
from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import RoleId, StageId, StepId, StepKind, Template
from outlet_desktop.engine.ports import Office, RevisionInfo
from outlet_desktop.schedule.revision_effect import Outlook, effects, outlook
from outlet_desktop.schedule.workdays import Calendar
from outlet_desktop.ui.editor.critical import CriticalPath
from outlet_desktop.ui.editor.document import analyse
from outlet_desktop.ui.editor.loading import placed
from outlet_desktop.ui.editor.routing import Pair, Point, routes

DRAFT = 0  # the number of the drawing in hand among revisions
_ROUTED_AT_ONCE = 150  # steps; the scene routes smaller drawings itself


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that is known before two revisions are chosen; revisions newest first."""

    revisions: tuple[RevisionInfo, ...]
    calendar: Calendar
    people: Mapping[int, Person]
    holders: Mapping[RoleId, RoleHolder]


@dataclass(frozen=True)
class Comparison:
    """Two revisions side by side.

    Attributes:
        merged: The newer drawing and what is gone from the older one.
        effects: Working days by which the change of a step moves the opening; only steps that touch dates.
        days_by_stage: Working days of the critical path in each stage: (older, newer).
        critical: Of the newer one.
        routes: Of the arrows of large drawings, by template object: `merged`, `new`.
    """

    old: Template
    new: Template
    old_number: int
    new_number: int
    start_on: date
    found: Difference
    merged: Template
    before: Outlook
    after: Outlook
    effects: Mapping[StepId, int | None]
    days_by_stage: Mapping[StageId, tuple[int, int]]
    critical: CriticalPath
    routes: tuple[tuple[Template, Mapping[Pair, tuple[Point, ...]]], ...] = ()
    marks: Mapping[StepId, Mark] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, int]:
        """Which revisions of which process."""
        return self.new.id, self.old_number, self.new_number

    @property
    def shift(self) -> int | None:
        """By how many working days the opening moves; None where one of them has no length."""
        if self.before.days is None or self.after.days is None:
            return None
        return self.after.days - self.before.days


def load_shelf(office: Office, process_id: str) -> Shelf:
    """Read the list of revisions and what dates and names need."""
    return Shelf(
        office.revisions(process_id),
        office.calendar(),
        {person.user_id: person for person in office.people()},
        office.role_holders(),
    )


def compare(
    office: Office, draft: Template, numbers: tuple[int, int], start_on: date, calendar: Calendar
) -> Comparison:
    """Read two revisions (`DRAFT` is the drawing in hand) and work out what differs. Problems of the office."""
    old, new = (draft if not number else placed(office.template(draft.id, number)) for number in numbers)
    found = difference(old, new)
    both = merged(old, new)
    before, after = analyse(old), analyse(new)
    stages = before.days_by_stage.keys() | after.days_by_stage.keys()
    large = [one for one in (both, new) if len(one.steps) > _ROUTED_AT_ONCE]
    return Comparison(
        old=old,
        new=new,
        old_number=numbers[0],
        new_number=numbers[1],
        start_on=start_on,
        found=found,
        merged=both,
        before=outlook(old, start_on, calendar),
        after=outlook(new, start_on, calendar),
        effects=effects(old, new, found),
        days_by_stage={
            stage: (before.days_by_stage.get(stage, 0), after.days_by_stage.get(stage, 0)) for stage in stages
        },
        critical=after.critical,
        routes=tuple((one, routes(one)) for one in large),
        marks=found.marks(),
    )


def loads(comparison: Comparison, shelf: Shelf) -> tuple[tuple[str, int], ...]:
    """(person, or the role where nobody holds it; more or fewer steps), most first."""
    counts: Counter[RoleId] = Counter()
    for template, sign in ((comparison.new, 1), (comparison.old, -1)):
        for step in template.steps:
            if step.role and step.kind is not StepKind.MILESTONE:
                counts[step.role] += sign
    named: Counter[str] = Counter()
    for role_id, number in counts.items():
        role = comparison.new.role(role_id) or comparison.old.role(role_id)
        holder = shelf.holders.get(role_id)
        person = shelf.people.get(holder.user_id) if holder is not None and holder.user_id else None
        named[person.short_name if person is not None else role.title if role is not None else role_id] += number
    return tuple(sorted(((name, number) for name, number in named.items() if number), key=lambda one: -one[1]))
