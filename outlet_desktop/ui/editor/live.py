"""A running outlet on its drawing: where it stands, what is late, whom it waits for. Looked at, not edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningId, Status
from outlet_desktop.domain.template import Step, StepId, StepKind, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.control_blocks import status_icon
from outlet_desktop.ui.controls import FilterChip, Icon, hairline, label, link_button, secondary_button
from outlet_desktop.ui.editor import routing
from outlet_desktop.ui.editor.critical import CriticalPath
from outlet_desktop.ui.editor.document import Analysis
from outlet_desktop.ui.editor.drawing_view import DrawingView
from outlet_desktop.ui.editor.live_items import LiveItem, LiveJoin, LiveMark, marks_of, tip_of
from outlet_desktop.ui.editor.loading import placed
from outlet_desktop.ui.editor.overlays import HEADER_H, paint_stages
from outlet_desktop.ui.editor.paper import Paper
from outlet_desktop.ui.editor.scene import ROUTED_AT_ONCE, ProcessScene
from outlet_desktop.ui.focus_ring import wants_ring
from outlet_desktop.ui.key_table import DRAWING
from outlet_desktop.ui.messages import format_date, signed_days, words
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.text_size import fix_height
from outlet_desktop.ui.theme import theme

_SHOWN = (Status.LATE, Status.BLOCKED, Status.RISK, Status.ACTIVE, Status.DONE, Status.IDLE)


@dataclass(frozen=True, slots=True)
class LiveOutlet:
    """An outlet with the drawing it was launched with."""

    row: OutletRow
    template: Template
    routes: Mapping[routing.Pair, tuple[routing.Point, ...]] = field(default_factory=dict)  # of a large drawing


def load_outlet(office: Office, opening: OpeningId) -> LiveOutlet:
    """Read an outlet and its pinned revision; blocking."""
    request = office.request_of(opening)
    template = placed(office.template(request.template_id, request.revision))
    routes = routing.routes(template) if len(template.steps) > ROUTED_AT_ONCE else {}
    return LiveOutlet(office.outlet(opening), template, routes)


class LiveScene(ProcessScene):
    """The drawing of an outlet; `marks` are the states of its steps."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: Mapping[StepId, LiveMark] = {}
        self.routes: Mapping[routing.Pair, tuple[routing.Point, ...]] = {}
        self.routes_wanted.connect(lambda template: self.show_routes(template, self.routes))

    def show_marks(self, marks: Mapping[StepId, LiveMark]) -> None:
        """Other states of the same steps."""
        self.marks = marks
        for step_id, item in self.nodes.items():
            if isinstance(item, LiveItem | LiveJoin):
                item.show_mark(marks.get(step_id, LiveMark()))

    def _add_node(self, step: Step) -> None:
        look, mark = self._look(step), self.marks.get(step.id, LiveMark())
        item: LiveItem | LiveJoin
        if routing.is_join(self.template, step.id):
            x, top, bottom = routing.join_bar(self.template, step.id)
            item = LiveJoin(step, look, x, top, bottom, self._counts(step.id), mark)
        else:
            item = LiveItem(step, look, self.sprites, mark)
        self.nodes[step.id] = item
        self.addItem(item)


class LiveHeader(QWidget):
    """Stages with how many of their steps are done."""

    def __init__(self, view: LiveView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def words(self, stage: str) -> tuple[str, bool]:
        """`3/7` of a stage."""
        marks = self._view.process.marks
        inside = [step.id for step in self._view.process.template.steps if step.stage == stage]
        done = sum(marks[one].status is Status.DONE for one in inside if one in marks)
        return f"{done}/{len(inside)}", False

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stages(self, self._view, self._view.process.bands, self.words)


class LiveView(DrawingView):
    """The drawing with the states on its cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.process: LiveScene = LiveScene()
        super().__init__(self.process, parent)
        self.header: LiveHeader = LiveHeader(self)
        self._needs_first = True

    def show_outlet(self, outlet: LiveOutlet) -> None:
        """Draw it; the place of the view stays while the drawing is the same."""
        marks = marks_of(outlet.row)
        self.tips = {step.step: tip_of(step) for step in outlet.row.steps}
        if outlet.template == self.process.template:
            self.process.show_marks(marks)
            self.header.update()
            return
        self.process.marks, self.process.routes = marks, outlet.routes
        self.process.show_template(outlet.template)
        critical = frozenset(step.step for step in outlet.row.steps if step.critical)
        pairs = frozenset(
            (flow.source, flow.target)
            for flow in outlet.template.flows
            if flow.source in critical and flow.target in critical
        )
        self.process.show_analysis(Analysis(outlet.template, critical=CriticalPath(flows=pairs)))
        self._needs_first = True
        self._first_view()

    def _first_view(self) -> None:
        """The whole where that is readable, else what is under way at 100 %."""
        if not self._needs_first or not self.isVisible() or not self.process.nodes:
            return
        self._needs_first = False
        if self.fitting_zoom() >= 0.6:
            self.fit()
            return
        self.zoom_to(1.0)
        going = [one for one, mark in self.process.marks.items() if mark.status not in (Status.DONE, Status.IDLE)]
        here = next((one for one in going if one in self.process.nodes), next(iter(self.process.nodes)))
        self.centerOn(self.process.nodes[here].body().center())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), HEADER_H)
        self.extend_scene()
        self._first_view()
        self.view_moved()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._first_view()
        return super().event(event)


class LivePage(QWidget):
    """The drawing of one outlet under a bar with its dates and how many steps stand how.

    Signals:
        closed: Back to where one came from. `outlet_wanted`: The page of the outlet shall be opened.
        refused: A Problem of the office. `renamed`: The words of the top bar have changed.
    """

    closed = Signal()
    outlet_wanted = Signal(str)
    refused = Signal(object)
    renamed = Signal()

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self.opening: OpeningId = ""
        self.outlet: LiveOutlet | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        fix_height(bar, 40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.chips = {
            status: FilterChip(status_icon(status.value), "", 0, f"status.{status.value}.fill") for status in _SHOWN
        }
        for chip in self.chips.values():
            chip.setCheckable(False)
            chip.clicked.connect(lambda _=False, chip=chip: self._go_to(chip))
            row.addWidget(chip)
        row.addStretch(1)
        self.dates = label("", "body", "secondary", tabular=True)
        row.addWidget(self.dates)
        column.addWidget(bar)
        column.addWidget(hairline())
        self.view = LiveView()
        wants_ring(self.view)
        column.addWidget(self.view, 1)
        self.view.step_chosen.connect(self.view.choose)
        self.view.step_opened.connect(lambda _step: self.outlet_wanted.emit(self.opening))
        theme.changed.connect(self.update)
        self.keys = PlaceKeys(DRAWING, parent=self)
        for name, run in (
            ("drawing.close", self.closed.emit),
            ("drawing.fit", self.view.fit),
            ("drawing.actual", lambda: self.view.zoom_to(1.0)),
            ("drawing.larger", lambda: self.view.zoom_step(1)),
            ("drawing.smaller", lambda: self.view.zoom_step(-1)),
        ):
            self.keys.on(name, run, owner=self)
        self.retranslate()

    def start(self, opening: OpeningId) -> None:
        """Show this outlet."""
        if opening != self.opening:
            self.opening, self.outlet = opening, None
        self.reload()

    def reload(self) -> None:
        """Read the outlet anew."""
        opening = self.opening
        self._background.run(
            lambda: load_outlet(self._office, opening), self._take, otherwise=self._refuse, slot=f"live:{id(self)}"
        )

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(problem)
        if self.outlet is None:
            self.closed.emit()

    def _take(self, outlet: LiveOutlet) -> None:
        if outlet.row.opening != self.opening:
            return
        self.outlet = outlet
        self.view.process.no_role = self.tr("No role")
        self.view.show_outlet(outlet)
        self._show_bar()
        self.renamed.emit()

    def _show_bar(self) -> None:
        row = self.outlet.row if self.outlet is not None else None
        counts = Counter(step.status for step in row.steps if step.kind is not StepKind.MILESTONE) if row else {}
        for status, chip in self.chips.items():
            chip.set_text(words(f"report.status_{status.value}"))
            chip.set_count(counts.get(status, 0))
            chip.setVisible(counts.get(status, 0) > 0)
        if row is None:
            self.dates.setText("")
            return
        finish = row.finished_on or row.p50 or row.forecast_finish
        text = self.tr("target {target} · forecast {finish}").format(
            target=format_date(row.target), finish=format_date(finish)
        )
        self.dates.setText(text + (f" · {signed_days(row.slip_days)}" if row.slip_days else ""))

    def _go_to(self, chip: FilterChip) -> None:
        """The next step of that status, after the one that is chosen."""
        status = next(status for status, one in self.chips.items() if one is chip)
        marks, order = self.view.process.marks, self.view.process.template.order
        found = [one for one in order if one in marks and marks[one].status is status]
        if found:
            here = next(iter(self.view.process.selected), "")
            self.view.choose(found[(found.index(here) + 1) % len(found)] if here in found else found[0])
            self.view.setFocus()

    def paper(self, today: str) -> Paper:
        """The drawing for print."""
        row = self.outlet.row if self.outlet is not None else None
        title = ", ".join(part for part in (row.city, row.address) if part) if row is not None else ""
        note = f"{row.template}, v{row.revision} · {self.dates.text()} · {today}" if row is not None else today
        return Paper(self.view.process, title, note, lambda stage: self.view.header.words(stage)[0])

    # -------------------------------------------------------------------------------------- the top bar

    def heading(self) -> QWidget:
        """Processes > the process (back) > the outlet on its drawing."""
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(self.tr("Processes"), "body", "secondary"))
        row.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
        outlet = self.outlet
        if outlet is not None:
            revision = self.tr("{process}, revision {number}").format(
                process=outlet.template.name, number=outlet.template.revision
            )
            back = link_button(revision)
            back.setToolTip(self.tr("Back to the drawing (Esc)"))
            back.clicked.connect(self.closed)
            row.addWidget(back)
            row.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
            row.addWidget(label(", ".join(part for part in (outlet.row.city, outlet.row.address) if part), "title"))
        row.addStretch(1)
        return made

    def outlet_button(self) -> QPushButton:
        """Opens the page of the outlet."""
        made = secondary_button(self.tr("Open the outlet"), "ph.storefront")
        made.setEnabled(self.outlet is not None)
        made.clicked.connect(lambda: self.outlet_wanted.emit(self.opening))
        return made

    def retranslate(self) -> None:
        """Word everything anew."""
        self.view.setAccessibleName(self.tr("Drawing of the outlet"))
        if self.outlet is not None:
            self.view.process.no_role = self.tr("No role")
            self.view.show_outlet(self.outlet)
        self._show_bar()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
