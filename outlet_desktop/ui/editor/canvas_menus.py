"""Menus and tooltips of the canvas."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.ui.editor.context_pad import KIND_ICONS, kind_menu, kind_names
from outlet_desktop.ui.editor.items import NodeItem
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import key_action
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.theme import theme

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

translate = QCoreApplication.translate

__all__ = ["context_menu", "drop_menu", "tooltip"]


def drop_menu(canvas: ProcessCanvas, step_id: StepId, place: tuple[int, int], forward: bool) -> QMenu:
    """Kinds of the step that an arrow dropped on empty space shall lead to (or come from)."""
    commands = canvas.commands
    if forward:
        return kind_menu(canvas, lambda kind: commands.add(kind, step_id, place))
    return kind_menu(canvas, lambda kind: commands.add_before(kind, step_id, place))


def context_menu(canvas: ProcessCanvas, at: QPoint, is_key: bool) -> QMenu:
    """The menu of what is under a point of the viewport (by key: of the selection)."""
    point = canvas.mapToScene(at)
    node = None if is_key else canvas.process.node_at(point)
    edge = None if is_key or node is not None else canvas.process.edge_near(point, 5 / canvas.zoom)
    if node is not None and node.id not in canvas.process.selected:
        canvas.process.select({node.id})
    elif edge is not None:
        canvas.process.select((), {(edge.source, edge.target)})
    elif not is_key and node is None:
        canvas.process.select(())
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if canvas.process.selected:
        _of_steps(canvas, menu)
    elif canvas.process.selected_flows:
        _of_arrows(canvas, menu)
    else:
        _of_canvas(canvas, menu, (edit.snap(point.x()), edit.snap(point.y())))
    _guard(menu)
    return menu


def _guard(menu: QMenu) -> None:
    """In a window for viewing: what changes the drawing is disabled and says why."""
    shown = (translate("Canvas", "Copy"), translate("Canvas", "Select all"))
    menu.setToolTipsVisible(True)
    for action in menu.actions():
        if not action.isSeparator() and action.text() not in shown:
            guard_writing(action)


def _item(menu: QMenu, text: str, name: str = "", icon_id: str = "") -> QAction:
    """An item; `name`: of the entry whose key says the same."""
    action = menu.addAction(text)
    if name:
        action.setShortcut(QKeySequence(key_action(name).keys[0]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    if icon_id:
        action.setIcon(icon(icon_id))
    return action


def _of_steps(canvas: ProcessCanvas, menu: QMenu) -> None:
    commands = canvas.commands
    only = commands.only_selected()
    if only is not None:
        _item(menu, translate("Canvas", "Rename"), "canvas.rename", "ph.pencil-simple").triggered.connect(
            lambda: canvas.rename(only)
        )
        goal = _item(menu, translate("Canvas", "Its finish is the opening"), icon_id="ph.target")
        goal.setEnabled(canvas.document.template.goal != only)
        goal.triggered.connect(lambda: commands.set_goal(only))
    chosen, by_id = canvas.process.selected, canvas.document.template.by_id
    kinds = kind_menu(
        canvas,
        lambda kind: commands.set_kind(chosen, kind),
        translate("Canvas", "Change the kind"),
        {by_id[one].kind for one in chosen},
    )
    kinds.setIcon(icon("ph.swap"))
    menu.addMenu(kinds)
    menu.addSeparator()
    _item(menu, translate("Canvas", "Cut"), "canvas.cut", "ph.scissors").triggered.connect(commands.cut)
    _item(menu, translate("Canvas", "Copy"), "canvas.copy", "ph.copy-simple").triggered.connect(commands.copy)
    _item(menu, translate("Canvas", "Duplicate"), "canvas.duplicate", "ph.copy").triggered.connect(commands.duplicate)
    menu.addSeparator()
    _item(menu, translate("Canvas", "Delete"), "canvas.delete", "ph.trash").triggered.connect(commands.delete)


def _of_arrows(canvas: ProcessCanvas, menu: QMenu) -> None:
    pairs = canvas.process.selected_flows
    if len(pairs) == 1:
        pair = next(iter(pairs))
        menu.addMenu(
            kind_menu(
                canvas,
                lambda kind: canvas.commands.insert(pair, kind),
                translate("Canvas", "Insert a step"),
            )
        )
        menu.addSeparator()
    _item(menu, translate("Canvas", "Delete the dependency"), "canvas.delete", "ph.trash").triggered.connect(
        canvas.commands.delete
    )


def _of_canvas(canvas: ProcessCanvas, menu: QMenu, at: tuple[int, int]) -> None:
    commands = canvas.commands
    for kind, name in kind_names().items():
        action = _item(menu, name, f"canvas.{kind.value}", KIND_ICONS[kind])
        action.triggered.connect(
            lambda _=False, kind=kind: commands.add(kind, None, edit.free_place(canvas.document.template, at))
        )
    _item(menu, translate("Canvas", "By name…"), "canvas.by_name", "ph.magnifying-glass").triggered.connect(
        canvas.palette_box.enter
    )
    menu.addSeparator()
    _item(menu, translate("Canvas", "Paste"), "canvas.paste", "ph.clipboard").triggered.connect(
        lambda: commands.paste(at)
    )
    _item(menu, translate("Canvas", "Select all"), "canvas.all").triggered.connect(commands.select_all)
    menu.addSeparator()
    _item(menu, translate("Canvas", "Arrange automatically"), "editor.arrange", "ph.tree-structure").triggered.connect(
        commands.arrange
    )


def tooltip(canvas: ProcessCanvas, node: NodeItem) -> str:
    """The whole name, the kind, who does it, how long, the keys."""
    step, template = node.step, canvas.document.template
    quiet = theme.hex("text.tertiary")
    role = template.role(step.role)
    rows = [(translate("Canvas", "Kind"), kind_names()[step.kind])]
    if role is not None:
        rows.append((translate("Canvas", "Role"), role.title))
    if step.kind is not StepKind.MILESTONE:
        some = step.duration
        spread = f"{some.optimistic}, {some.likely}, {some.pessimistic}"
        rows.append(
            (
                translate("Canvas", "Duration: min, usual, max"),
                words("unit.days", {"number": spread}),
            )
        )
    if step.condition:
        rows.append((translate("Canvas", "Condition"), step.condition))
    table = "".join(
        f"<tr><td style='color:{quiet};padding-right:12px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows
    )
    keys = escape(translate("Canvas", "F2 rename, Enter details, T next task"))
    return (
        f"<div style='max-width:320px'><b>{escape(step.title or step.id)}</b><table>{table}</table>"
        f"<span style='color:{quiet}'>{keys}</span></div>"
    )
