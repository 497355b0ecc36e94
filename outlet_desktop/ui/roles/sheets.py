"""The matrix to a spreadsheet and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from outlet_desktop.domain.role_table import Complaint, RoleChange
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.language import language
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.roles.import_dialog import ImportDialog
from outlet_desktop.ui.roles.staff import Staff
from outlet_desktop.ui.roles.staffing import Staffing


class RoleSheets(QObject):
    """Writes the matrix as XLSX, and reads one with a preview of what it changes.

    Signals:
        message: (code, facts, kind): a toast.
    """

    message = Signal(str, object, str)

    def __init__(
        self, office: Office, background: Background, staffing: Staffing, staff: Callable[[], Staff], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._office, self._background, self._staffing, self._staff = office, background, staffing, staff
        self._owner = owner
        self.dialog: ImportDialog | None = None
        self.menu = QMenu(owner)

    def pop_menu(self, button: QWidget) -> None:
        """Offer both ways below the button."""
        self.menu.clear()
        self.menu.addAction(self.tr("Save as a spreadsheet…"), self._ask_where)
        guard_writing(self.menu.addAction(self.tr("Read from a spreadsheet…"), self._ask_which))
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _ask_where(self) -> None:
        name = self.tr("Roles and regions") + ".xlsx"
        path, _kind = QFileDialog.getSaveFileName(self._owner, self.tr("Save as a spreadsheet"), name, "Excel (*.xlsx)")
        if path:
            self.write(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")

    def _ask_which(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self._owner, self.tr("Read from a spreadsheet"), "", "Excel (*.xlsx)")
        if path:
            self.read(path)

    def write(self, path: str) -> None:
        """Write the matrix there."""
        office, lang = self._office, language.name
        self._background.run(
            lambda: office.export_roles(path, lang),
            lambda _none: self.message.emit("roles.saved", {"path": path}, "success"),
            otherwise=self._refused,
        )

    def read(self, path: str) -> None:
        """Show what that file would change."""
        office = self._office
        self._background.run(lambda: office.read_roles(path), self._show, otherwise=self._refused)

    def _show(self, found: tuple[tuple[RoleChange, ...], tuple[Complaint, ...]]) -> None:
        changes, complaints = found
        self.dialog = ImportDialog(self._staff(), changes, complaints, self._owner)
        self.dialog.confirmed.connect(lambda: self._staffing.change_cells(changes))
        self.dialog.finished.connect(self._drop)
        self.dialog.open()

    def _drop(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _refused(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")
