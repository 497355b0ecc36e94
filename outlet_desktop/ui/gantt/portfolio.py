"""The portfolio: every outlet as one live row (picture 01)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import EmptyState, label, primary_button, secondary_button
from outlet_desktop.ui.gantt import rows
from outlet_desktop.ui.gantt.canvas import SCALES
from outlet_desktop.ui.gantt.cells import tolerance
from outlet_desktop.ui.gantt.columns import BY_KEY
from outlet_desktop.ui.gantt.filter_bar import FilterBar
from outlet_desktop.ui.gantt.header import HEADER_H
from outlet_desktop.ui.gantt.portfolio_drafts import PortfolioDrafts, with_drafts
from outlet_desktop.ui.gantt.portfolio_look import look_of, nothing_page, put_back
from outlet_desktop.ui.gantt.portfolio_memory import read_memory
from outlet_desktop.ui.gantt.rows import Filter, Key, Kind, Line, Outline, Sort
from outlet_desktop.ui.gantt.strip import OutletStrip
from outlet_desktop.ui.gantt.time_axis import DaysOff, moment
from outlet_desktop.ui.gantt.totals import Scope, Totals
from outlet_desktop.ui.key_table import PORTFOLIO
from outlet_desktop.ui.launch.drafts_menu import DraftsMenu
from outlet_desktop.ui.messages import days, problem_words
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.waiting import Waiting

Groups = list[tuple[str, list[OutletRow]]]


class PortfolioPlace(PortfolioDrafts):
    """All outlets: filter bar, table with chart, the selected outlet, the legend."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__(office, background)
        self._groups: Groups = []
        self._details: dict[OpeningId, OutletRow] = {}
        self._updated: set[OpeningId] = set()
        self._filter = Filter()
        self._totals: Totals | None = None
        self.bar = FilterBar()
        self.view.setAccessibleName(self.tr("Outlets"))
        self.strip = OutletStrip()
        self._launch_button = primary_button("", "ph.plus")
        self._launch_button.clicked.connect(self._launch)
        guard_writing(self._launch_button)
        self._empty = EmptyState("ph.storefront", "", "", self._launch_button)
        self._reset_button = secondary_button("")
        self._nothing_text = label("", "body", "secondary")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(nothing_page(self._nothing_text, self._reset_button))
        self._again_button = secondary_button("", "ph.arrows-clockwise")
        self._again_button.clicked.connect(self._read_portfolio)
        self._unread = EmptyState("ph.cloud-slash", "", "", self._again_button)
        self._pages.addWidget(self._unread)
        self._waiting = Waiting(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.strip)
        column.addWidget(self.legend)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        bar, view = self.bar, self.view
        bar.chip_chosen.connect(lambda chip: self._set_filter(Filter(chip, self._filter.text)))
        bar.text_changed.connect(lambda text: self._set_filter(Filter(self._filter.chip, text)))
        bar.grouping_chosen.connect(lambda _: self._rebuild())
        bar.scale_chosen.connect(lambda name: view.set_scale(SCALES[name]))
        bar.today_wanted.connect(view.go_today)
        bar.updates_wanted.connect(self._rebuild)
        bar.legend_action.toggled.connect(self.legend.setVisible)
        bar.strip_action.toggled.connect(self.strip.setVisible)
        bar.expand_action.triggered.connect(lambda: self.expand_all(True))
        bar.collapse_action.triggered.connect(lambda: self.expand_all(False))
        bar.columns_action.triggered.connect(self._pop_columns)
        bar.unsort_action.triggered.connect(lambda: self._set_sort(None))
        bar.search.closed.connect(view.setFocus)
        self.setFocusProxy(view)  # the rows, not the first button, answer the keys
        self._reset_button.clicked.connect(bar.reset)
        view.current_changed.connect(lambda _: self._show_strip())
        view.activated.connect(self._activated)
        view.expansion_changed.connect(lambda key, is_open: self._expanded(key, is_open))
        view.sort_wanted.connect(self._sort_by)
        view.pointer_left.connect(self._settle)
        self.strip.remind_wanted.connect(self.remind)
        self.strip.draft_wanted.connect(self.open_draft)
        self.strip.open_wanted.connect(lambda opening: self.navigate.emit("outlet", opening))
        self._keys = PlaceKeys(PORTFOLIO, parent=self)
        self._keys.on("portfolio.find", bar.open_search, owner=self)
        self._keys.on("portfolio.drop_draft", self.drop_current, why_not=self.why_not_drop)
        self._keys.refused.connect(lambda _name, code: self.message.emit(code, {}, "info"))

    # ---------------------------------------------------------------- the place

    def heading(self) -> QWidget:
        return label(self.tr("Outlet portfolio"), "title")

    def bar_buttons(self) -> list[QWidget]:
        export = secondary_button(self.tr("Export"), "ph.export")
        export.clicked.connect(lambda: self._pop_export(export))
        launch = primary_button(self.tr("Launch an outlet"), "ph.plus")
        launch.clicked.connect(self._launch)
        guard_writing(launch)
        if not self._drafts:
            return [export, launch]
        drafts = DraftsMenu(self._drafts)
        drafts.chosen.connect(self.open_draft)
        return [drafts, export, launch]

    def commands(self) -> Sequence[QAction]:
        return self.bar.commands()

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self.view.keys, self._keys)

    def regions(self) -> Sequence[QWidget]:
        return (self.bar, self.view, self.strip) if self.view.isVisible() else (self,)

    def opening_in_hand(self) -> OpeningId:
        row = self.row_of(self.view.outline.find(self.view.current))
        return row.opening if row is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def _activated(self, key: Key) -> None:
        if key[0] == "draft":
            self.open_draft(key[1])
        else:
            self.navigate.emit("outlet", key[1])

    def _launch(self) -> None:
        self.navigate.emit("launch", None)

    def activate(self) -> None:
        if self._portfolio is None:
            self._read_portfolio()
        self._read_drafts()

    def _read_portfolio(self) -> None:
        self._pages.setCurrentIndex(0)
        self._waiting.begin(self.tr("Reading the portfolio…"))
        office = self._office
        self._background.run(office.portfolio, self.show_portfolio, otherwise=self._not_read, slot="gantt.portfolio")

    def _not_read(self, problem: Problem) -> None:
        """No answer to the first question: say so, an empty table would tell that there are no outlets."""
        self._waiting.end()
        if self._portfolio is None:
            self._unread.set_words(self.tr("The portfolio could not be read"), problem_words(problem))
            self._pages.setCurrentWidget(self._unread)

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Outlets"))
        self._launch_button.setText(self.tr("Launch an outlet"))
        self._empty.set_words(self.tr("Outlets will appear here"), self.tr("Launch an outlet, or open the demo portal"))
        self._nothing_text.setText(self.tr("No outlet matches the filter"))
        self._reset_button.setText(self.tr("Reset the filter"))
        self._again_button.setText(self.tr("Read again"))
        self._show_kept()
        self.view.viewport().update()

    # ---------------------------------------------------------------- data

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Fresh data: changed rows repaint themselves; nothing moves under the pointer or a hand at work."""
        self._read_drafts()
        self._waiting.end()
        before = self._portfolio
        self._portfolio = portfolio
        old = {row.opening: row for row in before.rows} if before is not None else {}
        # (Rows that were not computed anew are the very same ones, which is asked a hundred times sooner.)
        pairs = [(row, was) for row in portfolio.rows if (was := old.get(row.opening)) is not row and was != row]
        changed = {row.opening for row, _was in pairs}
        gone = old.keys() - {row.opening for row in portfolio.rows}
        is_same_day = before is not None and before.today == portfolio.today and not gone
        off = DaysOff.of(portfolio.days_off, portfolio.working_weekends)
        # What is counted over all outlets is counted anew only where one of them counts otherwise.
        self._sum_up(portfolio, off, pairs if is_same_day else None)
        if before is None:
            # Expanded when the program was closed; what has gone meanwhile is forgotten.
            self.view.expansion.outlets &= {row.opening for row in portfolio.rows}
            for opening in self.view.expansion.outlets:
                self._read(opening)
            self._rebuild()
            # The most urgent outlet answers "who holds it" before anybody has clicked.
            if self._groups and self._groups[0][1]:
                self.view.set_current(("outlet", self._groups[0][1][0].opening), scroll=False)
            return
        if not changed and not gone and before.today == portfolio.today:
            return
        for opening in gone:
            self._details.pop(opening, None)
            self.view.expansion.outlets.discard(opening)
        for opening in changed & self.view.expansion.outlets:
            self._read(opening)
        if is_same_day and not self._updated and all(was and self._stays(was, row) for row, was in pairs):
            self._take(self._kept_places(portfolio), changed)
            self.bar.show_waiting(0)
            self._show_strip()
            return
        wanted = self._wanted()
        if rows.places(wanted) == rows.places(self._groups):
            self._take(wanted, changed)
        elif self.view.is_held and wanted and self._groups:
            self._updated |= changed | gone
            self._take(self._kept_places(portfolio), changed)
        else:
            self._rebuild()
            self.view.mark_changed(("outlet", opening) for opening in changed)
        self.bar.show_waiting(len(self._updated))
        self._show_strip()

    def _sum_up(
        self, portfolio: Portfolio, off: DaysOff, pairs: Sequence[tuple[OutletRow, OutletRow | None]] | None
    ) -> None:
        """What is told of all outlets together. `pairs`: (row, what it was) of those that changed; None = all did."""
        scope = Scope(portfolio.today, off, self._filter.text, tolerance())
        before, found = self._totals, None
        if before is not None and pairs is not None and before.scope == scope:
            were = [was for _row, was in pairs if was is not None]
            if len(were) == len(pairs):
                found = before.replaced(were, [row for row, _was in pairs])
        found = self._totals = found or Totals.of(portfolio.rows, scope)
        self.view.set_time(portfolio.today, moment(portfolio.as_of, portfolio.today), off, found.first, found.last)
        if before is None or before.attention != found.attention:
            self.badge_changed.emit(found.attention)
        if before is None or before.chips != found.chips:
            self.bar.set_counts(found.chips)
        self.legend.set_kept(found.good, found.running, days(tolerance()))

    def _stays(self, was: OutletRow, row: OutletRow) -> bool:
        """Whether a changed row passes the filter and stands among the others as before."""
        bar, sort, today = self.bar, self.view.sort, self.view.today
        if self._filter.shows(was) != self._filter.shows(row):
            return False
        return rows.standing(was, bar.grouping, sort, today) == rows.standing(row, bar.grouping, sort, today)

    def _kept_places(self, portfolio: Portfolio) -> Groups:
        """The groups as they stand, with the fresh rows in them."""
        fresh = {row.opening: row for row in portfolio.rows}
        return [(name, [fresh.get(row.opening, row) for row in inside]) for name, inside in self._groups]

    def _wanted(self) -> Groups:
        if self._portfolio is None:
            return []
        shown = [row for row in self._portfolio.rows if self._filter.shows(row)]
        groups = rows.grouped(shown, self.bar.grouping, self.view.sort, self._portfolio.today)
        return with_drafts(groups) if self.drafts_shown(self._filter) else groups

    def drafts_changed(self) -> None:
        if self._portfolio is not None:
            self._rebuild()

    def _outline(self) -> Outline:
        high = self.view.text_height()
        return Outline(
            self._groups,
            self.view.expansion,
            self._details,
            row_height=max(rows.STEP_H, high - 2),
            outlet_height=max(rows.OUTLET_H, high),
            group_height=max(rows.GROUP_H, high - 2),
            drafts=self.drafts_shown(self._filter),
        )

    def _take(self, groups: Groups, changed: set[OpeningId]) -> None:
        """The same places, other content."""
        self._groups = groups
        keys: list[Key] = [("outlet", opening) for opening in changed]
        fresh = self.view.outline.replaced(groups, self._details, changed)
        self.view.replace_lines(fresh or self._outline(), keys)
        self.view.mark_changed(keys)

    def _rebuild(self) -> None:
        """Put everything in its place."""
        self._updated.clear()
        self.bar.show_waiting(0)
        self._groups = self._wanted()
        self.view.set_outline(self._outline())
        has_rows = self._portfolio is not None and bool(self._portfolio.rows)
        self._pages.setCurrentIndex(0 if self._groups or self._portfolio is None else 2 if has_rows else 1)
        self._show_strip()

    def _settle(self) -> None:
        if self._updated and not self.view.is_held:
            self._rebuild()

    # ---------------------------------------------------------------- filter, order, expansion

    def _set_filter(self, chosen: Filter) -> None:
        self._filter = chosen
        if self._portfolio is not None:
            self._sum_up(self._portfolio, self.view.off, None)
        self._rebuild()

    def _sort_by(self, column: str) -> None:
        """Up, down, then the usual order again."""
        now = self.view.sort
        if now is None or now.column != column:
            self._set_sort(Sort(column))
        else:
            self._set_sort(None if now.descending else Sort(column, True))

    def _pop_columns(self) -> None:
        """The menu of the header, by keyboard."""
        self.header_menu().popup(self.view.viewport().mapToGlobal(QPoint(26, HEADER_H)))

    def _set_sort(self, sort: Sort | None) -> None:
        self.view.sort = sort
        self.bar.unsort_action.setEnabled(sort is not None)
        self._rebuild()

    def expand_all(self, is_open: bool) -> None:
        """Every outlet of the filter, or none."""
        shown = [row.opening for _, inside in self._groups for row in inside]
        self.view.expansion.outlets = set(shown) if is_open else set()
        for opening in shown if is_open else ():
            if opening not in self._details:
                self._read(opening)
        self.view.set_outline(self._outline())

    def _expanded(self, key: Key, is_open: bool) -> None:
        if is_open and key[0] == "outlet":
            self._read(key[1])
        self.view.set_outline(self._outline())

    def _read(self, opening: OpeningId) -> None:
        """Read an outlet whole; its lines stand grey until it comes."""
        self._background.run(lambda: self._office.outlet(opening), self._take_details, slot=f"gantt.details.{opening}")

    def _take_details(self, row: OutletRow) -> None:
        before = self._details.get(row.opening)
        self._details[row.opening] = row
        extent = self.view.outline.extent(row.opening)
        fresh = self.view.outline.replaced(self._groups, self._details, {row.opening}) or self._outline()
        if extent is None or fresh.extent(row.opening) != extent:
            self.view.set_outline(fresh)
            return
        keys: list[Key] = [("stage", row.opening, stage.stage) for stage in row.stages]
        if before is None:
            self.view.replace_lines(fresh, [*keys, *(("step", row.opening, one.step) for one in row.steps)])
            return
        old = {step.step: step for step in before.steps}
        changed: list[Key] = [("step", row.opening, step.step) for step in row.steps if old.get(step.step) != step]
        self.view.replace_lines(fresh, keys + changed)
        self.view.mark_changed(changed)

    # ---------------------------------------------------------------- around the table

    def row_of(self, line: Line | None) -> OutletRow | None:
        """The outlet a line belongs to."""
        return None if line is None or line.kind is Kind.GROUP else line.outlet

    def _show_strip(self) -> None:
        line = self.view.outline.find(self.view.current)
        if line is not None and line.draft is not None:
            self.strip.show_draft(line.draft)
        else:
            self.strip.show_row(self.row_of(line))

    def _show_kept(self) -> None:
        if self._totals is not None:
            self.legend.set_kept(self._totals.good, self._totals.running, days(tolerance()))

    def openings(self) -> Sequence[OpeningId]:
        """Outlets in the order of the screen."""
        return self.view.outline.openings()

    # ---------------------------------------------------------------- memory

    def view_state(self) -> str:
        return look_of(self.view, self.bar).as_text()

    def restore_view(self, state: str) -> None:
        kept = read_memory(state)
        if kept is None:
            return
        put_back(kept, self.view, self.bar)
        self._set_sort(Sort(kept.sort, kept.descending) if kept.sort in BY_KEY else None)
        for opening in kept.outlets:
            if self.outlet_row(opening) is not None:
                self._read(opening)
