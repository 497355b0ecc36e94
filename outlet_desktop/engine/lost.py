"""Words for a message of which nobody will know whether it arrived: which one, about what, to whom."""

from __future__ import annotations

from collections.abc import Mapping

from outlet_desktop.domain.command import CommentTask
from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Facts, Happening, Intent
from outlet_desktop.domain.template import Template

_OF_STEP = {
    "ask": "event.lost_question",
    "remind": "event.lost_reminder",
    "reason": "event.lost_reason",
    "escalate": "event.lost_escalation",
}
_OF_PERSON = {"digest": "event.lost_digest", "handed": "event.lost_handed"}


def lost(row: Intent, template: Template | None, names: Mapping[UserId, str]) -> Happening:
    """The line of history for that row of the journal; the row's key itself is nothing to read.

    `template`: of the row's opening, None = the row belongs to none. `names`: of the portal's people.
    """
    parts = row.key.split(":")
    code, facts = "event.message_lost", dict[str, object]()
    step = template.by_id.get(row.step) if template is not None else None
    if parts[0] in _OF_PERSON:
        user_id = int(parts[1] if parts[0] == "digest" else parts[2])
        code, facts = _OF_PERSON[parts[0]], {"user_id": user_id, "person": names.get(user_id, str(user_id))}
    elif step is not None and row.kind == CommentTask.__name__:
        code, facts = "event.lost_note", {"step": step.title}
    elif step is not None and parts[0] in _OF_STEP:
        code, facts = _OF_STEP[parts[0]], {"step": step.title}
    told: Facts = facts
    return Happening("problem", row.step, code=code, facts=told)
