"""Processes in the store: revisions never change, a draft lies beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from outlet_desktop.domain import file_format
from outlet_desktop.domain.template import Template
from outlet_desktop.problem import Problem
from outlet_desktop.storage.database import Database
from outlet_desktop.storage.templates import Templates

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def kiosk() -> Template:
    path = Path(__file__).parents[1] / "fixtures" / "kiosk.outlet.json"
    return replace(file_format.read(path.read_text("utf-8")), revision=0)


@pytest.fixture
def templates() -> Iterator[Templates]:
    database = Database(":memory:")
    yield Templates(database)
    database.close()


def test_revisions_are_numbered_from_one_and_stay_as_they_were_published(templates, kiosk):
    assert templates.newest("kiosk") == 0
    assert templates.publish(kiosk, NOON) == 1
    assert templates.publish(replace(kiosk, name="Второй"), NOON + timedelta(days=1), "переименован") == 2
    assert templates.newest("kiosk") == 2
    assert templates.get("kiosk", 1) == replace(kiosk, revision=1)
    assert templates.get("kiosk", 2) == replace(kiosk, name="Второй", revision=2)
    (row,) = templates.all()
    assert (row.name, row.revisions, row.draft_saved_at) == ("Второй", (1, 2), "")
    assert row.published_on == {1: date(2026, 11, 24), 2: date(2026, 11, 25)}


def test_a_draft_is_shown_first_and_publishing_it_ends_it(templates, kiosk):
    templates.publish(kiosk, NOON)
    draft = replace(kiosk, name="Черновик")
    templates.save_draft(draft, NOON)
    assert templates.get("kiosk").name == "Черновик"
    assert templates.newest("kiosk") == 1
    assert templates.all()[0].draft_saved_at == NOON.isoformat()
    templates.save_draft(replace(draft, name="Черновик, ещё раз"), NOON)
    assert templates.get("kiosk").name == "Черновик, ещё раз"
    assert templates.publish(templates.get("kiosk"), NOON) == 2
    assert templates.all()[0].draft_saved_at == ""
    assert templates.get("kiosk") == replace(kiosk, name="Черновик, ещё раз", revision=2)


def test_a_draft_that_equals_the_newest_revision_is_no_draft(templates, kiosk):
    templates.publish(kiosk, NOON)
    templates.save_draft(replace(kiosk, name="Другой"), NOON)
    templates.save_draft(kiosk, NOON)
    assert templates.all()[0].draft_saved_at == ""
    assert templates.get("kiosk") == replace(kiosk, revision=1)


def test_a_draft_never_published_can_be_read_and_launched_from_nothing_else(templates, kiosk):
    templates.save_draft(kiosk, NOON)
    assert templates.get("kiosk") == kiosk
    (row,) = templates.all()
    assert (row.revisions, row.name) == ((), "Открытие киоска")
    with pytest.raises(Problem) as raised:
        templates.get("kiosk", 1)
    assert raised.value.code == "template.unknown"


def test_an_unknown_process_is_a_problem(templates):
    with pytest.raises(Problem) as raised:
        templates.get("nothing")
    assert (raised.value.code, raised.value.facts["template"]) == ("template.unknown", "nothing")


def test_processes_are_listed_by_name_and_do_not_mix(templates, kiosk):
    templates.publish(replace(kiosk, id="b", name="Б"), NOON)
    templates.publish(replace(kiosk, id="a", name="А"), NOON)
    templates.publish(replace(kiosk, id="a", name="А"), NOON)
    assert [(row.id, row.revisions) for row in templates.all()] == [("a", (1, 2)), ("b", (1,))]


def test_revisions_are_told_newest_first_with_their_notes_and_without_the_draft(templates, kiosk):
    templates.publish(kiosk, NOON)
    templates.publish(replace(kiosk, name="Второй"), NOON + timedelta(days=1), "переименован")
    templates.save_draft(replace(kiosk, name="Черновик"), NOON + timedelta(days=2))
    assert [(one.revision, one.name, one.saved_at, one.note) for one in templates.revisions("kiosk")] == [
        (2, "Второй", NOON + timedelta(days=1), "переименован"),
        (1, kiosk.name, NOON, ""),
    ]
    assert templates.revisions("nothing") == ()
