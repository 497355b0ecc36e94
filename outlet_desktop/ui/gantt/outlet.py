"""One outlet: its summary and its own Gantt (picture 02)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningId, OpeningState, StepState
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import (
    Banner,
    ElidedLabel,
    Icon,
    label,
    link_button,
    secondary_button,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.daysoff import slice_of_calendar
from outlet_desktop.ui.gantt import rows
from outlet_desktop.ui.gantt.delay_panel import WIDTH as PANEL_WIDTH, Outlook
from outlet_desktop.ui.gantt.neighbours import listed, neighbour, place_in
from outlet_desktop.ui.gantt.outlet_actions import banner_button
from outlet_desktop.ui.gantt.outlet_commands import OVER, RUNNING as _RUNNING
from outlet_desktop.ui.gantt.outlet_scenario import OutletScenario
from outlet_desktop.ui.gantt.rows import Key
from outlet_desktop.ui.gantt.summary import Summary
from outlet_desktop.ui.gantt.time_axis import DaysOff, moment
from outlet_desktop.ui.key_table import OUTLET, keys_text
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.waiting import Waiting

_WIDE_ENOUGH = PANEL_WIDTH + 760  # px: names, dates and a chart of two months


class OutletPlace(OutletScenario):
    """The steps of one opening; `open(opening_id)` says which."""

    esc_goes_back = True

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__(office, background)
        self._portfolio: Portfolio | None = None
        self.open_url: Callable[[QUrl], object] = QDesktopServices.openUrl
        self.summary = Summary()
        self.banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.summary)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.view, 1)
        body.addWidget(self.panel)
        self._column.addLayout(body, 1)
        self.panel.closed.connect(lambda: self.summary.reasons.setChecked(False))
        self._waiting_note = Waiting(self.view)
        self._bind_keys()
        self.panel.step_wanted.connect(self.show_step)
        self.panel.task_wanted.connect(self._open_link)
        self.summary.shown_changed.connect(self._show_toggles)
        self.summary.process_wanted.connect(self._open_process)
        self.view.activated.connect(lambda key: self._activated(key))
        self.view.expansion_changed.connect(lambda *_: self.view.set_outline(self.view.make_outline()))
        self.retranslate()

    # ---------------------------------------------------------------- the place

    def open(self, argument: object) -> None:
        """Which outlet: the id of its opening."""
        opening = str(argument or "")
        if opening and opening != self._opening:
            self._opening, self._row, self._waiting = opening, None, None
            self.discard()
            known = self._known()
            if known is not None:
                self._take(known)  # at once what the portfolio knows; the steps follow
            else:
                self._waiting_note.begin(self.tr("Reading the outlet…"))

    def _known(self) -> OutletRow | None:
        found = self._portfolio.rows if self._portfolio is not None else ()
        return next((row for row in found if row.opening == self._opening), None)

    @property
    def opening(self) -> OpeningId:
        """Id of the outlet shown."""
        return self._opening

    def activate(self) -> None:
        if self._opening:
            self._read()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        before = self._known()
        self._portfolio = portfolio
        self._set_time()
        now = self._known()
        if self._opening and now != before:
            self._read()
        self.heading_changed.emit()

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Steps of the outlet"))
        self._show_banner()
        self.view.viewport().update()

    def heading(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        home = link_button(self.tr("Portfolio"))
        home.clicked.connect(lambda: self.navigate.emit("portfolio", None))
        line.addWidget(home)
        line.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
        row = self._row or self._known()
        name = ", ".join(part for part in (row.city, row.address) if part) if row is not None else ""
        line.addWidget(ElidedLabel(name, "title", spare=0))
        group, place, number = place_in(listed(self._portfolio), self._opening)
        line.addSpacing(4)
        for icon_id, name, keys, by in (
            ("ph.caret-up", self.tr("Previous outlet"), keys_text("outlet.beside"), -1),
            ("ph.caret-down", self.tr("Next outlet"), keys_text("outlet.beside", 1), 1),
        ):
            button = tool_button(icon_id)
            set_tool_name(button, name, keys)
            button.setEnabled(self._neighbour(by) is not None)
            button.clicked.connect(lambda _=False, by=by: self.go_beside(by))
            line.addWidget(button)
        if place:
            code = "place.attention" if group == "attention" else "place.all"
            line.addWidget(label(words(code, {"place": place, "number": number}), "small", "secondary"))
        line.addStretch(1)
        return made

    def bar_buttons(self) -> list[QWidget]:
        project = secondary_button(self.tr("Project on the portal"), "ph.arrow-square-out")
        project.setEnabled(self._row is not None and self._row.project_id is not None)
        project.setToolTip("" if project.isEnabled() else self.tr("The project does not exist yet"))
        project.clicked.connect(lambda: self._open_link(None))
        more = secondary_button("", "ph.dots-three")
        set_tool_name(more, self.tr("More actions"))
        more.clicked.connect(lambda: self.menu(more).popup(more.mapToGlobal(QPoint(0, more.height() + 2))))
        return [project, more]

    def do(self, name: str) -> None:
        runs: dict[str, Callable[[], object]] = {
            "hand": self._hand_held,
            "pause": self.pause,
            "resume": self.resume,
            "cancel": self.cancel,
            "export": self.export,
            "drawing": lambda: self.navigate.emit("processes", ("outlet", self._opening)),
        }
        if name == "hand" or self._row is None:
            self.when_whole(runs[name])
        else:
            runs[name]()

    def _hand_held(self) -> None:
        """Hand over the task that holds the outlet; the list of people opens below the head of the page."""
        if self._row is not None and self._row.held_by:
            corner = self.summary.mapToGlobal(QPoint(16, self.summary.height() + 2))
            self.hand(self._row.held_by[0].step, corner)

    def opening_in_hand(self) -> OpeningId:
        return self._opening

    # ---------------------------------------------------------------- data

    def _read(self) -> None:
        opening = self._opening
        self._background.run(
            lambda: self._office.outlet(opening), self._take, otherwise=self._not_read, slot="gantt.outlet"
        )

    def _not_read(self, problem: Problem) -> None:
        self._waiting_note.end()
        self._failed(problem)

    def _take(self, row: OutletRow) -> None:
        if row.opening != self._opening:
            return
        self._waiting_note.end()
        is_new = self.view.row is None or self.view.row.opening != row.opening
        had_steps = not is_new and self._row is not None and bool(self._row.steps)
        changed_heading = self._row is None or self._row.state is not row.state or not had_steps
        if not row.steps and had_steps:
            return  # a summary from the portfolio does not replace what was read whole
        self._row = row
        self._set_time()
        self.summary.show_row(row)
        self.panel.show_row(row)
        if row.steps and not had_steps:
            self.view.row = None  # the stages open by what their steps are
        self.view.set_row(row)
        if is_new or (row.steps and not had_steps):
            self.view.show_whole()
        self._show_banner()
        if row.steps:
            self._read_outlook(row)
            self.compute_scenario()
        if changed_heading:
            self.heading_changed.emit()
        self._run_waiting()

    def _read_outlook(self, row: OutletRow) -> None:
        """What the delay panel says beyond the row takes a few simulations, so it comes after it."""
        opening, office = row.opening, self._office
        holder = row.held_by[0].user_id if row.held_by else None
        dates = [day for day, _count in row.histogram]

        def work() -> Outlook:
            prospects = office.prospects(opening) if row.state in _RUNNING else ()
            load = office.open_tasks_of(holder) if holder is not None else None
            off = slice_of_calendar(min(dates), max(dates)) if dates else None
            is_open = row.finished_on is None and row.state not in OVER and bool(dates)
            back = office.suppose(opening, (), row.target) if is_open else None
            return Outlook(prospects, load, off, back)

        def show(found: Outlook) -> None:
            if self._row is not None and self._row.opening == opening:
                self.view.back = found.back
                self.panel.show_row(self._row, found)

        self._background.run(work, show, slot="gantt.outlook")

    def _set_time(self) -> None:
        if self._portfolio is None:
            return
        found = self._portfolio
        row = self._row or self._known()
        first, last = rows.span_of([row] if row is not None else [], found.today)
        off = DaysOff.of(found.days_off, found.working_weekends)
        self.view.set_time(found.today, moment(found.as_of, found.today), off, first, last)

    def _show_toggles(self) -> None:
        shown = self.summary
        self._fit_panel()
        self.view.set_shown(
            critical=shown.critical.isChecked(), plan=shown.plan.isChecked(), links=shown.links.isChecked()
        )

    def show_panel(self) -> None:
        self.summary.reasons.setChecked(True)

    def _fit_panel(self) -> None:
        """The panel stands where it is wanted and leaves the chart enough room."""
        self.panel.setVisible(self.summary.reasons.isChecked() and self.width() >= _WIDE_ENOUGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def show_step(self, step: str) -> None:
        """Select that step in the chart, its stage opened."""
        row = self._row.step(step) if self._row is not None else None
        stage = self.view.outline.find(("stage", self._opening, row.stage)) if row is not None else None
        if stage is not None and not stage.expanded:
            self.view.toggle(stage, True)
        self.view.set_current(("step", self._opening, step))

    # ---------------------------------------------------------------- the list it stands in

    def _neighbour(self, by: int) -> OpeningId | None:
        return neighbour(listed(self._portfolio), self._opening, by)

    def go_beside(self, by: int) -> None:
        """The next (1) or previous (-1) outlet of the portfolio."""
        other = self._neighbour(by)
        if other is not None:
            self.navigate.emit("outlet", other)

    def _bind_keys(self) -> None:
        self._keys = PlaceKeys(OUTLET, parent=self)
        self._keys.on("outlet.beside", lambda: self.go_beside(-1), lambda: self.go_beside(1))
        self._keys.on("outlet.critical", self.summary.critical.toggle)
        self._keys.on("outlet.links", self.summary.links.toggle)
        self._keys.on("outlet.reasons", self.summary.reasons.toggle)

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self.view.keys, self._keys)

    def regions(self) -> Sequence[QWidget]:
        return (self.summary, self.view, self.panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # ---------------------------------------------------------------- actions

    def _activated(self, key: Key) -> None:
        line = self.view.outline.find(key)
        if line is None:
            return
        if line.step is None:
            self.view.toggle(line)
        elif line.step.task_id is None:
            self.message.emit("step.no_task", {"step": line.step.title}, "info")
        else:
            self._open_link(line.step.task_id)

    def _open_link(self, task_id: int | None) -> None:
        opening = self._opening
        self._background.run(
            lambda: self._office.portal_link(opening, task_id),
            lambda link: self.open_url(QUrl(link)),
        )

    def _open_process(self) -> None:
        name = self._row.template if self._row is not None else ""

        def go(found: object) -> None:
            assert isinstance(found, tuple)
            chosen = next((info.id for info in found if info.name == name), None)
            self.navigate.emit("processes", chosen)

        self._background.run(self._office.templates, go)

    # ---------------------------------------------------------------- banner

    def _show_banner(self) -> None:
        """What stops the outlet, in words; one at a time, the most severe first."""
        if self.banner is not None:
            self._column.removeWidget(self.banner)
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        row = self._row
        if row is None:
            return
        gone = next((step for step in row.steps if step.state is StepState.GONE), None)
        if row.state is OpeningState.PAUSED:
            self.banner = Banner("idle", words("outlet_state.paused"), words(*row.why) if row.why[0] else "")
            self.banner.add_action(banner_button(self.tr("Resume"), self.resume))
        elif gone is not None:
            fact = words("step.gone", {"step": gone.title})
            self.banner = Banner("risk", fact, words("step.gone_means"))
            again = banner_button(self.tr("Create again"), lambda: self.create_again(gone))
            skip = banner_button(self.tr("Skip…"), lambda: self.skip(gone))
            self.banner.add_action(again)
            self.banner.add_action(skip)
        elif row.problem is not None and row.problem[0] == "step.twins":
            self.banner = Banner("risk", self.tr("Two tasks of one step"), words(*row.problem))
            for name in ("first", "second"):
                number = int(str(row.problem[1][name]))
                text = self.tr("Keep No. {number}").format(number=number)
                self.banner.add_action(banner_button(text, partial(self._keep_twin, row, number)))
        elif row.problem is not None:
            title = self.tr("Stopped") if row.state is OpeningState.STOPPED else self.tr("A step waits")
            self.banner = Banner("late", title, problem_words(Problem(row.problem[0], **row.problem[1])))
            bare = next((step for step in row.steps if step.lacking), None)
            if bare is not None and row.problem[0] == "confirmation.no_data":
                self.banner.add_action(banner_button(self.tr("Fill in…"), lambda: self.fill(bare)))
        elif row.state is OpeningState.STOPPED:
            self.banner = Banner("late", self.tr("Stopped"), words(*row.why) if row.why[0] else "")
        elif row.state in (OpeningState.CANCELLED, OpeningState.REJECTED) and row.why[0]:
            self.banner = Banner("idle", words(f"outlet_state.{row.state.value}"), words(*row.why))
        if self.banner is not None:
            self._column.insertWidget(0, self.banner)

    # ---------------------------------------------------------------- export

    def ask_path(self) -> str:
        """The file a person chose, "" = none."""
        name = self._row.address if self._row is not None else self._opening
        safe = "".join(mark if mark not in '\\/:*?"<>|' else " " for mark in name)
        path = str(Path.home() / f"{safe}.pdf")
        return QFileDialog.getSaveFileName(self, self.tr("Export"), path, "*.pdf")[0]

    def export(self) -> None:
        """Write the outlet as a PDF."""
        path = self.ask_path()
        if not path:
            return
        opening, lang = self._opening, language.name
        self._background.run(
            lambda: self._office.report(opening, path, lang),
            lambda _: self.message.emit("report.written", {"file": Path(path).name}, "success"),
        )
