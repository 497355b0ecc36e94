"""Keeps the launch form: every change is saved as a draft, so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel

from outlet_desktop.engine.launch_port import LaunchDraft, LaunchRequest
from outlet_desktop.engine.ports import Office
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.control_marks import label
from outlet_desktop.ui.launch.draft import Draft

SAVE_MS = 150  # of stillness: one save for a word, not one for a letter


def is_blank(request: LaunchRequest) -> bool:
    """Whether nobody has typed or chosen anything: process and revision are filled in by the form itself."""
    empty = LaunchRequest(request.template_id, request.revision, request.address)
    return not request.address.strip() and request == empty


class DraftKeeper(QObject):
    """Follows a form and saves it under one id until it is sent or given up.

    Signals:
        saved: The moment (this machine's clock) at which the newest change was kept.
        listed: The drafts have become more or fewer, or one is called otherwise.
    """

    saved = Signal(object)
    listed = Signal()

    def __init__(self, office: Office, background: Background, draft: Draft) -> None:
        super().__init__(draft)
        self._office, self._background, self._draft = office, background, draft
        self.saved_at: datetime | None = None
        self.drafts: tuple[LaunchDraft, ...] = ()
        self._id = uuid4().hex
        self._kept: LaunchDraft | None = None  # as it was saved last
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self._save)
        draft.edited.connect(self._edited)

    @property
    def id(self) -> str:
        """The id of the form that is shown."""
        return self._id

    @property
    def others(self) -> tuple[LaunchDraft, ...]:
        """Drafts apart from the form that is shown."""
        return tuple(draft for draft in self.drafts if draft.id != self._id)

    def begin(self) -> None:
        """A new form follows; what was typed in the one before is kept."""
        self.flush()
        self._id, self._kept, self.saved_at = uuid4().hex, None, None
        self.listed.emit()

    def take(self, draft: LaunchDraft) -> None:
        """The form of that draft follows; call it before its values are put into the form."""
        self.flush()
        self._id, self._kept, self.saved_at = draft.id, self._value(draft), draft.saved_at
        self.listed.emit()

    def sent(self) -> None:
        """The form has become an opening: its draft is dropped."""
        self._timer.stop()
        self._forget(self._id)
        self._id, self._kept, self.saved_at = uuid4().hex, None, None

    def drop(self, draft_id: str) -> None:
        """Give a draft up."""
        if draft_id == self._id:
            self._timer.stop()
            self._kept, self.saved_at = None, None
        self._forget(draft_id)

    def flush(self) -> None:
        """Save now what still waits for the typing to end."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def refresh(self) -> None:
        """Read the list of drafts anew."""
        office = self._office
        self._background.run(office.drafts, self._list, slot="launch.drafts")

    def find(self, draft_id: str, then: Callable[[LaunchDraft, str], object]) -> None:
        """Read that draft, and call `then` with it and the address of the outlet that it corrects ("" = none)."""
        self.flush()
        office = self._office

        def work() -> tuple[LaunchDraft, str] | None:
            draft = next((one for one in office.drafts() if one.id == draft_id), None)
            if draft is None:
                return None
            return draft, office.outlet(draft.corrects).address if draft.corrects else ""

        def take(found: tuple[LaunchDraft, str] | None) -> None:
            if found is None:  # sent or given up meanwhile, from another window
                self.refresh()
            else:
                then(*found)

        self._background.run(work, take, slot="launch.draft")

    def _list(self, drafts: tuple[LaunchDraft, ...]) -> None:
        before = [(draft.id, draft.request.address) for draft in self.drafts]
        self.drafts = drafts
        if before != [(draft.id, draft.request.address) for draft in drafts]:
            self.listed.emit()

    def _value(self, draft: LaunchDraft) -> LaunchDraft:
        return LaunchDraft(draft.id, draft.request, draft.target, draft.corrects)

    def _now(self) -> LaunchDraft:
        corrects = self._draft.corrects[0] if self._draft.corrects is not None else ""
        return LaunchDraft(self._id, self._draft.request, self._draft.target, corrects)

    def _edited(self) -> None:
        if self._draft.request.template_id and self._now() != self._kept:
            self._timer.start()

    def _save(self) -> None:
        now = self._now()
        if now == self._kept:
            return
        if is_blank(now.request):
            if self._kept is not None:  # everything typed was taken out again
                self._kept, self.saved_at = None, None
                self._forget(now.id)
            return
        if now.corrects and self._kept is None and not self._is_changed(now):
            return
        self._kept = now
        office = self._office

        def taken(moment: datetime) -> None:
            if self._id == now.id:
                self.saved_at = moment
                self.saved.emit(moment)
            self.refresh()

        self._background.run(lambda: office.save_launch_draft(now), taken)

    def _is_changed(self, now: LaunchDraft) -> bool:
        return now.request != self._draft.begun

    def _forget(self, draft_id: str) -> None:
        office = self._office
        self._background.run(lambda: office.drop_launch_draft(draft_id), lambda _done: self.refresh())


class SavedNote(QLabel):
    """ "draft saved 11:02" in the top bar; empty before anything was saved."""

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        model = label("", "small", "secondary", tabular=True)
        self.setFont(model.font())
        self.setProperty("tone", "secondary")
        keeper.saved.connect(self._show)
        if keeper.saved_at is not None:
            self._show(keeper.saved_at)

    def _show(self, moment: datetime) -> None:
        self.setText(self.tr("draft saved {time}").format(time=f"{moment:%H:%M}"))
