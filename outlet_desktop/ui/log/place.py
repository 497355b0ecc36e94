"""The log: one sentence per event, newest first; what stands behind each, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.domain.log import LogCounts, LogDetail, LogFilter, LogPage
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import EmptyState, flat_button, hairline, label, secondary_button
from outlet_desktop.ui.gantt.ask import ReasonDialog
from outlet_desktop.ui.key_table import LOG
from outlet_desktop.ui.language import language
from outlet_desktop.ui.log.filters import LogFilters
from outlet_desktop.ui.log.model import LogModel
from outlet_desktop.ui.log.panel import LogPanel
from outlet_desktop.ui.log.view import LogView
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.waiting import Waiting

_NEW = 400  # new lines read at once; when more have come, the list is read anew


class LogPlace(Place):
    """Shows the history, reads it page by page in the background, follows what is new."""

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self._today = date.today()
        self._is_loaded = False
        self._wants_line = 0  # the line to select once it is read
        self._waiting = 0  # new lines that came while a person looks at older ones
        self.model = LogModel(self)
        self.view = LogView(self.model)
        self.filters = LogFilters()
        self.panel = LogPanel()
        self.panel.hide()
        self._line = hairline(vertical=True)
        self._line.hide()
        self._reset = flat_button("")
        self._reset.clicked.connect(self.filters.clear)
        self.empty = EmptyState("ph.clock-counter-clockwise", "")
        self.nothing = EmptyState("ph.magnifying-glass", "", "", self._reset)
        self.pages = QStackedWidget()
        for page in (self.view, self.empty, self.nothing):
            self.pages.addWidget(page)
        self._waiting_note = Waiting(self.view)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.filters)
        left.addWidget(hairline())
        left.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._line)
        row.addWidget(self.panel)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.filters.chosen.connect(lambda _wanted: self.read())
        self.filters.followed.connect(self._follow)
        self.filters.newest_wanted.connect(lambda: self._follow(True))
        self.filters.search.left.connect(self.view.setFocus)
        self.model.more_wanted.connect(self._read_more)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _was: self._line_chosen(now.row()))
        self.view.scrolled_away.connect(self._scrolled_away)
        self.view.left.connect(self.close_panel)
        self.panel.closed.connect(self.close_panel)
        self.panel.outlet_wanted.connect(lambda opening: self.navigate.emit("outlet", opening))
        self.panel.task_wanted.connect(self._open_task)
        self.panel.back_wanted.connect(self._ask_back)
        self.panel.line_wanted.connect(self.show_line)
        self._keys = PlaceKeys(LOG, parent=self)
        self._keys.on("log.find", self.filters.search.setFocus, owner=self)

    # ------------------------------------------------------------------ the window asks

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self.view.keys, self._keys)

    def open(self, argument: object) -> None:
        """`argument`: a LogFilter, the id of an opening, the number of a line, or None."""
        if isinstance(argument, LogFilter):
            self.filters.show_filter(argument)
        elif isinstance(argument, str) and argument:
            self.filters.show_filter(LogFilter(opening=argument))
        elif isinstance(argument, int):
            self.filters.show_filter(LogFilter())
            self._wants_line = argument
        else:
            return
        self._is_loaded = False

    def heading(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Log"), "title"))
        row.addWidget(label(self.tr("what the engine and people did"), "body", "secondary"))
        return made

    def bar_buttons(self) -> list[QWidget]:
        button = secondary_button(self.tr("Export…"), "ph.export")
        button.clicked.connect(self._choose_file)
        button.setEnabled(bool(self.model.rowCount()))
        return [button]

    def activate(self) -> None:
        if self._is_loaded:
            self._read_new()
        else:
            self.read()
        self.view.setFocus()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self._today = portfolio.today
        outlets = {row.opening: ", ".join(part for part in (row.city, row.address) if part) for row in portfolio.rows}
        self.filters.show_outlets(outlets, portfolio.today)
        if self.isVisible() and self._is_loaded:
            self._read_new()

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Events, newest first"))
        self.empty.set_words(
            self.tr("Nothing has happened yet"),
            self.tr("Launch an outlet: everything the engine and people do with it is written here."),
        )
        self.nothing.set_words(self.tr("No line matches the filter"))
        self._reset.setText(self.tr("Reset the filter"))
        self.model.repaint()
        self.view.horizontalHeader().viewport().update()

    # ------------------------------------------------------------------ reading

    def read(self) -> None:
        """Read the newest page anew."""
        wanted, lang, office = self.filters.wanted, language.name, self._office
        asked = self._background.run(lambda: office.log_page(wanted, lang), self._take, slot="log.page")
        if not self._is_loaded:
            self._waiting_note.begin(self.tr("Reading the log…"), asked)
        self._count()

    def _count(self) -> None:
        wanted, lang, office = self.filters.wanted, language.name, self._office
        self._background.run(lambda: office.log_counts(wanted, lang), self._take_counts, slot="log.counts")

    def _take(self, page: LogPage) -> None:
        is_first = not self._is_loaded
        self._is_loaded = True
        self._waiting_note.end()
        shown = self.panel.detail.line.entry.number if self.panel.isVisibleTo(self) and self.panel.detail else 0
        self.model.show(page)
        self._waiting = 0
        self.filters.show_new(0)
        self.view.show_newest()
        if page.lines:
            self.pages.setCurrentWidget(self.view)
        else:
            self.pages.setCurrentWidget(self.empty if self.filters.wanted.is_empty else self.nothing)
        if self._wants_line:
            number, self._wants_line = self._wants_line, 0
            self.show_line(number)
        elif shown and not self.view.select_line(shown):
            self.close_panel()
        if is_first:
            self.heading_changed.emit()

    def _take_counts(self, counts: LogCounts) -> None:
        self.filters.show_counts(counts)
        self.model.set_counts(counts, self._today)
        self.view.sticky.update()

    def _read_more(self, before: int) -> None:
        wanted, lang, office = self.filters.wanted, language.name, self._office

        def take(page: LogPage) -> None:
            if self.filters.wanted == wanted:
                self.model.append(page)

        self._background.run(lambda: office.log_page(wanted, lang, before=before), take, slot="log.more")

    def _read_new(self) -> None:
        wanted, lang, office, after = self.filters.wanted, language.name, self._office, self.model.newest

        def take(page: LogPage) -> None:
            if self.filters.wanted != wanted or self.model.newest != after or not page.lines:
                return
            if page.has_more or not after:
                self.read()
            elif self.filters.follow.isChecked():
                self.model.prepend(page.lines)
                self.view.show_newest()
                self._count()
            else:
                self._waiting = len(page.lines)
                self.filters.show_new(self._waiting)
                self._count()

        self._background.run(lambda: office.log_page(wanted, lang, after=after, limit=_NEW), take, slot="log.new")

    def _follow(self, is_on: bool) -> None:
        self.filters.set_follow(is_on)
        if is_on:
            self.view.show_newest()
            self._waiting = 0
            self.filters.show_new(0)
            self._read_new()

    def _scrolled_away(self) -> None:
        self.filters.set_follow(False)

    # ------------------------------------------------------------------ one line

    def show_line(self, number: int) -> None:
        """Open the panel on that line, read or not."""
        if not self.view.select_line(number):
            self._read_detail(number)

    def _line_chosen(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._read_detail(line.entry.number)

    def _read_detail(self, number: int) -> None:
        office = self._office
        self._background.run(
            lambda: office.log_detail(number),
            self._show_detail,
            otherwise=self._told,
            slot="log.line",
            is_reading=True,
        )

    def _show_detail(self, detail: LogDetail) -> None:
        self.panel.show_detail(detail)
        self.panel.show()
        self._line.show()

    def close_panel(self) -> None:
        """Only the list."""
        self.panel.hide()
        self._line.hide()
        self.view.clearSelection()
        self.view.setCurrentIndex(self.model.index(-1, -1))
        self.view.setFocus()

    def _open_task(self, opening: str, task_id: int) -> None:
        office = self._office
        self._background.run(
            lambda: office.portal_link(opening, task_id), lambda link: QDesktopServices.openUrl(QUrl(link))
        )

    # ------------------------------------------------------------------ taking back

    def _ask_back(self, number: int) -> None:
        detail = self.panel.detail
        offered = detail.compensation if detail is not None else None
        if offered is None:
            return
        if not offered.asks_reason:
            self._take_back(number, "")
            return
        action = words(offered.button, {}).rstrip("…")
        dialog = ReasonDialog(self, f"{action}?", words(*offered.text), action, is_dangerous=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take_back(number, dialog.reason))
        dialog.open()

    def _take_back(self, number: int, reason: str) -> None:
        office = self._office
        self.panel.set_busy(True)

        def done(_nothing: object) -> None:
            self.message.emit("log.taken_back", {}, "success")
            self._read_new()
            self._read_detail(number)

        def refused(problem: Problem) -> None:
            self._told(problem)
            self._read_detail(number)

        self._background.run(lambda: office.take_back(number, reason), done, otherwise=refused)

    def _told(self, problem: Problem) -> None:
        self.panel.set_busy(False)
        self.message.emit(problem.code, problem.facts, "error")

    # ------------------------------------------------------------------ export

    def _choose_file(self) -> None:
        kinds = self.tr("Excel workbook") + " (*.xlsx);;" + self.tr("CSV table") + " (*.csv)"
        name = self.tr("log") + f"-{self._today:%Y-%m-%d}.xlsx"
        path, kind = QFileDialog.getSaveFileName(self, self.tr("Export the log"), name, kinds)
        if path:
            if not Path(path).suffix:
                path += ".csv" if "csv" in kind else ".xlsx"
            self.export(path)

    def export(self, path: str) -> None:
        """Write what the filter lets through into that file (its ending names the form)."""
        wanted, lang, office = self.filters.wanted, language.name, self._office
        self._background.run(
            lambda: office.export_log(wanted, path, lang),
            lambda lines: self.message.emit("log.exported", {"lines": lines}, "success"),
            otherwise=self._told,
        )
