"""The list of launch drafts in the top bar: open one, begin a new form, give the shown one up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.ui.controls import word_button
from outlet_desktop.ui.launch.keeper import DraftKeeper

_MOST = 20  # a menu of more is no list to choose from; the portfolio shows all


class DraftsMenu(QWidget):
    """A button with its menu.

    Signals:
        chosen: Id of the draft to open. begun: A new form is wanted. dropped: The form shown is to be given up.
    """

    chosen = Signal(str)
    begun = Signal()
    dropped = Signal()

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        others = keeper.others
        text = self.tr("Drafts")
        self.button = word_button("ph.files", f"{text} {len(others)}" if others else text, menu=True)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        row.addWidget(self.button)
        self._fill(others)

    def _fill(self, others: tuple[LaunchDraft, ...]) -> None:
        for draft in others[:_MOST]:
            action = self._action(self._named(draft))
            action.triggered.connect(lambda _checked=False, one=draft.id: self.chosen.emit(one))
        if others:
            self.menu.addSeparator()
        self._action(self.tr("New form")).triggered.connect(lambda _checked=False: self.begun.emit())
        drop = self._action(self.tr("Delete this draft"))
        drop.setEnabled(self._keeper.saved_at is not None)
        drop.triggered.connect(lambda _checked=False: self.dropped.emit())

    def _action(self, text: str) -> QAction:
        made = QAction(text.replace("&", "&&"), self.menu)
        self.menu.addAction(made)
        return made

    def _named(self, draft: LaunchDraft) -> str:
        name = draft.request.address.strip() or self.tr("without an address")
        if draft.corrects:
            name = self.tr("{address} (sent back)").format(address=name)
        saved = f"{draft.saved_at:%d.%m %H:%M}" if draft.saved_at is not None else ""
        return "  ·  ".join(part for part in (name, saved) if part)
