"""What is shipped, and what the contracts of pyproject.toml name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import outlet_desktop
from outlet_desktop.places import resource

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_demo_contract_names_every_module_of_the_client():
    contract = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if "demo portal" in c["name"])
    package = Path(outlet_desktop.__file__).parent
    modules = {f"outlet_desktop.portal.{file.stem}" for file in (package / "portal").glob("*.py")}
    rooms = {f"outlet_desktop.{path.name.removesuffix('.py')}" for path in package.iterdir()}
    wanted = modules | {room for room in rooms if not room.startswith("outlet_desktop.__")}
    wanted -= {"outlet_desktop.portal", "outlet_desktop.portal.__init__", "outlet_desktop.problem"}
    wanted -= {"outlet_desktop.resources"}
    assert wanted == set(contract["forbidden_modules"])


def test_every_resource_the_program_reads_is_there():
    for parts in (
        ("theme", "tokens.json"), ("theme", "theme.qss.in"), ("i18n", "messages.ru.json"), ("i18n", "messages.en.json"),
        ("templates", "outlet-opening.outlet.json"), ("templates", "outlet-opening.en.outlet.json"),
    ):  # fmt: skip
        assert resource(*parts).is_file()


def test_the_readme_has_one_line_for_the_desktop_and_one_for_the_tests():
    lines = re.findall(r"^python3 -m venv .*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [line.rsplit("/", 1)[1] for line in lines] == ["outlet-desktop --demo", "pytest"]


def test_the_changelog_tells_of_this_version():
    assert f"## [{outlet_desktop.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
