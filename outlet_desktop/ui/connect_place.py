"""Another portal, or another webhook, in the middle of the work: the page of the first run below the top bar."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.connect_page import ConnectPage
from outlet_desktop.ui.controls import label
from outlet_desktop.ui.place import Place


class ConnectPlace(Place):
    """Connects at once when a person accepts what the check has found; then the settings show it."""

    esc_goes_back = True

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = ConnectPage(office, background)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.accepted.connect(lambda _welcome: self.navigate.emit("settings", "portal"))

    def heading(self) -> QWidget:
        return label(self.tr("Another portal"), "title")

    def activate(self) -> None:
        self.page.field.setFocus()
