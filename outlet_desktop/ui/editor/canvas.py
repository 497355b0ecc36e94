"""The canvas: a view of the process that a person edits by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.check import Fix
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor import canvas_keys, canvas_menus, preview
from outlet_desktop.ui.editor.commands import EditCommands
from outlet_desktop.ui.editor.context_pad import ContextPad
from outlet_desktop.ui.editor.document import Analysis, TemplateDocument
from outlet_desktop.ui.editor.find_box import FindBox
from outlet_desktop.ui.editor.items import NodeItem
from outlet_desktop.ui.editor.minimap import Minimap, ZoomControl
from outlet_desktop.ui.editor.overlays import HEADER_H, NameEditor, Refusal, StageHeader
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W, State
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.tools import (
    BandGesture,
    ConnectGesture,
    Gesture,
    GhostGesture,
    MoveGesture,
    PanGesture,
    refusal_words,
)
from outlet_desktop.ui.theme import theme, token

MIN_ZOOM, MAX_ZOOM, ZOOM_STEP = (float(token(f"canvas.zoom.{name}")) for name in ("min", "max", "step"))
FIT_MIN = 0.1  # a whole drawing of a thousand steps still fits
GRID: int = token("canvas.grid")
DOTS_FROM = 0.6
PORT_REACH = token("canvas.port.hit") / 2
EDGE_REACH = token("canvas.edge.hit") / 2
MARGIN = 40  # px around the drawing when it is fitted
SELECT, PAN, CONNECT = "select", "pan", "connect"


class ProcessCanvas(QGraphicsView):
    """Shows and edits the template of a document.

    Signals:
        zoom_changed: The zoom, 1 = 100 %.
        tool_changed: "select", "pan" or "connect".
        inspector_wanted: Enter was pressed on a step.
        file_dropped: Path of a file dropped here.
        message: (code, facts, kind): a toast.
    """

    zoom_changed = Signal(float)
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
        self._hovered: StepId | None = None
        self._is_space_down = False
        self._needs_first_view = True
        self._dots: tuple[float, str, QPixmap] | None = None
        self.setScene(self.process)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
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
        self._extend_scene()
        self._overlays_follow()

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

    def _extend_scene(self) -> None:
        """Let the view scroll until the drawing is nearly out of it, on every side."""
        box = self.process.content_rect()
        more_x = self.viewport().width() / self.zoom * 0.85
        more_y = self.viewport().height() / self.zoom * 0.85
        self.setSceneRect(box.adjusted(-more_x, -more_y, more_x, more_y))

    def _overlays_follow(self) -> None:
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

    @property
    def zoom(self) -> float:
        """1 = 100 %."""
        return self.transform().m11()

    def visible_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def zoom_to(self, zoom: float, anchor: QPoint | None = None, least: float = MIN_ZOOM) -> None:
        """Zoom; what is under `anchor` (of the viewport; None = its centre) stays there."""
        zoom = max(least, min(MAX_ZOOM, zoom))
        at = anchor if anchor is not None else self.viewport().rect().center()
        before = self.mapToScene(at)
        self.resetTransform()
        self.scale(zoom, zoom)
        self._extend_scene()
        self.scroll_by(self.mapFromScene(before) - at)
        self.zoom_changed.emit(zoom)
        self._overlays_follow()

    def zoom_step(self, steps: float, anchor: QPoint | None = None) -> None:
        """Larger (> 0) or smaller (< 0) by a factor of 1.2 each."""
        self.zoom_to(self.zoom * ZOOM_STEP**steps, anchor)

    def fit(self) -> None:
        """Show the whole process, at most at 100 %."""
        box = self.process.content_rect()
        if box.isEmpty():
            self.zoom_to(1.0)
            return
        self.zoom_to(min(1.0, self._fitting_zoom()), least=FIT_MIN)
        self.centerOn(box.center())

    def _fitting_zoom(self) -> float:
        box = self.process.content_rect()
        wide = (self.viewport().width() - 2 * MARGIN) / max(box.width(), 1)
        high = (self.viewport().height() - 2 * MARGIN) / max(box.height(), 1)
        return min(wide, high)

    def _first_view(self) -> None:
        """The whole if that is readable (50 % or more), else 100 % at the start of the process."""
        if not self._needs_first_view or not self.isVisible() or not self.process.nodes:
            return
        self._needs_first_view = False
        if self._fitting_zoom() >= 0.5:
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

    def scroll_by(self, way: QPoint) -> None:
        """Move the view over the scene, px."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + way.x())
        down.setValue(down.value() + way.y())

    def reveal(self, step_id: StepId) -> None:
        """Bring a step into view, with some room around it."""
        node = self.process.nodes.get(step_id)
        if node is not None:
            body = node.body()
            if self.visible_rect().adjusted(24, 24, -24, -24).contains(body):
                return
            self.ensureVisible(body, min(120, self.viewport().width() // 4), 64)

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
            self._begin(GhostGesture(self, view_at))
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
        self._begin(ConnectGesture(self, at, step_id))
        self.setFocus()

    def drag_connection(self, at: QPoint, step_id: StepId) -> None:
        """An arrow is dragged out of the pad (global position)."""
        view_at = self.viewport().mapFromGlobal(at)
        if self._gesture is None:
            self._begin(ConnectGesture(self, view_at, step_id))
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

    def _begin(self, gesture: Gesture) -> None:
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
            self._begin(PanGesture(self, at))
        elif button == Qt.MouseButton.LeftButton:
            self._press(at, event.modifiers())

    def _press(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        point = self.mapToScene(at)
        port = self._port_at(point)
        node = self.process.node_at(point)
        if port is not None:
            self._begin(ConnectGesture(self, at, port[0], forward=port[1]))
            return
        if self.tool == CONNECT and node is not None:
            self._begin(ConnectGesture(self, at, node.id))
            return
        end = self._edge_end_at(point)
        if end is not None and node is None:
            pair, moves_target = end
            fixed = pair[0] if moves_target else pair[1]
            self._begin(ConnectGesture(self, at, fixed, forward=moves_target, replaced=pair))
        elif node is not None:
            self._press_node(node, at, modifiers)
        elif (edge := self.process.edge_near(point, EDGE_REACH / self.zoom)) is not None:
            pair = (edge.source, edge.target)
            is_more = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
            if is_more:
                self.process.select(self.process.selected, self.process.selected_flows ^ {pair})
            else:
                self.process.select((), {pair})
        else:
            self._begin(BandGesture(self, at))

    def _press_node(self, node: NodeItem, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        selected = self.process.selected
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.process.select(selected ^ {node.id})
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.process.select(selected | {node.id})
        elif node.id not in selected:
            self.process.select({node.id})
        if node.id in self.process.selected:
            is_plain = modifiers == Qt.KeyboardModifier.NoModifier and len(selected) > 1
            self._begin(MoveGesture(self, at, node.id, narrows=is_plain))

    def _port_at(self, point: QPointF) -> tuple[StepId, bool] | None:
        """(step, whether it is its way out) of a shown port under a scene point."""
        reach = PORT_REACH / self.zoom
        shown = [one for one in (self.commands.only_selected(), self._hovered) if one is not None]
        for step_id in shown:
            node = self.process.nodes.get(step_id)
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

    def _edge_end_at(self, point: QPointF) -> tuple[tuple[StepId, StepId], bool] | None:
        """(arrow, whether its target end) of a selected arrow whose end is under a scene point."""
        reach = PORT_REACH / self.zoom
        for pair in self.process.selected_flows:
            points = self.process.edges[pair].points
            for end, is_target in ((points[-1], True), (points[0], False)):
                if abs(end[0] - point.x()) <= reach and abs(end[1] - point.y()) <= reach:
                    return pair, is_target
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._gesture is not None:
            self._gesture_move(at, event.modifiers())
            return
        point = self.mapToScene(at)
        node = self.process.node_at(point)
        port = self._port_at(point)
        self._hover(port[0] if port is not None else node.id if node is not None else None)
        if port is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.show_cursor()

    def _hover(self, step_id: StepId | None) -> None:
        if step_id != self._hovered:
            for one, on in ((self._hovered, False), (step_id, True)):
                if one is not None and one in self.process.nodes:
                    self.process.nodes[one].set_state(State.HOVER, on)
            self._hovered = step_id
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        way = pixels if not pixels.isNull() else QPoint(round(angle.x() * 0.6), round(angle.y() * 0.6))
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step((angle.y() or angle.x()) / 120, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(-(way.y() or way.x()), 0))
        else:
            self.scroll_by(-way)
        event.accept()

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

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._overlays_follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), HEADER_H)
        corner = QRect(QPoint(0, 0), self.size()).bottomRight() - QPoint(11, 11)
        self.minimap.move(corner - QPoint(self.minimap.width(), self.minimap.height()))
        size: QSize = self.zoom_control.size()
        self.zoom_control.move(self.minimap.x() - 8 - size.width(), corner.y() - size.height())
        self.minimap.setVisible(self.width() > 560 and self.height() > 320)
        self.find_box.move(self.width() - self.find_box.width() - 12, HEADER_H + 12)
        self._extend_scene()
        self._first_view()
        self._overlays_follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_view()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel_gesture()
        self.name_editor.finish()
        super().hideEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, theme.color("canvas.bg"))
        zoom = self.zoom
        if zoom < DOTS_FROM:
            return
        world = painter.worldTransform()
        tile = self._dot_tile(zoom)
        brush = QBrush(tile)
        scale = GRID * zoom / tile.width()
        brush.setTransform(QTransform(scale, 0, 0, scale, world.dx(), world.dy()))
        area = painter.worldTransform().mapRect(QRectF(rect))
        painter.resetTransform()
        painter.fillRect(area, brush)
        painter.setWorldTransform(world)

    def _dot_tile(self, zoom: float) -> QPixmap:
        """One cell of the dot grid as a texture."""
        if self._dots is None or self._dots[:2] != (zoom, theme.name):
            side = max(4, round(GRID * zoom))
            tile = QPixmap(side, side)
            tile.fill(QColor(0, 0, 0, 0))
            dot = 2 if zoom > 1.4 else 1
            painter = QPainter(tile)
            painter.fillRect(0, 0, dot, dot, theme.color("canvas.dot"))
            painter.end()
            self._dots = (zoom, theme.name, tile)
        return self._dots[2]

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
