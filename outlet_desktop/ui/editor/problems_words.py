"""What the button of a fix says, and what it says in full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.finding import Fix
from outlet_desktop.domain.template import Template

LONGEST_TARGET = 18  # characters of the other step's title on a button


def shortened(title: str, longest: int = LONGEST_TARGET) -> str:
    """The title, cut after a word where it is longer: `Принять товар…`."""
    if len(title) <= longest:
        return title
    cut = title[:longest]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,.:;") + "…"


def fix_words(template: Template, fix: Fix) -> tuple[str, str]:
    """(words of the button, what exactly: a role, a step, a value; may be "")."""
    other = title_of(template, fix.other) if fix.other else ""
    match fix.kind:
        case "connect":
            text = QCoreApplication.translate("ProblemsPanel", "Join to “{step}”")
            return text.format(step=shortened(other)), other
        case "set_role":
            role = template.role(fix.other)
            return QCoreApplication.translate("ProblemsPanel", "Assign the role"), role.title if role else ""
        case "set_goal":
            words = QCoreApplication.translate("ProblemsPanel", "Make it the goal")
            return words, title_of(template, fix.step)
        case "delete":
            words = QCoreApplication.translate("ProblemsPanel", "Delete")
            here = title_of(template, fix.step)
            return words, f"{here} → {other}" if other else here
        case "set_duration":
            words = QCoreApplication.translate("ProblemsPanel", "Set the duration")
            return words, fix.other.replace(" ", " · ")
        case "set_lag":
            words = QCoreApplication.translate("ProblemsPanel", "Without a wait")
            return words, f"{title_of(template, fix.step)} → {other}"
        case "set_title":
            return QCoreApplication.translate("ProblemsPanel", "Name it"), fix.other
    return _plain(template, fix)


def _plain(template: Template, fix: Fix) -> tuple[str, str]:
    match fix.kind:
        case "set_rework" if fix.other == "initiator":
            words = QCoreApplication.translate("ProblemsPanel", "Back to the launch form")
            return words, title_of(template, fix.step)
        case "set_rework":
            words = QCoreApplication.translate("ProblemsPanel", "Let it go back")
            return words, ", ".join(title_of(template, one) for one in fix.other.split())
        case "set_condition":
            words = QCoreApplication.translate("ProblemsPanel", "Remove the condition")
            return words, template.by_id[fix.step].condition if fix.step in template.by_id else ""
        case "add_field":
            return QCoreApplication.translate("ProblemsPanel", "Ask at the launch"), fix.other
        case "set_stage":
            words = QCoreApplication.translate("ProblemsPanel", "Set the stage")
            return words, next((stage.title for stage in template.stages if stage.id == fix.other), "")
        case "set_escalation":
            words = QCoreApplication.translate("ProblemsPanel", "Tell the initiator")
            return words, title_of(template, fix.step)
        case "add_outcome":
            return QCoreApplication.translate("ProblemsPanel", "Add the answer"), title_of(template, fix.step)
        case "drop_outcome":
            return QCoreApplication.translate("ProblemsPanel", "Keep the first answer"), title_of(template, fix.step)
        case "delete_role":
            role = template.role(fix.other)
            return QCoreApplication.translate("ProblemsPanel", "Remove the role"), role.title if role else fix.other
        case _:
            words = QCoreApplication.translate("ProblemsPanel", "Remove the reason")
            return words, title_of(template, fix.step)
