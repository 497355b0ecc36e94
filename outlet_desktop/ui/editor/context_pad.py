"""The pad beside the selected card: the next step, connect, change kind, duplicate, delete."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QToolButton

from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.ui.controls import hairline, set_tool_name
from outlet_desktop.ui.editor.drag_off import DragOff
from outlet_desktop.ui.editor.items import JoinItem
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.theme import token

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

translate = QCoreApplication.translate

CELL: int = token("canvas.contextPad.cell")
GAP: int = token("canvas.contextPad.gap")
KIND_ICONS = {
    StepKind.TASK: "ph.check-square",
    StepKind.APPROVAL: "ph.circle-wavy-check",
    StepKind.CONFIRMATION: "ph.lock-key",
    StepKind.MILESTONE: "ph.flag",
}
KIND_KEYS = {kind: keys_text(f"canvas.{kind.value}") for kind in StepKind}


class PadButton(QToolButton):
    """A cell of the pad, which can be dragged off it (see DragOff)."""

    def __init__(self, icon_id: str, color: str = "text.secondary") -> None:
        super().__init__()
        self.setIcon(icon(icon_id, color))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(CELL, CELL)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class ContextPad(QFrame):
    """60 px wide, two columns of 28; a fixed size on the screen, 10 px right of the card."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._step: StepId = ""
        self.setProperty("kind", "popup")
        grid = QGridLayout(self)
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setSpacing(0)
        self.adders: dict[StepKind, PadButton] = {}
        for number, kind in enumerate(KIND_ICONS):
            button = PadButton(KIND_ICONS[kind])
            button.clicked.connect(lambda _=False, kind=kind: canvas.commands.add(kind, self._step))
            off = DragOff(button)
            off.began.connect(canvas.start_new)
            off.dragged.connect(canvas.drag_on)
            off.dropped.connect(lambda at, kind=kind: canvas.drop_new(at, kind, self._step))
            self.adders[kind] = button
            grid.addWidget(button, number // 2, number % 2)
        line = hairline()
        grid.addWidget(line, 2, 0, 1, 2)
        self.connect_button = PadButton("ph.arrow-bend-up-right")
        self.kind_button = PadButton("ph.swap")
        self.copy_button = PadButton("ph.copy")
        self.delete_button = PadButton("ph.trash", "status.late.text")
        for number, button in enumerate((self.connect_button, self.kind_button, self.copy_button, self.delete_button)):
            grid.addWidget(button, 3 + number // 2, number % 2)
        self.connect_button.clicked.connect(lambda: canvas.start_connecting(self._step))
        off = DragOff(self.connect_button)
        off.began.connect(lambda at: canvas.start_connecting(self._step, at))
        off.dragged.connect(canvas.drag_on)
        off.dropped.connect(canvas.drop_connection)
        self.kind_button.clicked.connect(self._choose_kind)
        self.copy_button.clicked.connect(canvas.commands.duplicate)
        self.delete_button.clicked.connect(canvas.commands.delete)
        for cell in self.findChildren(PadButton):
            cell.pressed.connect(canvas.finish_name)  # a name being typed is saved before what the cell does
        self.setFixedSize(2 * CELL + 4, 4 * CELL + 5)
        self.hide()

    def follow(self) -> None:
        """Stand beside the only selected card, or hide."""
        step = self._canvas.commands.only_selected()
        node = self._canvas.process.nodes.get(step) if step is not None else None
        is_idle = self._canvas.is_dragging or self._canvas.process.selected_flows
        if node is None or is_idle or preferences.is_read_only:  # all that it offers changes the drawing
            self.hide()
            return
        self._step = node.id
        box = self._canvas.mapFromScene(node.body()).boundingRect()
        view = self._canvas.viewport()
        if not box.intersects(view.rect()):
            self.hide()
            return
        x, y = box.right() + 1 + GAP, box.top() - 8
        if isinstance(node, JoinItem):
            y = box.center().y() - self.height() // 2
        if x + self.width() > view.width() - 4 and box.left() - GAP - self.width() > 4:
            x = box.left() - GAP - self.width()
        y = max(4, min(y, view.height() - self.height() - 4))
        self.move(view.mapTo(self._canvas, QPoint(x, y)))
        name = self._canvas.name_editor
        self.setVisible(not (name.step and self.geometry().intersects(name.geometry())))  # far away they would meet

    def _choose_kind(self) -> None:
        step, canvas = self._step, self._canvas
        kind = canvas.document.template.by_id[step].kind
        menu = kind_menu(canvas, lambda kind: canvas.commands.set_kind({step}, kind), present={kind})
        menu.popup(self.kind_button.mapToGlobal(QPoint(CELL + 4, 0)))

    def retranslate(self) -> None:
        """Word the names anew."""
        names = kind_names()
        for kind, button in self.adders.items():
            set_tool_name(button, self.tr("Next: {kind}").format(kind=names[kind].lower()), KIND_KEYS[kind])
        set_tool_name(self.connect_button, self.tr("Connect"), keys_text("canvas.connect"))
        set_tool_name(self.kind_button, self.tr("Change the kind"))
        set_tool_name(self.copy_button, self.tr("Duplicate"), keys_text("canvas.duplicate"))
        set_tool_name(self.delete_button, self.tr("Delete"), keys_text("canvas.delete"))


def kind_names() -> dict[StepKind, str]:
    """What the kinds are called."""
    return {
        StepKind.TASK: translate("Canvas", "Task"),
        StepKind.APPROVAL: translate("Canvas", "Approval"),
        StepKind.CONFIRMATION: translate("Canvas", "Confirmation"),
        StepKind.MILESTONE: translate("Canvas", "Milestone"),
    }


def kind_menu(
    canvas: ProcessCanvas,
    chosen: Callable[[StepKind], object],
    title: str = "",
    present: Collection[StepKind] | None = None,
) -> QMenu:
    """A menu of the four kinds, which deletes itself; `present`: the kinds that are, to be ticked."""
    menu = QMenu(title, canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind, name in kind_names().items():
        action = menu.addAction(icon(KIND_ICONS[kind]), name)
        if present is not None:
            action.setCheckable(True)
            action.setChecked(kind in present)
        action.triggered.connect(lambda _=False, kind=kind: chosen(kind))
    return menu
