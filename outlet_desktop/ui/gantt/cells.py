"""Painters of the table half: cells shared by the portfolio and the outlet."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.ui.gantt.ink import Ink, c
from outlet_desktop.ui.messages import DASH, short_date, signed, words
from outlet_desktop.ui.theme import token

KIND_ICONS = {
    StepKind.TASK: "ph.check-square",
    StepKind.APPROVAL: "ph.circle-wavy-check",
    StepKind.CONFIRMATION: "ph.lock-key",
    StepKind.MILESTONE: "ph.flag",
}


@cache
def status_icon(status: Status) -> str:
    """Icon id of a status."""
    return str(token(f"status.{status.value}.icon"))


_tolerance: list[int] = []  # as the company has chosen; empty = as designed


def tolerance() -> int:
    """T of ui.md §3, working days."""
    return _tolerance[0] if _tolerance else _designed_tolerance()


def set_tolerance(days: int) -> None:
    """From now on the screen tells late from at risk by so many working days."""
    _tolerance[:] = [days]


@cache
def _designed_tolerance() -> int:
    return int(token("rules.toleranceWorkingDays"))


def deviation_look(days: int | None) -> tuple[str, str]:
    """(colour token, face) of a deviation: at most 0 quiet, 1..T risk, above T late."""
    if days is None or days <= 0:
        return "text.secondary", "date"
    return ("status.late.text" if days > tolerance() else "status.risk.text"), "date_strong"


def caret(p: QPainter, ink: Ink, x: float, y: float, is_open: bool) -> None:
    """The caret of a line."""
    ink.icon(p, x, y, "ph.caret-down" if is_open else "ph.caret-right", 12, c("text.tertiary"))


def status_mark(p: QPainter, ink: Ink, x: float, y: float, status: Status, size: int = 16) -> None:
    """Icon of a status in its colour."""
    ink.icon(p, x, y, status_icon(status), size, c(f"status.{status}.fill"))


@lru_cache(maxsize=2048)
def _day_words(day: date) -> str:
    return short_date(day)


def day_cell(p: QPainter, ink: Ink, right: int, y: float, day: date | None, *, strong: bool = False) -> None:
    """`28.12`, ending at `right`."""
    color = c("text.primary") if strong else c("text.secondary")
    ink.right(p, right, y, _day_words(day) if day else DASH, "date_medium" if strong and day else "date", color)


def deviation_cell(p: QPainter, ink: Ink, right: int, y: float, days: int | None) -> None:
    """`+7`, `−2`, ending at `right`."""
    color, face = deviation_look(days)
    ink.right(p, right, y, signed(days), face, c(color))


def progress_cell(
    p: QPainter, ink: Ink, left: int, right: int, y: float, status: Status, done: int, total: int
) -> None:
    """A bar 28 x 4 and `n/m`."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(c("surface.pressed"))
    p.drawRoundedRect(QRectF(left, y - 2, 28, 4), 2, 2)
    if total and done:
        p.setBrush(c(f"status.{status}.fill"))
        p.drawRoundedRect(QRectF(left, y - 2, max(3.0, 28 * done / total), 4), 2, 2)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    ink.right(p, right, y, f"{done}/{total}", "date", c("text.secondary"))


def now_words(row: OutletRow) -> str:
    """The cell "Сейчас": the step that holds it, or when it was opened and what is left."""
    if row.finished_on is None:
        return row.now or DASH
    left = row.total - row.done
    code = "outlet.opened_left" if left > 0 else "outlet.opened_on"
    return words(code, {"day": short_date(row.finished_on), "left": left})


def step_finish(step: StepRow) -> date | None:
    """Actual finish, else the forecast."""
    return step.actual.finish or step.forecast.finish


def overdue_words(step: StepRow, person: str = "") -> str:
    """`просрочено 11 р. д.`, "" when it is not."""
    if step.overdue_days <= 0 or step.state is not StepState.OPEN:
        return ""
    code = "step.overdue_by" if person else "step.overdue"
    return words(code, {"days": words("unit.days", {"number": step.overdue_days}), "person": person})


def person_words(step: StepRow) -> str:
    """`О. Панина`: the assignee as narrow columns show it; the role while nobody is known."""
    return short_person(step.person) or step.role_title


@lru_cache(maxsize=1024)
def short_person(name: str) -> str:
    """ "Ольга Панина" as `О. Панина`; a name of one word as it is."""
    first, _, last = name.partition(" ")
    return f"{first[:1]}. {last}" if last else first


_TOLD_BY_STATE = (
    OpeningState.REJECTED,
    OpeningState.CANCELLED,
    OpeningState.STOPPED,
    OpeningState.DRAFT,
    OpeningState.PAUSED,
)


def status_words(row: OutletRow) -> str:
    """The status of an outlet in one word: `Заблокирована`."""
    if row.state in _TOLD_BY_STATE:
        return words(f"outlet_state.{row.state.value}")
    return words(f"outlet_status.{row.status.value}")
