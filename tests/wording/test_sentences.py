from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from outlet_desktop.wording import codes, plural_form, sentence, sentences as module


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch):
    """Sets the sentences of both languages for one test."""

    def use(**texts: str) -> None:
        monkeypatch.setattr(module, "_catalogue", lambda lang: {"x": texts[lang]} if lang in texts else {})

    return use


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 дней"), (1, "1 день"), (2, "2 дня"), (4, "4 дня"), (5, "5 дней"), (11, "11 дней"), (12, "12 дней"),
     (14, "14 дней"), (21, "21 день"), (22, "22 дня"), (25, "25 дней"), (101, "101 день"), (111, "111 дней"),
     (1002, "1002 дня"), (-1, "-1 день"), (-3, "-3 дня")],
)  # fmt: skip
def test_a_russian_word_agrees_with_its_number(catalogue, number, words):
    catalogue(ru="{n|день|дня|дней}")
    assert sentence("x", {"n": number}, "ru") == words.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (11, "11 days"), (21, "21 days")]
)
def test_an_english_word_agrees_with_its_number(catalogue, number, words):
    catalogue(en="{n|day|days}")
    assert sentence("x", {"n": number}, "en") == words.replace(" ", "\u00a0")


@given(st.integers(0, 10**6))
def test_a_number_agrees_like_its_last_two_digits_do(number):
    assert plural_form(number, "ru") == plural_form(number % 100 + 100, "ru")


def test_a_question_mark_writes_the_word_without_the_number(catalogue):
    catalogue(ru="{n} {n?|шаг|шага|шагов}")
    assert sentence("x", {"n": 3}, "ru") == "3 шага"


def test_dates_moments_and_fractions_are_written_as_people_write_them(catalogue):
    catalogue(ru="{day} {at} {share}", en="{day} {at} {share}")
    facts = {"day": date(2026, 12, 1), "at": datetime(2026, 12, 1, 9, 5, tzinfo=UTC), "share": 0.5}
    assert sentence("x", facts, "ru") == "01.12.2026 01.12.2026 09:05 0,5"
    assert sentence("x", facts, "en") == "01.12.2026 01.12.2026 09:05 0.5"


def test_a_missing_fact_shows_as_an_ellipsis(catalogue):
    catalogue(ru="Точка {address}, {n|день|дня|дней}")
    assert sentence("x", {}, "ru") == "Точка …, …\u00a0дней"


def test_an_unknown_code_shows_itself_and_its_facts(catalogue):
    catalogue()
    assert sentence("no.such", {}, "ru") == "no.such"
    assert sentence("no.such", {"a": 1, "b": "two"}, "ru") == "no.such: 1, two"


@given(st.text(max_size=40))
def test_text_in_a_fact_is_never_read_as_a_template(text):
    tricky = f"{{address}}{text}{{n|a|b}}"
    shown = sentence("event.reason", {"reason": tricky, "address": "Ленина, 10", "n": 2}, "ru")
    assert shown == f"Причина: {tricky}"


PLACE = re.compile(r"\{(\w+)(\?)?((?:\|[^{}|]*)*)\}")


def _template(code: str, lang: str) -> str:
    return module._catalogue(lang)[code]


def test_both_languages_have_the_same_codes():
    assert codes("ru") == codes("en")


@pytest.mark.parametrize("lang", module.LANGUAGES)
def test_every_place_is_well_formed_and_has_all_forms_of_its_language(lang):
    wanted = {"ru": 3, "en": 2}[lang]
    for code in codes(lang):
        template = _template(code, lang)
        assert not re.search(r"[{}]", PLACE.sub("", template)), code
        for _name, _only, forms in PLACE.findall(template):
            assert not forms or len(forms[1:].split("|")) == wanted, code


# Facts that only one language needs: English names what the documentation says, a Russian label has room for less.
ONE_SIDED = {"portal.answer_shape": {"wanted", "got"}}


def test_both_languages_use_the_same_facts():
    for code in codes("ru"):
        ru, en = ({name for name, *_ in PLACE.findall(_template(code, lang))} for lang in module.LANGUAGES)
        assert ru ^ en <= ONE_SIDED.get(code, set()), code


def test_sentences_neither_shout_nor_apologise():
    for lang in module.LANGUAGES:
        for code in codes(lang):
            text = _template(code, lang).lower()
            assert "!" not in text, code
            assert not re.search(r"sorry|please|извин|пожалуйста|к сожалению", text), code


def test_nothing_english_shows_in_a_russian_sentence():
    known = re.compile(
        r"https?://\S+|\[/?[A-Z]+=?\]|--[a-z]+|[a-z]+_[a-z]+|OUTLET_\w+|\*?\.outlet\.json|sqlite:///\S*|\"format\"|"
        r"outlet-process|P50|P80|\([a-z_]+\)|outlet-desktop [a-z]+|"
        r"\b(?:task|user)\b|Ctrl\+[A-Z]|REST|JSON|XLSX|PDF|backups|status|min|max|/rest/"
    )
    for code in codes("ru"):
        text = known.sub("", PLACE.sub("", _template(code, "ru")))
        assert not re.search(r"[A-Za-z]{3,}", text), (code, text)
