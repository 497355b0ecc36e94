"""The scene follows edits item by item and a burst of them at once; it must end where a fresh scene begins."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_desktop.domain import edit
from outlet_desktop.domain.cards import touches
from outlet_desktop.domain.template import Stage, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import routing, scene_routes
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
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
    monkeypatch.setattr(scene_routes, "ROUTED_AT_ONCE", 3)  # so that a small drawing takes the way of a large one
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
        followed.follow(after)
        states.append(after)
        if chance.random() < 0.4:
            continue  # the next edit follows before anybody has looked
        for (source, target), edge in followed.edges.items():
            (leave, enter), body = (
                (followed.nodes[source].port_points()[1], edge.points[-1]),
                followed.nodes[target].body(),
            )
            assert edge.points[0] == leave.toTuple()
            assert enter[0] == followed.nodes[target].port_points()[0].x()
            assert body.top() <= enter[1] <= body.bottom()
        fresh = ProcessScene()
        fresh.show_template(after)
        for seen, wanted in zip(shown(followed), shown(fresh), strict=True):
            assert seen == wanted
        if followed._routes.cards is not None:
            assert vars(followed._routes.cards).keys() == vars(routing.obstacles(after)).keys()
            for index in ("tops", "_known"):
                assert getattr(followed._routes.cards, index) == getattr(routing.obstacles(after), index)
            for index in ("rows", "columns"):
                kept = {at: boxes for at, boxes in getattr(followed._routes.cards, index).items() if boxes}
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


class Idle:
    """A worker that is busy with something else for as long as the test takes."""

    def run(self, *_work: object, **_how: object) -> None:
        """Not yet."""


def new_canvas(qtbot: QtBot, template: Template) -> ProcessCanvas:
    document = TemplateDocument(None, Idle())  # type: ignore[arg-type]
    canvas = ProcessCanvas(document)
    qtbot.addWidget(canvas)
    document.setParent(canvas)
    canvas.resize(900, 600)
    canvas.show()
    document.open(template)
    return canvas


def picture(canvas: ProcessCanvas) -> QImage:
    """The drawing as the view paints it; no turn of the event loop comes before."""
    canvas.viewport().grab()
    canvas.resetTransform()
    canvas.scale(0.25, 0.25)
    canvas.setSceneRect(-200, -200, 3600, 2200)
    return canvas.viewport().grab().toImage()


def differing_pixels(one: QImage, other: QImage) -> int:
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for y in range(one.height())
        if one.copy(0, y, one.width(), 1) != other.copy(0, y, one.width(), 1)
        for x in range(one.width())
    )


def random_burst(document: TemplateDocument, chance: Random) -> None:
    """Some commands, undos and redos in one turn of the event loop."""
    for _ in range(chance.randrange(1, 7)):
        what = chance.random()
        if what < 0.2:
            document.stack.undo()
        elif what < 0.35:
            document.stack.redo()
        elif what < 0.4:
            document.stack.setIndex(chance.randrange(document.stack.count() + 1))
        else:
            document.edit(random_edit(document.template, chance), "edit")


@pytest.mark.parametrize("seed", range(4))
def test_what_is_seen_after_any_burst_of_commands_undos_and_redos_is_the_drawing(qtbot: QtBot, seed: int) -> None:
    chance = Random(seed)
    canvas = new_canvas(qtbot, Template("t", "t", stages=(Stage("a", "A"), Stage("b", "B"))))
    document, process = canvas.document, canvas.process
    pictures = 0
    for turn in range(25):
        random_burst(document, chance)
        template = document.template
        look = chance.choice(("paint", "point", "ask", "turn"))
        if look == "paint":
            other = new_canvas(qtbot, template)
            if not any(touches(one.at, two.at) for one, two in combinations(template.steps, 2)):
                # Arrows that cross may be painted in another order: a pixel there is a shade darker.
                assert differing_pixels(picture(canvas), picture(other)) <= 20, turn
                pictures += 1
            other.close()
        elif look == "point" and template.steps:
            one = chance.choice(template.steps)
            middle = QPointF(one.at[0] + 120, one.at[1] + 32)
            found = process.node_at(middle)
            assert found is not None
            assert found.step == template.by_id[found.id]
        elif look == "ask":
            assert process.nodes.keys() == template.by_id.keys()
        else:
            QApplication.processEvents()
        assert process.template == template
        assert {pair: edge.points for pair, edge in process.edges.items()} == routing.routes(template)
        for step in template.steps:
            assert process.nodes[step.id].step == step
        fresh = ProcessScene()
        fresh.no_role = process.no_role
        fresh.show_template(template)
        assert shown(process) == shown(fresh)
        assert {pair: edge.path() for pair, edge in process.edges.items()} == {
            pair: edge.path() for pair, edge in fresh.edges.items()
        }
    assert pictures


def test_a_burst_of_commands_is_drawn_once_and_so_is_the_undo_of_all(qtbot: QtBot) -> None:
    canvas = new_canvas(qtbot, Template("t", "t"))
    seen: list[int] = []
    canvas.process.shown.connect(lambda: seen.append(len(canvas.process.nodes)))
    for number in range(60):
        made, _ = edit.add_step(canvas.document.template, StepKind.TASK, at=(number * 288, 0), id=f"s{number}")
        canvas.document.edit(made, "add")
    assert seen == []
    QApplication.processEvents()
    assert seen == [60]
    canvas.document.stack.setIndex(0)
    QApplication.processEvents()
    assert seen == [60, 0]
    assert len(canvas.process.items()) == 0


def test_nothing_stays_selected_that_an_undo_takes_away_whoever_hears_of_it_first(qtbot: QtBot) -> None:
    canvas = new_canvas(qtbot, Template("t", "t"))
    canvas.commands.add(StepKind.TASK, None, (0, 0))
    assert len(canvas.process.selected) == 1
    heard: list[frozenset[str]] = []
    canvas.process.selection_changed.connect(lambda: heard.append(canvas.process.selected))
    canvas.document.changed.connect(lambda _before, after: heard.append(frozenset(after.by_id)))
    canvas.document.stack.undo()
    assert heard == [frozenset(), frozenset()]
    assert canvas.process.node_at(canvas.mapToScene(QPoint(200, 200))) is None


def test_states_that_are_kept_for_undo_keep_no_indexes_and_make_them_anew_when_they_are_shown(qtbot: QtBot) -> None:
    chance = Random(5)
    canvas = new_canvas(qtbot, Template("t", "t"))
    states = []
    for _ in range(60):
        canvas.document.edit(random_edit(canvas.document.template, chance), "edit")
        _ = canvas.document.template.incoming, canvas.document.template.outgoing
        states.append(canvas.document.template)
    kept = {id(state) for state in states if state.__dict__.keys() & {"by_id", "incoming", "outgoing", "order"}}
    assert kept <= {id(state) for state in states[-1:]} | {id(canvas.document._before)}
    for state in states:
        anew = Template("t", "t", steps=state.steps, flows=state.flows)
        assert state == anew
        assert (state.by_id, state.incoming, state.outgoing) == (anew.by_id, anew.incoming, anew.outgoing)
