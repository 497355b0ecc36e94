"""The undoable change of a role's holder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from outlet_desktop.domain.record import RoleHolder


class HolderChange(QUndoCommand):
    """Puts one holder in place of another; `put` tells screen and office."""

    def __init__(self, text: str, before: RoleHolder, after: RoleHolder, put: Callable[[RoleHolder], None]) -> None:
        super().__init__(text)
        self._before, self._after, self._put = before, after, put

    def redo(self) -> None:
        """Put the new holder."""
        self._put(self._after)

    def undo(self) -> None:
        """Put the old one back."""
        self._put(self._before)
