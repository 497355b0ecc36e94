"""The canvas: a view of the process that a person edits by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import RoleId, StepId, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import canvas_keys, canvas_menus, canvas_press
from outlet_desktop.ui.editor.context_pad import ContextPad
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.edge_scroll import EdgeScroll
from outlet_desktop.ui.editor.file_drops import FileDrops
from outlet_desktop.ui.editor.find_box import FindBox
from outlet_desktop.ui.editor.name_editor import NameEditor
from outlet_desktop.ui.editor.overlays import HEADER_H, Refusal
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W, State
from outlet_desktop.ui.editor.step_palette import StepPalette
from outlet_desktop.ui.editor.tools import Gesture, GhostGesture, PanGesture
from outlet_desktop.ui.editor.tools_connect import ConnectGesture, legal_ends
from outlet_desktop.ui.messages import problem_words

EDGE_REACH = canvas_press.EDGE_REACH
SELECT, PAN, CONNECT, SPACE = "select", "pan", "connect", "space"


class ProcessCanvas(FileDrops):
    """Shows and edits the template of a document.

    Signals:
        tool_changed: "select", "pan", "connect" or "space".
        inspector_wanted: Enter was pressed on a step.
        message: (code, facts, kind): a toast.
    """

    tool_changed = Signal(str)
    inspector_wanted = Signal()
    message = Signal(str, object, str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.tool = SELECT
        self._gesture: Gesture | None = None
        self._edge = EdgeScroll(self)
        self.hovered: StepId | None = None
        self._is_space_down = False
        self.name_editor = NameEditor(self)
        self.pad = ContextPad(self)
        self.refusal = Refusal(self)
        self.find_box = FindBox(self)
        self.palette_box = StepPalette(self)
        self.keys = canvas_keys.bound(self)
        self.commands.added.connect(self.rename)
        self.commands.message.connect(self.message)
        self.name_editor.done.connect(self.commands.rename)
        self.name_editor.closed.connect(self.pad.follow)
        self.name_editor.next_wanted.connect(self._add_next)
        self.refusal.gone.connect(self.clear_refusal)
        self.retranslate()

    # ------------------------------------------------------------------------------------ what it shows

    def _show_template(self, template: object) -> None:
        self.cancel_gesture()
        self.name_editor.finish(save=False)
        super()._show_template(template)

    def _follow_edit(self, before: object, after: object) -> None:
        self.cancel_gesture()
        super()._follow_edit(before, after)
        if self.name_editor.step and self.name_editor.step not in self.process.nodes:
            self.name_editor.finish(save=False)

    def _selection_changed(self) -> None:
        super()._selection_changed()
        self.pad.follow()

    def view_moved(self) -> None:
        super().view_moved()
        self.pad.follow()
        node = self.process.nodes.get(self.name_editor.step)
        if node is not None:
            self.name_editor.follow(node)

    def _lay_corner(self) -> None:
        super()._lay_corner()
        self.find_box.move(self.width() - self.find_box.width() - 12 - self._covered, HEADER_H + 12)

    @property
    def is_dragging(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way or a name is being typed."""
        return self._gesture is not None or bool(self.name_editor.step)

    # ---------------------------------------------------------------------------------------- editing

    def set_tool(self, tool: str) -> None:
        """Choose "select", "pan", "connect" or "space"."""
        self.cancel_gesture()
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
        self.show_cursor()

    def show_cursor(self) -> None:
        """The cursor of the tool."""
        shape = {
            PAN: Qt.CursorShape.OpenHandCursor,
            CONNECT: Qt.CursorShape.CrossCursor,
            SPACE: Qt.CursorShape.SizeAllCursor,
        }
        tool = PAN if self._is_space_down else self.tool
        self.viewport().setCursor(shape.get(tool, Qt.CursorShape.ArrowCursor))

    def rename(self, step_id: StepId) -> None:
        """Open the name of a step for typing in its place."""
        node = self.process.nodes.get(step_id)
        if node is not None and self.document.may_edit():
            self.name_editor.finish()
            self.reveal(step_id)
            self.name_editor.start(node)
            self.pad.follow()

    def finish_name(self) -> None:
        """Save the name being typed, if one is."""
        self.name_editor.finish()

    def add(self, kind: StepKind, *, role: RoleId = "", title: str = "") -> None:
        """A new step after the selected ones, which it waits for, or in the middle of the view."""
        self.finish_name()
        self.commands.add_after_all(kind, self._free_middle(), role=role, title=title)

    def _add_next(self, is_beside: bool) -> None:
        """A task was asked for at the end of a name: after the named step, or beside it."""
        if is_beside:
            self.commands.add_beside(StepKind.TASK)
        else:
            self.add(StepKind.TASK)

    def add_join(self) -> None:
        """A milestone that waits for the selected steps: a join bar."""
        self.add(StepKind.MILESTONE)

    def paste(self) -> None:
        """The steps on the clipboard: where they were, of another process in the middle of the view."""
        self.commands.paste(foreign_at=self._free_middle())

    def connect_by_name(self) -> None:
        """Ask by name which step shall wait for the selected one."""
        only = self.commands.only_selected()
        if only is not None:
            self.find_box.enter_to_connect(only, legal_ends(self.document.template, only))

    def _free_middle(self) -> tuple[int, int]:
        middle = self.visible_rect().center()
        place = edit.snap(middle.x() - CARD_W / 2), edit.snap(middle.y() - CARD_H / 2)
        return edit.free_place(self.document.template, place)

    def offer_kinds(self, at: QPoint, step_id: StepId, forward: bool) -> None:
        """An arrow was dropped on empty space: which kind of step shall stand there?"""
        point = self.mapToScene(at)
        x = point.x() if forward else point.x() - CARD_W
        place = edit.free_place(self.document.template, (edit.snap(x), edit.snap(point.y() - CARD_H / 2)))
        canvas_menus.drop_menu(self, step_id, place, forward).popup(self.viewport().mapToGlobal(at))

    def start_new(self, at: QPoint) -> None:
        """A new card is dragged over the canvas, from the pad or the tool bar (global position)."""
        self.cancel_gesture()
        self.begin(GhostGesture(self, self.viewport().mapFromGlobal(at)))

    def drag_on(self, at: QPoint) -> None:
        """What was dragged off a button is elsewhere (global position)."""
        self.gesture_moved(self.viewport().mapFromGlobal(at), Qt.KeyboardModifier.NoModifier)

    def drop_new(self, at: QPoint, kind: StepKind, after: StepId | None) -> None:
        """A new card is dropped: after a step or after none, into an arrow when there is one."""
        gesture, view_at = self._gesture, self.viewport().mapFromGlobal(at)
        if isinstance(gesture, GhostGesture):
            place, pair = gesture.place(view_at), gesture.arrow.pair
            self.cancel_gesture()
            if not self.viewport().rect().contains(view_at):
                return
            if pair is not None:
                self.commands.insert(pair, kind, place, after)
            else:
                self.commands.add(kind, after, place)

    def start_connecting(self, step_id: StepId, at: QPoint | None = None) -> None:
        """An arrow from this step follows the pointer until the next click or, dragged off the pad, the release."""
        view_at = self.viewport().mapFromGlobal(at if at is not None else self.cursor().pos())
        self.cancel_gesture()
        self.begin(ConnectGesture(self, view_at, step_id))
        self.setFocus()

    def drop_connection(self, at: QPoint) -> None:
        """An arrow dragged off the pad is dropped (global position)."""
        self._finish_gesture(self.viewport().mapFromGlobal(at), Qt.KeyboardModifier.NoModifier)

    # -------------------------------------------------------------------------------- refused arrows

    def show_refusal(self, problem: Problem, target: StepId, at: QPoint) -> None:
        """Why the arrow may not end here: the sentence, the cycle it would close, else the faded card."""
        cycle = problem.facts.get("steps")
        if problem.code == "edit.cycle" and isinstance(cycle, tuple):
            self.process.set_cycle(cycle)
        else:
            self.process.set_states(State.BARRED, {target})
        self.refusal.tell(problem_words(problem), self.viewport().mapTo(self, at))

    def clear_refusal(self) -> None:
        """Nothing is refused any more."""
        self.refusal.clear()
        self.process.set_cycle(())
        self.process.set_states(State.BARRED, ())

    def linger_refusal(self) -> None:
        """Let the words be read after the release."""
        self.refusal.linger()

    # ----------------------------------------------------------------------------------------- mouse

    def begin(self, gesture: Gesture) -> None:
        """Have the mouse drive a gesture until its release."""
        self.clear_refusal()
        QToolTip.hideText()
        self._hover(None)
        self._gesture = gesture
        self.pad.hide()

    def gesture_moved(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer of the gesture under way is elsewhere: of the viewport (px), or the view has moved under it."""
        if self._gesture is not None:
            self._gesture.move(at, modifiers)

    def _finish_gesture(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        gesture, self._gesture = self._gesture, None
        self._edge.stop()
        if gesture is not None:
            gesture.release(at, modifiers)
            self.pad.follow()

    def cancel_gesture(self) -> bool:
        """Esc: put everything back; whether there was something."""
        gesture, self._gesture = self._gesture, None
        self._edge.stop()
        if gesture is None:
            return False
        gesture.cancel()
        self.pad.follow()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, button = event.position().toPoint(), event.button()
        self.setFocus()
        self.name_editor.finish()
        if self._gesture is not None:  # an arrow follows the pointer: the release ends it
            if button != Qt.MouseButton.LeftButton:
                self.cancel_gesture()
            return
        self.clear_refusal()
        is_panning = self.tool == PAN or self._is_space_down
        if button == Qt.MouseButton.MiddleButton or (is_panning and button == Qt.MouseButton.LeftButton):
            self.begin(PanGesture(self, at))
        elif button == Qt.MouseButton.LeftButton:
            canvas_press.press(self, at, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._gesture is not None:
            self.gesture_moved(at, event.modifiers())
            if not isinstance(self._gesture, PanGesture):
                self._edge.follow(at, event.modifiers())
            return
        point = self.mapToScene(at)
        node = self.process.node_at(point)
        port = canvas_press.port_at(self, point)
        self._hover(port[0] if port is not None else node.id if node is not None else None)
        if port is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif node is None and self.tool == SELECT and canvas_press.edge_end_at(self, point) is not None:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.show_cursor()

    def _hover(self, step_id: StepId | None) -> None:
        if step_id != self.hovered:
            for one, on in ((self.hovered, False), (step_id, True)):
                if one is not None and one in self.process.nodes:
                    self.process.nodes[one].set_state(State.HOVER, on)
            self.hovered = step_id
            self.preview.show_rework(self.process.selected | ({step_id} if step_id else set()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._finish_gesture(event.position().toPoint(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.tool != SELECT:
            return
        point = self.mapToScene(event.position().toPoint())
        node = self.process.node_at(point)
        if node is not None:
            self.rename(node.id)
        elif self.process.edge_near(point, EDGE_REACH / self.zoom) is None:
            place = edit.snap(point.x() - CARD_W / 2), edit.snap(point.y() - CARD_H / 2)
            self.commands.add(StepKind.TASK, None, edit.free_place(self.document.template, place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.viewport().mapFrom(self, event.pos()) if is_key else event.pos()
        canvas_menus.context_menu(self, at, is_key).popup(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        if self._gesture is None:
            self._hover(None)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            node = self.process.node_at(self.mapToScene(event.pos()))
            words = canvas_menus.tooltip(self, node) if node is not None and not self.is_busy else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    # -------------------------------------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride and self.hasFocus()
        if is_asked and isinstance(event, QKeyEvent) and self.keys.claims(event):
            event.accept()  # Alt and an arrow moves a step here; elsewhere it goes back
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.set_space_down(False)

    def set_space_down(self, is_down: bool) -> None:
        """While Space is down a drag pans."""
        self._is_space_down = is_down
        self.show_cursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.process.selected and not self.process.selected_flows:
            self.commands.go_in_order(1)  # the focus is seen on a step

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_space_down(False)
        super().focusOutEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        # Qt asks here for the children too, and when one with the focus is hidden: then it is no wish of a person.
        if not self.hasFocus() or not self.document.template.steps:
            return super().focusNextPrevChild(is_next)
        self.keys.run("canvas.order", 0 if is_next else 1)
        return True

    # ------------------------------------------------------------------------------------ view and words

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_gesture()
        self.name_editor.finish()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        super().retranslate()
        self.name_editor.setAccessibleName(self.tr("Name of the step"))
        self.pad.retranslate()
        self.find_box.retranslate()
        self.palette_box.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
