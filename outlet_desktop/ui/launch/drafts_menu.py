"""The list of launch drafts in a top bar: open one; on the form itself also begin a new one, give the shown one up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.ui.controls import word_button

_MOST = 20  # a menu of more is no list to choose from


class DraftsMenu(QWidget):
    """A button with its menu. `can_drop`: whether the form shown is kept and can be deleted; None = no form is shown.

    Signals:
        chosen: Id of the draft to open. begun: A new form is wanted. dropped: The form shown is to be given up.
    """

    chosen = Signal(str)
    begun = Signal()
    dropped = Signal()

    def __init__(
        self, drafts: tuple[LaunchDraft, ...], can_drop: bool | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        text = self.tr("Drafts")
        self.button = word_button("ph.files", f"{text} {len(drafts)}" if drafts else text, menu=True)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        row.addWidget(self.button)
        self._fill(drafts)
        if can_drop is not None:
            self._add_form(can_drop, bool(drafts))

    def _fill(self, drafts: tuple[LaunchDraft, ...]) -> None:
        for draft in drafts[:_MOST]:
            action = self._action(self._named(draft))
            action.triggered.connect(lambda _checked=False, one=draft.id: self.chosen.emit(one))

    def _add_form(self, can_drop: bool, is_apart: bool) -> None:
        if is_apart:
            self.menu.addSeparator()
        self._action(self.tr("New form")).triggered.connect(lambda _checked=False: self.begun.emit())
        drop = self._action(self.tr("Delete this draft"))
        drop.setEnabled(can_drop)
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
