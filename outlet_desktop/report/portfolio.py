"""All outlets on one time axis, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.report.page import HEIGHT, MARGIN, WIDTH, Page, color, text_width
from outlet_desktop.report.timeline import (
    HEADER,
    Timeline,
    day_month,
    footer,
    legend,
    signed,
    slip_ink,
    status_mark,
)
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.wording import sentence

ROW, TITLE, BOTTOM = 25.0, 34.0, 46.0
NAME, NOW, DONE, TARGET, P50, P80, SLIP, CHART = 50.0, 184.0, 326.0, 356.0, 386.0, 416.0, 442.0, 458.0
_SEVERITY = (Status.BLOCKED, Status.LATE, Status.RISK, Status.ACTIVE, Status.IDLE, Status.DONE)


def by_severity(rows: Sequence[OutletRow]) -> list[OutletRow]:
    """Stopped first, then by status, then the most slipped."""
    return sorted(
        rows,
        key=lambda row: (
            row.state is not OpeningState.STOPPED,
            _SEVERITY.index(row.status),
            -(row.slip_days or 0),
            row.address,
        ),
    )


def portfolio_pages(
    portfolio: Portfolio, lang: str, today: date, days_off: Sequence[date], *, flowing: bool = False
) -> Iterator[Page]:
    """Pages of the portfolio; `flowing` = one page as high as it needs."""
    rows = by_severity(portfolio.rows)
    first_y = MARGIN + TITLE + HEADER
    fit = max(1, int((HEIGHT - first_y - BOTTOM) // ROW))
    chunks = [rows] if flowing or not rows else [rows[i : i + fit] for i in range(0, len(rows), fit)]
    days = [day for row in rows for day in (row.started_on, row.target, row.p50, row.p80, row.finished_on) if day]
    time = Timeline(days, today, CHART, WIDTH - MARGIN)
    off = frozenset(days_off) | frozenset(portfolio.days_off)
    worked = frozenset(portfolio.working_weekends)
    for number, chunk in enumerate(chunks, 1):
        bottom = first_y + ROW * len(chunk)
        page = Page(WIDTH, max(HEIGHT, bottom + BOTTOM) if flowing else HEIGHT)
        _title(page, portfolio, lang)
        _columns(page, first_y, lang)
        time.draw_ground(page, first_y, bottom, off, worked, lang)
        for place in range(1, len(chunk) + 1):
            y = first_y + place * ROW
            page.line([(MARGIN, y), (page.width - MARGIN, y)], color("border.hairline"), 0.5)
        time.draw_today(page, first_y, bottom)
        for place, row in enumerate(chunk):
            top = first_y + place * ROW
            _names(page, row, top, lang)
            _bar(page, time, row, top, lang)
        legend(page, bottom + 12, lang, steps=False)
        footer(page, lang, today, number, len(chunks))
        yield page


def _title(page: Page, portfolio: Portfolio, lang: str) -> None:
    page.text(MARGIN, MARGIN + 15, sentence("report.portfolio", {}, lang), 17, bold=True)
    attention = sum(row.attention for row in portfolio.rows)
    words = [sentence("report.count", {"count": len(portfolio.rows)}, lang)]
    if attention:
        words.append(sentence("report.attention", {"count": attention}, lang))
    shown = ", ".join(words)
    page.text(page.width - MARGIN, MARGIN + 14, shown, 8.8, color("text.secondary"), align="right")


def _columns(page: Page, top: float, lang: str) -> None:
    ink, y = color("text.tertiary"), top - 4
    page.line([(MARGIN, top), (CHART, top)], color("border.default"), 0.75)
    for code, x in (("outlet", NAME), ("now", NOW)):
        page.text(x, y, sentence(f"report.column_{code}", {}, lang), 6.8, ink, bold=True)
    for code, x in (("progress", DONE), ("target", TARGET), ("p50", P50), ("p80", P80), ("deviation", SLIP)):
        page.text(x + 10, y, sentence(f"report.column_{code}", {}, lang), 6.8, ink, bold=True, align="right")


def _names(page: Page, row: OutletRow, top: float, lang: str) -> None:
    small, quiet = 6.8, color("text.secondary")
    status_mark(page, MARGIN + 6, top + ROW / 2, row.status, 8)
    page.text(NAME, top + 11, row.address, 7.8, bold=True, width=NOW - NAME - 8)
    page.text(NAME, top + 20, row.city, small, quiet, width=NOW - NAME - 8)
    room = DONE - NOW - 16
    holder = row.held_by[0] if row.held_by else None
    code, facts = row.label
    if holder is not None:
        who = holder.person or holder.role_title
        if holder.since is not None:
            who = f"{who}, {holder.since:%d.%m}"
        page.text(NOW, top + 11, holder.title, 7.2, width=room)
        page.text(NOW, top + 20, who, small, quiet, width=room)
    else:
        words = row.now or (sentence(code, facts, lang) if code else "")
        if not words:
            words = sentence(f"report.state_{row.state.value}", {}, lang)
        page.text(NOW, top + 11, words, 7.2, width=room)
    y, numbers = top + 15, 7.2
    page.text(DONE + 10, y, f"{row.done}/{row.total}", numbers, quiet, align="right")
    page.text(TARGET + 10, y, day_month(row.target), numbers, quiet, align="right")
    page.text(P50 + 10, y, day_month(row.finished_on or row.p50), numbers, align="right")
    page.text(P80 + 10, y, "–" if row.finished_on else day_month(row.p80), numbers, align="right")
    slip = row.slip_days
    page.text(SLIP + 10, y, signed(slip), numbers, slip_ink(slip), bold=bool(slip and slip > 0), align="right")


def _bar(page: Page, time: Timeline, row: OutletRow, top: float, lang: str) -> None:
    last = row.finished_on or row.p50 or row.forecast_finish or row.target
    if last is None:
        return
    fill, tint = color(f"status.{row.status.value}.fill"), color(f"status.{row.status.value}.tint")
    left, end, y, height = time.x(row.started_on), time.end(last), top + 5, 9.0
    if row.target is not None:
        target = time.end(row.target)
        page.rect(left, top + 18, target - left, 2, color("gantt.baseline"))
        page.diamond(target, top + 19, 6, "#FFFFFF", color("text.secondary"), 1.0)
    waits = row.status is Status.IDLE or row.state in (OpeningState.DRAFT, OpeningState.DECIDING)
    right = end
    if waits:
        page.rect(left, y, end - left, height, None, fill, 0.8, dashed=True)
    elif row.status is Status.DONE:
        page.rect(left, y, end - left, height, fill)
    else:
        now = min(max(time.now_x, left), end)
        hatch = "////" if row.status is Status.BLOCKED else ""
        page.rect(now, y, end - now, height, tint, fill, 0.7, hatch=hatch)
        page.rect(left, y, now - left, height, fill)
        for day in row.segments:
            gap = time.end(day)
            if left < gap < now - 1:
                page.rect(gap - 0.4, y, 0.8, height, "#FFFFFF")
    if row.p80 is not None and row.finished_on is None and row.p80 > last:
        right = time.end(row.p80)
        page.line([(end, y + height / 2), (right, y + height / 2)], fill, 1.1)
        page.line([(right, y + 1.5), (right, y + height - 1.5)], fill, 1.1)
    page.diamond(end, y + height / 2, 8, fill, "#FFFFFF", 0.9)
    code, facts = row.label
    if not code:
        return
    words, size = sentence(code, facts, lang), 6.6
    width, ink = text_width(words, size, True), color(f"status.{row.status.value}.text")
    if right + 7 + width <= time.right:
        page.text(right + 7, y + 6.8, words, size, ink, bold=True, halo="#FFFFFF")
    elif left - 5 - width >= time.left:
        page.text(left - 5, y + 6.8, words, size, ink, bold=True, align="right", halo="#FFFFFF")
    elif not waits and min(max(time.now_x, left), end) - left >= width + 10:
        page.text(left + 5, y + 6.8, words, size, "#FFFFFF", bold=True, halo=fill)
