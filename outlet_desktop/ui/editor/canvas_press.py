"""What a press of the left button means: a port, a card, the end of an arrow, an arrow, empty space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.editor.items import NodeItem
from outlet_desktop.ui.editor.tools import BandGesture
from outlet_desktop.ui.editor.tools_connect import ConnectGesture
from outlet_desktop.ui.editor.tools_move import MoveGesture, SpaceGesture
from outlet_desktop.ui.theme import token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

PORT_REACH = token("canvas.port.hit") / 2
EDGE_REACH = token("canvas.edge.hit") / 2
CONNECT, SPACE = "connect", "space"  # the tools of that name


def press(canvas: ProcessCanvas, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    """Select what is under a point of the viewport and begin the gesture that a press there means."""
    if canvas.tool == SPACE:
        canvas.begin(SpaceGesture(canvas, at))
        return
    point = canvas.mapToScene(at)
    port = port_at(canvas, point)
    node = canvas.process.node_at(point)
    if port is not None:
        canvas.begin(ConnectGesture(canvas, at, port[0], forward=port[1]))
        return
    if canvas.tool == CONNECT and node is not None:
        canvas.begin(ConnectGesture(canvas, at, node.id))
        return
    end = edge_end_at(canvas, point)
    if end is not None and node is None:
        pair, moves_target = end
        fixed = pair[0] if moves_target else pair[1]
        canvas.begin(ConnectGesture(canvas, at, fixed, forward=moves_target, replaced=pair))
    elif node is not None:
        _press_node(canvas, node, at, modifiers)
    elif (edge := canvas.process.edge_near(point, EDGE_REACH / canvas.zoom)) is not None:
        pair = (edge.source, edge.target)
        is_more = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if is_more:
            canvas.process.select(canvas.process.selected, canvas.process.selected_flows ^ {pair})
        else:
            canvas.process.select((), {pair})
    else:
        canvas.begin(BandGesture(canvas, at))


def _press_node(canvas: ProcessCanvas, node: NodeItem, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    selected = canvas.process.selected
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        canvas.process.select(selected ^ {node.id})
    elif modifiers & Qt.KeyboardModifier.ShiftModifier:
        canvas.process.select(selected | {node.id})
    elif node.id not in selected:
        canvas.process.select({node.id})
    if node.id in canvas.process.selected:
        is_plain = modifiers == Qt.KeyboardModifier.NoModifier and len(selected) > 1
        canvas.begin(MoveGesture(canvas, at, node.id, narrows=is_plain))


def port_at(canvas: ProcessCanvas, point: QPointF) -> tuple[StepId, bool] | None:
    """(step, whether it is its way out) of a shown port under a scene point."""
    reach = PORT_REACH / canvas.zoom
    shown = [one for one in (canvas.commands.only_selected(), canvas.hovered) if one is not None]
    for step_id in shown:
        node = canvas.process.nodes.get(step_id)
        if node is None:
            continue
        enter, leave = node.port_points()
        for port, forward in ((leave, True), (enter, False)):
            # Inside the card only half of the reach: the card itself must stay easy to grab.
            inside = point.x() < port.x() if forward else point.x() > port.x()
            way = point - port
            if abs(way.x()) <= (reach / 2 if inside else reach) and abs(way.y()) <= reach:
                return step_id, forward
    return None


def edge_end_at(canvas: ProcessCanvas, point: QPointF) -> tuple[tuple[StepId, StepId], bool] | None:
    """(arrow, whether its target end) of a selected arrow whose end is under a scene point."""
    reach = PORT_REACH / canvas.zoom
    for pair in canvas.process.selected_flows:
        points = canvas.process.edges[pair].points
        for end, is_target in ((points[-1], True), (points[0], False)):
            if abs(end[0] - point.x()) <= reach and abs(end[1] - point.y()) <= reach:
                return pair, is_target
    return None
