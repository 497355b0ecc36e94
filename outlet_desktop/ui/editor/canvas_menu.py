"""The menu of the right mouse button on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, snap
from outlet_desktop.domain.template import StepKind
from outlet_desktop.ui.editor.context_pad import KIND_ICONS, kind_names
from outlet_desktop.ui.icons import icon

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas
    from outlet_desktop.ui.editor.items import EdgeItem, NodeItem


def canvas_menu(canvas: ProcessCanvas, node: NodeItem | None, edge: EdgeItem | None, at: QPointF) -> QMenu:
    """The menu for a step, an arrow or the empty canvas at a scene point; it deletes itself."""
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if node is not None:
        _of_steps(canvas, menu, node)
    elif edge is not None:
        _of_edge(canvas, menu, edge)
    else:
        _of_canvas(canvas, menu, at)
    return menu


def _of_steps(canvas: ProcessCanvas, menu: QMenu, node: NodeItem) -> None:
    commands = canvas.commands
    names = kind_names(canvas)
    if commands.only_selected() == node.id:
        menu.addAction(canvas.tr("Rename"), lambda: canvas.rename(node.id)).setText(canvas.tr("Rename") + "\tF2")
        following = menu.addMenu(canvas.tr("Next step"))
        changed = menu.addMenu(icon("ph.swap"), canvas.tr("Change the kind"))
        for kind, name in names.items():
            following.addAction(
                icon(KIND_ICONS[kind]), name, lambda kind=kind: commands.add(kind, node.id)
            )
            if kind is not node.step.kind:
                changed.addAction(
                    icon(KIND_ICONS[kind]), name, lambda kind=kind: commands.set_kind(node.id, kind)
                )
        menu.addAction(
            icon("ph.arrow-bend-up-right"),
            canvas.tr("Connect") + "\tC",
            lambda: canvas.start_connecting(node.id),
        )
        if canvas.document.template.goal != node.id:
            menu.addAction(
                icon("ph.flag"), canvas.tr("Make it the goal"), lambda: commands.set_goal(node.id)
            )
    else:
        aligned = menu.addMenu(canvas.tr("Align"))
        for side, name in (
            ("left", canvas.tr("Left edges")),
            ("right", canvas.tr("Right edges")),
            ("top", canvas.tr("Top edges")),
            ("bottom", canvas.tr("Bottom edges")),
        ):
            aligned.addAction(name, lambda side=side: commands.align(side))
        spread = menu.addMenu(canvas.tr("Distribute"))
        spread.addAction(canvas.tr("Horizontally"), lambda: commands.distribute("x"))
        spread.addAction(canvas.tr("Vertically"), lambda: commands.distribute("y"))
    menu.addSeparator()
    menu.addAction(canvas.tr("Cut") + "\tCtrl+X", commands.cut)
    menu.addAction(canvas.tr("Copy") + "\tCtrl+C", commands.copy)
    menu.addAction(icon("ph.copy"), canvas.tr("Duplicate") + "\tCtrl+D", commands.duplicate)
    menu.addSeparator()
    menu.addAction(icon("ph.trash", "status.late.text"), canvas.tr("Delete") + "\tDel", commands.delete)


def _of_edge(canvas: ProcessCanvas, menu: QMenu, edge: EdgeItem) -> None:
    commands, pair = canvas.commands, (edge.source, edge.target)
    inserted = menu.addMenu(canvas.tr("Insert a step"))
    for kind, name in kind_names(canvas).items():
        inserted.addAction(icon(KIND_ICONS[kind]), name, lambda kind=kind: commands.insert(pair, kind))
    menu.addSeparator()
    menu.addAction(icon("ph.trash", "status.late.text"), canvas.tr("Delete") + "\tDel", commands.delete)


def _of_canvas(canvas: ProcessCanvas, menu: QMenu, at: QPointF) -> None:
    commands = canvas.commands
    place = snap(at.x() - CARD_WIDTH / 2), snap(at.y() - CARD_HEIGHT / 2)
    for kind, name in kind_names(canvas).items():
        menu.addAction(
            icon(KIND_ICONS[kind]),
            canvas.tr("New: {kind}").format(kind=name.lower()),
            lambda kind=kind: commands.add(StepKind(kind), None, place),
        )
    menu.addSeparator()
    menu.addAction(canvas.tr("Paste") + "\tCtrl+V", lambda: commands.paste(place))
    menu.addAction(canvas.tr("Select all") + "\tCtrl+A", commands.select_all)
    menu.addSeparator()
    menu.addAction(
        icon("ph.tree-structure"), canvas.tr("Arrange automatically") + "\tCtrl+Shift+L", commands.arrange
    )
    menu.addAction(canvas.tr("Show the whole process") + "\tCtrl+0", canvas.fit)
