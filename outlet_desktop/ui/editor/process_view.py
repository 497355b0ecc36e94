"""A process as it is shown: cards and arrows, stage header, minimap, zoom, what is in view. No editing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.finding import Finding
from outlet_desktop.domain.template import StepId
from outlet_desktop.ui.editor import preview
from outlet_desktop.ui.editor.card_words import selection_words
from outlet_desktop.ui.editor.commands import EditCommands
from outlet_desktop.ui.editor.document import Analysis, TemplateDocument
from outlet_desktop.ui.editor.minimap import Minimap, ZoomControl
from outlet_desktop.ui.editor.overlays import HEADER_H, StageHeader
from outlet_desktop.ui.editor.scene import ProcessScene
from outlet_desktop.ui.editor.zoom_view import MARGIN, ZoomView
from outlet_desktop.ui.theme import theme


class ProcessView(ZoomView):
    """Shows the template of a document. The part on top that edits it is `ProcessCanvas`."""

    def __init__(self, document: TemplateDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.process = ProcessScene()
        self.process.setParent(self)
        self.commands = EditCommands(document, self.process, self)
        self._needs_first_view = True
        self._covered = 0
        self.setScene(self.process)
        self.setViewportMargins(0, HEADER_H, 0, 0)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        self.header = StageHeader(self)
        self.minimap = Minimap(self)
        self.zoom_control = ZoomControl(self)
        self.preview = preview.Preview(self)
        document.replaced.connect(self._show_template)
        document.changed.connect(self._follow_edit)
        document.analysed.connect(self._show_analysis)
        document.routed.connect(self.process.show_routes)
        self.process.routes_wanted.connect(document.route)
        self.process.selection_changed.connect(self._selection_changed)
        self.process.shown.connect(self._drawing_changed)
        self.commands.reveal.connect(self.reveal)
        theme.changed.connect(self._restyle)

    # ------------------------------------------------------------------------------------ what it shows

    def _show_template(self, template: object) -> None:
        self.process.show_template(self.document.template)
        self.header.show_days({})
        self._needs_first_view = True
        self._first_view()

    def _follow_edit(self, before: object, after: object) -> None:
        self.preview.clear()
        self.process.follow(self.document.template)

    def _show_analysis(self, analysis: Analysis) -> None:
        self.process.show_analysis(analysis)
        self.header.show_days(analysis.days_by_stage)

    def _drawing_changed(self) -> None:
        self.extend_scene()
        self.view_moved()
        self._describe()

    def _selection_changed(self) -> None:
        self.document.end_merge()
        self.preview.show_rework(self.process.selected)
        self._describe()

    def _describe(self) -> None:
        """Say the selected card to those who do not see it."""
        words = selection_words(self.document.template, self.process.selected, self.commands.here)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if words and QAccessible.isActive() and self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

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

    def show_step(self, step_id: StepId) -> None:
        """Select a step and bring it into view (from the problems or the inspector)."""
        if step_id in self.process.nodes:
            self.process.select({step_id})
            self.reveal(step_id)

    def show_fix(self, finding: Finding | None, words: str = "") -> None:
        """Draw what the fix of a finding would do, in these words; None = nothing any more."""
        self.preview.show_finding(finding, words)

    def viewportEvent(self, event: QEvent) -> bool:
        self.process.catch_up()  # what is painted, clicked or pointed at is the newest
        return super().viewportEvent(event)

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

    def retranslate(self) -> None:
        """Word everything anew."""
        self.setAccessibleName(self.tr("Process drawing"))
        self.process.no_role = self.tr("No role")
        self.process.restyle()
        self.minimap.retranslate()
        self.zoom_control.retranslate()
        self.header.update()
        self._describe()
