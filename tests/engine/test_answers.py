"""Who may answer a decision, from where, and what becomes of late, repeated and foreign answers."""

from __future__ import annotations

import pytest

from outlet_desktop.domain.opening import StepState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.wording import sentence

DEPUTY, STRANGER = 11, 17
ASKED = "aaaabbbb:S01:1"


@pytest.fixture
def asked(rig, sample):
    """The director is asked about an address; the role has a deputy."""
    role = sample.by_id["S01"].role
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(role, 2, DEPUTY))
    rig.add(sample)
    rig.director = rig.portal.of("S01")[0].responsible_id
    assert rig.director != DEPUTY
    return rig


def told(rig, user):
    return [text for _, reader, text, _ in rig.portal.messages if reader == user]


def test_the_deputy_may_tap_and_is_written_down_as_who_decided(asked):
    asked.portal.press(DEPUTY, f"{ASKED}:approve")
    asked.step()
    asked.step()
    assert asked.portal.open_steps() == {"S02", "S03", "S04"}
    assert [e.user_id for e in asked.store.history() if e.event == "decided"] == [DEPUTY]


def test_the_deputy_may_close_the_task(asked):
    asked.close("S01", by=DEPUTY)
    asked.step()
    assert asked.case.problem is None
    assert asked.portal.open_steps() == {"S02", "S03", "S04"}


def test_the_first_answer_counts_and_a_later_one_is_told_the_question_is_over(asked):
    asked.portal.press(asked.director, f"{ASKED}:approve")
    asked.portal.press(DEPUTY, f"{ASKED}:reject")  # in the same poll
    asked.step()
    asked.step()
    assert asked.portal.open_steps() == {"S02", "S03", "S04"}
    assert asked.case.states["S01"] is StepState.DONE
    [text] = told(asked, DEPUTY)
    assert text == sentence(
        "bot.too_late", {"step": asked.case.opening.template.by_id["S01"].title, "address": "ул. Ленина, 10"}, "ru"
    )


def test_a_tap_counts_before_the_closing_that_came_after_it_in_the_same_poll(asked):
    asked.portal.press(asked.director, f"{ASKED}:reject")
    asked.portal.wait(3)
    asked.portal.close(asked.portal.of("S01")[0].id, DEPUTY)  # nothing ticked: he would have approved
    asked.step()
    asked.step()
    assert asked.case.opening.state.value == "rejected"
    assert len(told(asked, asked.director)) == 2  # the question, and why he said no


def test_the_same_answer_twice_decides_once(asked):
    for _ in range(2):
        asked.portal.press(asked.director, f"{ASKED}:approve")
    asked.step()
    asked.portal.press(asked.director, f"{ASKED}:approve")
    asked.step()
    asked.step()
    assert [e.event for e in asked.store.history()].count("decided") == 1
    assert len(asked.portal.created) == len(set(asked.portal.created))
    assert [task.is_done for task in asked.portal.of("S01")] == [True]


def test_an_answer_heard_twice_is_answered_once(asked):
    """The bot's events come again when nobody has confirmed that they were read."""
    asked.portal.press(STRANGER, f"{ASKED}:approve")
    asked.step()
    with asked.store.transaction():
        asked.store.set_meta("bot_offset", "0")
    asked.step()
    assert len(told(asked, STRANGER)) == 1


def test_a_tap_after_the_task_was_closed_is_too_late(asked):
    asked.close("S01")
    asked.step()
    asked.portal.press(asked.director, f"{ASKED}:reject")
    asked.step()
    assert asked.portal.open_steps() == {"S02", "S03", "S04"}
    assert len(told(asked, asked.director)) == 2  # the question, and that it is over


def test_the_button_of_a_round_that_is_over_decides_nothing(asked, sample):
    for step in ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10"):
        asked.close(step)
    first = asked.portal.of("S11")[0]
    asked.portal.press(first.responsible_id, "aaaabbbb:S11:1:rework")
    asked.step()
    for _ in range(3):
        asked.step()
    assert asked.case.opening.rounds["S11"] == 2
    asked.portal.press(first.responsible_id, "aaaabbbb:S11:1:reject")
    asked.step()
    asked.step()
    assert asked.case.opening.state.value == "running"
    assert any("S11" in key for key in asked.case.intents if key.startswith("outlet:"))


def test_buttons_that_nobody_has_sent_are_not_heard(asked):
    for params in ("x", "aaaabbbb:S01:1:fly", "aaaabbbb:S99:1:approve", "zzzzzzzz:S01:1:approve", "aaaabbbb:S01:x:a"):
        asked.portal.press(asked.director, params)
    asked.step()
    assert asked.portal.open_steps() == {"S01"}
    assert len(told(asked, asked.director)) == 1


def test_who_answers_with_the_task_alone_needs_no_bot(asked):
    with asked.store.transaction():
        asked.store.set_meta("has_bot", "0")
    said = len(asked.portal.messages)
    asked.portal.tick(asked.portal.of("S01")[0].id, "Отклонить и закрыть")
    asked.portal.results[asked.portal.of("S01")[0].id] = ["Рядом школа"]
    asked.close("S01")
    asked.step()
    assert asked.case.opening.state.value == "rejected"
    assert asked.case.opening.reason == "Рядом школа"
    assert len(asked.portal.messages) == said


def test_the_question_about_an_address_shows_address_dates_and_what_it_means_for_the_opening(rig, sample):
    rig.add(sample)
    [text] = told(rig, rig.portal.of("S01")[0].responsible_id)
    assert "ул. Ленина, 10" in text
    assert "01.03.2027" in text  # the promised day
    assert "Открытие сейчас ожидается" in text
    assert "Ждут этого: " in text
    assert "Каждый рабочий день ожидания после" in text or "Запас до сдвига открытия" in text
