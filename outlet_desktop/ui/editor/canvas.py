"""The canvas: a view of the process that a person edits by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.check import Fix
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import canvas_keys, canvas_menus, canvas_press, preview
from outlet_desktop.ui.editor.commands import EditCommands
from outlet_desktop.ui.editor.context_pad import ContextPad
from outlet_desktop.ui.editor.document import Analysis, TemplateDocument
from outlet_desktop.ui.editor.find_box import FindBox
from outlet_desktop.ui.editor.minimap import Minimap, ZoomControl
from outlet_desktop.ui.editor.overlays import HEADER_H, NameEditor, Refusal, StageHeader
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W, State
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.tools import (
    ConnectGesture,
    Gesture,
    GhostGesture,
    PanGesture,
    refusal_words,
)
from outlet_desktop.ui.editor.zoom_view import MARGIN, ZoomView
from outlet_desktop.ui.theme import theme

EDGE_REACH = canvas_press.EDGE_REACH
SELECT, PAN, CONNECT = "select", "pan", "connect"


class ProcessCanvas(ZoomView):
    """Shows and edits the template of a document.

    Signals:
        tool_changed: "select", "pan" or "connect".
        inspector_wanted: Enter was pressed on a step.
        file_dropped: Path of a file dropped here.
        message: (code, facts, kind): a toast.
    """

    tool_changed = Signal(str)
    inspector_wanted = Signal()
    file_dropped = Signal(str)
    message = Signal(str, object, str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.process = ProcessScene()
        self.process.setParent(self)
        self.commands = EditCommands(document, self.process, self)
        self.tool = SELECT
        self._gesture: Gesture | None = None
        self.hovered: StepId | None = None
        self._is_space_down = False
        self._needs_first_view = True
        self._covered = 0
        self.setScene(self.process)
        self.setViewportMargins(0, HEADER_H, 0, 0)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 240)
        self.header = StageHeader(self)
        self.minimap = Minimap(self)
        self.zoom_control = ZoomControl(self)
        self.pad = ContextPad(self)
        self.name_editor = NameEditor(self)
        self.refusal = Refusal(self)
        self.find_box = FindBox(self)
        self.preview = preview.Preview(self)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.document.replaced.connect(self._show_template)
        self.document.changed.connect(self._follow_edit)
        self.document.analysed.connect(self._show_analysis)
        self.process.routes_wanted.connect(self.document.route)
        self.document.routed.connect(self.process.show_routes)
        self.process.selection_changed.connect(self._selection_changed)
        self.process.shown.connect(self._drawing_changed)
        self.commands.added.connect(self.rename)
        self.commands.reveal.connect(self.reveal)
        self.commands.message.connect(self.message)
        self.name_editor.done.connect(self.commands.rename)
        self.name_editor.closed.connect(self.pad.follow)
        self.refusal.gone.connect(self.clear_refusal)
        theme.changed.connect(self._restyle)

    # ------------------------------------------------------------------------------------ what it shows

    def _show_template(self, template: object) -> None:
        self.cancel_gesture()
        self.name_editor.finish(save=False)
        self.process.show_template(self.document.template)
        self.header.show_days({})
        self._needs_first_view = True
        self._first_view()

    def _follow_edit(self, before: object, after: object) -> None:
        self.cancel_gesture()
        self.preview.clear()
        self.process.apply(self.process.template, self.document.template)
        if self.name_editor.step and self.name_editor.step not in self.process.nodes:
            self.name_editor.finish(save=False)

    def _show_analysis(self, analysis: Analysis) -> None:
        self.process.show_analysis(analysis)
        self.header.show_days(analysis.days_by_stage)

    def _drawing_changed(self) -> None:
        self.extend_scene()
        self.view_moved()

    def _selection_changed(self) -> None:
        self.document.end_merge()
        self.preview.show_rework(self.process.selected)
        self.pad.follow()
        step_id = self.commands.only_selected()
        step = self.document.template.by_id.get(step_id) if step_id else None
        self.setAccessibleDescription(step.title if step is not None else "")

    def _restyle(self) -> None:
        self.process.restyle()
        self.minimap.refresh()
        self.header.update()
        self.viewport().update()

    def content_rect(self) -> QRectF:
        return self.process.content_rect()

    def view_moved(self) -> None:
        self.header.update()
        self.minimap.update()
        self.pad.follow()
        node = self.process.nodes.get(self.name_editor.step)
        if node is not None:
            self.name_editor.follow(node)

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way or a name is being typed."""
        return self._gesture is not None or bool(self.name_editor.step)

    # ------------------------------------------------------------------------------------- zoom and place

    def _first_view(self) -> None:
        """The whole if that is readable (50 % or more), else 100 % at the start of the process."""
        if not self._needs_first_view or not self.isVisible() or not self.process.nodes:
            return
        self._needs_first_view = False
        if self.fitting_zoom() >= 0.5:
            self.fit()
            return
        self.zoom_to(1.0)
        box = self.process.content_rect()
        start = self.process.nodes[self.document.template.order[0]].body()
        view = self.viewport().rect()
        if box.height() <= view.height() - 2 * MARGIN:
            middle = box.center().y()
        else:
            middle = max(box.top() + view.height() / 2 - MARGIN, start.center().y())
        self.centerOn(start.left() - MARGIN + view.width() / 2, middle)

    def reveal(self, step_id: StepId) -> None:
        """Bring a step into view, with some room around it."""
        node = self.process.nodes.get(step_id)
        if node is None:
            return
        body = self.mapFromScene(node.body()).boundingRect()
        view = self.viewport().rect().adjusted(24, 24, -24 - self._covered, -24)
        if view.contains(body):
            return
        room = view.adjusted(40, 40, -80, -40)  # beyond the card, so that its neighbours are seen too
        self.scroll_by(
            QPoint(
                min(0, body.left() - room.left()) or max(0, body.right() - room.right()),
                min(0, body.top() - room.top()) or max(0, body.bottom() - room.bottom()),
            )
        )

    def set_covered(self, width: int) -> None:
        """How many px at the right lie under another panel."""
        if width != self._covered:
            self._covered = width
            self._lay_corner()
            step_id = self.commands.only_selected()
            if width and step_id is not None:
                self.reveal(step_id)

    def _lay_corner(self) -> None:
        """Minimap and zoom control at the bottom right, 12 from the edges."""
        corner = QPoint(self.width() - 12 - self._covered, self.height() - 12)
        self.minimap.move(corner - QPoint(self.minimap.width(), self.minimap.height()))
        size: QSize = self.zoom_control.size()
        self.zoom_control.move(self.minimap.x() - 8 - size.width(), corner.y() - size.height())
        self.minimap.setVisible(self.width() > 560 and self.height() > 320)
        self.find_box.move(self.width() - self.find_box.width() - 12 - self._covered, HEADER_H + 12)

    def show_step(self, step_id: StepId) -> None:
        """Select a step and bring it into view (from the problems or the inspector)."""
        if step_id in self.process.nodes:
            self.process.select({step_id})
            self.reveal(step_id)

    def show_fix(self, fix: Fix | None) -> None:
        """Draw what a fix would do, or nothing any more."""
        self.preview.show_fix(fix)

    # ---------------------------------------------------------------------------------------- editing

    def set_tool(self, tool: str) -> None:
        """Choose "select", "pan" or "connect"."""
        self.cancel_gesture()
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
        self.show_cursor()

    def show_cursor(self) -> None:
        """The cursor of the tool."""
        shape = {PAN: Qt.CursorShape.OpenHandCursor, CONNECT: Qt.CursorShape.CrossCursor}
        tool = PAN if self._is_space_down else self.tool
        self.viewport().setCursor(shape.get(tool, Qt.CursorShape.ArrowCursor))

    def rename(self, step_id: StepId) -> None:
        """Open the name of a step for typing in its place."""
        node = self.process.nodes.get(step_id)
        if node is not None:
            self.name_editor.finish()
            self.reveal(step_id)
            self.pad.hide()
            self.name_editor.start(node)

    def add(self, kind: StepKind) -> None:
        """A new step after the selected one, or in the middle of the view."""
        after = self.commands.only_selected()
        self.commands.add(kind, after, None if after else self._free_middle())

    def add_join(self) -> None:
        """A milestone that waits for the selected steps."""
        self.commands.add_join(self._free_middle())

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

    def drag_new(self, at: QPoint) -> None:
        """A new card is dragged over the canvas (global position)."""
        view_at = self.viewport().mapFromGlobal(at)
        if self._gesture is None:
            self.begin(GhostGesture(self, view_at))
        elif isinstance(self._gesture, GhostGesture):
            self._gesture.move(view_at, Qt.KeyboardModifier.NoModifier)

    def drop_new(self, at: QPoint, kind: StepKind, after: StepId | None) -> None:
        """... and dropped."""
        gesture, view_at = self._gesture, self.viewport().mapFromGlobal(at)
        if isinstance(gesture, GhostGesture):
            place = gesture.place(view_at)
            self.cancel_gesture()
            if self.viewport().rect().contains(view_at):
                self.commands.add(kind, after, place)

    def start_connecting(self, step_id: StepId) -> None:
        """An arrow from this step follows the pointer until the next click."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        self.begin(ConnectGesture(self, at, step_id))
        self.setFocus()

    def drag_connection(self, at: QPoint, step_id: StepId) -> None:
        """An arrow is dragged out of the pad (global position)."""
        view_at = self.viewport().mapFromGlobal(at)
        if self._gesture is None:
            self.begin(ConnectGesture(self, view_at, step_id))
        self._gesture_move(view_at, Qt.KeyboardModifier.NoModifier)

    def drop_connection(self, at: QPoint) -> None:
        """... and dropped."""
        self._finish_gesture(self.viewport().mapFromGlobal(at), Qt.KeyboardModifier.NoModifier)

    # -------------------------------------------------------------------------------- refused arrows

    def show_refusal(self, problem: Problem, target: StepId, at: QPoint) -> None:
        """Why the arrow may not end here: the sentence, the cycle it would close, else the faded card."""
        cycle = problem.facts.get("steps")
        if problem.code == "edit.cycle" and isinstance(cycle, tuple):
            self.process.set_cycle(cycle)
        else:
            self.process.set_states(State.BARRED, {target})
        self.refusal.tell(refusal_words(problem), self.viewport().mapTo(self, at))

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

    def _gesture_move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self._gesture is not None:
            self._gesture.move(at, modifiers)

    def _finish_gesture(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(at, modifiers)
            self.pad.follow()

    def cancel_gesture(self) -> bool:
        """Esc: put everything back; whether there was something."""
        gesture, self._gesture = self._gesture, None
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
            self._gesture_move(at, event.modifiers())
            return
        point = self.mapToScene(at)
        node = self.process.node_at(point)
        port = canvas_press.port_at(self, point)
        self._hover(port[0] if port is not None else node.id if node is not None else None)
        if port is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
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

    # ------------------------------------------------------------------------------------ files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            event.acceptProposedAction()
            self.file_dropped.emit(url.toLocalFile())

    # -------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not canvas_keys.press(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.set_space_down(False)

    def set_space_down(self, is_down: bool) -> None:
        """While Space is down a drag pans."""
        self._is_space_down = is_down
        self.show_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_space_down(False)
        super().focusOutEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        # Qt asks here for the children too, and when one with the focus is hidden: then it is no wish of a person.
        if not self.hasFocus() or not self.document.template.steps:
            return super().focusNextPrevChild(is_next)
        self.commands.go_in_order(1 if is_next else -1)
        return True

    # ------------------------------------------------------------------------------------ view and words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), HEADER_H)
        self._lay_corner()
        self.extend_scene()
        self._first_view()
        self.view_moved()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_view()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_gesture()
        self.name_editor.finish()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        self.setAccessibleName(self.tr("Process drawing"))
        self.process.no_role = self.tr("No role")
        self.process.restyle()
        for part in (self.minimap, self.zoom_control, self.pad, self.find_box):
            part.retranslate()
        self.header.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
