"""Placeholders in the texts of a step become facts of the outlet on the portal: in title, description, checklist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outlet_desktop.domain.template import StepKind


def test_title_and_checklist_of_a_task_have_the_facts_of_the_outlet(rig, sample):
    step = replace(
        sample.by_id["S02"],
        title="Договор для {city}",
        checklist=("Съездить: {address}", "Предоплата: {prepaid}", "Площадь {area_m2}", "Кому {nobody}"),
    )
    assert step.kind is StepKind.TASK
    rig.add(sample.with_steps(step), fields={"prepaid": True, "area_m2": 120})
    rig.close("S01")
    task = rig.portal.of("S02")[0]
    city = rig.case.opening.city
    assert task.title == f"Договор для {city} — ул. Ленина, 10"
    assert [title for _, title, _ in rig.portal.items[task.id]] == [
        "Съездить: ул. Ленина, 10",
        "Предоплата: да",
        "Площадь 120",
        "Кому {nobody}",  # unknown: a finding has said so, and it stays as it was typed
    ]


@pytest.mark.parametrize(("answer", "words"), [(False, "нет"), (None, ""), ("вечером", "вечером")])
def test_an_answer_is_written_as_people_write_it(rig, sample, answer, words):
    step = replace(sample.by_id["S02"], checklist=("Ответ: {prepaid}.",))
    rig.add(sample.with_steps(step), fields={"prepaid": answer})
    rig.close("S01")
    (item,) = rig.portal.items[rig.portal.of("S02")[0].id]
    assert item[1] == f"Ответ: {words}."
