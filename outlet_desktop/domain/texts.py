"""Texts of a template with the facts of an outlet in place of `{address}`, `{city}`, `{target}` and `{field_id}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

PLACEHOLDERS = ("address", "city", "target")  # known to every text of a template

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The text with every known placeholder replaced; an unknown one stays as it is, no value leaves nothing."""
    for name, value in facts.items():
        shown = value.strftime("%d.%m.%Y") if isinstance(value, date) else value
        text = text.replace("{" + name + "}", "" if shown is None else str(shown))
    return text


def placeholders(text: str) -> tuple[str, ...]:
    """Names of the placeholders in a text, once each, as they come."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))
