"""Where the decision about an outlet stands, read from its row and history."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outlet_desktop.domain.opening import OpeningId, OpeningState, Person, StepState, UserId
from outlet_desktop.domain.record import HistoryEntry
from outlet_desktop.domain.template import Outcome, Step, StepKind, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.schedule.gantt import OutletRow, StepRow

_HISTORY_ROWS = 200


class Stand(StrEnum):
    """What the page says in its heading."""

    WAITING = "waiting"
    APPROVED = "approved"  # the project exists or is being created
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Everything page 3 shows.

    Attributes:
        history: Oldest first.
        approval: Row of the approval that is asked, or was the last one asked.
        step: The same in the process, with its outcomes; None when the process is not known.
        words: What the person wrote ("" without a reason); `decided` the entry it comes from.
        first_tasks: Open steps after the approval.
    """

    row: OutletRow
    history: tuple[HistoryEntry, ...]
    stand: Stand
    approval: StepRow | None
    step: Step | None
    decided: HistoryEntry | None
    words: str
    first_tasks: tuple[StepRow, ...]
    people: dict[UserId, Person]
    project_link: str = ""
    task_link: str = ""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The answers of the approval."""
        return self.step.outcomes if self.step is not None else ()


def stand_of(row: OutletRow, approval: StepRow | None) -> Stand:
    """Where it stands by the opening's own state."""
    match row.state:
        case OpeningState.REJECTED:
            return Stand.REJECTED
        case OpeningState.CANCELLED:
            return Stand.CANCELLED
        case OpeningState.DRAFT:
            return Stand.SENT_BACK
        case OpeningState.RUNNING | OpeningState.PAUSED | OpeningState.DONE:
            return Stand.APPROVED
    if row.project_id is not None or (approval is not None and approval.state is StepState.DONE):
        return Stand.APPROVED
    return Stand.WAITING


def asked_approval(row: OutletRow) -> StepRow | None:
    """The open approval, else the first one that was asked, else the first one there is."""
    approvals = [step for step in row.steps if step.kind is StepKind.APPROVAL]
    is_open = [step for step in approvals if step.state is StepState.OPEN]
    if is_open and row.project_id is None:
        return is_open[0]
    asked = [step for step in approvals if step.task_id is not None]
    return next(iter(asked or approvals), None)


def read_decision(office: Office, opening: OpeningId, template: Template | None = None) -> DecisionView:
    """Ask the office. Blocks: call it off the GUI thread. Raises Problem."""
    row = office.outlet(opening)
    history = tuple(reversed(office.history(opening, _HISTORY_ROWS)))
    approval = asked_approval(row)
    if template is None or template.name != row.template or template.revision != row.revision:
        info = next((one for one in office.templates() if row.template in (one.id, one.name)), None)
        template = office.template(info.id, row.revision) if info is not None else None
    step = template.by_id.get(approval.step) if template is not None and approval is not None else None
    decisions = [entry for entry in history if entry.event == "decided"]
    if approval is not None:
        decisions = [entry for entry in decisions if entry.step == approval.step] or decisions
    decided = decisions[-1] if decisions else None
    stand = stand_of(row, approval)
    said = str(decided.text[1].get("reason") or "") if decided is not None else ""
    task_id = approval.task_id if approval is not None else None
    return DecisionView(
        row=row,
        history=history,
        stand=stand,
        approval=approval,
        step=step,
        decided=decided if stand is not Stand.WAITING else None,
        words=said if stand in (Stand.SENT_BACK, Stand.REJECTED) else "",
        first_tasks=tuple(
            one for one in row.steps if one.state is StepState.OPEN and one.task_id is not None and one != approval
        )
        if stand is Stand.APPROVED
        else (),
        people={person.user_id: person for person in office.people()},
        project_link=office.portal_link(opening) if row.project_id is not None else "",
        task_link=office.portal_link(opening, task_id) if task_id is not None else "",
    )
