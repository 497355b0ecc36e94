"""Launching: what would happen, what speaks against it, and the opening itself. Pure."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from outlet_desktop.domain.check import check, has_errors
from outlet_desktop.domain.opening import Opening, OpeningState, Person, UserId
from outlet_desktop.domain.people import RungView, ladder, resolve
from outlet_desktop.domain.record import Facts, RoleHolder
from outlet_desktop.domain.template import Field, FieldType, RoleId, StepId, StepKind, Template
from outlet_desktop.engine.launch_load import Busy, overloads, severity
from outlet_desktop.engine.launch_port import LaunchRequest, Preview
from outlet_desktop.engine.situation import skipped_steps
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.critical_path import Network, baseline
from outlet_desktop.schedule.forecast import working_today
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.monte_carlo import Odds, simulate
from outlet_desktop.schedule.planning_back import latest_start
from outlet_desktop.schedule.workdays import Calendar

ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
LONG_STOP = 4  # days off in a row that are worth a warning
GOOD_CHANCE = 0.8  # below it the P80 date is offered (`ui.md` §9)
Said = tuple[str, Facts]


@dataclass(frozen=True)
class Ground:
    """What a launch is judged against.

    Attributes:
        taken(address): The address of a live opening that is the same place, or None.
        people: Empty before the portal has been read: then nobody can be called unknown or dismissed.
        busy: What people have to do already; None = not known, then nobody is called overloaded.
        learnt: What finished tasks say of the steps of a process, by its id; the forecast goes by it.
    """

    now: datetime
    calendar: Calendar
    holders: Mapping[RoleId, RoleHolder]
    regions: Mapping[str, Mapping[RoleId, UserId]]
    people: Mapping[UserId, Person]
    taken: Callable[[str], str | None]
    trials: int = 5000
    busy: Busy | None = None
    learnt: Callable[[str], Mapping[StepId, Learnt]] = lambda _template_id: {}


@dataclass(frozen=True)
class Judged:
    """A launch thought through. `opening` is what would be committed; launch it only without `errors`.

    Attributes:
        latest_start: Counting back from a target: the last day on which the work may begin, past days too.
    """

    opening: Opening
    errors: tuple[Said, ...]
    warnings: tuple[Said, ...]
    odds: Odds | None
    days: int
    people: Mapping[RoleId, UserId]
    rungs: Mapping[RoleId, tuple[RungView, ...]] = dataclasses.field(default_factory=dict)
    latest_start: date | None = None


def new_id(source: random.Random | None = None) -> str:
    """A fresh opening id: 8 characters [a-z2-7], 40 random bits."""
    return "".join((source or random.SystemRandom()).choice(ID_LETTERS) for _ in range(8))


def judge(request: LaunchRequest, template: Template, ground: Ground, opening_id: str = "") -> Judged:
    """Think a launch through. Never raises for a half-filled form: everything wrong is in `errors`."""
    errors: list[Said] = []
    warnings: list[Said] = []
    calendar, now = ground.calendar, ground.now
    address = " ".join(request.address.split())
    if not address:
        errors.append(("launch.address_empty", {}))
    else:
        taken = ground.taken(address)
        if taken:
            errors.append(("launch.address_taken", {"address": taken}))
    findings = check(template)
    if has_errors(findings):
        errors.append(("launch.template_errors", {"template": template.name}))
    fields = _fields(template, request.fields, errors)
    people = _people(request, template, ground, errors, warnings)
    for day in (request.start_on, request.target_on):
        if day is not None and (problem := _beyond(day, calendar)):
            errors.append(problem)
            # Neither a preview nor, once committed, anything later could count to that day.
            request = replace(request, start_on=None, target_on=None)
    if request.counts_back and request.target_on is not None:
        request = replace(request, start_on=None)
    start = calendar.first_from(request.start_on or working_today(now, calendar))
    if request.start_on and request.start_on < now.date():
        warnings.append(("launch.start_past", {"start": request.start_on}))
    draft = Opening(
        id=opening_id or new_id(),
        address=address,
        template=template,
        state=OpeningState.DECIDING,
        start_on=start,
        target_on=request.target_on,
        opened_on=now.date(),
        city=request.city.strip(),
        region=request.region.strip(),
        people=dict(request.people),
        fields=fields,
    )
    odds: Odds | None = None
    days, latest = 0, None
    plan: Mapping[str, tuple[date, date]] = {}
    if template.steps and not has_errors(findings):
        network = Network.of(template, skipped_steps(draft), ground.learnt(template.id))
        odds = simulate(network, {}, start, calendar, start, request.target_on, ground.trials)
        if request.counts_back and request.target_on is not None:
            latest = latest_start(request.target_on, start, odds.p80, calendar)
            if latest > start:
                start = latest
                odds = simulate(network, {}, start, calendar, start, request.target_on, ground.trials)
        plan = baseline(network, start, calendar)
        finish = plan[template.goal][1]
        days = calendar.between(start, finish) + 1
    target = request.target_on or (odds.p80 if odds else None)
    if request.target_on is not None:
        _judge_target(request.target_on, start, latest, odds, now, errors, warnings)
    if plan:
        first, last = start, plan[template.goal][1]
        stop = _longest_stop(first, last, calendar)
        if stop is not None:
            facts = {"first": stop[0], "last": stop[1], "days": (stop[1] - stop[0]).days + 1}
            warnings.append(("launch.holidays", facts))
        if ground.busy is not None:
            warnings += overloads(template, skipped_steps(draft), people, plan, ground.people, ground.busy)
    warnings.sort(key=lambda said: severity(*said) != "late")
    promise: dict[str, object] = {}
    if odds is not None and target is not None:
        promise = {"p50": odds.p50, "chance": round(odds.chance(target) * 100), "warnings": len(warnings)}
    opening = replace(draft, start_on=start, target_on=target, baseline=dict(plan), promise=promise)
    return Judged(
        opening, tuple(errors), tuple(warnings), odds, days, people, _rungs(request, template, ground), latest
    )


def _longest_stop(first: date, last: date, calendar: Calendar) -> tuple[date, date] | None:
    """The longest run of days off inside the plan, of four days at least: there work stops noticeably."""
    best: tuple[date, date] | None = None
    day = first
    while day <= last:
        end = day
        while end <= last and not calendar.is_working(end):
            end += timedelta(days=1)
        run = (end - day).days
        if run >= LONG_STOP and (best is None or run > (best[1] - best[0]).days + 1):
            best = day, end - timedelta(days=1)
        day = max(end, day + timedelta(days=1))
    return best


def _judge_target(
    target: date,
    start: date,
    latest: date | None,
    odds: Odds | None,
    now: datetime,
    errors: list[Said],
    warnings: list[Said],
) -> None:
    """What speaks against that date; `latest`: counting back, the day on which the work should begin."""
    if target < now.date():
        errors.append(("launch.target_past", {"target": target}))
    elif target < start:
        errors.append(("launch.target_before_start", {"target": target, "start": start}))
    elif odds is not None:
        chance = round(odds.chance(target) * 100)
        if latest is not None and latest < start:
            facts = {"start": latest, "target": target, "today": start, "chance": chance, "p80": odds.p80}
            warnings.append(("launch.too_late", facts))
        elif odds.chance(target) < GOOD_CHANCE:
            warnings.append(("launch.chance_low", {"chance": chance, "p80": odds.p80}))


def _rungs(request: LaunchRequest, template: Template, ground: Ground) -> dict[RoleId, tuple[RungView, ...]]:
    """Why each role goes to whom it goes to."""
    if not ground.people:
        return {}
    return {
        role.id: ladder(role.id, request.people, ground.holders, ground.people, ground.regions, region=request.region)
        for role in template.roles
    }


def _beyond(day: date, calendar: Calendar) -> Said | None:
    """Why the calendar cannot count to that day."""
    try:
        calendar.index(day)
    except Problem as problem:
        return problem.code, problem.facts
    return None


def launch(request: LaunchRequest, template: Template, ground: Ground, initiator: UserId = 0) -> Opening:
    """The opening to commit. Raises the first Problem that speaks against it."""
    judged = judge(request, template, ground)
    if judged.errors:
        code, facts = judged.errors[0]
        raise Problem(code, **facts)
    return replace(judged.opening, initiator_id=initiator)


PAUSABLE = (OpeningState.DECIDING, OpeningState.RUNNING, OpeningState.STOPPED)


def paused(opening: Opening, reason: str) -> Opening:
    """The opening at rest: nothing is created, asked or reminded; its tasks stay. Problem `opening.not_running`."""
    if opening.state not in PAUSABLE:
        raise Problem("opening.not_running", address=opening.address)
    return replace(opening, state=OpeningState.PAUSED, reason=reason.strip())


def resumed(opening: Opening) -> Opening:
    """The opening at work again; what people have done meanwhile counts now. Problem `opening.not_paused`."""
    if opening.state is not OpeningState.PAUSED:
        raise Problem("opening.not_paused", address=opening.address)
    state = OpeningState.DECIDING if opening.project_id is None else OpeningState.RUNNING
    return replace(opening, state=state, reason="")


def retargeted(opening: Opening, target: date) -> Opening:
    """The opening promised for another date. Problem `opening.target_over`, `opening.target_early`.

    A date in the past is allowed: taking a move back gives the date that was there before.
    """
    if opening.state in (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED):
        raise Problem("opening.target_over", address=opening.address)
    if target < opening.start_on:
        raise Problem("opening.target_early", address=opening.address, target=target, start=opening.start_on)
    return replace(opening, target_on=target)


def preview_of(judged: Judged) -> Preview:
    """What the launch form shows."""
    odds, opening = judged.odds, judged.opening
    template = opening.template
    options: tuple[tuple[str, date, float], ...] = ()
    finish = opening.baseline[template.goal][1] if template.goal in opening.baseline else None
    if odds is not None and finish is not None:
        options = tuple(
            (name, day, odds.chance(day))
            for name, day in (
                ("deterministic", finish),
                ("p50", odds.p50),
                ("p80", odds.p80),
                ("p95", odds.p95),
            )
        )
    target = opening.target_on
    return Preview(
        start_on=opening.start_on,
        finish_on=finish,
        p50=odds.p50 if odds else None,
        p80=odds.p80 if odds else None,
        p95=odds.p95 if odds else None,
        target=target,
        chance=odds.chance(target) if odds and target else None,
        days=judged.days,
        options=options,
        histogram=odds.histogram if odds else (),
        errors=judged.errors,
        warnings=judged.warnings,
        people=judged.people,
        first_steps=_first_steps(opening),
        rungs=judged.rungs,
        latest_start=judged.latest_start,
    )


def _first_steps(opening: Opening) -> tuple[str, ...]:
    """Titles of the tasks that the first approvals open."""
    template, skipped = opening.template, skipped_steps(opening)
    finished = {step.id for step in template.steps if step.id in skipped}
    for step_id in template.order:
        step = template.by_id[step_id]
        inputs = {flow.source for flow in template.incoming[step_id]}
        if inputs <= finished and step.kind in (StepKind.APPROVAL, StepKind.MILESTONE):
            finished.add(step_id)
    return tuple(
        template.by_id[step_id].title
        for step_id in template.order
        if step_id not in finished and {f.source for f in template.incoming[step_id]} <= finished
    )


def _people(
    request: LaunchRequest,
    template: Template,
    ground: Ground,
    errors: list[Said],
    warnings: list[Said],
) -> dict[RoleId, UserId]:
    found: dict[RoleId, UserId] = {}
    known = {role.id for role in template.roles}
    for role_id, user_id in request.people.items():
        if role_id not in known:
            errors.append(("launch.role_unknown", {"role": role_id, "known": ", ".join(sorted(known))}))
        elif ground.people and user_id not in ground.people:
            errors.append(("launch.person_unknown", {"user_id": user_id}))
        elif ground.people and not ground.people[user_id].is_active:
            title = template.role(role_id)
            facts = {
                "person": ground.people[user_id].name,
                "role": title.title if title else role_id,
                "role_id": role_id,
            }
            errors.append(("people.dismissed", facts))
    needed = {step.role for step in template.steps if step.role and step.kind is not StepKind.MILESTONE}
    for role in template.roles:
        if role.id not in needed or any(
            code == "people.dismissed" and facts.get("role") == role.title for code, facts in errors
        ):
            continue
        if not ground.people:
            holder = ground.holders.get(role.id)
            chosen = request.people.get(role.id) or (holder.user_id if holder else None)
            if chosen is None:
                errors.append(("people.nobody", {"role": role.title, "role_id": role.id}))
            else:
                found[role.id] = chosen
            continue
        got = resolve(role.id, request.people, ground.holders, ground.people, ground.regions, region=request.region)
        if got.user_id is not None:
            found[role.id] = got.user_id
        if got.problem is not None:
            said = (got.problem.code, {**got.problem.facts, "role": role.title, "role_id": role.id})
            (errors if got.user_id is None else warnings).append(said)
        elif got.stands_for is not None:
            absent = ground.people.get(got.stands_for)
            stood: dict[str, object] = {
                "role": role.title,
                "role_id": role.id,
                "person": absent.name if absent else "",
                "deputy": ground.people[got.user_id].name if got.user_id else "",
                "deputy_id": got.user_id,
                "until": absent.absent_until if absent else None,
            }
            warnings.append(("people.deputy", stood))
    return found


def _fields(template: Template, given: Mapping[str, object], errors: list[Said]) -> dict[str, object]:
    fields: dict[str, object] = {}
    known = {field.id: field for field in template.fields}
    for name, value in given.items():
        if name not in known:
            errors.append(("launch.field_unknown", {"field": name, "known": ", ".join(known) or "—"}))
            continue
        try:
            fields[name] = field_value(known[name], value)
        except ValueError:
            errors.append(("launch.field_bad", {"field": known[name].title, "value": value}))
    for field in template.fields:
        if field.required and fields.get(field.id) in (None, ""):
            errors.append(("launch.field_required", {"field": field.title, "field_id": field.id}))
    return fields


def field_value(field: Field, value: object) -> object:
    """The typed value of an answer. Raises ValueError when it is none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    match field.type:
        case FieldType.INT:
            return int(text.replace(" ", "").replace("\u00a0", ""))
        case FieldType.MONEY:
            return float(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
        case FieldType.BOOL:
            if text.lower() not in ("true", "false", "да", "нет", "yes", "no", "1", "0"):
                raise ValueError(text)
            return text.lower() in ("true", "да", "yes", "1")
        case FieldType.DATE:
            return date.fromisoformat(text)
        case FieldType.CHOICE:
            if text not in field.choices:
                raise ValueError(text)
            return text
        case _:
            return text
