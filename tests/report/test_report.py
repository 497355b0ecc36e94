from __future__ import annotations

import os
import re
import zlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from matplotlib.image import imread
from matplotlib.text import Text
from openpyxl import load_workbook
from report_rows import TODAY, make_outlet, make_portfolio

from outlet_desktop import report
from outlet_desktop.domain.opening import Status
from outlet_desktop.domain.template import Flow, Role, Stage, Step, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.report.drawing import _routes, draw, write_drawing
from outlet_desktop.report.outlet import outlet_pages
from outlet_desktop.report.page import elided, text_width, wrapped
from outlet_desktop.report.portfolio import by_severity, portfolio_pages
from outlet_desktop.report.timeline import Timeline
from outlet_desktop.ui.editor import routing


def words_of(page) -> list[str]:
    return [text.get_text() for text in page.figure.findobj(Text) if text.get_text()]


def pages_in(pdf: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf.read_bytes()))


def fonts_in(pdf: Path) -> str:
    raw = pdf.read_bytes()
    inside = [raw]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        try:
            inside.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"".join(inside).decode("latin-1")


# ------------------------------------------------------------------------------ one outlet


def test_every_step_of_the_outlet_stands_on_some_page(outlet):
    pages = list(outlet_pages(outlet, "ru", TODAY, ()))
    assert len(pages) == 2
    shown = " ".join(word for page in pages for word in words_of(page))
    for step in outlet.steps:
        number = int(step.step[1:])
        assert f"Шаг {number}:" in shown


def test_a_stage_is_never_the_last_line_of_a_page(outlet):
    stages = {stage.title for stage in outlet.stages}
    for count in (20, 27, 30, 33, 40, 60):
        for page in outlet_pages(make_outlet(count), "ru", TODAY, ()):
            names = [word for word in words_of(page) if word in stages or word.startswith("Шаг ")]
            assert names[-1] not in stages


def test_the_outlet_page_answers_where_who_why_and_when(outlet):
    words = " ".join(words_of(next(outlet_pages(outlet, "ru", TODAY, ()))))
    for said in ("ул. Ленина, 10", "Заблокировано", "Панина О.", "ждём оплату", "Цель 11.12.2026", "P50 14.01.2027",
                 "шанс успеть 22 %", "Данные на 24.11.2026"):  # fmt: skip
        assert said in words


def test_an_english_report_of_a_russian_process_has_english_captions(outlet):
    words = " ".join(words_of(next(outlet_pages(outlet, "en", TODAY, ()))))
    for said in ("Blocked", "Assignee", "Critical path", "Data of 24.11.2026", "Page 1 of 2"):
        assert said in words
    assert "Исполнитель" not in words


def test_an_outlet_without_dates_or_steps_still_gives_a_page(outlet):
    bare = replace(
        outlet, steps=(), stages=(), links=(), target=None, p50=None, p80=None, chance=None, held_by=(),
        baseline_finish=None, forecast_finish=None, why=("", {}), status=Status.IDLE,
    )  # fmt: skip
    (page,) = outlet_pages(bare, "ru", TODAY, ())
    assert "ул. Ленина, 10, Самара" in words_of(page)


def test_an_opened_outlet_says_when_instead_of_a_forecast(outlet):
    opened = replace(outlet, finished_on=date(2026, 12, 9), status=Status.DONE, why=("why.done", {}))
    words = " ".join(words_of(next(outlet_pages(opened, "ru", TODAY, ()))))
    assert "Открыта 09.12.2026" in words
    assert "P50 14.01" not in words


# ------------------------------------------------------------------------------ the portfolio


def test_every_outlet_stands_on_exactly_one_page():
    portfolio = make_portfolio(45)
    pages = list(portfolio_pages(portfolio, "ru", TODAY, ()))
    assert len(pages) == 3
    shown = [word for page in pages for word in words_of(page)]
    for number in range(1, 46):
        assert sum(word.startswith(f"ул. Авроры, {number}, ") for word in shown) == 1


def test_the_most_severe_outlet_comes_first(portfolio):
    order = [row.status for row in by_severity(portfolio.rows)]
    assert order[0] is Status.BLOCKED
    assert order[-1] is Status.DONE
    firsts = [order.index(status) for status in (Status.BLOCKED, Status.LATE, Status.RISK, Status.ACTIVE)]
    assert firsts == sorted(firsts)


def test_an_empty_portfolio_gives_a_page_that_says_so(portfolio):
    (page,) = portfolio_pages(replace(portfolio, rows=()), "ru", TODAY, ())
    assert "0\u00a0точек" in words_of(page)


# ------------------------------------------------------------------------------ files


@pytest.mark.parametrize("make", [make_outlet, make_portfolio])
def test_a_pdf_has_its_pages_and_embeds_its_fonts(make, tmp_path):
    path = report.write(make(40), tmp_path / "Отчёт за ноябрь.pdf", "ru", today=TODAY)
    assert path.read_bytes().startswith(b"%PDF")
    assert pages_in(path) == (2 if make is make_outlet else 3)
    inside = fonts_in(path)
    assert "/FontFile2" in inside  # TrueType, embedded
    assert "/Type3" not in inside


def test_a_png_is_one_image_that_holds_everything(tmp_path):
    few = imread(report.write(make_portfolio(5), tmp_path / "few.png", "ru", today=TODAY))
    many = imread(report.write(make_portfolio(60), tmp_path / "many.png", "ru", today=TODAY))
    assert few.shape[1] == many.shape[1]
    assert many.shape[0] > 1.5 * few.shape[0]
    ink = few[..., :3].min(axis=(1, 2)) < 0.5
    assert ink.any()
    assert not ink[: few.shape[0] // 40].any()  # the margin is white


def test_a_sheet_of_outlets_holds_dates_as_dates_and_numbers_as_numbers(portfolio, tmp_path):
    path = report.write(portfolio, tmp_path / "p.xlsx", "ru", today=TODAY)
    sheet = load_workbook(path).active
    captions = [cell.value for cell in sheet[1]]
    first = dict(zip(captions, [cell.value for cell in sheet[2]], strict=True))
    row = by_severity(portfolio.rows)[0]
    assert sheet.max_row == 18
    assert first["Точка"] == row.address
    assert first["Цель"] == datetime(row.target.year, row.target.month, row.target.day)
    assert first["Отклонение, р. д."] == row.slip_days
    assert first["Шанс"] == 0.5
    assert "стоим" in first["Почему"]


def test_a_sheet_of_one_outlet_lists_its_steps_in_order_of_stages(outlet, tmp_path):
    book = load_workbook(report.write(outlet, tmp_path / "o.xlsx", "en", today=TODAY))
    steps = book["Steps"]
    assert [cell.value for cell in steps["A"]][1:] == [step.step for step in outlet.steps]
    assert book["Outlet"]["B1"].value == "ул. Ленина, 10"


def test_an_address_that_looks_like_a_formula_stays_text(outlet, tmp_path):
    path = report.write(replace(outlet, address="=1+1"), tmp_path / "o.xlsx", "ru", today=TODAY)
    cell = load_workbook(path)["Точка"]["B1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_signs_of_mathematics_in_a_title_are_shown_as_they_are(outlet, tmp_path):
    odd = replace(outlet, address="$x^2$ \\frac & <b>")
    report.write(odd, tmp_path / "o.pdf", "ru", today=TODAY)
    assert any("$x^2$ \\frac & <b>" in word for word in words_of(next(outlet_pages(odd, "ru", TODAY, ()))))


@pytest.mark.parametrize("name", ["report.docx", "report"])
def test_another_ending_is_refused_with_those_that_are_possible(outlet, tmp_path, name):
    with pytest.raises(Problem) as caught:
        report.write(outlet, tmp_path / name, "ru", today=TODAY)
    assert caught.value.code == "report.unknown_format"
    assert caught.value.facts["known"] == ".pdf, .png, .xlsx"


@pytest.mark.parametrize("ending", ["pdf", "png", "xlsx"])
def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(outlet, tmp_path, ending):
    with pytest.raises(Problem) as caught:
        report.write(outlet, tmp_path / "missing" / f"o.{ending}", "ru", today=TODAY)
    assert caught.value.code == "report.cannot_write"
    assert os.listdir(tmp_path) == []


def test_a_failed_write_keeps_the_older_file(outlet, tmp_path, monkeypatch):
    path = tmp_path / "o.pdf"
    path.write_bytes(b"older")

    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("outlet_desktop.report.page.save_pages", no_room)
    with pytest.raises(Problem) as caught:
        report.write(outlet, path, "ru", today=TODAY)
    assert caught.value.facts["detail"] == "No space left on device"
    assert path.read_bytes() == b"older"
    assert os.listdir(tmp_path) == ["o.pdf"]


# ------------------------------------------------------------------------------ text and time


def test_cut_text_fits_and_is_the_longest_that_does():
    text = "Подготовить и подписать договор аренды помещения"
    for width in (30.0, 80.0, 120.0):
        cut = elided(text, width, 8)
        assert cut.endswith("…")
        assert text_width(cut, 8) <= width
        longer = text[: len(cut) + 1].rstrip() + "…"
        assert text_width(longer, 8) > width
    assert elided(text, 1000, 8) == text


def test_wrapped_lines_hold_all_words_where_there_is_room():
    text = "Подтвердить оплату оборудования поставщику"
    assert " ".join(wrapped(text, 90, 8, 5)) == text
    assert len(wrapped(text, 60, 8, 2)) == 2


def test_a_longer_span_of_days_gets_narrower_days_and_stays_inside():
    for days in (3, 100, 900):
        last = date.fromordinal(TODAY.toordinal() + days)
        time = Timeline([TODAY, last], TODAY, 400, 800)
        assert 400 <= time.x(TODAY) < time.end(last) <= 800
        assert time.end(last) - time.x(TODAY) == pytest.approx((days + 1) * time.day_width)


# ------------------------------------------------------------------------------ the drawing of a process

PROCESS = Template(
    "p", "Процесс", 3, "c",
    roles=(Role("law", "Юрист", "ЮР"),),
    stages=(Stage("one", "Начало"), Stage("two", "Конец")),
    steps=(
        Step("a", StepKind.APPROVAL, "Согласовать адрес", stage="one", role="law", at=(0, 0)),
        Step("b", StepKind.CONFIRMATION, "Подтвердить оплату", stage="one", role="law", at=(0, 96)),
        Step("c", StepKind.MILESTONE, "Зал готов", stage="two", at=(288, 48)),
        Step("d", StepKind.TASK, "Вернуться и проверить", stage="two", role="gone", at=(0, 192)),
    ),
    flows=(Flow("a", "c"), Flow("b", "c"), Flow("c", "d"), Flow("a", "nowhere")),
)  # fmt: skip


def test_the_drawing_names_steps_roles_and_stages():
    words = words_of(draw(PROCESS, "ru"))
    for said in (
        "Согласовать адрес",
        "Подтвердить оплату",
        "Зал готов",
        "2 → 1",
        "ЮР",
        "Юрист",
        "Начало",
        "Процесс, v3",
    ):
        assert said in words


@pytest.mark.parametrize(("ending", "begin"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_drawing_is_written_in_the_form_of_its_ending(tmp_path, ending, begin):
    path = write_drawing(PROCESS, tmp_path / f"p.{ending}")
    assert path.read_bytes().startswith(begin)


def test_an_svg_is_the_same_each_time_and_its_words_can_be_searched(tmp_path):
    one = write_drawing(PROCESS, tmp_path / "1.svg").read_text("utf-8")
    two = write_drawing(PROCESS, tmp_path / "2.svg").read_text("utf-8")
    assert one == two
    assert "Согласовать адрес" in one


def test_an_empty_process_gives_a_sheet(tmp_path):
    path = write_drawing(Template("p", "Пусто"), tmp_path / "p.svg")
    assert "Пусто" in path.read_text("utf-8")


@given(st.data())
def test_the_arrows_of_a_picture_are_those_of_the_screen(data):
    cells = data.draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=9, unique=True))
    steps = tuple(Step(f"s{i}", title="x", at=(288 * x, 96 * y)) for i, (x, y) in enumerate(cells))
    flows = tuple(Flow(f"s{i}", f"s{i + 1}") for i in range(len(cells) - 1))
    template = Template("p", "p", steps=steps, flows=flows)
    assert sorted(map(tuple, _routes(template))) == sorted(routing.routes(template).values())
