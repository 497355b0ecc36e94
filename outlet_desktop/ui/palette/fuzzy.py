"""Finding by a few letters, in either keyboard layout, and by the sound of a name in Latin letters. Pure.

What is typed is cut into words; each must be found, in the title or in a text beside it. A word is found best at the
beginning of a word, then inside of one, then (three letters or more) with gaps: `жрнл` is «Журнал».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LATIN_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_OTHER = {
    **dict(zip(_RUSSIAN, _LATIN, strict=True)),
    **dict(zip(_LATIN_SHIFTED, _RUSSIAN, strict=True)),
    **dict(zip(_LATIN, _RUSSIAN, strict=True)),
}
# Addresses are kept as they are on the portal; who reads the screen in English types how they sound.
_SOUNDS = {
    **dict(zip(("shch", "sch", "zh", "kh", "ts", "ch", "sh", "yu", "ya", "yo", "ye"), "щщжхцчшюяее", strict=True)),
    **dict(zip("abvgdezijklmnoprstufhcw", "абвгдезийклмнопрстуфхкв", strict=True)),
}
_VOWELS = frozenset("aeiouy")
_LEAST_LOOSE = 3  # letters of a word that may be found with gaps between them
_OTHER_LOSS, _BESIDE_LOSS = 5, 3
LOOSE, INSIDE, BEGINNING = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Match:
    """How a text was found.

    Attributes:
        level: Of the word that was found worst: LOOSE, INSIDE or BEGINNING.
        score: To order those of one level; more is better.
        positions: Letters of the title that were asked for. beside: those of the first text beside it.
        reading: What was typed, as it was read.
    """

    level: int = BEGINNING
    score: int = 0
    positions: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    reading: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        """For sorting, the best last."""
        return self.level, self.score


class Found(NamedTuple):
    """One word in one text. (A tuple: a key makes thousands of them.)"""

    level: int
    score: int
    positions: Sequence[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed: as it stands, in the other layout, or as it sounds. `loss`: what that costs."""

    text: str
    words: tuple[str, ...]
    loss: int


_TITLE = -1  # else the number of the text beside it
_Placed = tuple[tuple[int, int], Reading, list[tuple[int, Found]]]
"""Rank, reading, and where each word was found."""


class Query:
    """What was typed, prepared once for many texts."""

    def __init__(self, typed: str) -> None:
        self.is_empty = not typed.strip()
        readings: list[Reading] = []
        swapped = other_layout(typed)
        wanted = (
            (typed, 0),
            (swapped, _OTHER_LOSS),
            (in_russian(typed), 2 * _OTHER_LOSS),
            (in_russian(swapped), 2 * _OTHER_LOSS),
        )
        for text, loss in wanted:
            # Signs alone would be found in every text; of "185," read as "185б" the letter counts.
            words = tuple(word for word in folded(text).split() if any(map(str.isalnum, word)))
            if words and all(words != known.words for known in readings):
                readings.append(Reading(text.strip(), words, loss))
        self.readings = tuple(readings)

    def rank(self, title: str, beside: Sequence[str] = ()) -> tuple[int, int] | None:
        """`find(…).rank`, for less: to see which few of many are worth more."""
        best = self._best(title, beside)
        return best[0] if best is not None else None

    def find(self, title: str, beside: Sequence[str] = ()) -> Match | None:
        """The best of the readings of a title and what stands beside it; None = it is not there."""
        best = self._best(title, beside)
        if best is None:
            return None
        (level, score), reading, places = best
        positions = frozenset(at for place, found in places if place == _TITLE for at in found.positions)
        others = frozenset(at for place, found in places if place == 0 for at in found.positions)
        return Match(level, score, positions, others, reading.text)

    def _best(self, title: str, beside: Sequence[str]) -> _Placed | None:
        best: _Placed | None = None
        for reading in self.readings:
            found = _match(reading, title, beside)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
                if found[0][0] == BEGINNING:
                    break  # the further readings cost more
        return best


def find(typed: str, title: str, beside: Sequence[str] = ()) -> Match | None:
    """`Query(typed).find(title, beside)`."""
    return Query(typed).find(title, beside)


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Without case; ё is е. As long as the text: positions stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" is two characters in lower case
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("ё", "е")


def other_layout(text: str) -> str:
    """The text as the other keyboard layout would have written it: `ghjwtcc` is `процесс`."""
    return "".join(_OTHER.get(letter) or _OTHER.get(letter.lower()) or letter for letter in text)


def in_russian(text: str) -> str:
    """The text as it sounds in Russian letters: `moskovskoye` is `московское`; only whole words of Latin letters."""
    return " ".join(_sounds(word) for word in text.lower().split())


def _sounds(word: str) -> str:
    if len(word) < _LEAST_LOOSE or not (word.isascii() and word.replace("-", "").isalpha()):
        return word
    made, at = "", 0
    while at < len(word):
        size = next((size for size in (4, 3, 2, 1) if word[at : at + size] in _SOUNDS), 0)
        if size:
            made += _SOUNDS[word[at : at + size]]
        elif word[at] == "y":
            made += "й" if at and word[at - 1] in _VOWELS else "ы"
        else:
            made += word[at]
        at += max(size, 1)
    return made


def match_word(word: str, text: str) -> Found | None:
    """One folded word in one folded text."""
    first = at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return Found(BEGINNING, 100 - min(at, 20), range(at, at + len(word)))
        at = text.find(word, at + 1)
    if first >= 0:
        return Found(INSIDE, 60 - min(first, 20), range(first, first + len(word)))
    return _loose(word, text) if len(word) >= _LEAST_LOOSE else None


def _match(reading: Reading, title: str, beside: Sequence[str]) -> _Placed | None:
    level, score = BEGINNING, 0
    text, places = folded(title), []
    for word in reading.words:
        place, found = _TITLE, match_word(word, text)
        # What begins a word beside the title is better than what has gaps in it.
        if found is None or found.level == LOOSE:
            for number, other in enumerate(beside):
                there = match_word(word, folded(other))
                if there is not None and (found is None or there.level > found.level):
                    place, found = number, there._replace(score=there.score - _BESIDE_LOSS)
                    break
        if found is None:
            return None
        places.append((place, found))
        level, score = min(level, found.level), score + found.score
    return (level, score // len(reading.words) - reading.loss), reading, places


def _loose(word: str, text: str) -> Found | None:
    """Its letters in their order, the first of which begins a word; few gaps are better than many."""
    if word[0] not in text or word[-1] not in text:  # most texts end here
        return None
    letters = iter(text)
    if not all(letter in letters for letter in word):
        return None
    starts = [at for at, letter in enumerate(text) if letter == word[0] and (at == 0 or not text[at - 1].isalnum())]
    best: Found | None = None
    for start in starts:
        positions = [start]
        for letter in word[1:]:
            at = text.find(letter, positions[-1] + 1)
            if at < 0:
                break
            positions.append(at)
        else:
            gaps = positions[-1] - positions[0] + 1 - len(word)
            if gaps <= len(word) and (best is None or 40 - gaps > best.score):
                best = Found(LOOSE, 40 - gaps, positions)
    return best
