"""One fix for everything that a preview says: what a click on its button changes in the form. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.launch_port import Preview
from outlet_desktop.ui.launch.outlook_view import field_of

Kind = Literal["target", "start", "put", "choose", "field", "poll", "processes", "dates"]


@dataclass(frozen=True, slots=True)
class Fix:
    """What a click does.

    Attributes:
        kind: "target" takes the option `name`; "start" starts on `day`; "put" gives `role` to `user_id` here (None =
            as the roles say); "choose" offers people for `role`; "field" goes to the field `name`; "poll" asks the
            portal again; "processes" opens that place; "dates" takes both dates back to the default.
        day: Of the target or the start. `person`: name of `user_id`.
    """

    kind: Kind
    name: str = ""
    day: date | None = None
    role: RoleId = ""
    user_id: UserId | None = None
    person: str = ""


def fix_of(code: str, facts: Mapping[str, object], preview: Preview, today: date | None) -> Fix | None:
    """The one thing to do about a sentence of the preview; None where nothing in the form would mend it."""
    role = str(facts.get("role_id", ""))
    match code:
        case "launch.chance_low" | "launch.too_late" | "launch.target_past" | "launch.target_before_start":
            return Fix("target", "p80", preview.p80) if preview.p80 is not None else None
        case "launch.holidays":
            # They are in every forecast already; what helps is a later promise.
            has_room = preview.p95 is not None and (preview.target is None or preview.target < preview.p95)
            return Fix("target", "p95", preview.p95) if has_room else None
        case "launch.start_past":
            return Fix("start", day=today)
        case "launch.overload" if facts.get("by"):
            return _put(role, facts.get("by"), facts.get("by_name"))
        case "people.deputy" if facts.get("deputy_id"):
            return _put(role, facts.get("deputy_id"), facts.get("deputy"))
        case "launch.overload" | "people.deputy" | "people.absent" | "people.nobody" | "people.dismissed":
            return Fix("choose", role=role)
        case "launch.person_unknown" | "launch.role_unknown":
            return Fix("put", role=role or str(facts.get("role", "")))
        case "launch.offline":
            return Fix("poll")
        case "launch.template_errors" | "launch.no_process":
            return Fix("processes")
        case "calendar.out_of_range":
            return Fix("dates")
        case _:
            field = field_of(code, facts)
            return Fix("field", field) if field else None


def _put(role: RoleId, user_id: object, name: object) -> Fix:
    return Fix("put", role=role, user_id=int(str(user_id)), person=str(name))
