"""The view of a process: mouse, wheel and keys become gestures and commands; overlays keep their size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.cards import CARD_HEIGHT, CARD_WIDTH, GRID
from outlet_desktop.domain.file_format import FILE_ENDING
from outlet_desktop.domain.template import StepId, StepKind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor.canvas_keys import CanvasKeys
from outlet_desktop.ui.editor.canvas_menu import canvas_menu
from outlet_desktop.ui.editor.commands import EditCommands
from outlet_desktop.ui.editor.context_pad import ContextPad, kind_menu
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.items import EdgeItem, NodeItem
from outlet_desktop.ui.editor.minimap import Minimap, ZoomControl
from outlet_desktop.ui.editor.overlays import HEADER_H, NameEditor, Refusal, StageHeader
from outlet_desktop.ui.editor.painting import State
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.tools import (
    BandGesture,
    ConnectGesture,
    Gesture,
    GhostGesture,
    MoveGesture,
    PanGesture,
)
from outlet_desktop.ui.messages import problem_words
from outlet_desktop.ui.theme import theme, token

ZOOM_STEP: float = token("canvas.zoom.step")
ZOOM_MAX: float = token("canvas.zoom.max")
ZOOM_MIN = 0.05  # a fit of a very large drawing; by hand down to the token's minimum
DOTS_FROM = 0.6
PORT_HIT: int = token("canvas.port.hit") // 2
EDGE_HIT: int = token("canvas.edge.hit") // 2
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class ProcessCanvas(QGraphicsView):
    """The drawing.

    Signals:
        tool_changed: "select", "pan" or "connect".
        zoom_changed: The zoom, 1.0 = 100 %.
        inspect: A person wants to edit the selected step (Enter).
        file_dropped: Path of a process file dropped here.
    """

    tool_changed = Signal(str)
    zoom_changed = Signal(float)
    inspect = Signal()
    file_dropped = Signal(str)

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.process = ProcessScene()
        self.commands = EditCommands(document, self.process, self)
        self.tool = "select"
        self.gesture: Gesture | None = None
        self._is_sticky = False  # a gesture that began by a click and ends by the next one
        self._space_held = False
        self._hovered: StepId = ""
        self._needs_home = True
        self._dots: tuple[float, str, QPixmap] | None = None
        self._keys = CanvasKeys(self)
        self._set_up()
        self.header = StageHeader(self)
        self.minimap = Minimap(self)
        self.zoom_control = ZoomControl(self)
        self.pad = ContextPad(self)
        self.name_editor = NameEditor(self)
        self.refusal = Refusal(self)
        self._connect()
        self.retranslate()

    def _set_up(self) -> None:
        self.setScene(self.process)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, HEADER_H, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setObjectName("processCanvas")

    def _connect(self) -> None:
        document, scene = self.document, self.process
        document.changed.connect(self._follow_edit)
        document.replaced.connect(self._show_new)
        document.analysed.connect(self._show_analysis)
        scene.selection_changed.connect(self._selection_changed)
        self.commands.added.connect(self.rename)
        self.commands.reveal.connect(self.reveal)
        self.name_editor.done.connect(self.commands.rename)
        self.name_editor.closed.connect(self.pad.follow)
        self.refusal.gone.connect(self.clear_refusal)
        theme.changed.connect(self.restyle)

    # -------------------------------------------------------------------------------------- document

    def _follow_edit(self, before: object, after: object) -> None:
        self.end_gesture()
        self.process.apply(self.process.template, self.document.template)
        self.header.update()
        self._place_overlays()

    def _show_new(self, template: object) -> None:
        self.end_gesture()
        self.name_editor.finish(save=False)
        self._hovered = ""
        self.process.show_template(self.document.template)
        self.header.show_days({})
        self._needs_home = True
        if self.isVisible():
            self.go_home()

    def _show_analysis(self, analysis: object) -> None:
        found = self.document.analysis
        self.process.show_analysis(found)
        self.header.show_days(found.days_by_stage)

    def restyle(self) -> None:
        """Another theme or font."""
        self._dots = None
        self.process.restyle()
        self.minimap.refresh()
        self.header.update()
        self.viewport().update()

    def retranslate(self) -> None:
        """Word everything anew."""
        self.process.no_role = self.tr("No role")
        self.setAccessibleName(self.tr("Drawing of the process"))
        for overlay in (self.minimap, self.zoom_control, self.pad):
            overlay.retranslate()
        self.restyle()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # ------------------------------------------------------------------------------------- the view

    @property
    def zoom(self) -> float:
        """Scale of the view; 1.0 = 100 %."""
        return self.transform().m11()

    @property
    def is_busy(self) -> bool:
        """Whether a gesture or a name editor is in the way of the pad."""
        return self.gesture is not None or bool(self.name_editor.step)

    def visible_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Another scale; what is at the viewport point `at` (the middle) stays there."""
        zoom = max(ZOOM_MIN, min(ZOOM_MAX, zoom))
        at = at if at is not None else self.viewport().rect().center()
        point = self.mapToScene(at)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        away = self.mapFromScene(point) - at
        self.scroll_by(away)
        self._view_moved()
        self.zoom_changed.emit(zoom)

    def zoom_step(self, steps: float, at: QPoint | None = None) -> None:
        """Larger or smaller by steps of 1.2."""
        low = min(self.zoom, float(token("canvas.zoom.min")))
        self.zoom_to(max(low, self.zoom * ZOOM_STEP**steps), at)

    def fit(self) -> None:
        """Show the whole drawing, at most at 100 %."""
        box = self.process.content_rect()
        if box.isEmpty():
            self.zoom_to(1.0)
            return
        view = self.viewport().rect().adjusted(32, 32, -32, -48)
        self.zoom_to(min(1.0, view.width() / box.width(), view.height() / box.height()))
        self.centerOn(box.center() + QPointF(0, 8 / self.zoom))
        self._view_moved()

    def go_home(self) -> None:
        """The beginning of the process at 100 %; all of it where it has room."""
        self._needs_home = False
        box = self.process.content_rect()
        self.zoom_to(1.0)
        view = self.viewport().rect()
        x = box.center().x() if box.width() + 64 <= view.width() else box.left() - 32 + view.width() / 2
        y = box.center().y()
        if box.height() + 64 > view.height() and self.document.template.order:
            y = self.process.nodes[self.document.template.order[0]].body().center().y()
        self.centerOn(x, y)
        self._view_moved()

    def reveal(self, step_id: StepId) -> None:
        """Bring a step into view, with room for the pad beside it."""
        node = self.process.nodes.get(step_id)
        if node is None:
            return
        box = node.body().adjusted(-24, -24, 96, 72)
        if not self.visible_rect().contains(box):
            self.ensureVisible(box, 24, 24)
            self._view_moved()

    def scroll_by(self, way: QPoint) -> None:
        """Move the view by viewport pixels."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + way.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + way.y())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._view_moved()

    def _view_moved(self) -> None:
        self.header.update()
        self.minimap.update()
        self._place_overlays()

    def _place_overlays(self) -> None:
        if self.name_editor.step:
            node = self.process.nodes.get(self.name_editor.step)
            if node is None:
                self.name_editor.finish(save=False)
            else:
                self.name_editor.follow(node)
        self.pad.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), HEADER_H)
        corner = QPoint(self.width() - 12, self.height() - 12)
        self.minimap.move(corner.x() - self.minimap.width(), corner.y() - self.minimap.height())
        self.zoom_control.move(
            self.minimap.x() - 8 - self.zoom_control.width(), corner.y() - self.zoom_control.height()
        )
        if self._needs_home and self.process.nodes:
            self.go_home()
        self._view_moved()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        zoom = self.zoom
        device = self.viewport().rect() if rect is None else self.mapFromScene(rect).boundingRect().adjusted(-2, -2, 2, 2)
        painter.save()
        painter.resetTransform()
        painter.fillRect(device, theme.color("canvas.bg"))
        if zoom >= DOTS_FROM:
            origin = self.mapFromScene(QPointF(0, 0))
            brush = QBrush(self._dot_tile(zoom))
            tile = GRID * zoom
            brush.setTransform(
                QTransform.fromTranslate(origin.x() % tile, origin.y() % tile).scale(
                    tile / brush.texture().width(), tile / brush.texture().height()
                )
            )
            painter.fillRect(device, brush)
        painter.restore()

    def _dot_tile(self, zoom: float) -> QPixmap:
        if self._dots is None or self._dots[:2] != (zoom, theme.name):
            side = max(4, round(GRID * zoom))
            tile = QPixmap(side, side)
            tile.fill(QColor(0, 0, 0, 0))
            painter = QPainter(tile)
            painter.fillRect(0, 0, 2 if zoom > 1.4 else 1, 2 if zoom > 1.4 else 1, theme.color("canvas.dot"))
            painter.end()
            self._dots = (zoom, theme.name, tile)
        return self._dots[2]

    # ---------------------------------------------------------------------------------------- tools

    def set_tool(self, tool: str) -> None:
        """ "select", "pan" or "connect"."""
        self.end_gesture()
        if tool == "connect" and (only := self.commands.only_selected()) is not None:
            self.start_connecting(only)
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
        self.show_cursor()

    def show_cursor(self) -> None:
        """The pointer of the tool."""
        shape = {
            "select": Qt.CursorShape.ArrowCursor,
            "pan": Qt.CursorShape.OpenHandCursor,
            "connect": Qt.CursorShape.CrossCursor,
        }[self.tool]
        if self._space_held:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    def set_space_held(self, held: bool) -> None:
        """Space pans while it is held."""
        self._space_held = held
        if self.gesture is None:
            self.show_cursor()

    def new_step(self, kind: StepKind | str) -> None:
        """A new step by key or tool bar: after the only selected one, connected; else in the middle of the view."""
        if kind == "join":
            self.commands.add_join(self._free_middle())
            return
        only = self.commands.only_selected()
        self.commands.add(StepKind(kind), only, None if only else self._free_middle())

    def _free_middle(self) -> tuple[int, int]:
        middle = self.visible_rect().center()
        at = edit.snap(middle.x() - CARD_WIDTH / 2), edit.snap(middle.y() - CARD_HEIGHT / 2)
        return edit.free_place(self.document.template, at)

    def rename(self, step_id: StepId) -> None:
        """Type the name of a step in its place."""
        node = self.process.nodes.get(step_id)
        if node is not None:
            self.name_editor.finish()
            self.reveal(step_id)
            self.pad.hide()
            self.name_editor.start(node)

    def end_gesture(self) -> bool:
        """Cancel the gesture under way; whether there was one."""
        gesture, self.gesture, self._is_sticky = self.gesture, None, False
        if gesture is None:
            return False
        gesture.cancel()
        self.pad.follow()
        return True

    def start_connecting(self, step_id: StepId) -> None:
        """Draw an arrow from this step: it follows the pointer until the next click."""
        self.end_gesture()
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        self.gesture = ConnectGesture(self, at, step_id)
        self._is_sticky = True
        self.pad.hide()

    # What the pad drags out of itself; positions are global.

    def drag_new(self, at: QPoint) -> None:
        """The outline of a new card follows the pointer."""
        here = self.viewport().mapFromGlobal(at)
        if self.gesture is None:
            self.gesture = GhostGesture(self, here)
        self.gesture.move(here, Qt.KeyboardModifier.NoModifier)

    def drop_new(self, at: QPoint, kind: StepKind, after: StepId) -> None:
        """The new card is dropped."""
        gesture = self.gesture
        here = self.viewport().mapFromGlobal(at)
        self.end_gesture()
        if isinstance(gesture, GhostGesture) and self.viewport().rect().contains(here):
            self.commands.add(kind, after, gesture.place(here))

    def drag_connection(self, at: QPoint, step_id: StepId) -> None:
        """An arrow is dragged out of the pad."""
        here = self.viewport().mapFromGlobal(at)
        if self.gesture is None:
            self.gesture = ConnectGesture(self, here, step_id)
        self.gesture.move(here, Qt.KeyboardModifier.NoModifier)

    def drop_connection(self, at: QPoint) -> None:
        """It is dropped."""
        if self.gesture is not None:
            self._release(self.viewport().mapFromGlobal(at), Qt.KeyboardModifier.NoModifier)

    def offer_kinds(self, at: QPoint, fixed: StepId, forward: bool) -> None:
        """An arrow ended in empty space: which step should be there?"""
        point = self.mapToScene(at)
        y = edit.snap(point.y() - CARD_HEIGHT / 2)
        x = edit.snap(point.x() if forward else point.x() - CARD_WIDTH)

        def chosen(kind: StepKind) -> None:
            if forward:
                self.commands.add(kind, fixed, (x, y))
            else:
                self.commands.add_before(kind, fixed, (x, y))

        kind_menu(self, chosen).popup(self.viewport().mapToGlobal(at))

    # --------------------------------------------------------------------------------------- refusal

    def show_refusal(self, problem: Problem, target: StepId, at: QPoint) -> None:
        """Say why an arrow may not be drawn; a cycle is shown on the drawing."""
        steps = problem.facts.get("steps", ())
        if problem.code == "edit.cycle" and isinstance(steps, tuple):
            self.process.set_cycle(frozenset(steps))
        else:
            self.process.set_states(State.BARRED, {target})
        self.refusal.tell(problem_words(problem), self.viewport().mapTo(self, at))

    def linger_refusal(self) -> None:
        """The arrow was let go: the words stay until the next press, or for a while."""
        self.refusal.linger()

    def clear_refusal(self) -> None:
        """Nothing is refused."""
        self.refusal.clear()
        self.process.set_cycle(())
        self.process.set_states(State.BARRED, ())

    # ----------------------------------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, modifiers = event.position().toPoint(), event.modifiers()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.name_editor.finish()
        self.clear_refusal()
        if self._is_sticky:
            return
        if event.button() == _MIDDLE or (event.button() == _LEFT and (self._space_held or self.tool == "pan")):
            self._begin(PanGesture(self, at))
        elif event.button() == _LEFT:
            self._press(at, modifiers)

    def _begin(self, gesture: Gesture) -> None:
        self.end_gesture()
        self.gesture = gesture
        self.pad.hide()

    def _press(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        point, scene = self.mapToScene(at), self.process
        port = self._port_at(point)
        if port is not None:
            self._begin(ConnectGesture(self, at, port[0].id, forward=port[1]))
            return
        node = scene.node_at(point)
        if node is not None and self.tool == "connect":
            self._begin(ConnectGesture(self, at, node.id))
        elif node is not None:
            self._press_node(node, at, modifiers)
        elif (edge := scene.edge_near(point, EDGE_HIT / self.zoom)) is not None:
            self._press_edge(edge, point, at, modifiers)
        else:
            self._begin(BandGesture(self, at))

    def _press_node(self, node: NodeItem, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        selected = self.process.selected
        if modifiers & _CTRL:
            self.process.select(selected ^ {node.id})
            return
        if modifiers & _SHIFT:
            self.process.select(selected | {node.id})
        elif node.id not in selected:
            self.process.select({node.id})
        narrows = node.id in selected and len(selected) > 1 and not modifiers & _SHIFT
        self._begin(MoveGesture(self, at, node.id, narrows))

    def _press_edge(
        self, edge: EdgeItem, point: QPointF, at: QPoint, modifiers: Qt.KeyboardModifier
    ) -> None:
        pair = (edge.source, edge.target)
        chosen = self.process.selected_flows
        if pair in chosen and not modifiers & (_SHIFT | _CTRL):
            reach = 20 / self.zoom
            for end, fixed, forward in ((edge.points[-1], edge.source, True), (edge.points[0], edge.target, False)):
                if (point - QPointF(*end)).manhattanLength() <= reach:
                    self._begin(ConnectGesture(self, at, fixed, forward=forward, replaced=pair))
                    return
        if modifiers & _CTRL:
            self.process.select(self.process.selected, chosen ^ {pair})
        elif modifiers & _SHIFT:
            self.process.select(self.process.selected, chosen | {pair})
        else:
            self.process.select((), {pair})

    def _port_at(self, point: QPointF) -> tuple[NodeItem, bool] | None:
        """The shown port under a point: (step, whether arrows leave it)."""
        reach = min(PORT_HIT, 10) / max(self.zoom, 0.5)
        shown = {self._hovered, *(self.process.selected if len(self.process.selected) == 1 else ())}
        for step_id in shown:
            node = self.process.nodes.get(step_id)
            if node is not None:
                enter, leave = node.port_points()
                if (point - leave).manhattanLength() <= reach:
                    return node, True
                if (point - enter).manhattanLength() <= reach:
                    return node, False
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.gesture is not None:
            self.gesture.move(at, event.modifiers())
            return
        self._hover(at)

    def _hover(self, at: QPoint) -> None:
        point = self.mapToScene(at)
        port = self._port_at(point)
        node = port[0] if port is not None else self.process.node_at(point)
        hovered = node.id if node is not None else ""
        if hovered != self._hovered:
            for step_id, on in ((self._hovered, False), (hovered, True)):
                if step_id in self.process.nodes:
                    self.process.nodes[step_id].set_state(State.HOVER, on)
            self._hovered = hovered
            self.viewport().setToolTip(self._tip(node))
        if port is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.show_cursor()

    def _tip(self, node: NodeItem | None) -> str:
        """The whole name, where the card cuts it off or shows none."""
        if node is None:
            return ""
        is_cut = self.zoom < 0.5 or " ".join(node.look.lines) != " ".join(node.step.title.split())
        return node.step.title if is_cut else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.gesture is not None and event.button() in (_LEFT, _MIDDLE):
            self._release(event.position().toPoint(), event.modifiers())

    def _release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        gesture, self.gesture, self._is_sticky = self.gesture, None, False
        if gesture is not None:
            gesture.move(at, modifiers)
            gesture.release(at, modifiers)
        if isinstance(gesture, ConnectGesture) and self.tool == "connect":
            self.set_tool("select")
        self.pad.follow()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT or self.tool != "select" or self._space_held:
            return
        self.end_gesture()
        point = self.mapToScene(event.position().toPoint())
        node = self.process.node_at(point)
        if node is not None:
            self.process.select({node.id})
            self.rename(node.id)
        elif self.process.edge_near(point, EDGE_HIT / self.zoom) is None:
            at = edit.snap(point.x() - CARD_WIDTH / 2), edit.snap(point.y() - CARD_HEIGHT / 2)
            self.commands.add(StepKind.TASK, None, at)

    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered in self.process.nodes:
            self.process.nodes[self._hovered].set_state(State.HOVER, False)
        self._hovered = ""
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        steps = turn.y() or turn.x()  # Alt and Shift swap the axes on some platforms
        if event.modifiers() & _CTRL:
            self.zoom_step(steps / 120, event.position().toPoint())
        elif not event.pixelDelta().isNull() and not event.modifiers() & _SHIFT:
            self.scroll_by(-event.pixelDelta())
        elif event.modifiers() & _SHIFT:
            self.scroll_by(QPoint(-round(steps * 0.8), 0))
        else:
            self.scroll_by(QPoint(-round(turn.x() * 0.8), -round(turn.y() * 0.8)))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.end_gesture()
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.viewport().mapFrom(self, event.pos()) if is_key else event.pos()
        point = self.mapToScene(at)
        if is_key and (only := self.commands.only_selected()) is not None:
            point = self.process.nodes[only].body().center()
        node = self.process.node_at(point)
        edge = None if node is not None else self.process.edge_near(point, EDGE_HIT / self.zoom)
        if node is not None and node.id not in self.process.selected:
            self.process.select({node.id})
        elif edge is not None:
            self.process.select((), {(edge.source, edge.target)})
        elif node is None:
            self.process.select(())
        self.pad.hide()
        menu = canvas_menu(self, node, edge, point)
        menu.aboutToHide.connect(self.pad.follow)
        menu.popup(self.viewport().mapToGlobal(self.mapFromScene(point)))

    # ------------------------------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.set_space_held(False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if not self.document.template.steps:
            return super().focusNextPrevChild(next)
        self.commands.go_in_order(1 if next else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_space_held(False)
        super().focusOutEvent(event)

    def _selection_changed(self) -> None:
        self.document.end_merge()
        self.pad.follow()

    # ----------------------------------------------------------------------------------- dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _file_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.file_dropped.emit(path)


def _file_of(data: QMimeData) -> str:
    """Path of the process file in what is dragged, "" when there is none."""
    for url in data.urls():
        path = url.toLocalFile()
        if path.endswith((FILE_ENDING, ".json")):
            return path
    return ""
