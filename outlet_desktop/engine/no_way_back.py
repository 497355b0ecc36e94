"""Why a line of the log cannot be taken back: every kind of line that has no way back says so in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from outlet_desktop.domain.log import Words
from outlet_desktop.domain.record import HistoryEntry

RETURNABLE = frozenset(
    {
        "event.deadline_moved",
        "event.handed_over",
        "event.launched",
        "event.paused",
        "event.reason",
        "event.reassigned",
        "event.replaced",
        "event.sent_again",
        "event.skipped_by_hand",
        "event.step_opened",
        "event.step_put_back",
        "event.target_moved",
        "event.task_created",
    }
)
"""Kinds of lines with a way back while things are as the line left them (`taking_back.offer`)."""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    # Sent to people: they have read it.
    "log.never_said": (
        "event.delay_asked", "event.digest", "event.digest_to", "event.escalated", "event.message_lost",
        "event.lost_digest", "event.lost_escalation", "event.lost_handed", "event.lost_note", "event.lost_question",
        "event.lost_reason", "event.lost_reminder",
        "event.handed_told", "event.question", "event.remind_asked", "event.reminded",
    ),
    # People's own doing on the portal, which the program never undoes.
    "log.never_people": (
        "event.deferred", "event.moved_out", "event.moved_project", "event.renamed", "event.renewed",
        "event.resumed_task", "event.step_done", "event.task_deleted",
    ),
    "log.never_decided": (
        "event.decided", "event.decided_why", "event.field_file", "event.field_given", "event.field_no",
        "event.field_yes", "event.twin_kept",
    ),
    # Chosen in another place of the program, where it is chosen anew.
    "log.never_roles": (
        "event.override_cleared", "event.override_set", "event.region_cleared", "event.region_set", "event.role_set",
        "event.roles_read",
    ),
    "log.never_settings": (
        "event.day_as_law", "event.day_off", "event.day_on", "event.hours", "event.hours_of_portal", "event.tolerance",
    ),
    "log.never_target": ("event.target_set",),
    "log.never_condition": ("event.step_skipped",),
    "log.never_round": ("event.step_reset", "event.step_released"),
    "log.never_project": ("event.project_created",),
    # Itself a way back, or the end of something: the deed is done again, not taken back.
    "log.never_back": (
        "event.deadline_put_back", "event.go_on", "event.handed", "event.reason_taken_back", "event.replace_undone",
        "event.resumed", "event.task_given_back",
    ),
    "log.never_ended": ("event.opening_cancelled", "event.opening_rejected"),
    # Nothing was done: the line tells what was the case.
    "log.never_fact": (
        "event.agent_started", "event.agent_took_over", "event.engine_rested", "event.engine_rested_hours",
        "event.engine_started", "event.engine_took_over", "event.holder_absent", "event.holder_back", "event.limited",
        "event.mended", "event.move_refused", "event.opening_done", "event.portal_away", "event.portal_back",
        "event.portal_back_hours", "event.rights_lost", "event.webhook_ended", "event.handed_untold",
    ),
}  # fmt: skip
NEVER: Mapping[str, str] = {code: why for why, codes in _GROUPS.items() for code in codes}
"""Kinds of lines without a way back, and the sentence that says why."""


def why_not(entry: HistoryEntry) -> Words:
    """Why there is no way back from that line (anything else than events are problems, which only tell)."""
    code, facts = entry.text
    if code in RETURNABLE:
        return "log.never_now", facts
    return NEVER.get(code, "log.never_fact"), facts
