"""Steps of all outlets by a few letters."""

from __future__ import annotations

from dataclasses import replace

from fake_office import TEMPLATE, rows

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.palette.fuzzy import Query
from outlet_desktop.ui.palette.steps import StepName, find_steps

KEY = (TEMPLATE.name, TEMPLATE.revision)
PROCESSES = {KEY: tuple(StepName(step.id, step.title, step.kind) for step in TEMPLATE.steps)}


def found(typed: str, outlets: tuple[OutletRow, ...] = rows(), most: int = 4) -> list[tuple[str, str]]:
    hits = find_steps(Query(typed), outlets, PROCESSES, most)
    return [(hit.row.opening, hit.name.step) for hit in hits]


def test_the_step_that_is_at_work_now_comes_before_the_same_step_elsewhere() -> None:
    outlets = rows()
    working = replace(outlets[2], held_by=(replace(outlets[2].held_by[0], step="S04"),))
    nobody = tuple(replace(row, held_by=()) for row in outlets[:2])
    assert found("оплату", (*nobody, working))[0] == (working.opening, "S04")


def test_the_rest_of_the_words_may_be_in_the_address_or_the_city() -> None:
    assert found("юбил оплату") == [("bbbb3333", "S04")]
    assert {opening for opening, _step in found("самара договор")} == {"aaaa2222", "cccc4444", "dddd5555"}
    assert found("юбил самара оплату") == []


def test_the_letters_asked_for_are_those_of_the_title_and_of_the_address() -> None:
    (hit,) = find_steps(Query("моск оплату"), rows(), PROCESSES, 4)
    title, address = hit.name.title, hit.row.address
    assert "".join(title[at] for at in sorted(hit.match.positions)) == "оплату"
    assert "".join(address[at] for at in sorted(hit.match.beside)) == "Моск"
    assert hit.holder is not None
    assert hit.holder.person == "Ольга Панина"


def test_words_of_the_address_alone_and_a_single_letter_find_no_step() -> None:
    assert found("юбилейная") == []
    assert found("о") == []


def test_steps_are_found_in_the_wrong_layout() -> None:
    assert found("jgkfne .,bk") == [("bbbb3333", "S04")]


def test_an_outlet_of_an_unknown_process_has_no_steps_to_find() -> None:
    other = replace(rows()[0], template="Другой процесс")
    assert found("оплату", (other,)) == []


def test_as_many_are_found_as_were_asked_for() -> None:
    assert len(found("договор", most=3)) == 3
