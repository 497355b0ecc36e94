"""The Gantt of one outlet: a row per step under its stage, with plan, fact and forecast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from outlet_desktop.domain.opening import Status, StepState
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.report.page import HEIGHT, MARGIN, WIDTH, Page, color, text_width, wrapped
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
from outlet_desktop.schedule.gantt import Link, OutletRow, Span, StageRow, StepRow
from outlet_desktop.wording import sentence

STAGE, STEP = 16.0, 14.0  # height of a row
TITLE, BOTTOM = 62.0, 46.0  # room above the chart's header, below its rows
NAME, WHO, PLAN = 50.0, 250.0, 328.0  # left ends of the columns
FORECAST, DEVIATION, CHART = 391.0, 420.0, 428.0  # right ends of the numbers; where the chart begins
Line = StageRow | StepRow


def outlet_pages(
    row: OutletRow, lang: str, today: date, days_off: Sequence[date], *, flowing: bool = False
) -> Iterator[Page]:
    """Pages of the outlet's Gantt; `flowing` = one page as high as it needs."""
    lines = _lines(row)
    first_y = MARGIN + TITLE + HEADER
    room = HEIGHT - first_y - BOTTOM
    chunks = [lines] if flowing else _chunks(lines, room)
    time = Timeline(_days(row), today, CHART, WIDTH - MARGIN)
    off = frozenset(days_off)
    for number, chunk in enumerate(chunks, 1):
        used = sum(_height(line) for line in chunk)
        height = max(HEIGHT, first_y + used + BOTTOM) if flowing else HEIGHT
        page = Page(WIDTH, height)
        _title(page, row, lang)
        _columns(page, first_y, lang)
        bottom = first_y + used
        time.draw_ground(page, first_y, bottom, off, (), lang)
        tops = _draw_names(page, chunk, first_y, lang)
        _draw_links(page, row.links, tops, time)
        if row.target is not None:
            x = time.end(row.target)
            page.line([(x, first_y), (x, bottom)], color("text.secondary"), 0.8, dashed=True)
        time.draw_today(page, first_y, bottom)
        for line, top in tops.values():
            _bar(page, time, line, top)
            if line.step == row.goal:
                _goal(page, time, row, top)
        legend(page, bottom + 12, lang, steps=True)
        footer(page, lang, today, number, len(chunks))
        yield page


def _lines(row: OutletRow) -> list[Line]:
    by_id = {step.step: step for step in row.steps}
    lines: list[Line] = []
    shown: set[StepId] = set()
    for stage in row.stages:
        lines.append(stage)
        lines += [by_id[step] for step in stage.steps if step in by_id]
        shown.update(stage.steps)
    return lines + [step for step in row.steps if step.step not in shown]


def _height(line: Line) -> float:
    return STAGE if isinstance(line, StageRow) else STEP


def _chunks(lines: Sequence[Line], room: float) -> list[list[Line]]:
    """Lines per page; a stage never stands alone at the foot of one."""
    chunks: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        needed = STAGE + STEP if isinstance(line, StageRow) else STEP
        if chunks[-1] and used + needed > room:
            chunks.append([])
            used = 0.0
        chunks[-1].append(line)
        used += _height(line)
    return chunks


def _days(row: OutletRow) -> Iterator[date]:
    yield row.started_on
    for day in (row.target, row.p50, row.p80, row.forecast_finish, row.baseline_finish, row.finished_on):
        if day is not None:
            yield day
    for step in row.steps:
        for span in (step.baseline, step.actual, step.forecast):
            yield from (day for day in (span.start, span.finish) if day is not None)


def _title(page: Page, row: OutletRow, lang: str) -> None:
    right = page.width - MARGIN
    days = [("report.target_is", row.target)]
    if row.finished_on is not None:
        days.append(("report.opened_is", row.finished_on))
    else:
        days += [("report.p50_is", row.p50), ("report.p80_is", row.p80)]
    facts = [sentence(code, {"day": day}, lang) for code, day in days if day is not None]
    if row.chance is not None and row.finished_on is None:
        facts.append(sentence("report.chance_is", {"chance": round(row.chance * 100)}, lang))
    shown = "   ".join(facts)
    page.text(right, MARGIN + 14, shown, 8.8, color("text.primary"), bold=True, align="right")
    place = f"{row.address}, {row.city}" if row.city and row.city not in row.address else row.address
    room = right - MARGIN - text_width(shown, 8.8, True) - 40
    page.text(MARGIN, MARGIN + 15, place, 17, bold=True, width=room)
    known = "outlet" if row.status in (Status.IDLE, Status.ACTIVE, Status.DONE) else "status"
    status = sentence(f"report.{known}_{row.status.value}", {}, lang)
    status_mark(page, MARGIN + 4, MARGIN + 28, row.status, 8)
    ink = color(f"status.{row.status.value}.text")
    page.text(MARGIN + 12, MARGIN + 31, status, 8.4, ink, bold=True)
    rest = [
        sentence("report.template", {"template": row.template, "revision": row.revision}, lang),
        sentence("report.progress", {"done": row.done, "total": row.total}, lang),
    ]
    x = MARGIN + 12 + text_width(status, 8.4, True) + 12
    page.text(x, MARGIN + 31, "   ".join(rest), 7.8, color("text.secondary"))
    code, facts_of = row.why
    if code:
        lines = wrapped(sentence(code, facts_of, lang), right - MARGIN, 7.8, 2)
        for number, text in enumerate(lines):
            page.text(MARGIN, MARGIN + 44 + number * 10.5, text, 7.8, color("text.primary"))


def _columns(page: Page, top: float, lang: str) -> None:
    ink, y = color("text.tertiary"), top - 4
    page.line([(MARGIN, top), (CHART, top)], color("border.default"), 0.75)
    for code, x in (("step", NAME), ("person", WHO), ("plan", PLAN)):
        page.text(x, y, sentence(f"report.column_{code}", {}, lang), 6.8, ink, bold=True)
    page.text(FORECAST, y, sentence("report.column_forecast", {}, lang), 6.8, ink, bold=True, align="right")
    page.text(DEVIATION, y, sentence("report.column_deviation", {}, lang), 6.8, ink, bold=True, align="right")


def _draw_names(page: Page, lines: Sequence[Line], top: float, lang: str) -> Mapping[StepId, tuple[StepRow, float]]:
    """The columns; returns each step's row with its top."""
    tops: dict[StepId, tuple[StepRow, float]] = {}
    y = top
    for line in lines:
        if isinstance(line, StageRow):
            page.rect(MARGIN, y, CHART - MARGIN - 4, STAGE, color("surface.window"))
            status_mark(page, MARGIN + 6, y + STAGE / 2, line.status, 6.5)
            counts = f"{line.done}/{line.total}"
            page.text(MARGIN + 14, y + 11, line.title, 7.6, bold=True, width=WHO - MARGIN - 56)
            page.text(WHO - 12, y + 11, counts, 7, color("text.secondary"), align="right")
            _dates(page, y + 11, line.baseline, line.forecast, line.deviation, bold=True)
            y += STAGE
            continue
        is_off = not _has_bar(line)
        ink = color("text.tertiary") if is_off else color("text.primary")
        status_mark(page, MARGIN + 6, y + STEP / 2, line.status, 5.6)
        page.text(NAME, y + 9.8, line.title, 7.2, ink, bold=line.critical, width=WHO - NAME - 8)
        page.text(WHO, y + 9.8, line.person or line.role_title, 7, color("text.secondary"), width=PLAN - WHO - 6)
        if is_off:
            page.text(PLAN, y + 9.8, sentence(f"report.step_{line.state.value}", {}, lang), 7, color("text.tertiary"))
        else:
            _dates(page, y + 9.8, line.baseline, _shown(line), line.deviation)
        tops[line.step] = (line, y)
        y += STEP
        page.line([(MARGIN, y), (page.width - MARGIN, y)], color("border.hairline"), 0.4)
    return tops


def _dates(page: Page, y: float, plan: Span, shown: Span, deviation: int, *, bold: bool = False) -> None:
    page.text(PLAN, y, day_month(plan.finish), 7, color("text.secondary"))
    page.text(FORECAST, y, day_month(shown.finish), 7, bold=bold, align="right")
    page.text(DEVIATION, y, signed(deviation), 7, slip_ink(deviation), bold=deviation > 0, align="right")


def _shown(step: StepRow) -> Span:
    start = step.actual.start or step.forecast.start
    finish = step.actual.finish or step.forecast.finish or step.own_finish
    return Span(start or finish, finish)


def _has_bar(step: StepRow) -> bool:
    return step.state not in (StepState.SKIPPED, StepState.WITHDRAWN)


def _bar(page: Page, time: Timeline, step: StepRow, top: float) -> None:
    span = _shown(step)
    if span.start is None or span.finish is None or not _has_bar(step):
        return
    y = top + 2.6
    left, right = time.x(span.start), max(time.end(span.finish), time.x(span.start) + 2)
    if step.kind is StepKind.MILESTONE:
        is_done = step.state is StepState.DONE
        ink = color("gantt.critical") if step.critical else color("status.idle.text")
        fill = color("status.done.fill") if is_done else "#FFFFFF"
        page.diamond(time.end(span.finish), top + STEP / 2, 8, fill, None if is_done else ink, 1.2)
        return
    if step.baseline.start and step.baseline.finish:
        plan_left, plan_right = time.x(step.baseline.start), time.end(step.baseline.finish)
        page.rect(plan_left, y + 7.4, plan_right - plan_left, 1.8, color("gantt.baseline"))
    planned = time.end(step.own_finish) if step.own_finish else right
    late = color("status.late.fill")
    if step.state in (StepState.DONE, StepState.REJECTED):
        cut = min(max(planned, left), right)
        page.rect(left, y, cut - left, 6, color("status.done.fill"))
        page.rect(cut, y, right - cut, 6, late)
    elif step.state is StepState.OPEN:
        blocked = step.status is Status.BLOCKED
        look = "blocked" if blocked else "active"
        now = min(max(time.now_x, left), right)
        fill, tint = color(f"status.{look}.fill"), color(f"status.{look}.tint")
        page.rect(now, y, right - now, 6, tint, fill, 0.7, hatch="/////" if blocked else "")
        page.rect(left, y, now - left, 6, fill)
        cut = max(left, planned)
        if not blocked and cut < now:
            page.rect(cut, y, now - cut, 6, late)
        if step.overdue_days > 0:
            page.line([(cut, y - 1.5), (cut, y + 8)], color("gantt.critical"), 1.2)
            page.text(right + 4, y + 5.4, signed(step.overdue_days), 6.5, color(f"status.{step.status.value}.text"),
                      bold=True, halo="#FFFFFF")  # fmt: skip
    elif step.state is StepState.GONE:
        page.rect(left, y, right - left, 6, None, color("status.risk.fill"), 0.8, dashed=True)
    else:
        page.rect(left, y, right - left, 6, color("status.idle.tint"), color("status.idle.fill"), 0.6)
    if step.critical:
        page.rect(left, y, right - left, 6, None, color("gantt.critical"), 1.1)


def _goal(page: Page, time: Timeline, row: OutletRow, top: float) -> None:
    """Target (open), P50 (filled) and P80 (cap) on the row of the goal."""
    y, ink = top + STEP / 2 - 1.4, color("gantt.critical")
    if row.target is not None:
        page.diamond(time.end(row.target), y, 8, "#FFFFFF", color("text.secondary"), 1.1)
    if row.finished_on is not None or row.p50 is None:
        return
    x = time.end(row.p50)
    if row.p80 is not None and row.p80 > row.p50:
        cap = time.end(row.p80)
        page.line([(x, y), (cap, y)], ink, 1.1)
        page.line([(cap, y - 3), (cap, y + 3)], ink, 1.1)
    page.diamond(x, y, 6.5, ink, "#FFFFFF", 0.8)


def _draw_links(
    page: Page, links: Sequence[Link], tops: Mapping[StepId, tuple[StepRow, float]], time: Timeline
) -> None:
    """Arrows between steps of this page, the critical ones above."""
    for link in sorted(links, key=lambda link: link.critical):
        if link.source not in tops or link.target not in tops:
            continue
        (source, source_top), (target, target_top) = tops[link.source], tops[link.target]
        if not (_has_bar(source) and _has_bar(target)):
            continue
        start, finish = _shown(source).finish, _shown(target).start
        if start is None or finish is None:
            continue
        ink = color("gantt.critical") if link.critical else color("gantt.link")
        width = 0.9 if link.critical else 0.5
        is_diamond = target.kind is StepKind.MILESTONE
        x0, y0 = time.end(start), source_top + 5.6
        target_span = _shown(target)
        x1 = time.end(target_span.finish) - 4 if is_diamond and target_span.finish else time.x(finish)
        y1 = target_top + (STEP / 2 if is_diamond else 5.6)
        bend = x1 - 5
        if bend >= x0 - 0.5:
            points = [(x0, y0), (bend, y0), (bend, y1), (x1 - 2.5, y1)]
        else:
            between = y0 + (STEP - 5.6 if y1 > y0 else -5.6)
            points = [(x0, y0), (x0 + 2, y0), (x0 + 2, between), (bend, between), (bend, y1), (x1 - 2.5, y1)]
        page.line(points, ink, width)
        page.polygon([(x1, y1), (x1 - 3.2, y1 - 1.9), (x1 - 3.2, y1 + 1.9)], ink)
