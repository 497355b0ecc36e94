"""What the process editor may ask beside drafts and revisions; a part of `engine.ports.Office`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from outlet_desktop.domain.template import StepId


class ProcessOffice(Protocol):
    """The past of a process, the files it was kept in, and what a crash has left."""

    def past(self, template_id: str) -> Mapping[StepId, tuple[int, ...]]:
        """How many working days the steps of a process took in its outlets: one number for each finished task."""

    def recent_files(self) -> tuple[str, ...]:
        """Process files opened or saved here, the last one first."""

    def note_file(self, path: str) -> tuple[str, ...]:
        """Put a file at the head of the recent ones; what they are now."""

    def unclosed_draft(self) -> str:
        """Id of the process whose draft was being edited when the program ended without closing it; "" = none."""

    def close_drafts(self) -> None:
        """The editor is left in good order: nothing is to be recovered."""
