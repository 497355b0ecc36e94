"""Undo and redo of the launch form: one step for each field changed, one for all that is typed into it in one go."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.opening import Person, UserId
from outlet_desktop.domain.template import Template
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.launch.address_page import AddressPage
from outlet_desktop.ui.launch.draft import Change, Draft
from outlet_desktop.ui.launch.summary_form import SummaryForm
from outlet_desktop.ui.messages import format_date

_TYPED = ("address", "city", "region", "start_on")  # fields that change with every key; an answer does so too
_LONGEST = 48  # letters of a value in the words of a step


class FormStep(BothWays):
    """One change of the form. Neighbours of one field are one step until the field is left."""

    def __init__(self, history: FormHistory, change: Change, merge_id: int) -> None:
        super().__init__(
            history.words_of(change),
            lambda: history.draft.restore(self.change.after),
            lambda: history.draft.restore(self.change.before),
        )
        self._history, self._merge_id = history, merge_id
        self.change = change

    def id(self) -> int:
        return self._merge_id

    def mergeWith(self, newer: QUndoCommand) -> bool:
        assert isinstance(newer, FormStep)
        if newer.change.field == "target" and "target" in newer.change.before:
            return False  # another choice, not another key of a date that is being typed
        before = {**newer.change.before, **self.change.before}
        after = {**self.change.after, **newer.change.after}
        self.change = Change(self.change.field, before, after)
        self.setText(self._history.words_of(self.change))
        self.setObsolete(before == after)
        return True


class FormHistory(QObject):
    """Keeps the steps of a form, and the keys of its editors from undoing letters of their own.

    Attributes:
        template, people: What the steps of answers and roles are called by.
    """

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.template: Template | None = None
        self.people: Mapping[UserId, Person] = {}
        self.stack = QUndoStack(self)
        self._epoch = 0
        draft.changed.connect(self._push)
        draft.restored.connect(self.end_step)

    def clear(self) -> None:
        """Another form is shown: nothing of the one before can be taken back in it."""
        self.stack.clear()
        self.end_step()

    def end_step(self) -> None:
        """Whatever is changed next is a step of its own."""
        self._epoch += 1

    def watch(self, *editors: QWidget) -> None:
        """Leave undo and redo to the form while one of these has the focus; leaving it ends a step."""
        for editor in editors:
            editor.installEventFilter(self)

    def follow(self, page: AddressPage, short: SummaryForm) -> None:
        """Watch the editors of both pages, and put what is taken back into them."""
        self.watch(page.where.address, page.where.city, page.where.region, page.when.start, page.when.target)
        self.watch(short.address, short.start, short.target)
        page.asked.connect(lambda editors: self.watch(*editors))
        self.draft.restored.connect(page.show_restored)
        self.draft.restored.connect(lambda: short.show_outlook(is_restored=True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.end_step()
        elif event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _takes_back(event):
            event.ignore()  # an editor that took it would undo its own letters, past the form
            return True
        return False

    def _push(self, change: Change) -> None:
        is_typed = change.field in (*_TYPED, "target") or change.field.startswith("field:")
        merge_id = zlib.crc32(f"{self._epoch}:{change.field}".encode()) & 0x7FFFFFFF if is_typed else -1
        self.stack.push(FormStep(self, change, merge_id))

    # ------------------------------------------------------------------ words

    def words_of(self, change: Change) -> str:
        """What the step is called: the field with its new value."""
        kind, _colon, name = change.field.partition(":")
        value = change.after.get(kind)
        match kind:
            case "address":
                return self.tr("Address “{value}”").format(value=_short(value))
            case "city":
                return self.tr("City “{value}”").format(value=_short(value))
            case "region":
                return self.tr("Region “{value}”").format(value=_short(value))
            case "start_on":
                return self.tr("Start {day}").format(day=_day(value) or self.tr("by default"))
            case "target":
                return self.tr("Target date {day}").format(day=_day(change.after.get("target_on")) or "P80")
            case "counts_back":
                return self.tr("Count from the target") if value else self.tr("Count from the start")
            case "role":
                return self._role(name, change)
            case "field":
                return self._answer(name, change)
            case _:
                return self.tr("Process and revision")

    def _role(self, role: str, change: Change) -> str:
        known = self.template.role(role) if self.template is not None else None
        people = change.after.get("people")
        user_id = people.get(role) if isinstance(people, Mapping) else None
        person = self.people.get(user_id) if user_id is not None else None
        name = person.name if person is not None else str(user_id or self.tr("as the roles say"))
        return f"{known.title if known is not None else role}: {name}"

    def _answer(self, field: str, change: Change) -> str:
        asked = self.template.fields if self.template is not None else ()
        title = next((one.title for one in asked if one.id == field), field)
        fields = change.after.get("fields")
        value = fields.get(field) if isinstance(fields, Mapping) else None
        if value is None:
            return self.tr("{title}: no answer").format(title=title)
        if isinstance(value, bool):
            word = self.tr("Yes") if value else self.tr("No")
            return f"{title}: {word}"
        return f"{title}: {_day(value) or _short(value)}"


def _takes_back(event: QKeyEvent) -> bool:
    is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return (
        event.matches(QKeySequence.StandardKey.Undo)
        or event.matches(QKeySequence.StandardKey.Redo)
        or (is_ctrl and event.key() == Qt.Key.Key_Y)
    )


def _day(value: object) -> str:
    return format_date(value) if isinstance(value, date) else ""


def _short(value: object) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
