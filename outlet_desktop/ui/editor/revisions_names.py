"""What revisions are called, when they were made, by whom and why."""

from __future__ import annotations

from outlet_desktop.engine.ports import RevisionInfo
from outlet_desktop.ui.editor.revisions_data import DRAFT, Shelf
from outlet_desktop.ui.editor.revisions_list import Entry
from outlet_desktop.ui.editor.revisions_words import revision_name
from outlet_desktop.ui.messages import format_date


class RevisionNames:
    """Names of the revisions of one process and of its draft (number 0).

    Attributes:
        shelf: The revisions; None = not read yet.
        saved: When the draft was saved, `11:04`. `note`: what was typed for the list of revisions.
        is_draft: Whether the drawing in hand differs from the newest revision.
    """

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self.saved = ""
        self.note = ""
        self.is_draft = False

    @property
    def numbers(self) -> list[int]:
        """Of the published revisions, newest first."""
        return [one.revision for one in self.shelf.revisions] if self.shelf is not None else []

    def short(self, number: int) -> str:
        """`v7`; the draft by the number it would get."""
        return f"v{number or max(self.numbers, default=0) + 1}"

    def name(self, number: int) -> str:
        """`Ревизия 7`, `Черновик v8`."""
        return f"{revision_name(number)} {self.short(number)}" if number == DRAFT else revision_name(number)

    def when(self, number: int) -> str:
        """The day of a revision, the time of the draft."""
        if number == DRAFT:
            return self.saved
        found = self._found(number)
        return format_date(found.published_at.date()) if found is not None else ""

    def _found(self, number: int) -> RevisionInfo | None:
        revisions = self.shelf.revisions if self.shelf is not None else ()
        return next((one for one in revisions if one.revision == number), None)

    def choice(self, number: int) -> str:
        """`Ревизия 7 · 14.09.2026`."""
        tail = self.when(number)
        return f"{self.name(number)} · {tail}" if tail else self.name(number)

    def note_of(self, number: int) -> str:
        """What was said when it was published."""
        if number == DRAFT:
            return self.note
        found = self._found(number)
        return found.note if found is not None else ""

    def offered(self, numbers: tuple[int, int]) -> tuple[int, ...]:
        """What can be compared: the draft where there is one (or where it is compared), then the revisions."""
        known = self.numbers
        return (DRAFT, *known) if self.is_draft or not known or DRAFT in numbers else tuple(known)

    def entries(self, numbers: tuple[int, int]) -> tuple[Entry, ...]:
        """The lines of the list of revisions."""
        return tuple(
            Entry(number, self.name(number), self._when_and_who(number), " ".join(self.note_of(number).split()))
            for number in self.offered(numbers)
        )

    def _when_and_who(self, number: int) -> str:
        found = self._found(number) if number != DRAFT else None
        author = found.author if found is not None else ""
        return " · ".join(part for part in (self.when(number), author) if part)
