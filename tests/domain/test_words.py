"""Every Problem the drawing can raise has its sentence in both languages."""

from __future__ import annotations

import re

import pytest

from outlet_desktop.places import resource
from outlet_desktop.wording import codes, sentence

ROOM = resource("templates").parent.parent / "outlet_desktop" / "domain"


def raised() -> dict[str, set[str]]:
    """Codes with the facts each is raised with, read from the source."""
    found: dict[str, set[str]] = {}
    for path in sorted(ROOM.glob("*.py")):
        for code, facts in re.findall(
            r'Problem\(\s*"([a-z_.]+)"([^\n]*(?:\n\s+[a-z]+=[^\n]*)*)', path.read_text("utf-8")
        ):
            found.setdefault(code, set()).update(re.findall(r"\b([a-z]+)=", facts))
    return found


@pytest.mark.skipif(not ROOM.is_dir(), reason="the source is not beside the resources")
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_problems_of_the_drawing_are_said_with_the_facts_they_have(lang):
    problems = raised()
    assert {"file.not_json", "condition.syntax", "edit.cycle", "people.nobody"} <= set(problems)
    for code, facts in problems.items():
        assert code in codes(lang)
        said = sentence(code, dict.fromkeys(facts, "7"), lang).replace('"…"', "")
        assert "…" not in said, code
