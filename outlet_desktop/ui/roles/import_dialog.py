"""What a spreadsheet would change in the matrix, shown before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from outlet_desktop.domain.role_table import Complaint, RoleChange
from outlet_desktop.ui.controls import label, primary_button, secondary_button
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.roles.staff import Staff


class ImportDialog(QDialog):
    """Lists the changes and what was not understood.

    Signals:
        confirmed: The changes are to be made.
    """

    confirmed = Signal()

    def __init__(
        self,
        staff: Staff,
        changes: Sequence[RoleChange],
        complaints: Sequence[Complaint],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._staff = staff
        self.setModal(True)
        self.resize(560, 480)
        self.setWindowTitle(self.tr("Roles from a spreadsheet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        title = self.tr("Change %n cell(s) of the matrix?", "", len(changes))
        column.addWidget(label(title if changes else self.tr("The spreadsheet changes nothing"), "title", wrap=True))
        about = self.tr("Cells that are not listed stay as they are. The change can be undone as a whole.")
        column.addWidget(label(about, "body", "secondary", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Changes"))
        for complaint in complaints:
            self._add("ph.warning-fill", "status.risk.fill", words(complaint.code, complaint.facts))
        for change in changes:
            self._add("ph.pencil-simple", "text.secondary", self._sentence(change))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = secondary_button(self.tr("Cancel") if changes else self.tr("Close"))
        cancel.clicked.connect(self.reject)
        self.action = primary_button(self.tr("Change"))
        self.action.setVisible(bool(changes))
        self.action.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        row.addWidget(cancel)
        row.addWidget(self.action)
        column.addLayout(row)

    def _add(self, icon_id: str, token: str, text: str) -> None:
        item = QListWidgetItem(icon(icon_id, token), text)
        item.setToolTip(text)
        self.list.addItem(item)

    def _sentence(self, change: RoleChange) -> str:
        empty = self.tr("as by default") if change.spot == "region" else self.tr("nobody")
        people = [self._staff.person(user_id) for user_id in (change.before, change.after)]
        before, after = (person.name if person else empty for person in people)
        where = {
            "default": self.tr("by default"),
            "deputy": self.tr("deputy"),
            "region": change.region,
        }[change.spot]
        return f"{change.role_title}, {where}: {before} → {after}"
