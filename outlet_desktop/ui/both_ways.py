"""An action of the undo stack that is done and taken back by two functions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class BothWays(QUndoCommand):
    """`forth` does it (again), `back` takes it back; what either does is the caller's, as is telling the office."""

    def __init__(self, text: str, forth: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__(text)
        self._forth, self._back = forth, back

    def redo(self) -> None:
        """Do it."""
        self._forth()

    def undo(self) -> None:
        """Take it back."""
        self._back()
