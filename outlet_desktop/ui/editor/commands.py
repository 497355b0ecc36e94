"""What a person can do to the drawing by one key or button, each an undoable edit of the document."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from outlet_desktop.domain import edit, file_format
from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.template import Flow, StepId, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.scene import ProcessScene

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.routing import Pair

JOIN = "join"  # the tool «Узел «Все»»: a milestone; no fifth kind


class EditCommands(QObject):
    """Edits of the document on behalf of the selection of a scene.

    Signals:
        added: Id of a new step, whose name should be typed next.
        reveal: Id of a step that should be in view.
        message: (code, facts, kind): a toast.
    """

    added = Signal(str)
    reveal = Signal(str)
    message = Signal(str, object, str)

    def __init__(self, document: TemplateDocument, scene: ProcessScene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._scene = document, scene

    @property
    def selected(self) -> frozenset[StepId]:
        """The selected steps."""
        return self._scene.selected

    def only_selected(self) -> StepId | None:
        """The selected step when it is exactly one."""
        return next(iter(self.selected)) if len(self.selected) == 1 else None

    # ------------------------------------------------------------------------------------------ new

    def add(self, kind: StepKind, after: StepId | None = None, at: tuple[int, int] | None = None) -> StepId:
        """A new step: after `after`, connected; else at `at`. Its name opens for typing."""
        template, step_id = edit.add_step(self._document.template, kind, after, at)
        self._document.edit(template, self._added_text(kind))
        self._show_new(step_id)
        return step_id

    def add_join(self, at: tuple[int, int] | None = None) -> StepId:
        """A milestone that waits for every selected step (a join bar from two on)."""
        template = self._document.template
        inputs = sorted(self.selected, key=lambda one: template.by_id[one].at[1])
        if not inputs:
            return self.add(StepKind.MILESTONE, None, at)
        right = max(template.by_id[one].at[0] for one in inputs) + edit.PITCH_X
        middle = sum(template.by_id[one].at[1] for one in inputs) / len(inputs)
        place = edit.free_place(template, (right, edit.snap(middle)))
        template, step_id = edit.add_step(template, StepKind.MILESTONE, inputs[0], place)
        for one in inputs[1:]:
            template = edit.connect(template, one, step_id)
        self._document.edit(template, self._added_text(StepKind.MILESTONE))
        self._show_new(step_id)
        return step_id

    def add_before(self, kind: StepKind, target: StepId, at: tuple[int, int]) -> StepId:
        """A new step at `at` that `target` waits for."""
        template, step_id = edit.add_step(self._document.template, kind, None, at)
        self._document.edit(edit.connect(template, step_id, target), self._added_text(kind))
        self._show_new(step_id)
        return step_id

    def insert(self, pair: Pair, kind: StepKind) -> None:
        """A new step in the middle of an arrow."""
        flow = self._flow(pair)
        if flow is not None:
            template, step_id = edit.insert_between(self._document.template, flow, kind)
            self._document.edit(template, self._added_text(kind))
            self._show_new(step_id)

    def _show_new(self, step_id: StepId) -> None:
        self._document.end_merge()
        self._scene.select({step_id})
        self.reveal.emit(step_id)
        self.added.emit(step_id)

    def _added_text(self, kind: StepKind) -> str:
        return {
            StepKind.TASK: self.tr("Add a task"),
            StepKind.APPROVAL: self.tr("Add an approval"),
            StepKind.CONFIRMATION: self.tr("Add a confirmation"),
            StepKind.MILESTONE: self.tr("Add a milestone"),
        }[kind]

    # ------------------------------------------------------------------------------------ arrows

    def connect_steps(self, source: StepId, target: StepId) -> Problem | None:
        """Draw an arrow, or give the reason why not."""
        try:
            after = edit.connect(self._document.template, source, target)
        except Problem as problem:
            return problem
        self._document.edit(after, self.tr("Add a dependency"))
        return None

    def reconnect(self, pair: Pair, source: StepId, target: StepId) -> Problem | None:
        """Give an arrow other ends, or the reason why not."""
        flow = self._flow(pair)
        if flow is None:
            return None
        try:
            after = edit.reconnect(self._document.template, flow, source, target)
        except Problem as problem:
            return problem
        self._document.edit(after, self.tr("Move a dependency"))
        return None

    def _flow(self, pair: Pair) -> Flow | None:
        return next(
            (flow for flow in self._document.template.outgoing.get(pair[0], ()) if flow.target == pair[1]), None
        )

    # ---------------------------------------------------------------------------- changes of the selection

    def rename(self, step_id: StepId, title: str) -> None:
        """Another title."""
        if step_id in self._document.template.by_id:
            after = edit.rename(self._document.template, step_id, title)
            self._document.edit(after, self.tr("Rename a step"))

    def set_kind(self, step_id: StepId, kind: StepKind) -> None:
        """Another kind."""
        after = edit.change(self._document.template, step_id, kind=kind)
        self._document.edit(after, self.tr("Change the kind"))

    def set_goal(self, step_id: StepId) -> None:
        """Its finish is the opening date from now on."""
        self._document.edit(edit.set_goal(self._document.template, step_id), self.tr("Set the goal"))

    def delete(self) -> None:
        """Delete what is selected: steps with their arrows, arrows."""
        steps, pairs = self.selected, self._scene.selected_flows
        flows = [flow for pair in pairs if (flow := self._flow(pair)) is not None]
        if not steps and not flows:
            return
        text = self.tr("Delete %n step(s)", "", len(steps)) if steps else self.tr("Delete a dependency")
        self._document.edit(edit.delete(self._document.template, steps, flows), text)

    def duplicate(self) -> None:
        """Copies of the selected steps, below them."""
        if self.selected:
            template, made = edit.duplicate(self._document.template, self.selected)
            self._document.edit(template, self.tr("Duplicate %n step(s)", "", len(made)))
            self._select_new(made)

    def move_by(self, dx: int, dy: int) -> None:
        """Move the selected steps; neighbouring moves of one selection are one entry."""
        template = self._document.template
        places = {one: template.by_id[one].at for one in self.selected}
        self.move_to({one: (x + dx, y + dy) for one, (x, y) in places.items()})

    def move_to(self, places: dict[StepId, tuple[int, int]]) -> None:
        """Put steps elsewhere."""
        text = self.tr("Move %n step(s)", "", len(places))
        merge = "move:" + ",".join(sorted(places))
        self._document.edit(edit.move(self._document.template, places), text, merge)

    def align(self, side: str) -> None:
        """Selected cards on one line: "left", "right", "top", "bottom"."""
        self._document.edit(edit.align(self._document.template, self.selected, side), self.tr("Align the steps"))

    def distribute(self, axis: str) -> None:
        """Even gaps between the selected cards, along "x" or "y"."""
        self._document.edit(
            edit.distribute(self._document.template, self.selected, axis), self.tr("Distribute the steps")
        )

    def arrange(self) -> None:
        """Automatic layout."""
        self._document.end_merge()
        self._document.edit(arrange(self._document.template), self.tr("Arrange automatically"))

    # ---------------------------------------------------------------------------------- clipboard

    def copy(self) -> None:
        """The selected steps as text of a process file, to the system clipboard."""
        if self.selected:
            piece = edit.extract(self._document.template, self.selected)
            QGuiApplication.clipboard().setText(file_format.write(piece))

    def cut(self) -> None:
        """Copy and delete."""
        if self.selected:
            self.copy()
            self.delete()

    def paste(self, at: tuple[int, int] | None = None) -> None:
        """The steps on the clipboard, if there are any; whatever else is there changes nothing."""
        try:
            piece = file_format.read(QGuiApplication.clipboard().text())
        except Problem:
            self.message.emit("editor.nothing_to_paste", {}, "info")
            return
        template, made = edit.paste(self._document.template, piece, at)
        if made:
            self._document.edit(template, self.tr("Paste %n step(s)", "", len(made)))
            self._select_new(made)

    def select_all(self) -> None:
        """Every step."""
        self._scene.select(self._document.template.by_id.keys())

    def _select_new(self, made: Collection[StepId]) -> None:
        self._document.end_merge()
        self._scene.select(made)
        for step_id in list(made)[:1]:
            self.reveal.emit(step_id)

    # ---------------------------------------------------------------------------------- going about

    def go(self, direction: str) -> None:
        """Select the neighbour: along arrows for "left" and "right", in the column for "up" and "down"."""
        template = self._document.template
        here = self.only_selected()
        if here is None:
            self._go_to(template.order[0] if template.order else None)
            return
        at = template.by_id[here].at
        if direction == "right":
            near = [flow.target for flow in template.outgoing[here]]
        elif direction == "left":
            near = [flow.source for flow in template.incoming[here]]
        else:
            sign = 1 if direction == "down" else -1
            near = [
                step.id
                for step in template.steps
                if abs(step.at[0] - at[0]) < edit.CARD_WIDTH and (step.at[1] - at[1]) * sign > 0
            ]
        places = {one: template.by_id[one].at for one in near if one in template.by_id}
        self._go_to(
            min(places, key=lambda one: (abs(places[one][1] - at[1]), abs(places[one][0] - at[0])), default=None)
        )

    def go_in_order(self, step: int) -> None:
        """Select the next (1) or previous (-1) step in topological order."""
        order = self._document.template.order
        if not order:
            return
        here = self.only_selected()
        number = order.index(here) + step if here in order else (0 if step > 0 else -1)
        self._go_to(order[number % len(order)])

    def _go_to(self, step_id: StepId | None) -> None:
        if step_id is not None:
            self._scene.select({step_id})
            self.reveal.emit(step_id)
