"""The page "for the meeting" (picture 17): the outlets that need attention, who holds them, what is to be decided.

Five outlets on the first page, seven on each further one; below the first five the decisions that are needed today and
the rest of the portfolio in three lines. Every number stands with its words; statuses can be told in grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from outlet_desktop.domain.opening import OpeningId, OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.report.page import HEIGHT, MARGIN, WIDTH, Page, color, text_width, wrapped
from outlet_desktop.report.portfolio import by_severity
from outlet_desktop.report.timeline import Timeline, day_month, signed, slip_ink, status_mark
from outlet_desktop.schedule.gantt import Holder, OutletRow, Portfolio
from outlet_desktop.schedule.what_if import Prospect
from outlet_desktop.wording import sentence

FIRST_PAGE, NEXT_PAGES = 5, 7
RECENT_DAYS = 60
HEAD, ROW, BLOCK, LEGEND = 100.0, 70.0, 78.0, 22.0  # pt: title to columns, one outlet, what is below, the last line
_MARK, _NAME, _WHO, _CHART, _SLIP = 46.0, 60.0, 246.0, 520.0, 748.0
_RIGHT = WIDTH - MARGIN
_PAST_DAYS = 10  # of a bar's past: enough to see that it is under way
_WAITS = (OpeningState.DRAFT, OpeningState.DECIDING)
_OVER = (OpeningState.REJECTED, OpeningState.CANCELLED)
_LINES = 4  # of decisions by person
_ASKED = 4  # lines of what is to be decided for an outlet

Prospects = Mapping[OpeningId, Sequence[Prospect]]


def meeting_pages(portfolio: Portfolio, prospects: Prospects, lang: str, *, flowing: bool = False) -> Iterator[Page]:
    """The pages; `flowing` = one as high as it needs. The rows of `portfolio` have their steps."""
    urgent = [row for row in by_severity(portfolio.rows) if row.attention]
    chunks = [urgent] if flowing else _chunks(urgent)
    time = _timeline(urgent, portfolio.today)
    for number, rows in enumerate(chunks, 1):
        top = MARGIN + HEAD
        height = top + max(1, len(rows)) * ROW + (BLOCK if number == 1 else 0) + LEGEND + MARGIN
        page = Page(WIDTH, max(HEIGHT, height) if flowing else HEIGHT)
        _head(page, portfolio, len(urgent), lang)
        bottom = top + max(1, len(rows)) * ROW
        _columns(page, time, portfolio, top, bottom if rows else top, lang)
        for place, row in enumerate(rows):
            _outlet(page, time, row, prospects.get(row.opening, ()), portfolio, top + place * ROW, lang)
        if not rows:
            page.text(_NAME, top + 30, sentence("meeting.nothing", {}, lang), 10, bold=True)
        if number == 1:
            _decisions(page, portfolio, bottom + 16, lang)
            _rest(page, portfolio, bottom + 16, lang)
        _legend(page, portfolio, number, len(chunks), lang)
        yield page


def _chunks(rows: list[OutletRow]) -> list[list[OutletRow]]:
    rest = rows[FIRST_PAGE:]
    further = [rest[start : start + NEXT_PAGES] for start in range(0, len(rest), NEXT_PAGES)]
    return [rows[:FIRST_PAGE], *further]


def _timeline(rows: Sequence[OutletRow], today: date) -> Timeline:
    ends = [day for row in rows for day in (row.target, row.p50, row.p80) if day is not None and day > today]
    return Timeline([today - timedelta(days=_PAST_DAYS), *ends], today, _CHART, _SLIP - 8)


def is_running(row: OutletRow) -> bool:
    """Whether the outlet still has an opening date to keep."""
    return row.status is not Status.DONE and row.state not in _OVER


def working_days(start: date, finish: date, portfolio: Portfolio) -> int:
    """Signed count of working days in (start, finish]."""
    first, last = min(start, finish), max(start, finish)
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    worked = sum(
        day in portfolio.working_weekends or (day.weekday() < 5 and day not in portfolio.days_off) for day in days
    )
    return worked if start <= finish else -worked


# ------------------------------------------------------------------------------ head


def _head(page: Page, portfolio: Portfolio, urgent: int, lang: str) -> None:
    quiet, y = color("text.secondary"), MARGIN + 14
    running = [row for row in portfolio.rows if is_running(row)]
    page.text(MARGIN, y, sentence("meeting.title", {}, lang), 18, bold=True)
    counted = {"number": urgent, "total": len(running)}
    page.text(_RIGHT, y, sentence("meeting.count", counted, lang), 18, bold=True, align="right")
    parts = [sentence("meeting.for_day", {"day": portfolio.today}, lang)]
    if portfolio.as_of:
        parts.append(sentence("meeting.as_of", {"time": portfolio.as_of[11:16]}, lang))
    kinds = {(row.template, row.revision) for row in running}
    if len(kinds) == 1:
        template, revision = kinds.pop()
        parts.append(sentence("report.template", {"template": template, "revision": revision}, lang) + ".")
    page.text(MARGIN, y + 18, " ".join(parts), 8.2, quiet, width=560)
    page.text(_RIGHT, y + 18, sentence("meeting.count_of", {"number": urgent}, lang), 8.2, quiet, align="right")
    page.line([(MARGIN, y + 30), (_RIGHT, y + 30)], color("border.control"), 0.9)
    _counts(page, portfolio, running, y + 46, lang)
    page.line([(MARGIN, y + 56), (_RIGHT, y + 56)], color("border.hairline"), 0.7)


def _counts(page: Page, portfolio: Portfolio, running: Sequence[OutletRow], y: float, lang: str) -> None:
    x = MARGIN
    for status in (Status.BLOCKED, Status.LATE, Status.RISK, Status.ACTIVE, Status.IDLE):
        number = sum(row.status is status for row in running)
        if not number:
            continue
        status_mark(page, x + 5, y - 3, status, 9)
        page.text(x + 15, y, str(number), 9, bold=True)
        used = text_width(str(number), 9, True) + 19
        words = sentence(f"meeting.are_{status.value}", {"number": number}, lang)
        page.text(x + used, y, words, 8.6, color("text.secondary"))
        x += used + text_width(words, 8.6) + 16
    known = [(row.target, row.p80) for row in running if row.target and row.p80]
    kept = sum(p80 <= target for target, p80 in known)
    near = sum(working_days(target, p80, portfolio) <= portfolio.tolerance for target, p80 in known)
    facts = {"kept": kept, "total": len(known), "tolerance": portfolio.tolerance, "near": near}
    page.text(_RIGHT, y, sentence("meeting.kept", facts, lang), 8.6, bold=True, align="right")


def _columns(page: Page, time: Timeline, portfolio: Portfolio, top: float, bottom: float, lang: str) -> None:
    ink, y = color("text.tertiary"), top - 7
    page.text(_NAME, y, sentence("meeting.column_outlet", {}, lang), 7.4, ink, bold=True)
    page.text(_WHO, y, sentence("meeting.column_who", {}, lang), 7.4, ink, bold=True)
    page.text(_RIGHT, y, sentence("meeting.column_deviation", {}, lang), 7.4, ink, bold=True, align="right")
    if bottom > top:
        time.draw_ground(page, top, bottom, set(portfolio.days_off), set(portfolio.working_weekends), lang)
    page.line([(MARGIN, top), (_RIGHT, top)], color("border.default"), 0.8)
    rows = round((bottom - top) / ROW)
    for number in range(1, rows + 1):
        page.line([(MARGIN, top + number * ROW), (_RIGHT, top + number * ROW)], color("border.hairline"), 0.7)
    if bottom > top:
        time.draw_today(page, top, bottom)


# ------------------------------------------------------------------------------ one outlet


def _outlet(
    page: Page,
    time: Timeline,
    row: OutletRow,
    prospects: Sequence[Prospect],
    portfolio: Portfolio,
    top: float,
    lang: str,
) -> None:
    quiet = color("text.secondary")
    status_mark(page, _MARK, top + 14, row.status, 11)
    page.text(_NAME, top + 17, row.address, 9.6, bold=True, width=_WHO - _NAME - 12)
    progress = sentence("meeting.progress", {"done": row.done, "total": row.total}, lang)
    about = " · ".join(part for part in (row.city, progress) if part)
    page.text(_NAME, top + 29, about, 7.4, quiet, width=_WHO - _NAME - 12)
    ink = color(f"status.{row.status.value}.text")
    for number, line in enumerate(wrapped(stands(row, lang), _WHO - _NAME - 14, 8.2, 3, bold=True)):
        page.text(_NAME, top + 42 + number * 11, line, 8.2, ink, bold=True)
    y = top + 13
    for line in wrapped(holds(row, portfolio, lang), _CHART - _WHO - 18, 7.8, 2):
        page.text(_WHO, y, line, 7.8, quiet)
        y += 10
    lines = _fitting(wanted(row, prospects, lang), _CHART - _WHO - 28)
    if lines:
        y += 3
        _arrow(page, _WHO, y - 2.6)
    for line in lines:
        page.text(_WHO + 14, y, line, 7.8, bold=True)
        y += 10
    _bar(page, time, row, top, lang)
    page.text(_RIGHT, top + 26, signed(row.slip_days), 12, slip_ink(row.slip_days), bold=True, align="right")


def _fitting(sentences: Sequence[str], width: float) -> list[str]:
    """At most four lines of `width` pt; whole sentences, unless the first alone is longer."""
    lines: list[str] = []
    for count in range(1, len(sentences) + 1):
        longer = wrapped(" ".join(sentences[:count]), width, 7.8, _ASKED, bold=True)
        if lines and longer[-1].endswith("…"):
            break
        lines = longer
    return lines


def _arrow(page: Page, x: float, y: float) -> None:
    ink = color("accent.fill")
    page.line([(x, y), (x + 8, y)], ink, 1.0)
    page.line([(x + 5, y - 3), (x + 8, y), (x + 5, y + 3)], ink, 1.0)


def stands(row: OutletRow, lang: str) -> str:
    """What stands, in one sentence."""
    holder = row.held_by[0] if row.held_by else None
    if row.state is OpeningState.STOPPED and row.problem is not None:
        return sentence(row.problem[0], row.problem[1], lang)
    if holder is not None and holder.overdue_days > 0:
        facts = {"days": holder.overdue_days, "step": holder.title, "reason": holder.reason_text}
        if holder.seen_reason in ("payment_wait", "approval_wait"):
            return sentence("meeting.stands_waiting", facts, lang)
        return sentence("meeting.stands_because" if holder.reason_text else "meeting.stands_overdue", facts, lang)
    code, facts_of = row.label
    return sentence(code, facts_of, lang).rstrip(".") + "." if code else ""


def holds(row: OutletRow, portfolio: Portfolio, lang: str) -> str:
    """Who holds it, since when, what waits, and what else that person holds."""
    holder = row.held_by[0] if row.held_by else None
    if holder is None:
        return sentence("meeting.held_by_nobody", {}, lang)
    since = day_month(holder.since)
    facts = {"person": holder.person, "role": holder.role_title, "since": since, "step": holder.title}
    said = [sentence("meeting.held_by" if holder.person else "meeting.held_by_role", facts, lang)]
    if row.waiting:
        said.append(sentence("meeting.waiting", {"waiting": row.waiting}, lang))
    others = sum(_held_by(other, holder) for other in portfolio.rows if other.opening != row.opening)
    if others:
        said.append(sentence("meeting.also_holds", {"number": others}, lang))
    return " ".join(said)


def _held_by(row: OutletRow, holder: Holder) -> bool:
    first = row.held_by[0] if row.held_by else None
    return first is not None and holder.user_id is not None and first.user_id == holder.user_id


def wanted(row: OutletRow, prospects: Sequence[Prospect], lang: str) -> list[str]:
    """What is to be decided, in sentences: the step that holds it, then what would bring the opening nearer most."""
    holder = row.held_by[0] if row.held_by else None
    held = next((one for one in prospects if holder is not None and one.step == holder.step), None)
    best = held or next(iter(prospects), None)
    said = _overdue(row, holder, lang) if held is None and holder is not None else ""
    return [part for part in (said, _nearer(row, best, lang) if best is not None else "") if part]


def _overdue(row: OutletRow, holder: Holder, lang: str) -> str:
    """An overdue step on the critical path: the forecast lets it finish today, so finishing it today gains nothing,
    and every day it waits costs a day."""
    step = row.step(holder.step)
    if step is None or not step.critical or holder.overdue_days <= 0:
        return ""
    return sentence("meeting.decide_now" if holder.is_decision else "meeting.finish_now", {"step": step.title}, lang)


def _nearer(row: OutletRow, best: Prospect, lang: str) -> str:
    step = row.step(best.step)
    facts = {
        "step": step.title if step is not None else best.step,
        "person": step.person if step is not None else "",
        "days": best.days,
        "p50": day_month(best.p50),
        "gained": best.gained,
    }
    if best.change == "today":
        kind = step.kind if step is not None else StepKind.TASK
        code = {StepKind.APPROVAL: "meeting.decide", StepKind.CONFIRMATION: "meeting.confirm"}.get(
            kind, "meeting.finish"
        )
    else:
        code = "meeting.shorten"
    said = sentence(code, facts, lang)
    if best.chance is not None and row.chance is not None and round(best.chance * 100) > round(row.chance * 100):
        said += " " + sentence("meeting.chance_then", {"chance": percent(best.chance)}, lang)
    return said


def percent(share: float | None) -> str:
    """A chance 0..1 without its sign; never 0 or 100 where it is neither quite."""
    whole = round((share or 0.0) * 100)
    if share and whole == 0:
        return "<1"
    return ">99" if whole == 100 and share != 1 else str(whole)


def _bar(page: Page, time: Timeline, row: OutletRow, top: float, lang: str) -> None:
    last = row.p50 or row.forecast_finish or row.target
    if last is None:
        return
    fill, tint = color(f"status.{row.status.value}.fill"), color(f"status.{row.status.value}.tint")
    left, y, height = max(time.left, time.x(row.started_on)), top + 16, 9.0
    end = max(time.end(last), left + 2)
    now = min(max(time.now_x, left), end)
    hatch = "////" if row.status is Status.BLOCKED else ""
    page.rect(now, y, end - now, height, tint, fill, 0.8, hatch=hatch)
    page.rect(left, y, now - left, height, fill)
    if row.p80 is not None and row.p80 > last:
        right = time.end(row.p80)
        page.line([(end, y + height / 2), (right, y + height / 2)], fill, 1.2)
        page.line([(right, y + 1), (right, y + height - 1)], fill, 1.2)
    page.diamond(end, y + height / 2, 8, fill, "#FFFFFF", 0.9)
    if row.target is not None and time.end(row.target) > time.left:
        target = time.end(row.target)
        page.rect(left, top + 31, target - left, 2, color("gantt.baseline"))
        page.diamond(target, top + 32, 6.5, "#FFFFFF", color("text.secondary"), 1.0)
    facts = {
        "target": day_month(row.target),
        "p50": day_month(row.p50),
        "p80": day_month(row.p80),
        "chance": percent(row.chance),
    }
    words = sentence("meeting.dates", facts, lang)
    page.text(time.left, top + 49, words, 7.4, color("text.secondary"), halo="#FFFFFF", width=time.right - time.left)


# ------------------------------------------------------------------------------ below


def _decisions(page: Page, portfolio: Portfolio, y: float, lang: str) -> None:
    """Open approvals by person, those that wait longest first."""
    page.text(MARGIN, y, sentence("meeting.decisions", {}, lang), 9, bold=True)
    found = decisions(portfolio)
    if not found:
        page.text(MARGIN, y + 14, sentence("meeting.no_decisions", {}, lang), 7.8, color("text.secondary"))
    for number, (person, step, addresses) in enumerate(found[:_LINES]):
        line = y + 14 + number * 12
        page.text(MARGIN, line, person, 7.8, color("text.secondary"), width=96)
        more = len(found) - _LINES
        shown = f"{step}: {'; '.join(addresses)}"
        if number == _LINES - 1 and more > 0:
            shown = sentence("meeting.and_more", {"number": more + 1}, lang)
            page.text(MARGIN + 102, line, shown, 7.8, width=_CHART - MARGIN - 200)
            break
        page.text(MARGIN + 102, line, shown, 7.8, width=_CHART - MARGIN - 200)


def decisions(portfolio: Portfolio) -> list[tuple[str, str, list[str]]]:
    """(person, step, addresses) of every approval that waits for its answer, the longest waiting first."""
    found: dict[tuple[str, str], tuple[date, list[str]]] = {}
    for row in portfolio.rows:
        for step in row.steps if is_running(row) else ():
            if step.kind is not StepKind.APPROVAL or step.state is not StepState.OPEN or step.task_id is None:
                continue
            key = (step.person or step.role_title, step.title)
            since, addresses = found.get(key, (date.max, []))
            asked = step.actual.start or date.max
            found[key] = (min(since, asked), [*addresses, row.address])
    ordered = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    return [(person, step, addresses) for (person, step), (_since, addresses) in ordered]


def _rest(page: Page, portfolio: Portfolio, y: float, lang: str) -> None:
    """The outlets that need nothing, in three lines."""
    x = 440.0
    calm = [row for row in portfolio.rows if not row.attention and row.state not in _OVER]
    active = sorted(
        (row for row in calm if row.status is Status.ACTIVE), key=lambda row: (row.p50 or date.max, row.address)
    )
    waiting = [row for row in calm if row.status is Status.IDLE]
    since = portfolio.today - timedelta(days=RECENT_DAYS)
    opened = [row for row in calm if row.status is Status.DONE and row.finished_on and row.finished_on >= since]
    lines: list[str] = []
    if active:
        first, last = active[0], active[-1]
        facts = {
            "number": len(active),
            "first": first.address,
            "first_day": day_month(first.p50),
            "last": last.address,
            "last_day": day_month(last.p50),
        }
        lines.append(sentence("meeting.rest_active" if len(active) > 1 else "meeting.rest_active_one", facts, lang))
    if waiting:
        names = "; ".join(f"{row.address} (P80 {day_month(row.p80)})" for row in waiting)
        lines.append(sentence("meeting.rest_waiting", {"number": len(waiting), "names": names}, lang))
    if opened:
        slips = ", ".join(signed(row.slip_days) for row in opened)
        facts = {"number": len(opened), "days": RECENT_DAYS, "slips": slips}
        lines.append(sentence("meeting.rest_opened", facts, lang))
    if not lines:
        return
    count = len(active) + len(waiting) + len(opened)
    page.text(x, y, sentence("meeting.rest", {"number": count}, lang), 9, bold=True)
    for number, line in enumerate(lines):
        page.text(x, y + 14 + number * 12, line, 7.8, width=_RIGHT - x)


def _legend(page: Page, portfolio: Portfolio, number: int, total: int, lang: str) -> None:
    x, y, ink = MARGIN, page.height - MARGIN + 12, color("text.secondary")
    fill, tint = color("status.active.fill"), color("status.active.tint")
    for code in ("past", "rest", "p80", "target", "holidays"):
        match code:
            case "past":
                page.rect(x, y - 4, 14, 6, fill)
            case "rest":
                page.rect(x, y - 4, 14, 6, tint, fill, 0.7)
            case "p80":
                page.line([(x, y - 1), (x + 14, y - 1)], fill, 1.1)
                page.line([(x + 14, y - 4), (x + 14, y + 2)], fill, 1.1)
            case "target":
                page.rect(x, y - 2, 11, 2, color("gantt.baseline"))
                page.diamond(x + 12, y - 1, 6, "#FFFFFF", color("text.secondary"), 0.9)
            case _:
                page.rect(x, y - 4, 14, 6, color("gantt.holiday"))
        words = sentence(f"meeting.legend_{code}", {}, lang)
        page.text(x + 19, y + 1, words, 6.8, ink)
        x += 19 + text_width(words, 6.8) + 14
    trials = max((sum(count for _, count in row.histogram) for row in portfolio.rows), default=0)
    parts = [sentence("meeting.trials", {"trials": trials}, lang)] if trials else []
    parts.append(sentence("meeting.page", {"number": number, "total": total}, lang))
    page.text(_RIGHT, y + 1, " · ".join(parts), 6.8, color("text.tertiary"), align="right")
