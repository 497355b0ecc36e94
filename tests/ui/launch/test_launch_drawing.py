"""What the launch draws and computes without a window."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from launch_office import LaunchOffice, shipped
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.ui.daysoff import slice_of_calendar
from outlet_desktop.ui.histogram import Histogram, Mark, stagger
from outlet_desktop.ui.launch.consequences import consequences
from outlet_desktop.ui.launch.creating import made_after_approval, made_at_once
from outlet_desktop.ui.launch.known import KnownOutlet, guess_city, guess_region, is_same_place, nearest
from outlet_desktop.ui.theme import theme

KNOWN = (
    KnownOutlet("a", "Самара, ул. Победы, 39", "Самара", "Самарская", None),
    KnownOutlet("b", "ул. Юбилейная, 40", "Тольятти", "Тольятти", None),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(20, 150)), min_size=1, max_size=4, unique_by=lambda m: m[0]))
def test_captions_of_marks_never_overlap_and_no_line_crosses_one(pairs: list[tuple[int, int]]) -> None:
    marks = [Mark(x * 7.0 + 5, float(width)) for x, width in sorted(pairs)]
    placed = stagger(marks, 0.0, 720.0)
    boxes = []
    for mark, (row, is_right) in zip(marks, placed, strict=True):
        left = mark.x + 6 if is_right else mark.x - 6 - mark.width
        assert left >= 0
        assert left + mark.width <= 720
        boxes.append((left, left + mark.width, row))
    for i, (left, right, row) in enumerate(boxes):
        for j, (other_left, other_right, other_row) in enumerate(boxes):
            if i == j:
                continue
            assert row != other_row or right <= other_left or other_right <= left
            is_crossed = left < marks[j].x < right and other_row >= row
            assert not is_crossed


def test_new_year_is_one_run_of_eleven_days_and_the_working_saturday_is_known() -> None:
    calendar = slice_of_calendar(date(2026, 12, 1), date(2027, 3, 9))
    assert (date(2026, 12, 31), date(2027, 1, 10)) in calendar.runs
    assert (date(2026, 12, 31), date(2027, 1, 10)) in calendar.long_runs(date(2026, 12, 1), date(2027, 3, 9))
    assert date(2027, 2, 20) in calendar.working_weekends
    assert not any(start.weekday() == 5 and (end - start).days == 1 for start, end in calendar.runs)


def test_a_calendar_that_ends_does_not_break_the_drawing() -> None:
    calendar = slice_of_calendar(date(2032, 10, 1), date(2040, 1, 1))
    assert calendar.holidays[-1] == date(2032, 11, 4)  # the last one of the table


@pytest.mark.parametrize(("answer", "kind"), [(True, "kept"), (False, "skipped")])
def test_an_answer_says_which_step_it_keeps_or_skips(answer: bool, kind: str) -> None:
    office = LaunchOffice()
    request = LaunchRequest("outlet-opening", 7, "ул. Новая, 1", start_on=date(2026, 12, 1), fields={"prepaid": answer})
    preview = office.preview(request)
    calendar = slice_of_calendar(date(2026, 12, 1), date(2027, 3, 9))
    lines = consequences(shipped(), request.fields, preview, calendar)
    payment = [line for line in lines if line.title == shipped().by_id["S31"].title]
    assert [line.kind for line in payment] == [kind]
    assert [(line.first, line.days) for line in lines if line.kind == "holidays"] == [(date(2026, 12, 31), 11)]


def test_the_nearest_known_address_is_named_only_when_it_is_near() -> None:
    found = nearest("Самара, ул. Победы, 93", KNOWN)
    assert found is not None
    assert found.opening == "a"
    assert nearest("Казань, пр. Ямашева, 5", KNOWN) is None
    assert nearest("ул", KNOWN) is None


def test_a_city_is_read_from_the_address_and_a_region_from_earlier_outlets() -> None:
    assert guess_city("Самара, ул. Мира, 1", KNOWN) == "Самара"
    assert guess_city("г. Тольятти, ул. Мира, 1", KNOWN) == "Тольятти"
    assert guess_city("ул. Самарская, 1", KNOWN) == ""
    assert guess_region("самара", KNOWN) == "Самарская"
    assert guess_region("Казань", KNOWN) == ""


def test_holidays_are_shaded_and_bars_are_drawn(qtbot: QtBot) -> None:
    theme.apply("light")
    office = LaunchOffice()
    preview = office.preview(LaunchRequest("outlet-opening", 7, "ул. Новая, 1", start_on=date(2026, 12, 1)))
    histogram = Histogram()
    qtbot.addWidget(histogram)
    histogram.resize(740, 196)
    calendar = slice_of_calendar(date(2026, 12, 1), date(2027, 3, 20))
    histogram.show_outlook(preview, calendar)
    image = histogram.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(0, 740, 2) for y in range(60, 170, 3)}
    assert theme.hex("gantt.holiday") in colors
    assert theme.hex("status.active.fill") in colors
    histogram.show_outlook(None, None)
    image = histogram.grab().toImage()
    empty = {image.pixelColor(x, y).name() for x in range(0, 740, 2) for y in range(0, 165, 3)}
    assert len(empty) == 1  # only the axis below


# ------------------------------------------------------------------------------ one place, two spellings


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ул. Ленина 10", "Ленина, 10"),
        ("Самара, Ленина, 10", "ул. Ленина, д. 10"),
        ("УЛ.ЛЕНИНА  10", "Самара, ул. Ленина, 10"),
        ("10, ул. Королёва", "ул. Королева, 10"),
        ("Московское ш., 185А", "Самара, Московское шоссе, 185а"),
    ],
)
def test_two_spellings_of_one_place_are_seen_as_one(typed: str, known: str) -> None:
    outlet = KnownOutlet("a", known, "Самара", "Самара", None)
    assert is_same_place(typed, outlet)
    assert nearest(typed, (*KNOWN, outlet)) is outlet


@pytest.mark.parametrize(
    ("typed", "known"), [("ул. Победы, 93", "ул. Победы, 39"), ("Ленина, 1", "Ленина, 10"), ("", "Ленина, 10")]
)
def test_another_house_is_another_place(typed: str, known: str) -> None:
    assert not is_same_place(typed, KnownOutlet("a", known, "Самара", "Самара", None))


def test_the_region_is_the_one_that_lists_the_city_before_any_outlet() -> None:
    regions = {"Волга": ("Самара", "Кинель"), "Тольятти": ("Тольятти",)}
    assert guess_region("самара", KNOWN, regions) == "Волга"
    assert guess_region("Самара", KNOWN, {}) == "Самарская"
    assert guess_region("Пенза", KNOWN, regions) == ""
    assert guess_city("Кинель, Мира, 5", KNOWN, regions) == "Кинель"


# ------------------------------------------------------------------------------ what appears on the portal


def test_at_once_there_is_one_task_and_the_rest_counts_every_other_one() -> None:
    office = LaunchOffice()
    request = LaunchRequest("outlet-opening", 7, "ул. Победы, 93", "Самара", fields={"prepaid": False})
    preview = office.preview(request)
    template, row = office.shipped, preview.row
    assert row is not None
    now = made_at_once(template, row, has_bot=True)
    assert [(one.kind, one.title) for one in now] == [
        ("task", "Согласовать адрес точки — ул. Победы, 93"),
        ("message", "Согласовать адрес точки"),
    ]
    assert [one.kind for one in made_at_once(template, row, has_bot=False)] == ["task"]
    later = made_after_approval(template, row)
    assert (later[0].kind, later[0].title) == ("project", "ул. Победы, 93")
    tasks = [one for one in later if one.kind == "task"]
    assert tuple(one.title.split(" — ")[0] for one in tasks) == preview.first_steps
    assert all(one.person and one.day for one in tasks)
    work = [step for step in row.steps if step.kind is not StepKind.MILESTONE and step.state is not StepState.SKIPPED]
    assert any(step.state is StepState.SKIPPED for step in row.steps)  # without a prepayment its confirmation
    assert later[-1].count == len(work) - len(tasks) - 1
