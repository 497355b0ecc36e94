"""Every code that the source can show has a sentence, and every sentence of a code built in parts does too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import outlet_desktop
from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.wording import codes

SOURCE = Path(outlet_desktop.__file__).parent
# Callables whose first argument is a code: Problem("…"), sentence("…"), words("…"), context.says("…").
SPEAKERS = {"Problem", "sentence", "words", "says", "Trouble"}
# First words of codes that are also written as plain values (a label, a why, a line of history).
ROOMS = {"label", "why", "event", "decision", "step", "role", "people", "bot", "ability", "webhook", "portal"}


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _strings(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _strings(one)
            yield from _strings(other)


def _codes_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SPEAKERS:
            place = 3 if _called(node) == "Trouble" else 0
            if len(node.args) > place:
                yield from ((text, node.lineno) for text in _strings(node.args[place]))
        elif isinstance(node, ast.keyword) and node.arg == "code":
            yield from ((text, node.value.lineno) for text in _strings(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            first, dot, rest = node.value.partition(".")
            if dot and first in ROOMS and rest.isidentifier():
                yield node.value, node.lineno


def _used() -> dict[str, str]:
    used: dict[str, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        if "demo" in file.relative_to(SOURCE).parts[:2] and file.parent.name == "demo":
            continue  # the demo portal speaks REST, not to people
        for code, line in _codes_of(ast.parse(file.read_text("utf-8"))):
            used.setdefault(code, f"{file.relative_to(SOURCE)}:{line}")
    return used


def test_the_search_finds_codes_of_every_form():
    used = _used()
    assert {"portal.none", "why.payment", "event.decided_why", "bot.ask_approval", "portal.unreachable"} <= used.keys()
    assert len(used) > 120


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_code_in_the_source_has_a_sentence(lang):
    known = codes(lang)
    missing = {code: place for code, place in _used().items() if code not in known and "." in code}
    assert not missing


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_code_that_is_built_from_a_state_has_a_sentence(lang):
    wanted = {f"report.status_{status.value}" for status in Status}
    wanted |= {f"report.state_{state.value}" for state in OpeningState}
    wanted |= {f"report.step_{state.value}" for state in StepState}
    wanted |= {f"report.kind_{kind.value}" for kind in StepKind}
    wanted |= {f"report.month_{number}" for number in range(1, 13)}
    wanted |= {f"report.month_short_{number}" for number in range(1, 13)}
    assert wanted <= codes(lang)
