"""Applies the fix of a warning to the form; the preview follows by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.fixes import Fix
from outlet_desktop.ui.launch.people_list import PeopleList


class Fixing(QObject):
    """What the buttons of the warnings do.

    Signals:
        navigate: (place, argument): the fix lies elsewhere.
        field_wanted: A field of page 1 has to be corrected.
    """

    navigate = Signal(str, object)
    field_wanted = Signal()

    def __init__(self, office: Office, draft: Draft, people: PeopleList, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._draft, self._people = office, draft, people

    def apply(self, fix: Fix) -> None:
        """Do it."""
        draft = self._draft
        match fix.kind:
            case "target":
                draft.choose_target(fix.name)
            case "start":
                draft.change(start_on=fix.day, counts_back=False)
            case "put":
                draft.put(fix.role, fix.user_id)
            case "choose":
                if fix.role in self._people.rows:
                    self._people.open_chooser(fix.role)
            case "dates":
                draft.change(start_on=None, counts_back=False)
                draft.type_target(None)
            case "poll":
                self._office.poll_now()
                draft.recompute()
            case "processes":
                self.navigate.emit("processes", draft.request.template_id)
            case _:
                self.field_wanted.emit()
