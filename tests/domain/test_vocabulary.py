"""Roles, stages, questions and reasons: who uses them, how they change, why one cannot be removed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from template_strategies import chain

from outlet_desktop.domain import file_format, vocabulary
from outlet_desktop.domain.template import Escalation, Field, FieldType, Reason, Role, Stage, Step, Template
from outlet_desktop.places import resource
from outlet_desktop.problem import Problem
from outlet_desktop.wording import sentence

SHIPPED = file_format.read(resource("templates", "outlet-opening.outlet.json").read_text("utf-8"))
TEMPLATE = replace(
    chain("a", "b"),
    roles=(Role("r1", "Юрист"), Role("chief", "Директор"), Role("spare", "Запасной")),
    stages=(Stage("one", "Адрес"), Stage("two", "Запуск")),
    fields=(Field("area", "Площадь", FieldType.INT), Field("town", "Город"), Field("free", "Заметка")),
    reasons=(Reason("pay", "Ждём оплату"), Reason("rest", "Прочее")),
)
TEMPLATE = TEMPLATE.with_steps(
    replace(
        TEMPLATE.by_id["a"],
        condition="area > 100 or not area == 7",
        description="Ехать в {town}",
        reasons=("pay",),
        escalate=Escalation(2, "chief"),
        stage="one",
    )
)


@pytest.mark.parametrize(
    ("kind", "item", "steps"),
    [
        ("roles", "chief", ["a"]),
        ("roles", "r1", ["a", "b"]),
        ("roles", "spare", []),
        ("stages", "two", []),
        ("fields", "area", ["a"]),
        ("fields", "town", ["a"]),
        ("fields", "free", []),
        ("reasons", "pay", ["a"]),
        ("reasons", "rest", []),
    ],
)
def test_a_word_knows_the_steps_that_use_it(kind, item, steps):
    assert [step.id for step in vocabulary.uses(TEMPLATE, kind, item)] == steps
    assert vocabulary.all_uses(TEMPLATE, kind)[item] == vocabulary.uses(TEMPLATE, kind, item)


@pytest.mark.parametrize(
    ("kind", "item", "code"),
    [
        ("roles", "r1", "edit.role_used"),
        ("stages", "one", "edit.stage_used"),
        ("fields", "area", "edit.field_used"),
        ("reasons", "pay", "edit.reason_used"),
    ],
)
def test_a_used_word_is_not_removed_and_the_refusal_names_the_steps(kind, item, code):
    with pytest.raises(Problem) as refused:
        vocabulary.remove(TEMPLATE, kind, item)
    assert refused.value.code == code
    for lang in ("ru", "en"):
        assert "Шаг a" in sentence(code, refused.value.facts, lang)


@pytest.mark.parametrize(("kind", "item"), [("roles", "spare"), ("stages", "two"), ("fields", "free")])
def test_a_word_that_nothing_uses_goes(kind, item):
    after = vocabulary.remove(TEMPLATE, kind, item)
    assert item not in {one.id for one in vocabulary.items(after, kind)}


def test_a_question_is_used_by_a_condition_that_cannot_be_read():
    template = TEMPLATE.with_steps(replace(TEMPLATE.by_id["b"], condition="free =="))
    assert [step.id for step in vocabulary.uses(template, "fields", "free")] == ["b"]


def test_a_word_is_added_changed_and_moved():
    template = vocabulary.add(TEMPLATE, "roles", Role("new", "  Новая  роль ", " нрз1", " делает "))
    assert template.roles[-1] == Role("new", "Новая роль", "НРЗ", "делает")
    template = vocabulary.change(template, "roles", replace(template.roles[-1], title="Иная"))
    assert template.role("new") == Role("new", "Иная", "НРЗ", "делает")
    assert [one.id for one in vocabulary.move(template, "roles", "new", 0).roles] == ["new", "r1", "chief", "spare"]
    assert [one.id for one in vocabulary.move(template, "roles", "r1", 99).roles] == ["chief", "spare", "new", "r1"]


def test_choices_belong_to_a_choice_alone_and_come_once_each():
    field = Field("size", "Размер", FieldType.CHOICE, choices=(" S", "M", "", "S"))
    template = vocabulary.add(TEMPLATE, "fields", field)
    assert template.fields[-1].choices == ("S", "M")
    template = vocabulary.change(template, "fields", replace(template.fields[-1], type=FieldType.TEXT))
    assert template.fields[-1].choices == ()


def test_a_word_without_a_name_and_a_taken_id_are_refused():
    with pytest.raises(Problem, match=r"edit\.no_word"):
        vocabulary.add(TEMPLATE, "stages", Stage("three", "  "))
    with pytest.raises(Problem, match=r"edit\.word_twice"):
        vocabulary.add(TEMPLATE, "stages", Stage("one", "Ещё"))


@pytest.mark.parametrize(
    ("title", "taken", "word"),
    [
        ("Площадь зала, м²", (), "ploschad_zala_m"),
        ("Format of the outlet", (), "format_of_the_outlet"),
        ("Объём", (), "obem"),
        ("24 часа", (), "n_24_chasa"),
        ("«»", (), "item"),
        ("Город", ("gorod", "gorod_2"), "gorod_3"),
    ],
)
def test_an_id_is_made_of_the_name(title, taken, word):
    assert vocabulary.new_word_id(title, taken) == word


def test_words_of_the_shipped_process_survive_a_round_trip_after_every_change():
    template: Template = SHIPPED
    template = vocabulary.add(template, "fields", Field("format", "Формат", FieldType.CHOICE, True, ("Мини", "Макси")))
    template = vocabulary.move(template, "stages", template.stages[0].id, 3)
    template = vocabulary.change(template, "reasons", replace(template.reasons[0], clock="external"))
    assert file_format.read(file_format.write(template)) == template


def test_what_a_step_uses_is_found_again_by_the_checks():
    # Removing a role by hand of the file gives an error finding; the dialog refuses before that.
    template = replace(TEMPLATE, steps=(*TEMPLATE.steps, Step("c", title="c", role="spare")))
    with pytest.raises(Problem, match=r"edit\.role_used"):
        vocabulary.remove_role(template, "spare")
