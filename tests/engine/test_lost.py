"""What the log says of a message that may not have arrived."""

from __future__ import annotations

import pytest

from outlet_desktop.domain.record import Intent
from outlet_desktop.engine.lost import lost
from outlet_desktop.wording import sentence


@pytest.mark.parametrize("key", ["digest:7:2026-11-25", "handed:4:7"])
def test_a_message_to_a_person_names_the_person_and_not_the_journals_key(key: str) -> None:
    told = lost(Intent(key, "aaaabbbb", "", "SendMessage", "", "sent"), None, {7: "Павел Ершов"})
    for lang in ("ru", "en"):
        text = sentence(told.code, told.facts, lang)
        assert "Павел Ершов" in text
        assert key not in text


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("ask", "SendMessage", "Вопрос"),
        ("remind", "SendMessage", "Напоминание"),
        ("reason", "SendMessage", "причине"),
        ("escalate", "SendMessage", "руководителю"),
        ("decided", "CommentTask", "Запись"),
    ],
)
def test_a_message_about_a_step_says_which_one_and_about_which_step(sample, name: str, kind: str, words: str) -> None:
    step = sample.steps[0]
    key = f"{name}:aaaabbbb:{step.id}:1"
    told = lost(Intent(key, "aaaabbbb", step.id, kind, "", "sent"), sample, {})
    text = sentence(told.code, told.facts, "ru")
    assert words in text
    assert step.title in text
    assert key not in text


def test_a_message_of_an_unknown_kind_still_has_a_sentence() -> None:
    told = lost(Intent("other:1", "", "", "SendMessage", "", "sent"), None, {})
    assert "other" not in sentence(told.code, told.facts, "ru")
