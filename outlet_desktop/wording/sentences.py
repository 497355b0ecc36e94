"""Make a sentence from a code and its facts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from outlet_desktop.places import resource

LANGUAGES = ("ru", "en")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")  # a date that has been through JSON
_PLACE = re.compile(r"\{(\w+)(\?)?((?:\|[^{}|]*)*)\}")


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    texts: dict[str, str] = json.loads(resource("i18n", f"messages.{lang}.json").read_text("utf-8"))
    return texts


def codes(lang: str) -> frozenset[str]:
    """Every code that has a sentence in that language."""
    return frozenset(_catalogue(lang))


def plural_form(number: int, lang: str) -> int:
    """Index of the word form that agrees with `number` (CLDR: ru one/few/many, en one/other)."""
    n = abs(number)
    if lang == "en":
        return 0 if n == 1 else 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14:
        return 1
    return 2


def sentence(code: str, facts: Mapping[str, object], lang: str) -> str:
    """The sentence of `code` in `lang` ("ru" or "en"); a missing fact shows as "…", an unknown code as itself."""
    template = _catalogue(lang).get(code)
    if template is None:
        return code if not facts else f"{code}: {', '.join(str(value) for value in facts.values())}"

    def fill(place: re.Match[str]) -> str:
        name, word_only, forms = place.group(1), place.group(2), place.group(3)
        value = facts.get(name)
        text = _text(value, lang)
        if not forms:
            return text
        words = forms[1:].split("|")
        number = int(value) if isinstance(value, int | float) else 0
        word = words[min(plural_form(number, lang), len(words) - 1)]
        return word if word_only else f"{text}\u00a0{word}"

    return _PLACE.sub(fill, template)


def _text(value: object, lang: str) -> str:
    match value:
        case None:
            return "…"
        case datetime():
            return value.strftime("%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case str() if (day := _ISO_DAY.fullmatch(value)) is not None:
            return f"{day[3]}.{day[2]}.{day[1]}"
        case float():
            text = f"{value:g}"
            return text.replace(".", ",") if lang == "ru" else text
        case _:
            return str(value)
