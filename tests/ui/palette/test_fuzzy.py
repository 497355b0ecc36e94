"""Finding by a few letters, in either layout."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from outlet_desktop.ui.palette.fuzzy import (
    BEGINNING,
    INSIDE,
    LOOSE,
    Query,
    find,
    folded,
    in_russian,
    match_word,
    other_layout,
)

RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
LATIN = "abcdefghijklmnopqrstuvwxyz"
TITLES = st.text(RUSSIAN + RUSSIAN.upper() + LATIN + "0123456789 ,.-«»", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ghjwtcc", "процесс"), ("ьщыл", "mosk"), ("GHJWTCC", "процесс"), (",>.", "бюю")]
)
def test_the_wrong_layout_is_read_by_the_places_of_the_keys(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


def test_a_title_is_found_by_its_words_in_any_order_and_says_how_it_was_read() -> None:
    found = find("185 моск", "Московское ш., 185А")
    assert found is not None
    assert found.positions == {0, 1, 2, 3, 15, 16, 17}
    assert found.reading == "185 моск"
    swapped = find("vjcr", "Московское ш., 185А")
    assert swapped is not None
    assert (swapped.reading, swapped.positions) == ("моск", {0, 1, 2, 3})
    plain = find("моск", "Московское ш., 185А")
    assert plain is not None
    assert swapped.score < plain.score


def test_the_beginning_of_a_word_wins_over_its_inside_and_gaps_come_last() -> None:
    found = [find("роли", title) for title in ("Люди и роли", "Контролировать", "Резко лить")]
    assert [one.level for one in found if one is not None] == [BEGINNING, INSIDE, LOOSE]
    assert find("жрнл", "Журнал") is not None
    assert find("жр", "Журнал") is None  # two letters with gaps are found everywhere
    assert find("журнал", "Роли и люди") is None


def test_words_are_found_in_the_title_or_beside_it_and_each_says_where() -> None:
    found = find("самара моск", "Московское ш., 185А", ("Самара",))
    assert found is not None
    assert (found.positions, found.beside) == (frozenset(range(4)), frozenset(range(6)))
    other = find("launch", "Запустить точку", ("Launch an outlet",))
    assert other is not None
    assert other.positions == frozenset()
    assert find("launch нет", "Запустить точку", ("Launch an outlet",)) is None


@pytest.mark.parametrize("typed", ["mosk", "moskovskoye", "ьщыл", "Moskovsk"])
def test_a_russian_address_is_found_by_its_sound_in_latin_letters(typed: str) -> None:
    found = find(typed, "Московское ш., 185А")
    assert found is not None
    assert found.reading.startswith("моск")
    assert found.positions >= {0, 1, 2, 3}


def test_sounds_of_several_letters_are_one_letter_in_russian() -> None:
    assert (
        in_russian("Yubileynaya Novo-Sadovyy shchuka ab") == "юбилейная ново-садовый щука ab"
    )  # two letters may be anything


def test_signs_alone_find_nothing_and_nothing_typed_asks_for_everything() -> None:
    assert find("?!", "Что?!") is None
    assert Query("  ").is_empty
    assert not Query("?").is_empty


def test_case_and_yo_make_no_difference_and_positions_stay() -> None:
    assert folded("ЁЛКА İ") == "елка İ"
    assert find("орёл", "ул. ОРЕЛ")  # written either way


@given(TITLES, st.data())
def test_any_piece_of_a_title_finds_it_and_its_letters_are_the_bold_ones(title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 1))
    piece = title[start : data.draw(st.integers(start + 1, len(title)))]
    found = find(piece, title)
    words = [word for word in folded(piece).split() if any(map(str.isalnum, word))]
    if not words:  # signs; a comma may have been meant as «б» all the same
        assert found is None or found.reading == other_layout(piece).strip()
        return
    assert found is not None
    assert all(0 <= at < len(title) for at in found.positions)
    if len(words) == 1 and found.reading == piece.strip():
        assert "".join(folded(title)[at] for at in sorted(found.positions)) == words[0]


@given(TITLES, st.data())
def test_what_is_found_in_one_layout_is_found_in_the_other(title: str, data: st.DataObject) -> None:
    words = [word for word in title.lower().split() if word.isalpha()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    assert find(word, title) is not None
    assert find(other_layout(word), title) is not None


@given(st.text(RUSSIAN + LATIN, min_size=1, max_size=12), TITLES)
def test_the_letters_found_are_the_letters_asked_for_in_their_order(word: str, title: str) -> None:
    found = match_word(folded(word), folded(title))
    if found is not None:
        assert list(found.positions) == sorted(set(found.positions))
        assert "".join(folded(title)[at] for at in found.positions) == folded(word)


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_at_all_breaks_the_search(typed: str, title: str) -> None:
    found = find(typed, title, (title[::-1],))
    assert found is None or all(at < len(title) for at in found.positions)
