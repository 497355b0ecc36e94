"""Arrows as geometry: orthogonal, from port to port, through no card."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from template_strategies import templates

from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, is_join
from outlet_desktop.domain.file_format import read
from outlet_desktop.domain.route import Router, elbow, in_port, out_port, route, route_of, route_one
from outlet_desktop.domain.template import Flow, Step, StepKind, Template
from outlet_desktop.places import resource


def through(template: Template, flow: Flow, points: tuple[tuple[int, int], ...]) -> list[str]:
    """Steps, the flow's own left out, whose drawn box the line runs through."""
    found = []
    for step_id, (left, top, right, bottom) in Router(template).boxes.items():
        if step_id in (flow.source, flow.target):
            continue
        for (ax, ay), (bx, by) in pairwise(points):
            if max(min(ax, bx), left + 1) <= min(max(ax, bx), right - 1) and max(min(ay, by), top + 1) <= min(
                max(ay, by), bottom - 1
            ):
                found.append(step_id)
    return found


@settings(max_examples=60, deadline=None)
@given(templates(most=12, acyclic=False))
def test_every_flow_runs_in_right_angles_from_the_right_of_one_to_the_left_of_the_other(template):
    routes = route(template)
    assert list(routes) == list(template.flows)
    for flow, points in routes.items():
        assert points[0] == out_port(template, flow.source)
        assert points[-1][0] == in_port(template, flow.target)[0] - 7
        assert all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in pairwise(points))
        assert points[-2][0] < points[-1][0]
        assert points[1][0] > points[0][0]


@settings(max_examples=60, deadline=None)
@given(templates(most=14))
def test_in_an_arranged_drawing_no_flow_runs_through_a_card(template):
    arranged = arrange(template)
    assert {flow: found for flow, points in route(arranged).items() if (found := through(arranged, flow, points))} == {}


def test_the_shipped_process_is_drawn_without_a_line_through_a_card():
    template = read(resource("templates", "outlet-opening.outlet.json").read_text("utf-8"))
    for flow, points in route(template).items():
        assert not through(template, flow, points)


def steps(*places: tuple[str, int, int]) -> tuple[Step, ...]:
    return tuple(Step(name, at=(x, y)) for name, x, y in places)


def test_flows_of_one_source_share_their_trunk():
    template = Template(
        "t",
        "t",
        steps=steps(("a", 0, 96), ("b", 288, 0), ("c", 288, 96), ("d", 288, 192)),
        flows=(Flow("a", "b"), Flow("a", "c"), Flow("a", "d")),
    )
    routes = route(template)
    assert routes[Flow("a", "c")] == ((240, 128), (281, 128))
    assert routes[Flow("a", "b")] == ((240, 128), (256, 128), (256, 32), (281, 32))
    assert routes[Flow("a", "d")] == ((240, 128), (256, 128), (256, 224), (281, 224))


def test_two_sources_share_no_trunk():
    template = Template(
        "t",
        "t",
        steps=steps(("a", 0, 0), ("b", 0, 96), ("c", 288, 192), ("d", 288, 288)),
        flows=(Flow("a", "c"), Flow("b", "d")),
    )
    first, second = route(template).values()
    assert first[1][0] != second[1][0]


def test_further_inputs_enter_14_apart_in_the_order_of_their_sources():
    template = Template(
        "t",
        "t",
        steps=steps(("a", 0, 0), ("b", 0, 96), ("c", 0, 192), ("z", 576, 96)),
        flows=(Flow("c", "z"), Flow("a", "z"), Flow("b", "z")),
    )
    heights = {flow.source: points[-1][1] for flow, points in route(template).items()}
    assert heights == {"a": 114, "b": 128, "c": 142}


def test_many_inputs_all_enter_within_the_card():
    names = "abcdefghi"
    template = Template(
        "t",
        "t",
        steps=(*(Step(name, at=(0, 96 * n)) for n, name in enumerate(names)), Step("z", at=(576, 0))),
        flows=tuple(Flow(name, "z") for name in names),
    )
    heights = [points[-1][1] for points in route(template).values()]
    assert len(set(heights)) == len(names)
    assert min(heights) > 0
    assert max(heights) < CARD_HEIGHT


def test_a_card_in_the_way_is_passed_in_the_gap_between_rows():
    template = Template(
        "t", "t", steps=steps(("a", 0, 0), ("b", 288, 0), ("c", 576, 0)), flows=(Flow("a", "c"), Flow("b", "c"))
    )
    points = route(template)[Flow("a", "c")]
    assert through(template, Flow("a", "c"), points) == []
    assert any(CARD_HEIGHT < y < 96 or -32 < y < 0 for _, y in points)


def test_a_flow_backwards_runs_below_the_lower_card():
    template = Template("t", "t", steps=steps(("a", 288, 0), ("b", 0, 96)), flows=(Flow("a", "b"),))
    points = route_one(template, Flow("a", "b"))
    assert max(y for _, y in points) == 96 + CARD_HEIGHT + 32
    assert points[-1] == (-7, 128)


def test_a_join_takes_each_input_at_its_own_row():
    template = Template(
        "t",
        "t",
        steps=(*steps(("a", 0, 0), ("b", 0, 192)), Step("J", StepKind.MILESTONE, at=(288, 96))),
        flows=(Flow("a", "J"), Flow("b", "J")),
    )
    assert is_join(template, "J")
    bar = 288 + CARD_WIDTH // 2 - 5
    assert route(template) == {
        Flow("a", "J"): ((240, 32), (bar - 7, 32)),
        Flow("b", "J"): ((240, 224), (bar - 7, 224)),
    }


def test_while_a_card_is_dragged_only_its_flows_are_routed_at_its_new_place():
    template = Template(
        "t",
        "t",
        steps=steps(("a", 0, 0), ("b", 288, 0), ("c", 576, 0), ("d", 864, 0)),
        flows=(Flow("a", "b"), Flow("b", "c"), Flow("c", "d")),
    )
    moved = route_of(template, ["b"], {"b": (300, 40)})
    assert set(moved) == {Flow("a", "b"), Flow("b", "c")}
    assert moved[Flow("b", "c")][0] == (540, 72)


def test_the_preview_ends_at_the_pointer():
    assert elbow((240, 32), (400, 90)) == ((240, 32), (256, 32), (256, 90), (400, 90))
    assert elbow((240, 32), (100, 32))[-1] == (100, 32)
