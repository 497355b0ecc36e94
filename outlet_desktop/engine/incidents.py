"""Incidents of the connection: the portal away, the webhook refused, requests limited, the engine at rest.

An incident is kept in the store from its first sign to its end, so whoever acts sees it: the window or the agent may
begin it, another process may end it, a restart between changes nothing. The history gets a line when it is certain and
a line when it is over, never one for a request.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from outlet_desktop.domain.record import Facts, Happening
from outlet_desktop.engine.store import Store
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem

CERTAIN_S = 30.0  # shorter interruptions are not told
RESTED_S = 3600.0  # an engine at rest for less is not told: somebody has started the program anew
AGAIN_S = 600.0  # what comes back sooner than that is told only once it has lasted so long: a line breaks for days
_QUIET_S = 10.0  # limited requests are over when nothing was held back for so long
_LIMITED_S = 5.0  # being held back for less is the usual pace
_LOOK_S = 300.0  # an older look at the portal does not say since when it is away
_AWAY, _LIMITED, _SEEN, _BY = "incident:away", "incident:limited", "engine_at", "engine_by"
_TOLD = "told"  # suffix of the first two: when the last one of the kind was over, machine clock
_LASTING = {"portal.webhook_refused": "event.webhook_ended", "portal.scope_missing": "event.rights_lost"}
_SILENT = frozenset({"portal.closed", "portal.read_refused"})


@dataclass(frozen=True, slots=True)
class _Incident:
    """What has begun. `since_s`: machine clock; `since`: the portal's clock, ISO; `seconds`: held back so far."""

    code: str
    since_s: float
    since: str
    is_told: bool = False
    seconds: float = 0.0
    last_s: float = 0.0


def trouble(store: Store, problem: Problem, world: World) -> None:
    """The portal could not be asked; told once it lasts, at once where waiting does not mend it."""
    if not problem.code.startswith("portal.") or problem.code in _SILENT:
        return
    now = world.clock()
    store.set_meta(_SEEN, repr(now))
    code = _LASTING.get(problem.code, "event.portal_away")
    known = _load(store, _AWAY)
    if known is not None and known.code in _LASTING.values() and code not in _LASTING.values():
        return  # that the portal is away as well does not mend it
    if known is not None and known.code != code:
        _end(store, known, world, 0)
        known = None
    if known is None:
        looked = float(store.meta("snapshot_at") or 0.0)
        since_s = looked if 0.0 <= now - looked < _LOOK_S else now
        known = _Incident(code, since_s, _at(store, world, since_s).isoformat())
    if not known.is_told and (code in _LASTING.values() or _is_certain(store, known, now)):
        facts: dict[str, object] = {"host": store.meta("host") or problem.facts.get("host")}
        facts |= {"since": _words(known.since), "scope": problem.facts.get("scope"), "reason": problem.code}
        _write(store, world, "problem", code, facts)
        known = replace(known, is_told=True)
    _keep(store, _AWAY, known)


def is_back(store: Store, world: World, changed: int) -> None:
    """The portal has answered; `changed`: tasks that have changed meanwhile."""
    known = _load(store, _AWAY)
    if known is not None:
        _end(store, known, world, changed)


def _is_certain(store: Store, known: _Incident, now: float) -> bool:
    lasts = now - known.since_s
    return lasts >= AGAIN_S or (lasts >= CERTAIN_S and _has_rested(store, _AWAY, known.since_s))


def _has_rested(store: Store, name: str, now: float) -> bool:
    """Whether the last told incident of the kind was over long enough ago."""
    return not 0.0 <= now - float(store.meta(f"{name}:{_TOLD}") or float("-inf")) < AGAIN_S


def _end(store: Store, known: _Incident, world: World, changed: int) -> None:
    _keep(store, _AWAY, None)
    if known.is_told or _is_certain(store, known, world.clock()):
        store.set_meta(f"{_AWAY}:{_TOLD}", repr(world.clock()))
        code = "event.portal_back"
        facts = _span(store, known.since_s, known.since, world)
        _write(store, world, "mended", f"{code}_hours" if "hours" in facts else code, {**facts, "tasks": changed})


def limited(store: Store, world: World, seconds: float, *, is_over: bool) -> None:
    """Requests were held back by the portal's limits for so many seconds more; a line once that is over."""
    known, now = _load(store, _LIMITED), world.clock()
    if seconds > 0.0:
        known = known or _Incident("event.limited", now - seconds, _at(store, world, now - seconds).isoformat())
        _keep(store, _LIMITED, replace(known, seconds=known.seconds + seconds, last_s=now))
    elif known is not None and is_over and now - known.last_s >= _QUIET_S and _has_rested(store, _LIMITED, now):
        _keep(store, _LIMITED, None)
        if known.seconds >= _LIMITED_S:
            store.set_meta(f"{_LIMITED}:{_TOLD}", repr(now))
            facts = {"since": _words(known.since), "until": _words(_at(store, world, known.last_s).isoformat())}
            _write(store, world, "problem", known.code, {**facts, "seconds": round(known.seconds)})


def has_limits_open(store: Store) -> bool:
    """Whether such an incident has begun and is not over: of this process or of one before."""
    return _load(store, _LIMITED) is not None


def last_seen(store: Store) -> float:
    """When an engine last was at work on this store: machine clock, s; 0 = never."""
    return max(float(store.meta(_SEEN) or 0.0), float(store.meta("snapshot_at") or 0.0))


def engine_begins(store: Store, world: World, computer: str, seen: float, *, is_agent: bool) -> None:
    """An engine has this store now: told when it is another one than before, or after a long rest.

    `seen`: of `last_seen` before this engine did anything. Ask once the portal's clock has been heard.
    """
    now, by = world.clock(), f"{'agent' if is_agent else 'desktop'}@{computer}"
    before = store.meta(_BY) or ""
    store.set_meta(_SEEN, repr(now))
    if by != before:
        store.set_meta(_BY, by)
        other = before.partition("@")[2]
        if other and other != computer:
            code = "event.agent_took_over" if is_agent else "event.engine_took_over"
        else:
            code = "event.agent_started" if is_agent else "event.engine_started"
        _write(store, world, "mended", code, {"computer": computer, "before": other})
    if seen and now - seen >= RESTED_S:
        facts = _span(store, seen, _at(store, world, seen).isoformat(), world)
        _write(
            store, world, "problem", "event.engine_rested_hours" if "hours" in facts else "event.engine_rested", facts
        )


def _span(store: Store, since_s: float, since: str, world: World) -> dict[str, object]:
    """Since when, until now and how long; hours where minutes would be a large number."""
    minutes = max(1, round((world.clock() - since_s) / 60))
    facts: dict[str, object] = {"since": _words(since), "until": _words(world.portal_now(store).isoformat())}
    return {**facts, "hours": round(minutes / 60)} if minutes >= 120 else {**facts, "minutes": minutes}


def _at(store: Store, world: World, moment_s: float) -> datetime:
    """What the portal's clock showed at that moment of the machine's."""
    return world.portal_now(store) - timedelta(seconds=max(0.0, world.clock() - moment_s) * world.speed)


def _words(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d.%m.%Y %H:%M}"


def _write(store: Store, world: World, event: str, code: str, facts: Facts) -> None:
    store.add_history(world.portal_now(store), "", Happening(event, code=code, facts=facts))


def _load(store: Store, name: str) -> _Incident | None:
    text = store.meta(name)
    return _Incident(**json.loads(text)) if text else None


def _keep(store: Store, name: str, incident: _Incident | None) -> None:
    store.set_meta(name, json.dumps(asdict(incident)) if incident else "")
