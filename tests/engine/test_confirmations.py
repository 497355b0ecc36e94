"""A confirmation asks its fields: by the bot one at a time, in the app, or in the task's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from outlet_desktop.domain.answers import from_lines, read, shown
from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.template import Field, FieldType, Flow, Outcome, Role, Step, StepKind, Template
from outlet_desktop.engine.filling import fill, forms
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import russian_calendar

ASKED = (
    Field("amount", "Сумма, ₽", FieldType.MONEY, required=True),
    Field("paid_on", "Дата оплаты", FieldType.DATE, required=True),
    Field("note", "Примечание", FieldType.TEXT),
)
ACCOUNTANT = 2


def payment(*fields: Field) -> Template:
    """A payment with those fields, and what waits for it."""
    return Template(
        id="payment",
        name="Оплата",
        revision=1,
        goal="T1",
        roles=(Role("accountant", "Бухгалтер"), Role("builder", "Строитель")),
        steps=(
            Step("C1", StepKind.CONFIRMATION, "Подтвердить оплату", role="accountant", fields=fields or ASKED),
            Step("T1", StepKind.TASK, "Начать работы", role="builder"),
        ),
        flows=(Flow("C1", "T1"),),
    )


def begin(rig: Any, *fields: Field) -> None:
    rig.add(payment(*fields), state=OpeningState.RUNNING)
    rig.step()
    assert rig.portal.open_steps() == {"C1"}


def tap(rig: Any, user: int = ACCOUNTANT) -> None:
    rig.portal.press(user, "aaaabbbb:C1:1:confirm")
    rig.step()


def said(rig: Any, user: int = ACCOUNTANT) -> list[str]:
    return [text for _, reader, text, _ in rig.portal.messages if reader == user]


def answer(rig: Any, text: str, user: int = ACCOUNTANT) -> None:
    rig.portal.say(user, text)
    rig.step()


def values(rig: Any, round_: int = 1) -> dict[str, str]:
    return {name: value.value for name, value in rig.case.fields.get(("C1", round_), {}).items()}


def test_after_the_tap_the_bot_asks_one_field_at_a_time_and_then_completes_the_task(rig):
    begin(rig)
    tap(rig)
    assert said(rig)[-1].splitlines()[1:3] == ["Сумма, ₽?", "Например: 120 000,50"]
    asked = len(said(rig))
    rig.step()
    assert len(said(rig)) == asked  # one at a time, each once
    answer(rig, "120 000,50 ₽")
    assert "Дата оплаты?" in said(rig)[-1]
    assert not rig.portal.of("C1")[0].is_done
    assert not rig.portal.of("T1")
    answer(rig, "24.11.2026")
    rig.step()
    assert rig.portal.of("C1")[0].is_done
    assert rig.portal.open_steps() == {"T1"}
    assert values(rig) == {"amount": "120000.50", "paid_on": "2026-11-24"}
    told = [text for task, text in rig.portal.comments if task == rig.portal.of("C1")[0].id]
    assert len(told) == 1
    assert "Фамилия2" in told[0]
    assert told[0].splitlines()[1:] == ["Сумма, ₽: 120\u00a0000,50", "Дата оплаты: 24.11.2026"]
    kept = rig.case.fields["C1", 1]["amount"]
    assert (kept.user_id, kept.source) == (ACCOUNTANT, "bot")
    assert rig.events().count("decided") == 2
    (done,) = (entry for entry in rig.store.history() if (entry.event, entry.step) == ("step_done", "C1"))
    assert done.user_id == ACCOUNTANT


def test_an_optional_field_is_asked_last_and_a_dash_skips_it_while_the_next_step_runs_already(rig):
    begin(rig)
    tap(rig)
    answer(rig, "500")
    answer(rig, "24.11.2026")
    rig.step()
    assert rig.portal.open_steps() == {"T1"}
    assert "Примечание?" in said(rig)[-1]
    answer(rig, "-")
    assert values(rig)["note"] == ""
    before = len(said(rig))
    answer(rig, "спасибо")
    assert len(said(rig)) == before + 1  # it answers nothing, so it gets the polite answer
    assert values(rig)["note"] == ""


def test_a_required_field_cannot_be_skipped(rig):
    begin(rig)
    tap(rig)
    answer(rig, "-")
    assert values(rig) == {}
    assert "Сумма, ₽?" in said(rig)[-1]
    assert not rig.portal.of("T1")


def test_a_value_of_a_wrong_type_is_told_with_an_example_as_often_as_it_comes(rig):
    begin(rig)
    tap(rig)
    for number in (2, 3):
        answer(rig, "сто тысяч")
        assert said(rig)[-1].splitlines()[1:4] == ["Такой ответ не подходит.", "Сумма, ₽?", "Например: 120 000,50"]
        assert f"field:aaaabbbb:C1:1:amount:{number}" in rig.case.intents
    answer(rig, "100000")
    assert values(rig) == {"amount": "100000"}


def test_back_repeats_the_previous_question_and_then_the_one_that_waited(rig):
    begin(rig)
    tap(rig)
    answer(rig, "500")
    answer(rig, "Назад")
    assert "Сумма, ₽?" in said(rig)[-1]
    assert values(rig) == {"amount": "500"}  # kept until it is said anew
    answer(rig, "700")
    assert values(rig) == {"amount": "700"}
    assert "Дата оплаты?" in said(rig)[-1]
    answer(rig, "25.11.2026")
    rig.step()
    assert rig.portal.open_steps() == {"T1"}
    assert values(rig) == {"amount": "700", "paid_on": "2026-11-25"}


def test_only_the_person_asked_is_heard(rig):
    begin(rig)
    tap(rig)
    answer(rig, "100", user=17)
    assert values(rig) == {}


def test_closed_without_data_it_stays_open_says_so_and_the_bot_asks(rig):
    begin(rig)
    rig.close("C1")
    rig.step()
    assert rig.portal.of("C1")[0].is_done  # nothing is renewed
    assert rig.case.states["C1"] is StepState.OPEN
    assert not rig.portal.of("T1")
    assert rig.case.problem == (
        "confirmation.no_data",
        {"step": "Подтвердить оплату", "fields": "Сумма, ₽; Дата оплаты"},
    )
    assert rig.case.opening.state is OpeningState.RUNNING
    assert "Сумма, ₽?" in said(rig)[-1]
    answer(rig, "100")
    assert rig.case.problem[1]["fields"] == "Дата оплаты"
    answer(rig, "24.11.26")
    rig.step()
    assert rig.case.problem is None
    assert rig.portal.open_steps() == {"T1"}
    assert any("100" in text for _, text in rig.portal.comments)


def test_it_counts_as_finished_on_the_day_its_task_was_closed(rig):
    from outlet_desktop.engine.seeing import see
    from outlet_desktop.engine.situation import situation

    begin(rig)
    rig.close("C1")
    rig.portal.wait(2 * 86_400)
    answer(rig, "100")
    answer(rig, "26.11.2026")
    rig.step()
    context = context_of(rig.store, rig.case, rig.world)
    seen, _ = see(rig.case, context)
    assert situation(rig.case.opening, seen, context.now.tzinfo).finished_on["C1"] == date(2026, 11, 24)
    assert rig.portal.of("T1")[0].plan_start.date() == date(2026, 11, 26)  # never planned in the past


def test_who_holds_it_and_why_is_told_as_no_data(rig):
    from outlet_desktop.engine.standing import Standings

    begin(rig)
    rig.close("C1")
    context = context_of(rig.store, rig.case, rig.world)
    row = Standings(russian_calendar(), 200).row(rig.case, context, {})
    assert [(held.step, held.reason) for held in row.held_by] == [("C1", "no_data")]
    assert row.step("C1").lacking == ("Сумма, ₽", "Дата оплаты")
    assert row.step("C1").reason_text == "нет данных: Сумма, ₽; Дата оплаты"
    assert row.why[0] == "why.no_data"


def test_lines_in_the_tasks_result_are_enough_without_any_bot(rig):
    with rig.store.transaction():
        rig.store.set_meta("has_bot", "0")
    begin(rig)
    task = rig.portal.of("C1")[0]
    rig.portal.results[task.id] = ["Оплатили.\nсумма : 120000\n- ДАТА  ОПЛАТЫ: 23.11.2026"]
    rig.close("C1")
    rig.step()
    assert values(rig) == {"amount": "120000", "paid_on": "2026-11-23"}
    assert {value.source for value in rig.case.fields["C1", 1].values()} == {"task"}
    assert rig.portal.open_steps() == {"T1"}
    assert not rig.portal.messages


def test_a_result_typed_after_the_closing_is_read_at_the_next_full_look(rig):
    begin(rig)
    rig.close("C1")
    assert rig.case.states["C1"] is StepState.OPEN
    task = rig.portal.of("C1")[0]
    rig.portal.results[task.id] = ["Сумма: 5\nДата оплаты: 24.11.2026"]  # the portal does not call this a change
    rig.reread()
    rig.step()
    assert rig.portal.open_steps() == {"T1"}


def test_what_was_told_to_the_bot_is_not_overwritten_by_the_task(rig):
    begin(rig)
    tap(rig)
    answer(rig, "100")
    task = rig.portal.of("C1")[0]
    rig.portal.results[task.id] = ["Сумма: 999\nДата оплаты: 24.11.2026"]
    rig.close("C1")
    rig.step()
    assert values(rig) == {"amount": "100", "paid_on": "2026-11-24"}


def test_the_form_of_the_app_gives_the_fields_and_the_closed_task_counts(rig):
    begin(rig)
    rig.close("C1")
    (form,) = forms(rig.case)
    assert [field.id for field in form.fields] == ["amount", "paid_on", "note"]
    with rig.store.transaction():
        fill(rig.store, rig.case, "C1", {"amount": "1 000", "paid_on": "24.11.2026"}, 1, rig.portal.now())
    rig.step()
    rig.step()
    assert rig.portal.open_steps() == {"T1"}
    assert rig.case.fields["C1", 1]["amount"].source == "app"


def test_the_form_alone_does_not_confirm_while_nobody_has_closed_the_task(rig):
    begin(rig)
    with rig.store.transaction():
        fill(rig.store, rig.case, "C1", {"amount": "1000", "paid_on": "24.11.2026"}, 1, rig.portal.now())
    rig.step()
    assert rig.portal.open_steps() == {"C1"}
    tap(rig)
    rig.step()
    assert rig.portal.open_steps() == {"T1"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": "100", "paid_on": "вчера"}, "confirmation.wrong_value"),
        ({"amount": ""}, "confirmation.wrong_value"),
    ],
)
def test_a_wrong_value_in_the_form_keeps_nothing(rig, given, code):
    begin(rig)
    with pytest.raises(Problem) as raised, rig.store.transaction():
        fill(rig.store, rig.case, "C1", given, 1, rig.portal.now())
    assert raised.value.code == code
    assert values(rig) == {}


def test_a_step_without_a_task_has_no_form(rig):
    begin(rig)
    with pytest.raises(Problem) as raised, rig.store.transaction():
        fill(rig.store, rig.case, "T1", {"amount": "1"}, 1, rig.portal.now())
    assert raised.value.code == "confirmation.no_form"


CHOICE = Field("way", "Способ оплаты", FieldType.CHOICE, True, ("Безнал", "Карта"))
BOOL = Field("whole", "Оплачено целиком", FieldType.BOOL)


def test_choices_and_yes_or_no_are_buttons(rig):
    begin(rig, CHOICE, BOOL)
    tap(rig)
    _, _, _, buttons = rig.portal.messages[-1]
    assert [(b["text"], b["params"]) for b in buttons] == [
        ("Безнал", "aaaabbbb:C1:1:f.way.0"),
        ("Карта", "aaaabbbb:C1:1:f.way.1"),
    ]
    rig.portal.press(17, "aaaabbbb:C1:1:f.way.0")
    rig.step()
    assert (values(rig), rig.portal.messages[-1][1]) == ({}, 17)
    rig.portal.press(ACCOUNTANT, "aaaabbbb:C1:1:f.way.1")
    rig.step()
    rig.step()
    assert values(rig) == {"way": "Карта"}
    assert rig.portal.open_steps() == {"T1"}
    assert [b["text"] for b in rig.portal.messages[-1][3]] == ["Да", "Нет", "Пропустить"]
    rig.portal.press(ACCOUNTANT, "aaaabbbb:C1:1:f.whole.0")
    rig.step()
    rig.portal.press(ACCOUNTANT, "aaaabbbb:C1:1:f.way.0")  # an old message: the answer stands
    rig.step()
    assert values(rig) == {"way": "Карта", "whole": "yes"}
    assert any("Оплачено целиком: Да" in text for _, text in rig.portal.comments)


def test_words_that_name_a_choice_do_as_well(rig):
    begin(rig, CHOICE, BOOL)
    tap(rig)
    answer(rig, "наличные")
    assert values(rig) == {}
    answer(rig, " безнал ")
    answer(rig, "да")
    assert values(rig) == {"way": "Безнал", "whole": "yes"}


def test_a_file_is_any_file_on_the_task(rig):
    begin(rig, Field("order", "Платёжное поручение", FieldType.FILE, True))
    tap(rig)
    assert "Платёжное поручение: приложите файл" in said(rig)[-1]
    answer(rig, "готово")
    rig.step()
    assert "На задаче нет файла." in said(rig)[-1]
    assert not rig.portal.of("T1")
    rig.portal.files.add(rig.portal.of("C1")[0].id)
    answer(rig, "готово")
    rig.step()
    rig.step()
    assert rig.portal.open_steps() == {"T1"}
    assert rig.case.fields["C1", 1]["order"].source == "task"


def test_a_further_round_asks_anew(rig):
    rework = Outcome("rework", "Доработать", ("C1",))
    template = payment()
    check = Step("A1", StepKind.APPROVAL, "Проверить оплату", role="builder", outcomes=(
        Outcome("approve", "Принять"), rework, Outcome("reject", "Отклонить"),
    ))  # fmt: skip
    template = replace(template, steps=(*template.steps, check), flows=(Flow("C1", "A1"), Flow("A1", "T1")))
    rig.add(template, state=OpeningState.RUNNING)
    rig.step()
    tap(rig)
    answer(rig, "500")
    answer(rig, "24.11.2026")
    rig.step()
    assert rig.portal.open_steps() == {"A1"}
    rig.portal.tick(rig.portal.of("A1")[0].id, "Доработать")
    rig.close("A1")
    rig.step()
    assert rig.portal.of("C1")[-1].key.round == 2
    rig.portal.press(ACCOUNTANT, "aaaabbbb:C1:2:confirm")
    rig.step()
    assert "field:aaaabbbb:C1:2:amount" in rig.case.intents
    answer(rig, "600")
    assert (values(rig), values(rig, 2)["amount"]) == ({"amount": "500", "paid_on": "2026-11-24"}, "600")


def test_a_message_that_answers_nothing_gets_one_polite_answer_a_day(rig):
    begin(rig)
    first = len(said(rig))
    for _ in range(3):
        answer(rig, "Привет")
    assert len(said(rig)) == first + 1
    rig.portal.wait(86_400)
    answer(rig, "Привет")
    assert sum("ни о чём не спрашиваю" in text for text in said(rig)) == 2


def test_every_question_is_asked_at_most_once_whatever_happens_to_the_requests(rig):
    begin(rig)
    rig.portal.faults = ["late"]
    tap(rig)
    for _ in range(30):
        rig.step()
    texts = [text for text in said(rig) if "Сумма, ₽?" in text]
    assert len(texts) <= 1
    assert max(Counter(key for key in rig.case.intents if key.startswith("field:")).values()) == 1


def test_a_question_shows_what_waits_for_it_and_what_a_day_costs(rig):
    begin(rig)
    text = said(rig)[0]
    assert "ул. Ленина, 10" in text
    assert "Открытие сейчас ожидается 25.11.2026, цель 01.03.2027." in text
    assert "Ждут этого: 1\u00a0шаг." in text
    assert "Каждый рабочий день ожидания после 24.11.2026 сдвигает открытие на день." in text
    assert rig.portal.messages[0][3][0]["text"] == "Оплачено"


def test_a_question_of_a_step_with_spare_time_says_how_much(rig):
    template = payment()
    slow = Step(
        "T2",
        StepKind.TASK,
        "Долгая стройка",
        role="builder",
        duration=replace(template.steps[0].duration, likely=6, pessimistic=6),
    )
    template = replace(template, steps=(*template.steps, slow), flows=(Flow("C1", "T1"), Flow("T2", "T1")))
    rig.add(template, state=OpeningState.RUNNING)
    rig.step()
    assert "Запас до сдвига открытия: 5\u00a0раб. дней." in said(rig)[0]


def test_why_it_is_late_is_kept_from_a_button_and_from_words(rig):
    begin(rig)
    rig.portal.press(ACCOUNTANT, "aaaabbbb:C1:1:r.other")
    rig.step()
    assert "Напишите причину" in said(rig)[-1]
    answer(rig, "Банк не работает")
    (delay,) = rig.case.delays
    assert (delay.reason, delay.words, delay.day, delay.user_id) == ("other", "Банк не работает", date(2026, 11, 24), 2)
    rig.portal.press(17, "aaaabbbb:C1:1:r.other")
    rig.step()
    assert len(rig.case.delays) == 1


@pytest.mark.parametrize(
    ("type_", "text", "kept"),
    [
        (FieldType.INT, " 1 200 ", "1200"),
        (FieldType.INT, "12,5", None),
        (FieldType.MONEY, "120 000,50", "120000.50"),
        (FieldType.MONEY, "120\u00a0000 руб.", "120000"),
        (FieldType.MONEY, "1.200,5", "1200.50"),
        (FieldType.MONEY, "1,200.50", "1200.50"),
        (FieldType.MONEY, "-5", None),
        (FieldType.MONEY, "120.000", None),  # one hundred and twenty, or thousands? asked again
        (FieldType.DATE, "24.11.2026", "2026-11-24"),
        (FieldType.DATE, "2026-11-24", "2026-11-24"),
        (FieldType.DATE, "31.02.2026", None),
        (FieldType.BOOL, "Да", "yes"),
        (FieldType.BOOL, "может быть", None),
        (FieldType.TEXT, "  ", None),
        (FieldType.FILE, "есть", None),
    ],
)
def test_values_are_read_by_their_type(type_, text, kept):
    assert read(Field("x", "Поле", type_), text) == kept


def test_values_are_shown_as_people_write_them():
    show: Callable[[FieldType, str], str] = lambda type_, value: shown(Field("x", "Поле", type_), value)  # noqa: E731
    assert show(FieldType.MONEY, "1200000.50") == "1\u00a0200\u00a0000,50"
    assert show(FieldType.DATE, "2026-11-24") == "24.11.2026"
    assert show(FieldType.BOOL, "no") == "нет"


def test_a_line_names_a_field_by_its_title_case_and_spaces_forgiven():
    fields = (*ASKED, Field("no", "№ счёта"), Field("time", "Время: начало"))
    found = from_lines(fields, ["СУММА,₽: 10\n№ счета: 15\nВремя: начало: 9:30", "Сумма: 20\nДата оплаты: скоро"])
    assert found == {"amount": "20", "no": "15", "time": "9:30"}
    twice = (Field("a", "Сумма, ₽"), Field("b", "Сумма, $"))
    assert from_lines(twice, ["Сумма: 5"]) == {}  # which of the two?
