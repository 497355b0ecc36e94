"""What a person does with the portfolio: moves a target, reminds, copies rows, prints pages, writes reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.gantt.columns import SPECS, USUAL
from outlet_desktop.ui.gantt.copying import as_html, as_text
from outlet_desktop.ui.gantt.portfolio_cells import line_words
from outlet_desktop.ui.gantt.portfolio_view import PortfolioView
from outlet_desktop.ui.gantt.rows import Key, Kind
from outlet_desktop.ui.gantt.strip import Legend
from outlet_desktop.ui.gantt.target_dialog import TargetDialog
from outlet_desktop.ui.gantt.target_drag import can_move
from outlet_desktop.ui.key_table import key_action
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import format_date, words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.preferences import preferences, read_only_words
from outlet_desktop.ui.rich_clipboard import rich_clipboard

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from outlet_desktop.ui.gantt.sheet import PageChoice, Sheet


class PortfolioActions(Place):
    """Base of the portfolio's place: its view and what can be done there."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self._office, self._background = office, background
        self._portfolio: Portfolio | None = None
        self._undo = QUndoStack(self)
        self.view = PortfolioView()
        self.legend = Legend()
        self.dialog: QDialog | None = None
        view = self.view
        view.target_grabbed.connect(self._read_chances)
        view.target_dropped.connect(lambda opening, day: self.move_target(opening, day))
        view.copy_wanted.connect(self.copy_rows)
        view.menu_wanted.connect(lambda key, where: self.row_menu(key).popup(where))
        view.header_menu_wanted.connect(lambda where: self.header_menu().popup(where))

    def undo_stack(self) -> QUndoStack | None:
        return self._undo

    def outlet_row(self, opening: OpeningId) -> OutletRow | None:
        """The outlet as the portfolio knows it."""
        found = self._portfolio.rows if self._portfolio is not None else ()
        return next((row for row in found if row.opening == opening), None)

    # ---------------------------------------------------------------- the target

    def _read_chances(self, opening: OpeningId) -> None:
        """The chance of a date takes the simulated openings, which the portfolio's brief rows leave out."""
        office, view = self._office, self.view
        self._background.run(
            lambda: office.outlet(opening),
            lambda row: view.tell_chances(opening, row.histogram),
            slot="gantt.chances",
        )

    def move_target(self, opening: OpeningId, day: date) -> None:
        """Promise another opening date; Ctrl+Z and the toast promise the old one again."""
        row = self.outlet_row(opening)
        if row is None or row.target is None or row.target == day:
            self.view.show_ghost(None)
            return
        if self._portfolio is not None and day < self._portfolio.today:
            self.view.show_ghost(None)
            self.message.emit("target.past", {"today": format_date(self._portfolio.today)}, "error")
            return
        office, address, before = self._office, row.address, row.target

        def tell(after: date, told: Callable[[dict[str, object]], object]) -> None:
            def done(_nothing: None) -> None:
                self.view.ghost_told(opening)
                told({"address": address, "day": format_date(after)})

            self._background.run(lambda: office.set_target(opening, after), done, otherwise=self._target_refused)

        def forth() -> None:
            tell(day, lambda facts: self.undoable.emit("target.moved", facts))

        def back() -> None:
            self.view.show_ghost(None)
            tell(before, lambda facts: self.message.emit("target.moved", facts, "info"))

        self._undo.push(BothWays(self.tr("Move the target date"), forth, back))

    def _target_refused(self, problem: Problem) -> None:
        self.view.show_ghost(None)
        self._undo.clear()
        self.message.emit(problem.code, problem.facts, "error")

    def ask_target(self, opening: OpeningId) -> None:
        """The target by keyboard."""
        row = self.outlet_row(opening)
        if row is None or self._portfolio is None or not can_move(row) or preferences.is_read_only:
            return
        dialog = TargetDialog(self, row, self._portfolio.today)
        self.dialog = dialog
        dialog.accepted.connect(lambda: self.move_target(opening, dialog.day))
        dialog.finished.connect(lambda _result: self._drop_dialog())
        office = self._office
        self._background.run(
            lambda: office.outlet(opening),
            lambda found: dialog.tell_chances(found.histogram) if self.dialog is dialog else None,
            slot="gantt.chances",
        )
        dialog.open()

    def _drop_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def remind(self, opening: OpeningId, step: StepId) -> None:
        """Remind whoever holds that step."""
        office, row = self._office, self.outlet_row(opening)
        holder = next((held for held in row.held_by if held.step == step), None) if row is not None else None
        name = (holder.person or holder.role_title) if holder is not None else ""
        title = holder.title if holder is not None else ""
        self._background.run(
            lambda: office.remind(opening, step),
            lambda _done: self.message.emit("remind.sent", {"person": name, "step": title}, "success"),
            otherwise=lambda problem: self.message.emit(problem.code, problem.facts, "error"),
        )

    # ---------------------------------------------------------------- menus

    def row_menu(self, key: Key) -> QMenu:
        """Actions on a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self.view.outline.find(key)
        opening = key[1]
        menu.addAction(self.tr("Open the outlet")).triggered.connect(lambda: self.navigate.emit("outlet", opening))
        if line is not None and self.view.can_open(line):
            name = self.tr("Collapse") if line.expanded else self.tr("Expand")
            menu.addAction(name).triggered.connect(lambda: self.view.toggle(line))
        menu.addSeparator()
        target = menu.addAction(self.tr("Target date…"))
        row = self.outlet_row(opening)
        target.setEnabled(row is not None and can_move(row) and not preferences.is_read_only)
        target.setToolTip(read_only_words() if preferences.is_read_only else "")
        menu.setToolTipsVisible(True)
        target.triggered.connect(lambda: self.ask_target(opening))
        menu.addSeparator()
        copy = menu.addAction(self.tr("Copy the rows"))
        copy.setShortcut(key_action("table.copy").keys[0])
        copy.triggered.connect(self.copy_rows)
        return menu

    def header_menu(self) -> QMenu:
        """Which columns show."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self.view
        for spec in SPECS:
            action = menu.addAction(view.column_name(spec.key))
            action.setCheckable(True)
            action.setChecked(spec.key in view.choice.shown)
            action.setEnabled(spec.key != "outlet")
            action.setData(spec.key)
            action.toggled.connect(lambda is_on, key=spec.key: self._show_column(key, is_on))
        menu.addSeparator()
        menu.addAction(self.tr("Usual columns")).triggered.connect(self._usual_columns)
        order = menu.addMenu(self.tr("Sort by"))
        for key in view.choice.shown:
            action = order.addAction(view.column_name(key))
            action.setCheckable(True)
            action.setChecked(view.sort is not None and view.sort.column == key)
            action.triggered.connect(lambda _=False, key=key: view.sort_wanted.emit(key))
        return menu

    def _show_column(self, key: str, is_on: bool) -> None:
        shown = self.view.choice.shown
        self.view.choose_columns([*shown, key] if is_on else [one for one in shown if one != key])

    def _usual_columns(self) -> None:
        self.view.choice.widths.clear()
        self.view.choose_columns(USUAL)
        self.view.set_split(self.view.table_width)

    def export_menu(self, button: QPushButton) -> QMenu:
        """Print, pages of what is shown, the page for the meeting, reports of everything."""
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(name: str, run: Callable[[], object]) -> QAction:
            action = menu.addAction(name)
            action.triggered.connect(lambda: run())
            return action

        add(self.tr("Print what is shown…"), lambda: self.ask_pages("print"))
        add(self.tr("What is shown as PDF…"), lambda: self.ask_pages("pdf"))
        add(self.tr("What is shown as PNG…"), lambda: self.ask_pages("png"))
        add(self.tr("Copy the rows"), self.copy_rows)
        menu.addSeparator()
        add(self.tr("Page for the meeting as PDF…"), lambda: self.write_meeting("pdf"))
        add(self.tr("Page for the meeting as PNG…"), lambda: self.write_meeting("png"))
        menu.addSeparator()
        for name, ending in (
            (self.tr("All outlets as PDF…"), "pdf"),
            (self.tr("All outlets as PNG…"), "png"),
            (self.tr("All outlets as an Excel table…"), "xlsx"),
        ):
            add(name, partial(self.export, ending))
        return menu

    def _pop_export(self, button: QPushButton) -> None:
        self.export_menu(button).popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    # ---------------------------------------------------------------- the clipboard

    def copy_rows(self) -> None:
        """The picked rows with the columns shown, for a spreadsheet; without a pick every row that shows."""
        rows = self.rows_to_copy()
        if len(rows) < 2:
            return
        rich_clipboard.put(as_text(rows), as_html(rows))
        self.message.emit("rows.copied", {"count": len(rows) - 1}, "info")

    def rows_to_copy(self) -> list[list[str]]:
        """Header and rows; the steps take two columns, finished and all."""
        view = self.view
        shown = view.choice.shown
        heads: list[str] = []
        for key in shown:
            title = view.column_name(key)
            heads += [self.tr("Steps finished"), self.tr("Steps in all")] if key == "steps" else [title]
        left_out = (Kind.GROUP, Kind.DRAFT)
        lines = [line for line in view.picked() if line.kind not in left_out]
        if not lines:
            lines = [line for line in view.outline.between(0, view.outline.height) if line.kind not in left_out]
        rows = [heads]
        for line in lines:
            cells: list[str] = []
            for key in shown:
                text = line_words(line, key)
                done, _, total = text.partition("/")
                cells += [done, total] if key == "steps" else [text]
            rows.append(cells)
        return rows

    # ---------------------------------------------------------------- files and paper

    def ask_path(self, ending: str, name: str = "") -> str:
        """The file a person chose, "" = none."""
        start = str(Path.home() / f"{name or self.tr('Outlet portfolio')}.{ending}")
        return QFileDialog.getSaveFileName(self, self.tr("Export"), start, f"*.{ending}")[0]

    def _written(self, path: str) -> None:
        self.message.emit("report.written", {"file": Path(path).name}, "success")

    def _not_written(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")

    def export(self, ending: str) -> None:
        """Write all outlets as "pdf", "png" or "xlsx"."""
        path, office, lang = self.ask_path(ending), self._office, language.name
        if path:
            self._background.run(
                lambda: office.report(None, path, lang),
                lambda _done: self._written(path),
                otherwise=self._not_written,
            )

    def write_meeting(self, ending: str) -> None:
        """Write the page for the meeting as "pdf" or "png"."""
        path, office, lang = self.ask_path(ending, self.tr("For the meeting")), self._office, language.name
        if path:
            self._background.run(
                lambda: office.meeting(path, lang),
                lambda _done: self._written(path),
                otherwise=self._not_written,
            )

    def ask_pages(self, form: str) -> None:
        """Ask how what is shown goes on paper ("print"), into a "pdf" or a "png"; then do it."""
        from outlet_desktop.ui.gantt.page_dialog import PageDialog

        dialog = PageDialog(self, form, self.view)
        self.dialog = dialog
        dialog.accepted.connect(lambda: self.make_pages(form, dialog.choice))
        dialog.finished.connect(lambda _result: self._drop_dialog())
        dialog.open()

    def sheet(self, choice: PageChoice) -> Sheet:
        """What is shown, as pages."""
        from outlet_desktop.ui.gantt.sheet import Sheet

        as_of = self._portfolio.as_of if self._portfolio is not None else ""
        today = self._portfolio.today if self._portfolio is not None else self.view.today
        facts = {"day": format_date(today), "time": as_of[11:16] or "00:00"}
        note = words("page.as_of" if as_of else "report.as_of", facts)
        return Sheet(self.view, choice, self.tr("Outlet portfolio"), note, self.legend)

    def make_pages(self, form: str, choice: PageChoice) -> None:
        """Paint the pages; a file is encoded and written by the worker."""
        if form == "print":
            printer = self.ask_printer(choice)
            if printer is not None:
                self.sheet(choice).print_on(printer)
                self.message.emit("page.printed", {}, "success")
            return
        path = self.ask_path(form)
        if not path:
            return
        sheet, office = self.sheet(choice), self._office
        content = sheet.pdf() if form == "pdf" else sheet.image()

        def write() -> None:
            from outlet_desktop.ui.gantt.sheet import as_png

            office.keep_file(path, content if isinstance(content, bytes) else as_png(content))

        self._background.run(write, lambda _done: self._written(path), otherwise=self._not_written)

    def ask_printer(self, choice: PageChoice) -> QPrinter | None:
        """The system's print dialog; None = cancelled."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(choice.page_layout())
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None
