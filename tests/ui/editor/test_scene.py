"""The scene follows edits of a large drawing item by item; it must end where a fresh scene begins."""

from __future__ import annotations

from random import Random

import pytest
from pytestqt.qtbot import QtBot

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Stage, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import routing, scene
from outlet_desktop.ui.editor.items import JoinItem
from outlet_desktop.ui.editor.scene import ProcessScene

Shown = tuple[dict[str, object], dict[tuple[str, str], bool], tuple[float, ...], tuple[routing.Band, ...]]


def shown(of: ProcessScene) -> Shown:
    """What a person sees of it, the course of the arrows left out."""
    nodes: dict[str, object] = {}
    for step_id, item in of.nodes.items():
        span = (item.top, item.bottom, item.counts) if isinstance(item, JoinItem) else ()
        nodes[step_id] = (type(item).__name__, item.step, item.look, item.pos().toTuple(), span)
    edges = {pair: not edge.path().isEmpty() for pair, edge in of.edges.items()}
    return nodes, edges, of.content_rect().getRect(), of.bands


def random_edit(template: Template, chance: Random) -> Template:
    """One thing a person does to a drawing; the same drawing when it is refused."""
    ids = [step.id for step in template.steps]
    what = chance.choice(("add", "add", "connect", "connect", "connect", "move", "kind", "delete", "cut", "name"))
    place = (chance.randrange(12) * 288, chance.randrange(9) * 96)
    try:
        if what == "add" or len(ids) < 4:
            after = chance.choice(ids) if ids and chance.random() < 0.5 else None
            kind = chance.choice(list(StepKind))
            return edit.add_step(template, kind, after, None if after else place, f"n{chance.randrange(10**9)}")[0]
        one, other = chance.sample(ids, 2)
        if what == "connect":
            return edit.connect(template, one, other)
        if what == "move":
            return edit.move(template, {one: place, other: (place[0] + 288, place[1])})
        if what == "kind":
            return edit.set_kind(template, one, chance.choice(list(StepKind)))
        if what == "delete":
            return edit.delete(template, [one, other])
        if what == "cut" and template.flows:
            flow = chance.choice(template.flows)
            return edit.disconnect(template, flow.source, flow.target)
        return edit.set_stage(edit.rename(template, one, f"Шаг {chance.random()}"), [other], chance.choice("ab"))
    except Problem:
        return template


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_a_large_drawing_is_shown_as_if_it_had_just_been_opened(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(scene, "ROUTED_AT_ONCE", 3)  # so that a small drawing takes the way of a large one
    chance = Random(seed)
    followed = ProcessScene()
    states = [Template("t", "t", stages=(Stage("a", "A"), Stage("b", "B")))]
    followed.show_template(states[0])
    for _ in range(120):
        before = states[-1]
        after = random_edit(before, chance)
        if len(states) > 1 and chance.random() < 0.2:
            after = states[-2]  # an undo
        if before.steps and chance.random() < 0.3:  # a drag that ends as an edit, or is given up
            some = chance.choice(before.steps).id
            moved = edit.move(before, {some: (chance.randrange(9) * 288, 480)})
            followed.show_moving(moved, {some})
            if chance.random() < 0.5:
                after = moved
            else:
                followed.end_moving()
        if after == before:
            continue
        followed.apply(before, after)
        states.append(after)
        fresh = ProcessScene()
        fresh.show_template(after)
        for seen, wanted in zip(shown(followed), shown(fresh), strict=True):
            assert seen == wanted
        if followed._cards is not None:
            assert vars(followed._cards).keys() == vars(routing.obstacles(after)).keys()
            for index in ("tops", "_known"):
                assert getattr(followed._cards, index) == getattr(routing.obstacles(after), index)
            for index in ("rows", "columns"):
                kept = {at: boxes for at, boxes in getattr(followed._cards, index).items() if boxes}
                assert kept == getattr(routing.obstacles(after), index)


def test_the_indexes_that_a_growing_template_carries_over_are_those_it_would_make_anew() -> None:
    chance = Random(3)
    template = Template("t", "t")
    for _ in range(200):
        _ = template.by_id, template.incoming, template.outgoing
        template = random_edit(template, chance)
        anew = Template("t", "t", steps=template.steps, flows=template.flows)
        assert dict(template.by_id) == dict(anew.by_id)
        assert dict(template.incoming) == dict(anew.incoming)
        assert dict(template.outgoing) == dict(anew.outgoing)
