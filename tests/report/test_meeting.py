from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from matplotlib.image import imread
from matplotlib.text import Text
from report_rows import TODAY, make_outlet, make_portfolio

from outlet_desktop import report
from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.report.meeting import (
    _fitting,
    decisions,
    holds,
    meeting_pages,
    percent,
    stands,
    wanted,
    working_days,
)
from outlet_desktop.report.page import WIDTH, text_width
from outlet_desktop.report.timeline import status_mark
from outlet_desktop.schedule.gantt import Holder, Portfolio
from outlet_desktop.schedule.what_if import Prospect

OPENING = "abcd0001"


def words_of(page) -> list[str]:
    return [text.get_text() for text in page.figure.findobj(Text) if text.get_text()]


def urgent(number: int, **changes):
    """An outlet that needs attention, with its steps."""
    facts = {"opening": f"abcd{number:04d}", "address": f"ул. Мира, {number}", "status": Status.LATE, **changes}
    return make_outlet(**facts)


def page_words(portfolio: Portfolio, prospects=None, lang: str = "ru") -> list[list[str]]:
    return [words_of(page) for page in meeting_pages(portfolio, prospects or {}, lang)]


def test_five_outlets_come_first_and_seven_on_each_further_page():
    rows = tuple(urgent(number) for number in range(14))
    pages = page_words(Portfolio(rows, TODAY, "2026-11-24T11:08:00+04:00"))
    shown = [[word for word in words if word.startswith("ул. Мира")] for words in pages]
    assert [len(names) for names in shown] == [5, 7, 2]
    assert sorted(name for names in shown for name in names) == sorted(row.address for row in rows)
    assert sum("страница" in word for words in pages for word in words) == 3


def test_the_most_severe_stand_first():
    rows = (
        replace(urgent(1), status=Status.RISK, slip_days=1),
        replace(urgent(2), status=Status.LATE, slip_days=9),
        replace(urgent(3), status=Status.BLOCKED, slip_days=4),
    )
    words = page_words(Portfolio(rows, TODAY, ""))[0]
    assert [word for word in words if word.startswith("ул. Мира")] == ["ул. Мира, 3", "ул. Мира, 2", "ул. Мира, 1"]


def test_the_head_says_the_day_the_time_of_the_data_and_how_many_keep_their_date():
    portfolio = make_portfolio(12)
    words = " ".join(page_words(portfolio)[0])
    running = [row for row in portfolio.rows if row.status is not Status.DONE]
    need = sum(row.attention for row in portfolio.rows)
    kept = sum(row.p80 <= row.target for row in running)
    near = sum(working_days(row.target, row.p80, portfolio) <= 3 for row in running)
    assert f"{need} из {len(running)}" in words
    assert "К совещанию 24.11.2026. Данные портала на 09:00." in words
    assert f"Успеют к цели с P80: {kept} из {len(running)}" in words
    assert words.replace("\u00a0", " ").count(f"с допуском 3 р. д.: {near}") == 1


def test_working_days_pass_over_holidays_and_count_worked_saturdays():
    portfolio = Portfolio((), TODAY, "", (date(2026, 12, 31),), (date(2026, 12, 26),))
    assert working_days(date(2026, 12, 24), date(2026, 12, 28), portfolio) == 3
    assert working_days(date(2026, 12, 30), date(2027, 1, 1), portfolio) == 1
    assert working_days(date(2026, 12, 28), date(2026, 12, 24), portfolio) == -3
    assert working_days(TODAY, TODAY, portfolio) == 0


def test_what_stands_is_said_by_what_holds_it():
    row = urgent(1)
    assert stands(row, "ru").startswith("Просрочено 4\u00a0р.\u00a0д.: ")
    waiting = replace(row, held_by=(replace(row.held_by[0], seen_reason="payment_wait"),))
    assert stands(waiting, "ru").startswith("Стоим 4\u00a0р.\u00a0д.: ")
    because = replace(row, held_by=(replace(row.held_by[0], reason_text="Поставщик задержал"),))
    assert stands(because, "ru").startswith("Поставщик задержал, 4")
    calm = replace(row, held_by=(replace(row.held_by[0], overdue_days=0),), label=("label.no_buffer", {}))
    assert stands(calm, "ru") == "Запас исчерпан."
    assert not stands(replace(calm, label=("label.late", {"days": 5})), "ru").endswith("..")


def test_who_holds_it_since_when_and_what_else_they_hold():
    row, other = urgent(1), urgent(2)
    said = holds(row, Portfolio((row, other), TODAY, ""), "ru")
    assert said.startswith("Держит Бухгалтер (Панина О.) с 16.09.")
    assert "Ждут ещё 19\u00a0шагов." in said
    assert said.endswith("Держит ещё 1\u00a0точку.")
    assert holds(replace(row, held_by=()), Portfolio((row,), TODAY, ""), "ru") == "Открытых задач нет."


def with_held(row, number: int, **changes):
    """The outlet held by its step of that number."""
    step = replace(row.steps[number], state=StepState.OPEN, critical=True, **changes)
    held = Holder(step.step, step.title, "r", "Роль", 4, "Панина О.", date(2026, 11, 2), 3,
                  is_decision=step.kind is StepKind.APPROVAL)  # fmt: skip
    steps = tuple(step if one.step == step.step else one for one in row.steps)
    return replace(row, steps=steps, held_by=(held,))


def test_what_is_to_be_decided_names_the_step_the_date_and_the_chance():
    row = with_held(urgent(1), 20, kind=StepKind.APPROVAL)
    held = row.held_by[0]
    prospects = [Prospect("S30", "shorter", 4, date(2027, 1, 5), 6, 0.5),
                 Prospect(held.step, "today", 0, date(2027, 1, 8), 3, 0.61)]  # fmt: skip
    (said,) = wanted(row, prospects, "ru")
    assert said.startswith("Решить сегодня")
    assert "P50 станет 08.01" in said
    assert said.endswith("Шанс 61\u00a0%.")
    confirmed = with_held(urgent(1), 20, kind=StepKind.CONFIRMATION)
    assert wanted(confirmed, prospects, "ru")[0].startswith("Закрыть сегодня")
    task = with_held(urgent(1), 20, kind=StepKind.TASK)
    assert wanted(task, prospects, "ru")[0].startswith("Закончить сегодня")


def test_an_overdue_step_that_drives_the_date_is_asked_for_first():
    row = with_held(urgent(1), 20, kind=StepKind.APPROVAL)
    first, second = wanted(row, [Prospect("S30", "shorter", 4, date(2027, 1, 5), 6, None)], "ru")
    assert first.startswith("Решить сегодня")
    assert "каждый день ожидания" in first
    assert second.startswith("Ускорить «Шаг 30")
    beside = replace(row, steps=tuple(replace(step, critical=False) for step in row.steps))
    assert wanted(beside, [], "ru") == []


def test_a_second_sentence_that_has_no_room_is_left_out_whole():
    words = "слово " * 30
    assert _fitting(["Коротко.", words], 200) == ["Коротко."]
    assert _fitting(["Коротко.", "И ещё."], 200) == ["Коротко. И ещё."]
    assert _fitting([words], 200)[-1].endswith("…")  # the first is cut rather than lost
    assert _fitting([], 200) == []


def test_decisions_are_grouped_by_person_and_step_and_the_longest_waiting_comes_first():
    def asked(number: int, since: date):
        row = with_held(urgent(number), 0, kind=StepKind.APPROVAL, person="Сафронов В.", title="Согласовать адрес")
        step = replace(row.steps[0], actual=replace(row.steps[0].actual, start=since))
        return replace(row, steps=(step, *(replace(one, state=StepState.DONE) for one in row.steps[1:])))

    first, second = asked(1, date(2026, 11, 20)), asked(2, date(2026, 11, 10))
    budget = asked(3, date(2026, 11, 1))
    budget = replace(budget, steps=(replace(budget.steps[0], title="Утвердить бюджет"), *budget.steps[1:]))
    over = replace(asked(4, date(2026, 10, 1)), state=OpeningState.CANCELLED)
    found = decisions(Portfolio((first, second, budget, over), TODAY, ""))
    assert found == [
        ("Сафронов В.", "Утвердить бюджет", ["ул. Мира, 3"]),
        ("Сафронов В.", "Согласовать адрес", ["ул. Мира, 1", "ул. Мира, 2"]),
    ]


def test_the_rest_is_told_in_three_lines():
    rows = (
        urgent(1),
        replace(urgent(2), status=Status.ACTIVE, p50=date(2027, 1, 20)),
        replace(urgent(3), status=Status.ACTIVE, p50=date(2026, 12, 20)),
        replace(urgent(4), status=Status.IDLE, state=OpeningState.DECIDING),
        replace(urgent(5), status=Status.DONE, state=OpeningState.DONE, finished_on=TODAY - timedelta(days=9)),
        replace(urgent(6), status=Status.DONE, state=OpeningState.DONE, finished_on=TODAY - timedelta(days=99)),
    )
    words = page_words(Portfolio(rows, TODAY, ""))[0]
    assert "Остальные 4\u00a0точки" in words
    assert "В графике 2: от ул. Мира, 3 (20.12) до ул. Мира, 2 (20.01)." in words
    assert any(word.startswith("Ждут решения 1: ул. Мира, 4 (P80 25.01)") for word in words)
    assert any(word.startswith("За 60 дней открыты 1: отклонения +15") for word in words)


def test_a_chance_is_never_called_certain_where_it_is_not():
    assert [percent(share) for share in (None, 0.0, 0.001, 0.42, 0.999, 1.0)] == ["0", "0", "<1", "42", ">99", "100"]


def test_a_calm_portfolio_says_so():
    row = replace(urgent(1), status=Status.ACTIVE)
    words = page_words(Portfolio((row,), TODAY, ""))[0]
    assert "Сегодня ни одна точка не требует внимания." in words
    assert "0 из 1" in words


def test_the_english_page_has_no_russian_caption():
    words = page_words(Portfolio((urgent(1),), TODAY, "2026-11-24T11:08:00+04:00"), lang="en")[0]
    assert "Openings: what needs attention" in words
    joined = " ".join(words)
    for caption in (
        "Outlet and what stands",
        "Held by",
        "more steps wait",
        "make the target",
        "chance 22",
        "until P80",
    ):
        assert caption.casefold() in joined.casefold()
    for caption in ("Держит", "Ждут", "шанс", "цель", "прошло", "Решения"):
        assert caption not in joined


def test_no_text_runs_over_the_edge_or_into_its_neighbour():
    long = "Подтвердить оплату счёта за торговое, холодильное и кассовое оборудование по договору поставки"
    row = urgent(1, city="Новокуйбышевск-на-Волге-и-Самаре", address="Московское шоссе, 185А, корпус 12, строение 4")
    row = replace(row, held_by=(replace(row.held_by[0], title=long, person="Константинопольская Александра"),))
    page = next(meeting_pages(Portfolio((row,), TODAY, ""), {}, "ru"))
    for text in page.figure.findobj(Text):
        shown = text.get_text()
        if not shown:
            continue
        size = text.get_fontsize()
        width = text_width(shown, size, text.get_fontweight() == "bold")
        x = text.get_position()[0]
        left = x - width if text.get_ha() == "right" else x - width / 2 if text.get_ha() == "center" else x
        assert left >= 30
        assert left + width <= WIDTH - 30


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_the_page_is_written_as_pdf_and_as_png(tmp_path: Path, ending: str):
    rows = tuple(urgent(number) for number in range(9))
    path = report.write_meeting(Portfolio(rows, TODAY, ""), {}, tmp_path / f"meeting.{ending}", "ru")
    if ending == "pdf":
        assert len(re.findall(rb"/Type /Page\b", path.read_bytes())) == 2
    else:
        assert imread(path).shape[0] > 1600  # one image with all nine
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_spreadsheet_of_the_meeting_is_refused_in_words(tmp_path: Path):
    with pytest.raises(Problem, match=r"report\.unknown_format"):
        report.write_meeting(Portfolio((urgent(1),), TODAY, ""), {}, tmp_path / "meeting.xlsx", "ru")


def test_marks_of_statuses_differ_without_colour():
    """Grey print: each status has a shape of its own."""
    from outlet_desktop.report.page import Page

    shapes = set()
    for status in Status:
        page = Page()
        status_mark(page, 100, 100, status, 11)
        shapes.add(tuple(sorted((type(one).__name__, len(one.get_path().vertices), one.get_linestyle())
                                for one in page._axes.patches)))  # fmt: skip
    assert len(shapes) >= 5
