"""Dates across a page: months, shaded days, today; and the marks of statuses."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from outlet_desktop.domain.opening import Status
from outlet_desktop.report.page import Page, color, text_width
from outlet_desktop.wording import sentence

HEADER = 24.0
MIN_DAYS = 28
WEEKENDS_FROM = 4.0  # pt a day from which plain weekends are shaded
WEEKS_FROM = 2.2  # pt a day from which Mondays are written


class Timeline:
    """The part of a page between `left` and `right` that stands for the days from `first` to `last`."""

    def __init__(self, days: Iterable[date], today: date, left: float, right: float) -> None:
        known = [*days, today]
        self.first = min(known) - timedelta(days=2)
        self.last = max(max(known) + timedelta(days=3), self.first + timedelta(days=MIN_DAYS))
        self.today, self.left, self.right = today, left, right
        self.day_width = (right - left) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """Where the day begins, pt."""
        return self.left + (day - self.first).days * self.day_width

    def end(self, day: date) -> float:
        """Where the day ends, pt."""
        return self.x(day) + self.day_width

    @property
    def now_x(self) -> float:
        """The middle of today."""
        return self.x(self.today) + self.day_width / 2

    def draw_ground(
        self, page: Page, top: float, bottom: float, days_off: Collection[date], worked: Collection[date], lang: str
    ) -> None:
        """Header (months, Mondays) above `top`, days off and grid down to `bottom`."""
        weekends = self.day_width >= WEEKENDS_FROM
        day = self.first
        while day <= self.last:
            if day in days_off:
                page.rect(self.x(day), top, self.day_width, bottom - top, color("gantt.holiday"))
            elif weekends and day.weekday() >= 5 and day not in worked:
                page.rect(self.x(day), top, self.day_width, bottom - top, color("gantt.weekend"))
            day += timedelta(days=1)
        page.line([(self.left, top), (self.right, top)], color("border.default"), 0.75)
        self._months(page, top, bottom, lang)
        self._weeks(page, top, bottom)

    def _months(self, page: Page, top: float, bottom: float, lang: str) -> None:
        month = self.first.replace(day=1)
        while month <= self.last:
            following = (month + timedelta(days=32)).replace(day=1)
            left, right = max(self.left, self.x(month)), min(self.right, self.x(following))
            if month > self.first:
                page.line([(left, top - HEADER), (left, bottom)], color("gantt.gridMonth"), 0.6)
            for code in (f"report.month_{month.month}", f"report.month_short_{month.month}"):
                name = sentence(code, {}, lang)
                shown = f"{name} {month.year}" if month.month == 1 or month <= self.first else name
                if text_width(shown, 7.0, True) + 6 <= right - left:
                    page.text(left + 4, top - 14, shown, 7.0, color("text.secondary"), bold=True)
                    break
            month = following

    def _weeks(self, page: Page, top: float, bottom: float) -> None:
        if self.day_width < WEEKS_FROM:
            return
        step = 7 * math.ceil(18 / (7 * self.day_width))
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        while monday <= self.last:
            x = self.x(monday)
            page.line([(x, top), (x, bottom)], color("gantt.grid"), 0.4)
            if x + 12 < self.right and abs(x + 5 - self.now_x) > 24:
                page.text(x + 1, top - 4, f"{monday:%d}", 6.5, color("text.tertiary"))
            monday += timedelta(days=step)

    def draw_today(self, page: Page, top: float, bottom: float) -> None:
        """The line of today with its date in the header."""
        ink, x = color("gantt.today"), self.now_x
        page.line([(x, top), (x, bottom)], ink, 0.9)
        shown = f"{self.today:%d.%m}"
        width = text_width(shown, 6.5, True) + 6
        left = min(max(x - width / 2, self.left), self.right - width)
        page.rect(left, top - 10, width, 10, ink, radius=2)
        page.text(left + width / 2, top - 2.6, shown, 6.5, "#FFFFFF", bold=True, align="center")


def status_mark(page: Page, x: float, y: float, status: Status, size: float = 7.0) -> None:
    """The mark of a status: its shape tells it without its colour (dashed ring, disc, triangle, octagon, square)."""
    fill, half = color(f"status.{status.value}.fill"), size / 2
    match status:
        case Status.RISK:
            page.polygon([(x, y - half), (x + half, y + half), (x - half, y + half)], fill)
        case Status.BLOCKED:
            page.rect(x - half * 0.85, y - half * 0.85, size * 0.85, size * 0.85, fill, radius=0.8)
        case Status.LATE:
            page.polygon(_ring(x, y, half, 8, math.pi / 8), fill)
        case Status.IDLE:
            page.polygon(_ring(x, y, half * 0.9, 24, 0.0), "#FFFFFF", fill, 1.0, dashed=True)
        case Status.DONE:
            page.polygon(_ring(x, y, half, 24, 0.0), fill)
            tick = [(x - half * 0.5, y), (x - half * 0.1, y + half * 0.4), (x + half * 0.5, y - half * 0.4)]
            page.line(tick, "#FFFFFF", 0.9)
        case _:
            page.polygon(_ring(x, y, half, 24, 0.0), fill)


def _ring(x: float, y: float, radius: float, corners: int, turn: float) -> list[tuple[float, float]]:
    step = 2 * math.pi / corners
    return [(x + radius * math.cos(turn + i * step), y + radius * math.sin(turn + i * step)) for i in range(corners)]


def legend(page: Page, y: float, lang: str, *, steps: bool) -> None:
    """What the marks mean, on one line whose middle is `y`. `steps` = the page shows one outlet's steps."""
    x, size, ink = 36.0, 6.8, color("text.secondary")

    def word(code: str) -> None:
        nonlocal x
        text = sentence(code, {}, lang)
        page.text(x, y + 2.4, text, size, ink)
        x += text_width(text, size) + 12

    for status in (Status.DONE, Status.ACTIVE, Status.IDLE, Status.RISK, Status.LATE, Status.BLOCKED):
        if steps and status is Status.RISK:
            continue
        status_mark(page, x + 3.5, y, status, 6.5)
        x += 10
        outlet_word = not steps and status in (Status.DONE, Status.ACTIVE, Status.IDLE)
        word(f"report.{'outlet' if outlet_word else 'status'}_{status.value}")
    page.rect(x, y - 1, 14, 2, color("gantt.baseline"))
    x += 18
    word("report.legend_plan" if steps else "report.legend_target")
    if steps:
        page.rect(x, y - 3, 14, 6, None, color("gantt.critical"), 1.1)
        x += 18
        word("report.legend_critical")
    if steps:
        page.line([(x + 4, y - 5), (x + 4, y + 5)], color("text.secondary"), 0.8, dashed=True)
        x += 10
        word("report.legend_target")
    page.diamond(x + 3, y, 6.5, color("gantt.critical") if steps else color("status.active.fill"), None)
    page.line([(x + 7, y), (x + 16, y)], color("gantt.critical") if steps else color("status.active.fill"), 1.0)
    x += 20
    word("report.legend_p50")
    page.rect(x, y - 3.5, 9, 7, color("gantt.holiday"), color("border.hairline"), 0.5)
    x += 13
    word("report.legend_days_off")


def footer(page: Page, lang: str, today: date, number: int, total: int) -> None:
    """Date of the data and the page's number."""
    y, ink = page.height - 24, color("text.tertiary")
    page.text(36, y, sentence("report.as_of", {"day": today}, lang), 6.8, ink)
    if total > 1:
        shown = sentence("report.page", {"number": number, "total": total}, lang)
        page.text(page.width - 36, y, shown, 6.8, ink, align="right")


def signed(number: int | None) -> str:
    """+11, −2, 0; a dash for nothing."""
    if number is None:
        return "–"
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def day_month(day: date | None) -> str:
    """dd.mm; a dash for nothing."""
    return f"{day:%d.%m}" if day else "–"


def slip_ink(days: int | None, tolerance: int = 3) -> str:
    """Colour of a deviation: calm, over, over the tolerance (ui: 3 working days)."""
    if days is None or days <= 0:
        return color("text.secondary")
    return color("status.risk.text") if days <= tolerance else color("status.late.text")
