"""The sentences about an outlet: why it stands where it stands, and the short reason beside its bar. Pure."""

from __future__ import annotations

from datetime import date

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.domain.record import Facts
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.schedule.workdays import Calendar

ENDED = (OpeningState.REJECTED, OpeningState.CANCELLED)
NO_DATA = "no_data"  # reason of a confirmation whose task is closed while required fields have no value


def why(row: OutletRow, today: date) -> tuple[str, Facts]:
    """The one sentence that answers where, who, why and when."""
    facts: dict[str, object] = {
        "address": row.address,
        "target": row.target,
        "p50": row.p50,
        "chance": round((row.chance or 0.0) * 100),
        "waiting": row.waiting,
    }
    if row.state in ENDED or row.status is Status.DONE:
        code = {OpeningState.REJECTED: "why.rejected", OpeningState.CANCELLED: "why.cancelled"}.get(
            row.state, "why.done"
        )
        return code, {**facts, "finished": row.finished_on}
    if row.state is OpeningState.PAUSED:
        return "why.paused", {**facts, "reason": row.reason}
    if row.problem is not None and row.state is OpeningState.STOPPED:
        return "why.stopped", {**facts, "problem": row.problem[0], **row.problem[1]}
    if not row.held_by:
        code = "why.sent_back" if row.state is OpeningState.DRAFT else "why.waiting"
        return code, facts
    holder = row.held_by[0]
    facts |= {
        "step": holder.title,
        "role": holder.role_title,
        "person": holder.person or holder.role_title,
        "since": holder.since,
        "days": holder.overdue_days,
    }
    if row.state is OpeningState.DECIDING:
        return "why.deciding", facts
    if holder.reason == NO_DATA:
        return "why.no_data", {**facts, "reason": holder.reason_text}
    if holder.overdue_days > 0:
        plain, reasoned = {
            "payment_wait": ("why.payment", "why.payment_because"),
            "approval_wait": ("why.approval", "why.approval_because"),
        }.get(holder.seen_reason, ("why.overdue", "why.overdue_because"))
        is_named = holder.reason_text and holder.reason != holder.seen_reason
        return (reasoned, {**facts, "reason": holder.reason_text}) if is_named else (plain, facts)
    return ("why.slipping" if row.slip_days and row.slip_days > 0 else "why.on_track"), facts


def label(row: OutletRow, today: date, calendar: Calendar) -> tuple[str, Facts]:
    """The short reason beside the bar; "" where nobody needs to act."""
    if row.state in ENDED or row.status in (Status.DONE, Status.ACTIVE):
        quiet = {OpeningState.STOPPED: "label.stopped", OpeningState.PAUSED: "label.paused"}
        return quiet.get(row.state, ""), {}
    if row.state is OpeningState.STOPPED:
        return "label.stopped", {}
    if row.state is OpeningState.PAUSED:
        return "label.paused", {}
    holder = row.held_by[0] if row.held_by else None
    if row.state in (OpeningState.DECIDING, OpeningState.DRAFT):
        if row.state is OpeningState.DRAFT:
            return "label.sent_back", {}
        return ("label.deciding", {"since": holder.since}) if holder else ("", {})
    blocking = next((held for held in row.held_by if held.seen_reason == "payment_wait"), None)
    if row.status is Status.BLOCKED and blocking is not None:
        return "label.payment", {"days": blocking.overdue_days}
    if holder is not None and holder.overdue_days > 0:
        said = {"days": holder.overdue_days, "step": holder.title, "reason": holder.reason_text}
        if holder.seen_reason == "approval_wait":
            return "label.approval", said
        return ("label.because" if holder.reason_text else "label.overdue"), said
    if row.status is Status.LATE:
        return "label.late", {"days": row.slip_days}
    if row.p50 and row.p80 and calendar.days_off(row.p50, row.p80):
        return "label.holidays", {}
    return "label.no_buffer", {}
