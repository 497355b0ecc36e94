"""What can be done with one outlet, once: the menu of its page and the palette are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.gantt.target_drag import can_move
from outlet_desktop.ui.messages import format_date, percent, words

OVER = (OpeningState.CANCELLED, OpeningState.REJECTED, OpeningState.DONE)
RUNNING = (OpeningState.RUNNING, OpeningState.PAUSED, OpeningState.STOPPED, OpeningState.DECIDING)
_REMINDED = (OpeningState.RUNNING, OpeningState.DECIDING)


@dataclass(frozen=True, slots=True)
class OutletCommand:
    """One command.

    Attributes:
        name: Tells it apart. code: of its words.
        detail: Whom or what it is about, in words.
        why_not: Code of why it cannot be run now; "" = it can.
        is_writing: Changes something, so a manager's window has it disabled.
    """

    name: str
    code: str
    icon_id: str
    detail: str = ""
    why_not: str = ""
    is_writing: bool = True


def commands_of(row: OutletRow | None) -> tuple[OutletCommand, ...]:
    """The commands for that outlet, the usual ones first; without an outlet none can be run."""
    if row is None:
        return tuple(
            OutletCommand(one.name, one.code, one.icon_id, why_not="command.no_outlet", is_writing=one.is_writing)
            for one in _COMMANDS
        )
    return (_remind(row), _hand(row), _project(row), _target(row), _rest(row), _cancel(row), _EXPORT, _DRAWING, _LOG)


def _remind(row: OutletRow) -> OutletCommand:
    holder = row.held_by[0] if row.held_by else None
    detail = f"{holder.person or holder.role_title}, {holder.title}" if holder is not None else ""
    why_not = "command.nobody_holds" if holder is None else "" if row.state in _REMINDED else "command.not_under_way"
    return OutletCommand("remind", "command.remind", "ph.bell", detail, why_not)


def _hand(row: OutletRow) -> OutletCommand:
    holder = row.held_by[0] if row.held_by else None
    detail = (holder.person or holder.role_title) if holder is not None else ""
    why_not = "command.nobody_holds" if holder is None else "" if row.state in _REMINDED else "command.not_under_way"
    return OutletCommand("hand", "command.hand", "ph.swap", detail, why_not)


def _project(row: OutletRow) -> OutletCommand:
    why_not = "" if row.project_id is not None else "command.no_project"
    return OutletCommand("project", "command.project", "ph.arrow-square-out", "", why_not, is_writing=False)


def _target(row: OutletRow) -> OutletCommand:
    facts = {"day": format_date(row.target), "chance": percent(row.chance)}
    detail = words("command.chance", facts) if row.target is not None and row.chance is not None else ""
    why_not = "" if can_move(row) else "command.no_target"
    return OutletCommand("target", "command.target", "ph.calendar-blank", detail, why_not)


def _rest(row: OutletRow) -> OutletCommand:
    why_not = "" if row.state in RUNNING else "command.is_over"
    if row.state is OpeningState.PAUSED:
        return OutletCommand("resume", "command.resume", "ph.play", "", why_not)
    return OutletCommand("pause", "command.pause", "ph.pause", "", why_not)


def _cancel(row: OutletRow) -> OutletCommand:
    return OutletCommand("cancel", "command.cancel", "ph.x", "", "command.is_over" if row.state in OVER else "")


_EXPORT = OutletCommand("export", "command.export", "ph.export", is_writing=False)
_DRAWING = OutletCommand("drawing", "command.drawing", "ph.flow-arrow", is_writing=False)
_LOG = OutletCommand("log", "command.log_of_outlet", "ph.clock-counter-clockwise", is_writing=False)
_COMMANDS = (
    OutletCommand("remind", "command.remind", "ph.bell"),
    OutletCommand("hand", "command.hand", "ph.swap"),
    OutletCommand("project", "command.project", "ph.arrow-square-out", is_writing=False),
    OutletCommand("target", "command.target", "ph.calendar-blank"),
    OutletCommand("pause", "command.pause", "ph.pause"),
    OutletCommand("cancel", "command.cancel", "ph.x"),
    _EXPORT,
    _DRAWING,
    _LOG,
)
