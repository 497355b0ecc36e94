"""Contrast of the colours as `ui.md` §11 counts it, from the tokens of both themes (WCAG 2.2 relative luminance)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from outlet_desktop.places import resource

TOKENS: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
SURFACES = ("window", "base", "sunken", "raised", "hover", "selected", "selectedInactive")
STATUSES = ("idle", "active", "done", "risk", "late", "blocked")
THEMES = ("light", "dark")


def color(theme: str, path: str) -> str:
    found = TOKENS["themes"][theme]
    for part in path.split("."):
        found = found[part]
    return str(found)


def luminance(text: str) -> float:
    parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    light, dark = sorted((luminance(color(theme, one)), luminance(color(theme, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert luminance("#777777") == pytest.approx(0.1845, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "least"), [("text.primary", 10.5), ("text.secondary", 6.2), ("text.tertiary", 4.5)])
def test_words_are_read_on_every_surface(theme: str, text: str, least: float) -> None:
    found = {one: round(contrast(theme, text, f"surface.{one}"), 2) for one in SURFACES}
    assert {one: value for one, value in found.items() if value < least - 0.05} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_links_and_words_of_a_status_are_read_where_they_stand(theme: str) -> None:
    links = {one: round(contrast(theme, "accent.text", f"surface.{one}"), 2) for one in ("base", "window", "raised")}
    assert {one: value for one, value in links.items() if value < 5.9 - 0.05} == {}
    low = {}
    for status in STATUSES:
        for under in ("surface.base", "surface.window", "surface.selected", f"status.{status}.tint"):
            value = contrast(theme, f"status.{status}.text", under)
            if value < 5.0 - 0.05:
                low[status, under] = round(value, 2)
    assert low == {}


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_the_primary_button_are_read(theme: str) -> None:
    assert contrast(theme, "text.onAccent", "accent.fill") >= 4.75


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_drawn_is_seen_on_its_ground(theme: str) -> None:
    drawn = [(f"status.{one}.fill", "surface.base") for one in STATUSES]
    drawn += [
        ("border.control", "surface.base"),
        ("focus.ring", "surface.base"),
        ("focus.ring", "surface.window"),
        ("gantt.baseline", "surface.base"),
        ("gantt.critical", "surface.base"),
        ("gantt.today", "surface.base"),
        ("canvas.edge", "canvas.bg"),
    ]
    low = {pair: round(contrast(theme, *pair), 2) for pair in drawn if contrast(theme, *pair) < 3.1 - 0.05}
    assert low == {}
