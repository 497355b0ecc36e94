"""The office's part for people: the portal's staff, who plays which role, replacing a person everywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.cli.replacing import role_titles
from outlet_desktop.domain.command import SendMessage
from outlet_desktop.domain.opening import Department, OpeningId, OpeningState, Person, UserId
from outlet_desktop.domain.people import resolve
from outlet_desktop.domain.record import Absence, Case, Happening, Intent, RoleHolder
from outlet_desktop.domain.role_table import Complaint, Heads, RoleChange, changes_in, table_of
from outlet_desktop.domain.structure import named_by
from outlet_desktop.domain.template import Role, RoleId
from outlet_desktop.engine import handing_over
from outlet_desktop.engine.people_port import Override
from outlet_desktop.engine.ports import (
    ReplacePreview,
    ReplaceReport,
)
from outlet_desktop.engine.replacing import Picked, ReplaceEffect, Replacement, steps_to_come
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.what_if import Supposition
from outlet_desktop.schedule.workload import Workload, workload
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence

_LISTED = 10  # tasks in a message about a replacement; the rest is counted


class PeopleDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    def people(self) -> tuple[Person, ...]:
        """The portal's people as they are today, dismissed ones too; absences typed by hand included."""
        with self._lock:
            return tuple(self._read().people().values())

    def departments(self) -> tuple[Department, ...]:
        """The company structure."""
        with self._lock:
            return self._open().departments()

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Role -> person."""
        with self._lock:
            return self._open().role_holders()

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role; running openings follow for tasks not opened yet."""
        with self._staffing("event.role_set", role=holder.role, user_id=holder.user_id) as store:
            if holder.rule:
                named = named_by(holder.rule, store.people(), store.departments())
                holder = replace(holder, user_id=named if named is not None else holder.user_id)
            store.set_role_holder(holder)

    @contextmanager
    def _staffing(self, code: str, **facts: object) -> Iterator[SqliteStore]:
        """Change who works where: one transaction, a line of the log, and every running opening looks again."""
        with self._lock, self._open().transaction():
            store = self._open()
            yield store
            if code:
                told = {name: value for name, value in facts.items() if name != "user_id"}
                role, user_id = facts.get("role"), facts.get("user_id")
                told["role"] = role_titles(store).get(str(role), str(role))
                people = {person.user_id: person.name for person in store.people()}
                told["person"] = people.get(user_id, "—") if isinstance(user_id, int) else "—"
                self._tell_change(code, str(told.pop("opening", "")), **told)
            store.wake_unfinished()
        self._changed_by_us()

    def _tell_change(self, code: str, opening: str = "", **facts: object) -> None:
        happening = Happening("reassigned", code=code, facts=facts)
        self._open().add_history(self._now(), opening, happening, source="person")

    # -------------------------------------------------------------------------------- regions

    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Cities of each region."""
        with self._lock:
            return self._open().regions()

    def region_holders(self) -> Mapping[str, Mapping[RoleId, UserId]]:
        """Region -> role -> person, where it differs from the default."""
        with self._lock:
            return self._open().region_holders()

    def set_region_holder(self, region: str, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in a region; None = as by default."""
        code = "event.region_set" if user_id is not None else "event.region_cleared"
        with self._staffing(code, role=role, user_id=user_id, region=region) as store:
            store.set_region_holder(region, role, user_id)

    def put_region(self, name: str, cities: tuple[str, ...], was: str = "") -> None:
        """Make or change a region. Problems `region.no_name`, `region.taken`."""
        name = " ".join(name.split())
        if not name:
            raise Problem("region.no_name")
        with self._staffing("") as store:
            if name != was and name.casefold() in {one.casefold() for one in store.regions() if one != was}:
                raise Problem("region.taken", name=name)
            if was and name != was:
                store.rename_region(was, name)
                for opening_id in store.opening_ids():
                    case = store.case(opening_id)
                    if case is not None and case.opening.region == was:
                        moved = replace(case.opening, region=name)
                        store.save_case(moved, case.states, case.problem, case.is_finished)
            store.put_region(name, tuple(dict.fromkeys(" ".join(city.split()) for city in cities if city.strip())))

    def drop_region(self, name: str) -> None:
        """Forget a region and its people. Problem `region.in_use`."""
        with self._staffing("") as store:
            inside = [case for case in self._unfinished(store) if case.opening.region == name]
            if inside and store.region_holders().get(name):
                raise Problem("region.in_use", name=name, outlets=len(inside))
            store.drop_region(name)

    # -------------------------------------------------------------------------------- one outlet, one person

    def _unfinished(self, store: SqliteStore) -> list[Case]:
        cases = (store.case(opening_id) for opening_id in store.opening_ids())
        return [case for case in cases if case is not None and not case.is_finished]

    def overrides(self) -> tuple[Override, ...]:
        """Every override of an outlet that is not over."""
        with self._lock:
            store, people = self._open(), self._read().people()
            holders, regions = store.role_holders(), store.region_holders()
            found: list[Override] = []
            for case in self._unfinished(store):
                opening = case.opening
                for role, user_id in opening.people.items():
                    usual = resolve(role, {}, holders, people, regions, region=opening.region).user_id
                    known = opening.template.role(role)
                    of_role = {step.id for step in opening.template.steps if step.role == role}
                    tasks = sum(
                        seen.step in of_role and not seen.is_gone and not seen.task.is_done for seen in case.tasks
                    )
                    title = known.title if known else role
                    found.append(
                        Override(opening.id, opening.address, opening.region, role, title, user_id, usual, tasks)
                    )
            return tuple(found)

    def set_override(self, opening: OpeningId, role: RoleId, user_id: UserId | None) -> None:
        """Change who plays a role in one outlet; None = as everywhere. Problem `status.unknown_opening`."""
        code = "event.override_set" if user_id is not None else "event.override_cleared"
        with self._staffing(code, opening=opening, role=role, user_id=user_id) as store:
            case = self._case(opening)
            people = {name: person for name, person in case.opening.people.items() if name != role}
            changed = replace(case.opening, people=people if user_id is None else {**people, role: user_id})
            store.save_case(changed, case.states, case.problem, case.is_finished)

    def norms(self) -> Mapping[UserId, int]:
        """Tasks a week that a person can take, where that was typed."""
        with self._lock:
            return self._open().norms()

    def set_norm(self, user_id: UserId, tasks_per_week: int | None) -> None:
        """Change a norm; None = the usual one."""
        with self._lock, self._open().transaction():
            self._open().set_norm(user_id, tasks_per_week)

    def absences(self) -> tuple[Absence, ...]:
        """Absences typed by hand."""
        with self._lock:
            return self._open().absences()

    def put_absence(self, absence: Absence) -> int:
        """Keep an absence; its id. Problem `absence.backwards`."""
        if absence.last < absence.first:
            raise Problem("absence.backwards")
        with self._staffing("") as store:
            return store.put_absence(absence)

    def drop_absence(self, absence_id: int) -> None:
        """Forget an absence typed by hand."""
        with self._staffing("") as store:
            store.drop_absence(absence_id)

    # -------------------------------------------------------------------------------- the matrix as a spreadsheet

    def _roles(self) -> tuple[Role, ...]:
        return tuple(Role(role, title) for role, title in role_titles(self._open()).items())

    def export_roles(self, path: str, lang: str) -> None:
        """Write the matrix as XLSX. Problems `report.*`."""
        from outlet_desktop.report.role_sheet import write_roles

        with self._lock:
            store, holders = self._open(), self._open().role_holders()
            regions, held = store.regions(), store.region_holders()
            table = table_of(_heads(lang), self._roles(), regions, holders, held, store.people())
        write_roles(table, Path(path), sentence("roles.sheet", {}, lang))

    def read_roles(self, path: str) -> tuple[tuple[RoleChange, ...], tuple[Complaint, ...]]:
        """What a spreadsheet would change, and what in it is not understood. Problems `file.*`, `roles.import_*`."""
        from outlet_desktop.report.role_sheet import read_roles

        table = read_roles(Path(path))
        with self._lock:
            store, heads = self._open(), [_heads(lang) for lang in ("ru", "en")]
            holders, held = store.role_holders(), store.region_holders()
            return changes_in(table, heads, self._roles(), store.regions(), holders, held, store.people())

    def change_roles(self, changes: tuple[RoleChange, ...]) -> None:
        """Make these changes of the matrix, all or none."""
        with self._staffing("") as store:
            for change in changes:
                holder = store.role_holders().get(change.role, RoleHolder(change.role))
                match change.spot:
                    case "region":
                        store.set_region_holder(change.region, change.role, change.after)
                    case "default":
                        store.set_role_holder(replace(holder, user_id=change.after, rule=""))
                    case "deputy":
                        store.set_role_holder(replace(holder, deputy_id=change.after))
            self._tell_change("event.roles_read", cells=len(changes))

    def workload(self) -> Workload:
        """Tasks of everybody for the weeks ahead, from the forecasts of all outlets."""
        with self._lock:
            return workload(self._read().rows(), self._now().date())

    def open_tasks_of(self, user_id: UserId) -> int:
        """How many of our tasks that person has open; counted for everybody at once, every two seconds at most."""
        with self._lock:
            if time.monotonic() - self._counted_at > 2.0:
                self._open_tasks = self._open().open_tasks_by_person()
                self._counted_at = time.monotonic()
            return self._open_tasks.get(user_id, 0)

    def replace_preview(self, user_id: UserId) -> ReplacePreview:
        """Everything that names that person and is not over."""
        with self._lock:
            return handing_over.preview(self._open(), user_id, role_titles(self._open()))

    def replace_person(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> int:
        """Put `by` in that person's place everywhere, or where picked; the engine moves the open tasks."""
        with self._lock, self._open().transaction():
            listed = handing_over.preview(self._open(), user_id, role_titles(self._open()))
            made = handing_over.begin(self._open(), user_id, by, time.time(), self._now(), picked)
            if picked is not None and picked.tells:
                self._write_to(made, listed, picked)
        self._changed_by_us()
        return made.number

    def _write_to(self, made: Replacement, listed: ReplacePreview, picked: Picked) -> None:
        """Write a message to the new person down; an outlet's next pass sends it, at most once like every message."""
        from outlet_desktop.portal.encode import body, call

        store, lang = self._open(), self._language
        tasks = [task for task in listed.tasks if picked.has_task(task.task_id)]
        places = [one for one in listed.places if picked.has_place(one.kind, one.role, one.where)]
        homes = dict.fromkeys([*(task.opening for task in tasks), *listed.addresses])
        cases = (store.case(opening) for opening in homes)
        home = next((one for one in cases if one is not None and one.opening.state is not OpeningState.PAUSED), None)
        if not homes or not self.can_tell():
            return
        people = {person.user_id: person.name for person in store.people()}
        if home is None:  # a paused outlet says nothing, and no other one concerns that person
            untold = Happening(
                "problem",
                user_id=made.by,
                code="event.handed_untold",
                facts={"person": people.get(made.by, str(made.by))},
            )
            store.add_history(self._now(), next(iter(homes)), untold, source="person")
            return
        facts: dict[str, object] = {"person": people.get(made.user_id, str(made.user_id)), "tasks": len(tasks)}
        lines = [sentence("bot.handed", facts, lang)]
        for task in sorted(tasks, key=lambda one: (one.due is None, one.due))[:_LISTED]:
            code = "bot.handed_task" if task.due else "bot.handed_task_only"
            lines.append(sentence(code, {"task": task.title, "due": task.due}, lang))
        if len(tasks) > _LISTED:
            lines.append(sentence("bot.digest_more", {"number": len(tasks) - _LISTED}, lang))
        roles = dict.fromkeys(" · ".join(filter(None, (one.role_title, one.where_title))) for one in places)
        if roles:
            lines.append(sentence("bot.handed_roles", {"roles": "; ".join(roles)}, lang))
        key = f"handed:{made.number}:{made.by}"
        message = SendMessage(key, made.by, "\n".join(lines))
        opening = home.opening.id
        store.put_intent(Intent(key, opening, "", "SendMessage", body(call(message)), "free"))
        told = {"person": people.get(made.by, str(made.by)), "tasks": len(tasks), "places": len(roles)}
        happening = Happening("reminded", user_id=made.by, code="event.handed_told", facts=told)
        store.add_history(self._now(), opening, happening, key, source="person")
        store.wake([opening])

    def can_tell(self) -> bool:
        """Whether the program's bot may write to people."""
        with self._lock:
            return self._open().meta("has_bot") == "1"

    def replace_effect(self, user_id: UserId, by: UserId, picked: Picked | None = None) -> tuple[ReplaceEffect, ...]:
        """Opening dates of the outlets concerned before and after; those that are over are left out."""
        with self._lock:
            store, picked = self._open(), picked or Picked()
            listed = handing_over.preview(store, user_id, role_titles(store))
            holders, regions = store.role_holders(), store.region_holders()
            found: list[ReplaceEffect] = []
            for opening, address in listed.addresses.items():
                case = self._case(opening)
                open_now = [one.step for one in listed.tasks if one.opening == opening and picked.has_task(one.task_id)]
                steps = (*open_now, *steps_to_come(user_id, case, holders, regions))
                changes = [Supposition(step, "person", user_id=by) for step in dict.fromkeys(steps)]
                try:
                    before = self._read().suppose(opening, (), case.opening.target_on)
                    after = self._read().suppose(opening, changes, case.opening.target_on)
                except Problem as problem:
                    if problem.code != "whatif.over":
                        raise
                    continue
                found.append(ReplaceEffect(opening, address, before.p50, after.p50))
            return tuple(found)

    def replace_report(self, number: int) -> ReplaceReport:
        """How far that replacement is, task by task."""
        with self._lock:
            return handing_over.report(self._open(), number)

    def undo_replacement(self, number: int) -> int:
        """Give back what that replacement has moved."""
        with self._lock, self._open().transaction():
            made = handing_over.undo(self._open(), number, time.time(), self._now())
        self._changed_by_us()
        return made.number


def _heads(lang: str) -> Heads:
    return Heads(*(sentence(f"roles.head_{name}", {}, lang) for name in ("role", "default", "deputy")))
