"""Every label of the window has its Russian words, and the compiled catalogues are those of the sources."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "resources" / "i18n"


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name}, which PySide6 brings, is not on the path")
    return found


def updated(lang: str, folder: Path) -> Path:
    """The catalogue brought up to the sources, in a copy."""
    copy = folder / f"outlet_desktop.{lang}.ts"
    shutil.copy(I18N / copy.name, copy)
    sources = sorted(str(path) for path in (ROOT / "outlet_desktop" / "ui").rglob("*.py"))
    command = [tool("pyside6-lupdate"), "-locations", "none", "-no-obsolete", *sources, "-ts", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    return copy


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_label_is_without_words(lang: str, tmp_path: Path) -> None:
    messages = ElementTree.parse(updated(lang, tmp_path)).getroot().iter("message")
    missing = []
    for message in messages:
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text for form in translation.findall("numerusform")] or [translation.text]
        if translation.get("type") == "unfinished" or not all(forms):
            missing.append(message.findtext("source"))
    assert missing == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_compiled_catalogue_is_that_of_the_sources(lang: str, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    source = updated(lang, tmp_path)
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(compiled)], check=True)
    assert compiled.read_bytes() == (I18N / f"outlet_desktop.{lang}.qm").read_bytes()


class _Labels(ast.NodeVisitor):
    """Calls of `x.tr("...")`: (line, the class they stand in, x, the words)."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, str, str]] = []
        self._classes = [""]

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.func.attr == "tr" and isinstance(node.args[0], ast.Constant):
            owner = ast.unparse(node.func.value)
            self.found.append((node.lineno, self._classes[-1], owner, str(node.args[0].value)))
        self.generic_visit(node)


def test_the_tools_of_qt_see_every_label_under_the_class_that_asks_for_it() -> None:
    """`pyside6-lupdate` passes over labels inside f-strings, and names a context after `x` in `x.tr()`."""
    contexts: dict[str, set[str]] = {}
    for context in ElementTree.parse(I18N / "outlet_desktop.ru.ts").getroot().iter("context"):
        words = {message.findtext("source", "") for message in context.iter("message")}
        contexts.setdefault(context.findtext("name", ""), set()).update(words)
    unseen = []
    for path in sorted((ROOT / "outlet_desktop" / "ui").rglob("*.py")):
        labels = _Labels()
        labels.visit(ast.parse(path.read_text("utf-8")))
        unseen += [
            f"{path.name}:{line} {words!r}"
            for line, owner, asked, words in labels.found
            if asked != "self" or words not in contexts.get(owner, ())
        ]
    assert unseen == []
