"""Applies the fix of a warning to the form; the preview follows by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.fixes import Fix
from outlet_desktop.ui.launch.history import FormHistory
from outlet_desktop.ui.launch.people_list import PeopleList


class Fixing(QObject):
    """What the buttons of the warnings do.

    Signals:
        navigate: (place, argument): the fix lies elsewhere.
        field_wanted: A field of page 1 has to be corrected.
        fixed: The form was changed.
    """

    navigate = Signal(str, object)
    field_wanted = Signal()
    fixed = Signal()

    def __init__(self, office: Office, draft: Draft, people: PeopleList, history: FormHistory, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._draft, self._people, self._history = office, draft, people, history

    def apply(self, fix: Fix) -> None:
        """Do it; what it changes in the form is one step to take back."""
        self._history.end_step()
        steps = self._history.stack.index()
        self._apply(fix)
        self._history.end_step()
        if self._history.stack.index() > steps:
            self.fixed.emit()

    def _apply(self, fix: Fix) -> None:
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
                draft.use_default_dates()
            case "poll":
                self._office.poll_now()
                draft.recompute()
            case "processes":
                self.navigate.emit("processes", draft.request.template_id)
            case _:
                self.field_wanted.emit()
