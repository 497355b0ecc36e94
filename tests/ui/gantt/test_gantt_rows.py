"""Time axis, label places, lines: pure parts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import gantt_sample as sample
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.ui.gantt.bars import Box
from outlet_desktop.ui.gantt.links import chain, route
from outlet_desktop.ui.gantt.rows import (
    Expansion,
    Filter,
    Kind,
    Outline,
    Sort,
    counts,
    grouped,
    ordered,
    span_of,
    within_tolerance,
)
from outlet_desktop.ui.gantt.time_axis import DaysOff, TimeAxis, moment, place_label

_DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
_AXES = st.builds(
    lambda day, part, px: TimeAxis(day.toordinal() + part, px),
    _DAYS,
    st.floats(0, 1, exclude_max=True),
    st.floats(1, 48),
)
OFF = DaysOff.of(sample.HOLIDAYS, ())


@settings(max_examples=60)
@given(_AXES, st.floats(-5000, 5000))
def test_the_axis_undoes_itself(axis: TimeAxis, x: float) -> None:
    assert abs((axis.day_at(x) - axis.left) * axis.px_per_day - x) < 1e-3


@settings(max_examples=60)
@given(_AXES, _DAYS)
def test_the_middle_of_a_day_is_that_day(axis: TimeAxis, day: date) -> None:
    assert axis.date_at((axis.x(day) + axis.end(day)) / 2) == day
    assert axis.end(day) == axis.x(day + timedelta(days=1))


@settings(max_examples=60)
@given(_AXES, st.floats(0.05, 20), st.floats(0, 2000))
def test_zoom_keeps_the_moment_under_the_pointer_and_its_limits(axis: TimeAxis, by: float, x: float) -> None:
    zoomed = axis.zoomed(by, x)
    assert abs(zoomed.day_at(x) - axis.day_at(x)) < 1e-6
    assert 1 <= zoomed.px_per_day <= 48


@settings(max_examples=40)
@given(_AXES, st.floats(100, 2000))
def test_months_join_without_gaps_and_ticks_never_crowd(axis: TimeAxis, width: float) -> None:
    months = list(axis.months(width))
    assert months[0][1] <= 0
    assert all(one[2] == other[1] for one, other in itertools.pairwise(months))
    assert months[-1][2] >= width
    ticks = [x for _, x in axis.ticks(width)]
    assert all(b - a >= 17.9 for a, b in itertools.pairwise(ticks))
    if axis.px_per_day < 18:
        assert all(day.weekday() == 0 for day, _ in axis.ticks(width))


def test_holidays_are_one_band_and_plain_weekends_come_from_six_px_a_day() -> None:
    far, near = TimeAxis(date(2026, 12, 1).toordinal(), 4), TimeAxis(date(2026, 12, 1).toordinal(), 8)
    bands = list(OFF.bands(far, 400))
    assert bands == [(far.x(date(2026, 12, 31)), far.x(date(2027, 1, 11)), True)]
    weekends = [band for band in OFF.bands(near, 400) if not band[2]]
    assert (near.x(date(2026, 12, 5)), near.x(date(2026, 12, 7)), False) in weekends


def test_a_working_saturday_is_not_shaded() -> None:
    axis = TimeAxis(date(2027, 2, 15).toordinal(), 10)
    off = DaysOff.of((), (date(2027, 2, 20),))
    assert list(off.bands(axis, 70)) == [(axis.x(date(2027, 2, 21)), axis.x(date(2027, 2, 22)), False)]


def test_working_days_are_counted_signed() -> None:
    assert OFF.working_days(date(2026, 11, 27), date(2026, 11, 30)) == 1
    assert OFF.working_days(date(2026, 11, 30), date(2026, 11, 27)) == -1
    assert OFF.working_days(date(2026, 12, 28), date(2027, 1, 15)) == 7  # picture 01, first row


@settings(max_examples=80)
@given(st.floats(-400, 1400), st.floats(0, 900), st.floats(20, 300))
def test_a_label_lies_inside_the_chart_beside_its_bar(left: float, length: float, width: float) -> None:
    x = place_label(left, left + length, width, (100, 1000))
    if x is not None:
        assert x >= 104
        assert x + width <= 996
        assert x >= left + length + 10 or x + width <= left - 10 + 1e-9  # (floats)
    elif left <= 1000 and left + length >= 100:
        assert left + length + 10 + width > 996
        assert left - 10 - width < 104


def test_a_label_prefers_the_right_side() -> None:
    assert place_label(300, 400, 100, (0, 1000)) == 410
    assert place_label(300, 950, 100, (0, 1000)) == 190
    assert place_label(50, 950, 100, (0, 1000)) is None


def test_now_is_the_portal_clock_only_on_its_own_day() -> None:
    noon = date(2026, 11, 24).toordinal() + 0.5
    assert moment("2026-11-24T06:00:00+04:00", sample.TODAY) == noon - 0.25
    assert moment("2026-11-23T06:00:00+04:00", sample.TODAY) == noon
    assert moment("", sample.TODAY) == noon


# ---------------------------------------------------------------- groups, filter, order


def test_groups_come_most_urgent_first_with_the_most_severe_rows_on_top() -> None:
    groups = grouped(sample.ROWS, "attention", None, sample.TODAY)
    assert [(name, len(inside)) for name, inside in groups] == [
        ("attention", 5),
        ("on_track", 7),
        ("deciding", 2),
        ("opened", 3),
    ]
    assert [row.status for row in groups[0][1]] == [
        Status.BLOCKED,
        Status.LATE,
        Status.LATE,
        Status.RISK,
        Status.RISK,
    ]
    assert [row.address for row in groups[0][1]][1:3] == ["ул. Юбилейная, 40", "ул. Советская, 56"]


def test_an_outlet_opened_long_ago_or_rejected_has_a_group_of_its_own() -> None:
    old = replace(sample.ROWS[14], finished_on=date(2026, 8, 1))
    rejected = replace(sample.ROWS[12], state=OpeningState.REJECTED)
    names = [name for name, _ in grouped((old, rejected), "attention", None, sample.TODAY)]
    assert names == ["opened_earlier", "closed"]


def test_counts_follow_the_words_and_not_the_chip() -> None:
    found = counts(sample.ROWS)
    assert found == {"": 17, "late": 2, "blocked": 1, "risk": 2, "active": 7, "idle": 2, "done": 3}
    # Two outlets of other cities belong to the region.
    assert counts(sample.ROWS, "самара") == {"": 8, "blocked": 1, "risk": 1, "active": 4, "idle": 1, "done": 1}
    assert Filter(text="панина").shows(sample.ROWS[0])
    assert not Filter("late").shows(sample.ROWS[0])


def test_sorting_puts_rows_without_a_value_last_both_ways() -> None:
    rows = (sample.ROWS[0], replace(sample.ROWS[1], p80=None), sample.ROWS[2])
    up, down = ordered(rows, Sort("p80")), ordered(rows, Sort("p80", True))
    assert [row.p80 for row in up] == [date(2027, 1, 25), date(2027, 2, 4), None]
    assert [row.p80 for row in down] == [date(2027, 2, 4), date(2027, 1, 25), None]


def test_nine_of_fourteen_keep_their_target() -> None:
    assert within_tolerance(sample.ROWS, OFF, 3) == (9, 14)


# ---------------------------------------------------------------- lines


def _outline(expansion: Expansion, rows: tuple[str, ...] = ()) -> Outline:
    groups = grouped(sample.ROWS, "attention", None, sample.TODAY)
    return Outline(groups, expansion, {sample.FIRST: sample.whole(sample.ROWS[0])})


def test_lines_follow_each_other_and_every_height_is_counted() -> None:
    expansion = Expansion(outlets={sample.FIRST, sample.opening_id(5)})
    outline = _outline(expansion)
    y = 0
    for line in outline.between(0, outline.height):
        assert line.y == y
        assert outline.find(line.key) == line
        assert outline.at(y) == line
        y += line.height
    assert y == outline.height


def test_finished_and_far_stages_stay_closed_when_an_outlet_opens() -> None:
    outline = _outline(Expansion(outlets={sample.FIRST}))
    stages = {line.key[2]: line.expanded for line in outline.between(0, 2000) if line.kind is Kind.STAGE}
    assert stages == {"site": False, "contract": False, "build": True, "launch": False, "close": False}


def test_steps_not_read_yet_have_lines_that_wait() -> None:
    opening = sample.opening_id(5)
    outline = _outline(Expansion(outlets={opening}))
    waiting = [line for line in outline.between(0, 5000) if line.kind is Kind.STEP]
    assert waiting
    assert all(line.step is None and line.step_id for line in waiting)


def test_a_collapsed_group_keeps_its_header_only() -> None:
    outline = _outline(Expansion(closed_groups={"on_track"}))
    kinds = [line.group for line in outline.between(0, outline.height) if line.kind is Kind.OUTLET]
    assert kinds.count("on_track") == 0
    assert outline.find(("group", "on_track")) is not None
    assert len(outline.openings()) == 17


@settings(max_examples=60)
@given(st.integers(0, 1400), st.integers(1, 400))
def test_only_lines_that_touch_the_window_are_given(top: int, height: int) -> None:
    outline = _outline(Expansion(outlets={sample.FIRST}))
    given = [line.key for line in outline.between(top, top + height)]
    wanted = [
        line.key for line in outline.between(0, outline.height) if line.y < top + height and line.y + line.height > top
    ]
    assert given == wanted


def test_moving_past_the_ends_stops_there() -> None:
    outline = _outline(Expansion())
    first, last = outline.at(0), outline.at(outline.height - 1)
    assert outline.beside(None, 1) == first
    assert first is not None
    assert outline.beside(first.key, -5) == first
    assert outline.beside(first.key, 500) == last


def test_the_range_to_draw_holds_every_date_and_today() -> None:
    whole = sample.whole(sample.ROWS[0])
    first, last = span_of([whole], sample.TODAY)
    assert first <= min(step.baseline.start for step in whole.steps if step.baseline.start)
    assert last == date(2027, 1, 29)
    assert span_of([], sample.TODAY) == (sample.TODAY, sample.TODAY)


# ---------------------------------------------------------------- links


def test_a_link_forward_runs_level_and_one_backward_turns_in_the_lane() -> None:
    source, below = Box(10, 50, 20, 25), Box(100, 140, 64, 69)
    assert route(source, below, 31) == [(50, 20), (94, 20), (94, 64), (100, 64)]
    close = Box(48, 90, 64, 69)
    assert route(source, close, 31) == [(48, 25), (48, 31), (42, 31), (42, 64), (48, 64)]


@settings(max_examples=60)
@given(st.integers(0, 500), st.integers(3, 200), st.integers(0, 500), st.integers(3, 200), st.integers(1, 30))
def test_links_are_made_of_level_and_upright_parts_and_end_in_the_left_side(
    left: int, width: int, other: int, other_width: int, rows: int
) -> None:
    source, target = (
        Box(left, left + width, 11, 16),
        Box(other, other + other_width, 11 + 22 * rows, 16 + 22 * rows),
    )
    points = route(source, target, 22)
    assert points[-1] == (target.left, target.middle)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(points))


def test_the_chain_of_a_step_holds_what_is_before_and_after_it_only() -> None:
    found = chain("S23", sample.LINKS)
    assert {"S01", "S11", "S13", "S23", "S24", "S25", "S37"} <= found
    assert not found & {"S12", "S17", "S20", "S22", "S34"}


def test_an_outline_takes_fresh_content_without_laying_the_others_out() -> None:
    from dataclasses import replace

    rows = [sample.ROWS[0], sample.ROWS[1], sample.ROWS[2]]
    expansion = Expansion(outlets={rows[1].opening})
    details = {rows[1].opening: sample.whole(rows[1])}
    before = Outline([("attention", rows)], expansion, details)
    fresh = replace(rows[1], waiting=99)
    changed = [rows[0], fresh, rows[2]]
    after = before.replaced([("attention", changed)], details, {fresh.opening})
    assert after is not None
    expected = Outline([("attention", changed)], expansion, details)
    assert list(after.between(0, after.height)) == list(expected.between(0, expected.height))
    assert after._blocks[1] is before._blocks[1]  # the first outlet, as it was
    assert before.find(("outlet", fresh.opening)).outlet is rows[1]  # type: ignore[union-attr]
    taller = replace(sample.whole(rows[1]), stages=sample.STAGES[:2])
    assert before.replaced([("attention", changed)], {fresh.opening: taller}, {fresh.opening}) is None
    assert before.replaced([("attention", [rows[0]])], details, {fresh.opening}) is None
