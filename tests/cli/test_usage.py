"""Usage: wrong usage ends with 2, the words everywhere mean the same before and after the command."""

from __future__ import annotations

import json

import pytest
from live_demo import CAST, KIOSK, done, run

from outlet_desktop.cli import main

ROLES = ("director", "expansion", "lawyer", "accountant", "retail")
ASSIGNED = [word for role in ROLES for word in ("--assign", f"{role}={CAST[role]}")]


@pytest.mark.parametrize(
    "argv",
    [
        ["fly"],
        ["launch", "x.outlet.json"],
        ["launch", "x", "--address", "a", "--assign", "director=Виктор"],
        ["launch", "x", "--address", "a", "--assign", "director"],
        ["launch", "x", "--address", "a", "--set", "prepaid"],
        ["launch", "x", "--address", "a", "--start", "2026-13-99"],
        ["launch", "x", "--address", "a", "--target", "soon"],
        ["agent", "--once", "--until-idle"],
        ["agent", "--interval", "often"],
        ["demo", "--rate", "fast"],
        ["demo", "--start", "yesterday"],
        ["report"],
        ["status", "--lang", "de"],
        ["convert", "only-one"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_says_how(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: outlet-desktop" in printed.err


def test_wrong_usage_of_the_real_program_ends_with_two():
    ended = run("launch")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr


def test_options_mean_the_same_before_and_after_the_command(tmp_path, capsys):
    for argv in (["--data", str(tmp_path), "status", "--json"], ["status", "--json", "--data", str(tmp_path)]):
        assert main(argv) == 0
        assert json.loads(capsys.readouterr().out) == {"openings": []}
    assert (tmp_path / "outlet.db").exists()


def test_the_data_folder_from_the_environment_yields_to_the_option(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OUTLET_DATA", str(tmp_path / "environment"))
    assert main(["status"]) == 0
    assert (tmp_path / "environment" / "outlet.db").exists()
    assert main(["status", "--data", str(tmp_path / "option")]) == 0
    assert (tmp_path / "option" / "outlet.db").exists()
    assert capsys.readouterr().err == ""


def test_a_store_may_lie_elsewhere(tmp_path, capsys):
    elsewhere = tmp_path / "shared" / "our outlets.db"
    elsewhere.parent.mkdir()
    argv = ["--data", str(tmp_path / "data"), "--store", f"sqlite:///{elsewhere}"]
    assert main([*argv, "launch", str(KIOSK), "--address", "ул. Мира, 5", *ASSIGNED]) == 0
    opening = json.loads(capsys.readouterr().out)["opening"]
    assert elsewhere.exists()
    assert not (tmp_path / "data" / "outlet.db").exists()
    assert main([*argv, "status", opening, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["openings"][0]["address"] == "ул. Мира, 5"


@pytest.mark.parametrize(("lang", "words"), [("ru", "Ни одной точки"), ("en", "No outlet")])
def test_an_empty_status_says_how_to_begin(tmp_path, capsys, lang, words):
    assert main(["status", "--data", str(tmp_path), "--lang", lang]) == 0
    printed = capsys.readouterr().out
    assert words in printed
    assert "outlet-desktop launch" in printed


def test_the_table_of_status_names_every_outlet_and_why(tmp_path):
    opening = json.loads(
        done("launch", KIOSK, "--address", "ул. Мира, 5", *ASSIGNED, "--target", "2027-01-12", "--data", tmp_path)
    )["opening"]
    assert len(opening) == 8
    said = done("status", "--data", tmp_path)
    assert opening in said
    assert "ул. Мира, 5" in said
    assert "12.01.2027" in said
    assert "why." not in said
    assert len(said.splitlines()) == 2


def test_the_language_of_the_settings_is_used_and_the_option_wins(tmp_path, capsys):
    (tmp_path / "settings.toml").write_text('language = "en"\n', "utf-8")
    assert main(["status", "--data", str(tmp_path)]) == 0
    assert "No outlet" in capsys.readouterr().out
    assert main(["status", "--data", str(tmp_path), "--lang", "ru"]) == 0
    assert "Ни одной точки" in capsys.readouterr().out
    assert main(["status", "zzzzzzzz", "--data", str(tmp_path)]) == 1
    assert "zzzzzzzz" in capsys.readouterr().err


def test_version_and_help_need_nothing(capsys):
    for argv in (["--version"], ["--help"], ["launch", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(argv)
        assert ended.value.code == 0
    assert "--address" in capsys.readouterr().out
