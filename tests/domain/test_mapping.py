"""Steps pasted into another process take its roles, stages, fields and reasons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from template_strategies import templates

from outlet_desktop.domain import edit
from outlet_desktop.domain.mapping import fit
from outlet_desktop.domain.template import (
    Escalation,
    Field,
    FieldType,
    Flow,
    Outcome,
    Reason,
    Role,
    Stage,
    Step,
    StepKind,
    Template,
)

PIECE = Template(
    "first",
    "Первый",
    roles=(Role("lawyer", "Юрист", "ЮР"), Role("boss", "Директор"), Role("guard", "Охрана")),
    stages=(Stage("s1", "Стройка"),),
    fields=(Field("area", "Площадь", FieldType.INT), Field("rent", "Аренда", FieldType.INT)),
    reasons=(Reason("docs", "Документы"),),
    steps=(
        Step(
            "A",
            title="Проверить {area}",
            role="lawyer",
            stage="s1",
            reasons=("docs",),
            condition="area > 100 and not (rent == 5 or area in [1, 2])",
            checklist=("Площадь {area}", "{city}"),
            escalate=Escalation(2, "boss"),
        ),
        Step("B", StepKind.APPROVAL, "Решить", outcomes=(Outcome("rework", "Назад", ("A",)),)),
        Step("C", title="Сторожить", role="guard"),
    ),
    flows=(Flow("A", "B"),),
)
OTHER = Template(
    "second",
    "Второй",
    roles=(Role("r1", "  юрист "), Role("boss", "Управляющий")),
    stages=(Stage("build", "Стройка"), Stage("s1", "Запуск")),
    fields=(Field("square", "Площадь", FieldType.INT), Field("rent", "Аренда", FieldType.TEXT)),
    reasons=(Reason("docs", "Документы"),),
)


def test_words_are_the_same_by_title_then_by_id_and_the_rest_comes_along_and_is_said() -> None:
    fitted = fit(PIECE, OTHER)
    first, _, third = fitted.piece.steps
    assert (first.role, first.stage, first.reasons) == ("r1", "build", ("docs",))
    assert first.escalate is not None
    assert first.escalate.to == "boss"
    assert third.role == "guard"
    assert [role.title for role in fitted.piece.roles] == ["Охрана"]
    assert fitted.renamed == (("Директор", "Управляющий"),)
    assert fitted.added == ("Охрана", "Аренда")  # the field of that name is a text there


def test_conditions_and_placeholders_follow_the_fields_to_their_new_ids() -> None:
    fitted = fit(PIECE, OTHER)
    first = fitted.piece.steps[0]
    (kept,) = fitted.piece.fields
    assert kept.title == "Аренда"
    assert kept.id not in ("rent", "square")
    assert first.title == "Проверить {square}"
    assert first.checklist == ("Площадь {square}", "{city}")
    assert first.condition == f"square > 100 and not ({kept.id} == 5 or square in [1, 2])"


def test_an_unreadable_condition_stays_as_it_is() -> None:
    broken = replace(PIECE, steps=(replace(PIECE.steps[0], condition="area >"),), flows=())
    assert fit(broken, OTHER).piece.steps[0].condition == "area >"


def test_a_rework_that_leaves_the_piece_is_named() -> None:
    assert fit(PIECE, OTHER).loose == ()
    alone = replace(PIECE, steps=PIECE.steps[1:], flows=())
    assert fit(alone, OTHER).loose == ("B",)


@settings(max_examples=60, deadline=None)
@given(templates(most=8))
def test_in_its_own_process_a_piece_keeps_every_word(template):
    piece = edit.extract(template, template.by_id.keys())
    fitted = fit(piece, template)
    same = len({" ".join(role.title.casefold().split()) for role in template.roles}) == len(template.roles)
    if same and not fitted.renamed:
        assert fitted.added == ()
        assert [step.role for step in fitted.piece.steps] == [step.role for step in template.steps]
