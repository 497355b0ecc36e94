"""How a line of the log looks: its icon, its mark, the name of its kind, the words of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate

from outlet_desktop.domain.log import CODES, LogLine
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import words

ICONS: Mapping[str, str] = {
    "launched": "ph.storefront",
    "question": "ph.paper-plane-tilt",
    "decided": "ph.circle-wavy-check",
    "project_created": "ph.folder-plus",
    "step_opened": "ph.git-merge",
    "task_created": "ph.plus-circle",
    "step_done": "ph.check-circle",
    "step_skipped": "ph.skip-forward",
    "step_reset": "ph.arrow-counter-clockwise",
    "reassigned": "ph.swap",
    "hand_edit": "ph.pencil-simple",
    "reason": "ph.chat-text",
    "reminded": "ph.bell",
    "problem": "ph.x-circle",
    "mended": "ph.arrows-clockwise",
    "opening_done": "ph.flag",
    "opening_rejected": "ph.prohibit",
}
OWN_ICONS: Mapping[str, str] = {
    "event.agent_started": "ph.robot",
    "event.agent_took_over": "ph.robot",
    "event.digest_to": "ph.paper-plane-tilt",
    "event.engine_rested": "ph.robot",
    "event.engine_rested_hours": "ph.robot",
    "event.engine_started": "ph.robot",
    "event.engine_took_over": "ph.robot",
    "event.limited": "ph.gauge",
    "event.portal_away": "ph.cloud-slash",
    "event.portal_back": "ph.cloud-check",
    "event.portal_back_hours": "ph.cloud-check",
    "event.rights_lost": "ph.cloud-slash",
    "event.step_put_back": "ph.arrow-u-up-left",
    "event.webhook_ended": "ph.cloud-slash",
}
"""Icons of sentences that their event alone does not tell apart."""
MARKS: Mapping[str, tuple[str, str]] = {
    "late": ("ph.warning-octagon-fill", "status.late.fill"),
    "risk": ("ph.warning-fill", "status.risk.fill"),
}


def icon_of(line: LogLine) -> str:
    """The icon of a line's event."""
    own = OWN_ICONS.get(line.entry.text[0])
    if own is not None:
        return own
    if line.entry.event == "problem" and line.level == "risk":
        return "ph.info"
    return ICONS.get(line.entry.event, "ph.circle")


def title_of(line: LogLine) -> str:
    """What a line is called: the title of the panel."""
    if line.entry.event == "hand_edit" and line.entry.source == "person":
        return QCoreApplication.translate("LogLines", "Changed in the program")
    if line.entry.text[0] in CODES["connection"]:
        return QCoreApplication.translate("LogLines", "Connection")
    if line.entry.text[0] == "event.step_put_back":
        return QCoreApplication.translate("LogLines", "Step put back")
    return kind_words(line.entry.event)


def kind_words(event: str) -> str:
    """What such an event is called."""
    names = {
        "launched": QCoreApplication.translate("LogLines", "Outlet launched"),
        "question": QCoreApplication.translate("LogLines", "Decision asked"),
        "decided": QCoreApplication.translate("LogLines", "Answer"),
        "project_created": QCoreApplication.translate("LogLines", "Project created"),
        "step_opened": QCoreApplication.translate("LogLines", "Inputs finished"),
        "task_created": QCoreApplication.translate("LogLines", "Task created"),
        "step_done": QCoreApplication.translate("LogLines", "Step finished"),
        "step_skipped": QCoreApplication.translate("LogLines", "Step skipped"),
        "step_reset": QCoreApplication.translate("LogLines", "New round"),
        "reassigned": QCoreApplication.translate("LogLines", "Task changed hands"),
        "hand_edit": QCoreApplication.translate("LogLines", "Changed by hand"),
        "reason": QCoreApplication.translate("LogLines", "Delay reason"),
        "reminded": QCoreApplication.translate("LogLines", "Reminder"),
        "problem": QCoreApplication.translate("LogLines", "Problem"),
        "mended": QCoreApplication.translate("LogLines", "Problem solved"),
        "opening_done": QCoreApplication.translate("LogLines", "Outlet opened"),
        "opening_rejected": QCoreApplication.translate("LogLines", "Opening stopped"),
    }
    return names.get(event, event)


def sentence_of(line: LogLine) -> str:
    """The one sentence of a line."""
    code, facts = line.entry.text
    return words(code, facts) if code else kind_words(line.entry.event)


def who_of(line: LogLine) -> str:
    """Who did it."""
    if line.who == "":
        return words("log.who_engine")
    return words("log.who_portal") if line.who == "portal" else line.who


def where_of(line: LogLine) -> str:
    """City and address; "—" where a line belongs to no outlet."""
    return ", ".join(part for part in (line.city, line.address) if part) or "—"


def day_words(day: date, today: date) -> str:
    """ "Today, 24 November"; the year where it is another one."""
    text = language.locale.toString(
        QDate(day.year, day.month, day.day), "d MMMM" if day.year == today.year else "d MMMM yyyy"
    )
    if day == today:
        return QCoreApplication.translate("LogLines", "Today, {day}").format(day=text)
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("LogLines", "Yesterday, {day}").format(day=text)
    return text
