"""What a person can do to the drawing by one key or button, each an undoable edit of the document."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from outlet_desktop.domain import edit
from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.mapping import Fitted, fit
from outlet_desktop.domain.places import Axis
from outlet_desktop.domain.template import Flow, RoleId, StepId, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import walk
from outlet_desktop.ui.editor.clipboard import from_clipboard, to_clipboard
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
        self._here: StepId | None = None  # the step the keys stand on while several are selected

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
        return self._add(*edit.add_step(self._document.template, kind, after, at))

    def add_after_all(self, kind: StepKind, at: tuple[int, int], *, role: RoleId = "", title: str = "") -> StepId:
        """A new step that waits for every selected step (a milestone is a join bar from two on); else at `at`.

        With a title it has its name and none opens for typing.
        """
        template = self._document.template
        inputs = sorted(self.selected, key=lambda one: template.by_id[one].at[1])
        place: tuple[int, int] | None = None if inputs else at
        if len(inputs) > 1:
            right = max(template.by_id[one].at[0] for one in inputs) + edit.PITCH_X
            middle = sum(template.by_id[one].at[1] for one in inputs) / len(inputs)
            place = edit.free_place(template, (right, edit.snap(middle)))
        first = inputs[0] if inputs else None
        template, step_id = edit.add_step(template, kind, first, place, role=role, title=title)
        template = template.extended(flows=tuple(Flow(one, step_id) for one in inputs[1:]))
        return self._add(template, step_id)

    def add_beside(self, kind: StepKind) -> None:
        """A new step below the selected one, which waits for the same."""
        beside = self.only_selected()
        if beside is not None:
            self._add(*edit.add_beside(self._document.template, kind, beside))

    def _add(self, template: Template, step_id: StepId) -> StepId:
        self._document.edit(template, self._added_text(template.by_id[step_id].kind))
        if step_id in self._document.template.by_id:  # a window for viewing refuses it
            self._show_new(step_id)
        return step_id

    def add_before(self, kind: StepKind, target: StepId, at: tuple[int, int]) -> None:
        """A new step at `at` that `target` waits for."""
        template, step_id = edit.add_step(self._document.template, kind, None, at)
        self._add(edit.connect(template, step_id, target), step_id)

    def insert(
        self, pair: Pair, kind: StepKind, at: tuple[int, int] | None = None, after: StepId | None = None
    ) -> None:
        """A new step in an arrow, at `at` where that is free; also after `after`, if that closes no cycle."""
        flow = self._flow(pair)
        if flow is None:
            return
        template, step_id = edit.insert_between(self._document.template, flow, kind, at=at)
        if after is not None and edit.can_connect(template, after, step_id) is None:
            template = edit.connect(template, after, step_id)
        self._add(template, step_id)

    def put_into(self, pair: Pair, step_id: StepId, at: tuple[int, int]) -> None:
        """A step without arrows into an arrow, at `at`."""
        flow = self._flow(pair)
        if flow is not None:
            after = edit.insert_step(self._document.template, flow, step_id, at=at)
            self._document.edit(after, self.tr("Put a step into a dependency"))

    def _show_new(self, step_id: StepId) -> None:
        self._document.end_merge()
        self._scene.select({step_id})
        self.reveal.emit(step_id)
        if not self._document.template.by_id[step_id].title:
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

    def set_kind(self, step_ids: Collection[StepId], kind: StepKind) -> None:
        """Another kind."""
        after = self._document.template
        for step_id in step_ids:
            after = edit.change(after, step_id, kind=kind)
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

    def drop_at(self, places: dict[StepId, tuple[int, int]]) -> None:
        """Put steps elsewhere, as an entry of its own: a drag is one step of the history."""
        self._document.end_merge()
        self.move_to(places)
        self._document.end_merge()

    def make_space(self, axis: Axis, line: float, shift: int) -> None:
        """Move everything right of ("x") or below ("y") a line."""
        after = edit.make_space(self._document.template, axis, line, shift)
        self._document.edit(after, self.tr("Make room") if shift > 0 else self.tr("Close a gap"))

    def align(self, side: str) -> None:
        """Selected cards on one line: "left", "center", "right", "top", "middle", "bottom"."""
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
        """The selected steps to the system clipboard: as a process, and as text."""
        if self.selected:
            QGuiApplication.clipboard().setMimeData(to_clipboard(self._document.template, self.selected))

    def cut(self) -> None:
        """Copy and delete."""
        if self.selected:
            self.copy()
            self.delete()

    def paste(self, at: tuple[int, int] | None = None, foreign_at: tuple[int, int] | None = None) -> None:
        """The steps on the clipboard, if there are any; whatever else is there changes nothing.

        They stand at `at`, else where they were, those of another process at `foreign_at`, and below what is there.
        """
        try:
            piece = from_clipboard(QGuiApplication.clipboard().mimeData())
        except Problem:
            self.message.emit("editor.nothing_to_paste", {}, "info")
            return
        template = self._document.template
        if foreign_at is not None and piece.id != template.id:
            piece = edit.put_at(piece, foreign_at)
        fitted = fit(piece, template)
        pasted, made = edit.paste(template, fitted.piece, at)
        if made:
            self._document.edit(pasted, self.tr("Paste %n step(s)", "", len(made)))
            self._select_new(made)
            if made and next(iter(made)) in self._document.template.by_id:
                self._tell_unmapped(fitted, len(made))

    def _tell_unmapped(self, fitted: Fitted, count: int) -> None:
        """What of the pasted steps has no counterpart here."""
        loose = [fitted.piece.by_id[one].title or one for one in fitted.loose]
        renamed = [f"{here} → {there}" for here, there in fitted.renamed]
        for code, titles in (
            ("editor.pasted_new_words", list(fitted.added)),
            ("editor.pasted_other_words", renamed),
            ("editor.pasted_no_target", loose),
        ):
            if titles:
                self.message.emit(code, {"count": count, "titles": ", ".join(titles)}, "info")

    def select_all(self) -> None:
        """Every step."""
        self._scene.select(self._document.template.by_id.keys())

    def _select_new(self, made: Collection[StepId]) -> None:
        made = [step_id for step_id in made if step_id in self._document.template.by_id]
        if not made:  # a window for viewing has refused them
            return
        self._document.end_merge()
        self._scene.select(made)
        for step_id in made[:1]:
            self.reveal.emit(step_id)

    # ---------------------------------------------------------------------------------- going about

    @property
    def here(self) -> StepId | None:
        """The step the keys stand on: the only selected one, or of several the one reached last."""
        return self._here if self._here in self.selected else self.only_selected()

    def go(self, direction: str, *, adds: bool = False) -> None:
        """Select the neighbour ("left", "right", "up", "down"); `adds`: besides those selected."""
        template, here = self._document.template, self.here
        if here is None or here not in template.by_id:
            self._go_to(walk.in_order(template, None, 1))
        else:
            self._go_to(walk.neighbour(template, here, direction), adds=adds)

    def go_in_order(self, way: int) -> None:
        """Select the next (1) or previous (-1) step in topological order."""
        self._go_to(walk.in_order(self._document.template, self.here, way))

    def _go_to(self, step_id: StepId | None, *, adds: bool = False) -> None:
        if step_id is not None:
            self._here = step_id
            self._scene.select(self.selected | {step_id} if adds else {step_id})
            self.reveal.emit(step_id)
