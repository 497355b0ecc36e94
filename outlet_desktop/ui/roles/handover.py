"""One person in place of another everywhere: the question, the doing, its report and its way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.opening import UserId
from outlet_desktop.engine.ports import Office, Picked, ReplacePreview, ReplaceReport
from outlet_desktop.engine.replacing import ReplaceEffect
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.roles.replacing import ReplaceDialog
from outlet_desktop.ui.roles.staff import Staff

_LOOK_MS, _LOOKS = 1000, 120  # how often and how many times a replacement under way is asked for


class Handover(QObject):
    """Asks, carries out and follows replacements for a place.

    Signals:
        message: (code, facts, kind): a toast.
        told: How far a replacement is; "" = none is under way.
        read_wanted: What the place shows has changed.
    """

    message = Signal(str, object, str)
    told = Signal(str)
    read_wanted = Signal()

    def __init__(
        self, office: Office, background: Background, undo: QUndoStack, staff: Callable[[], Staff], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._office, self._background, self._undo, self._staff, self._owner = office, background, undo, staff, owner
        self.dialog: ReplaceDialog | None = None
        self.today: date | None = None  # the portal's, as last heard

    def ask_replacement(self, user_id: UserId) -> None:
        """Show what names that person and ask who takes over."""
        office = self._office
        self._background.run(
            lambda: (office.replace_preview(user_id), office.can_tell()),
            lambda found: self._show_dialog(*found),
            otherwise=self._told,
        )

    def _show_dialog(self, preview: ReplacePreview, can_tell: bool) -> None:
        self._drop_dialog()
        self.dialog = ReplaceDialog(self._staff(), preview, self._owner, today=self.today, can_tell=can_tell)
        self.dialog.effect_wanted.connect(lambda by, picked: self._ask_effect(preview.user_id, by, picked))
        if self.dialog.chosen:
            self._ask_effect(preview.user_id, self.dialog.chosen, self.dialog.picked())
        self.dialog.confirmed.connect(lambda by, picked: self._replace_by(preview.user_id, by, picked))
        self.dialog.finished.connect(lambda _result: self._drop_dialog())
        self.dialog.open()

    def _ask_effect(self, user_id: UserId, by: UserId, picked: Picked) -> None:
        """Have the opening dates counted for that choice; a newer choice makes this one stale."""
        office, dialog = self._office, self.dialog

        def take(effects: tuple[ReplaceEffect, ...]) -> None:
            if dialog is not None and self.dialog is dialog:
                dialog.show_effect(by, effects)

        self._background.run(lambda: office.replace_effect(user_id, by, picked), take, slot="roles.effect")

    def _drop_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.chooser.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _replace_by(self, user_id: UserId, by: UserId, picked: Picked) -> None:
        was, person = self._staff().person(user_id), self._staff().person(by)
        names = (was.name if was else str(user_id), person.name if person else str(by))
        text = self.tr("{by} in place of {name}").format(name=names[0], by=names[1])
        office, numbers = self._office, list[int]()

        def begun(number: int) -> None:
            numbers.append(number)
            self._watch(number, *names)

        def forth() -> None:
            self._background.run(lambda: office.replace_person(user_id, by, picked), begun, otherwise=self._refused)

        def back() -> None:
            if numbers:
                number = numbers.pop()
                back_names = (names[1], names[0])
                self._background.run(
                    lambda: office.undo_replacement(number),
                    lambda made: self._watch(made, *back_names),
                    otherwise=self._refused,
                )

        self._undo.push(BothWays(text, forth, back))

    def _refused(self, problem: Problem) -> None:
        self._told(problem)
        self._undo.clear()
        self.read_wanted.emit()

    def _told(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")

    def _watch(self, number: int, name: str, by: str, looks: int = 0) -> None:
        """Follow a replacement until its tasks have moved; then tell how it went."""
        office = self._office

        def look(report: ReplaceReport) -> None:
            if not report.is_over and looks < _LOOKS:
                done = len(report.moves) - report.count("waiting")
                text = self.tr("{by} takes over: {done} of {all} tasks have moved.")
                self.told.emit(text.format(by=by, done=done, all=len(report.moves)))
                QTimer.singleShot(_LOOK_MS, self, lambda: self._watch(number, name, by, looks + 1))
                return
            self.told.emit("")
            self._tell_report(report, name, by)
            self.read_wanted.emit()

        self._background.run(lambda: office.replace_report(number), look, otherwise=self._told)

    def _tell_report(self, report: ReplaceReport, name: str, by: str) -> None:
        facts: dict[str, object] = {"person": name, "by": by, "places": report.places}
        facts |= {state: report.count(state) for state in ("moved", "kept", "refused", "waiting")}
        refused = next((move for move in report.moves if move.state == "refused"), None)
        if refused is not None:
            self.message.emit("replace.partly", {**facts, "task": refused.title, "text": refused.text}, "error")
        elif not report.is_over:
            self.message.emit("replace.waits", facts, "info")
        else:
            self.message.emit("replace.done", facts, "success")
