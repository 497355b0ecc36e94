"""The launch form as a value: what is typed, which target is chosen, what is known about it by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_desktop.domain.opening import OpeningId, UserId
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.ports import LaunchRequest, Office, Preview
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.daysoff import CalendarSlice, slice_of_calendar
from outlet_desktop.ui.launch.known import KnownOutlet

DEFAULT_TARGET = "p80"
TYPED_TARGET = "typed"
DEBOUNCE_MS = 150  # with the computation itself, the answer is there within ui.md's 300 ms of stillness


@dataclass(frozen=True, slots=True)
class Outlook:
    """A preview and what the calendar says of it, computed together off the GUI thread.

    Attributes:
        buffer: Working days from the planned finish to the target, signed; None without either.
    """

    request: LaunchRequest
    preview: Preview
    days_off: CalendarSlice
    buffer: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changed in the form at once.

    Attributes:
        field: Name of the request's attribute that was meant, "target", "field:<id>" or "role:<id>".
        before, after: Only what differs: attributes of the request by name, and "target", the chosen option.
    """

    field: str
    before: Mapping[str, object]
    after: Mapping[str, object]


class Draft(QObject):
    """The form's values, and the preview that follows them.

    One preview is asked for when typing has been still for `DEBOUNCE_MS`; an answer to an older question is
    thrown away. The target is either typed or one of the options of the preview by name; an option's date moves
    with the forecast.

    Signals:
        edited: A value has changed: whatever shows the outlook is stale from now on.
        renewed: A fresh outlook has come.
        changed: The Change that a person has made, to be taken back by `restore`.
        restored: `restore` has put other values into the form: editors have to show them.
    """

    edited = Signal()
    renewed = Signal()
    changed = Signal(object)
    restored = Signal()

    def __init__(self, office: Office, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._background = background
        self.request = LaunchRequest(template_id="", revision=0, address="")
        self.target = DEFAULT_TARGET  # name of an option, or TYPED_TARGET
        self.outlook: Outlook | None = None
        self.is_stale = True
        self.known: tuple[KnownOutlet, ...] = ()
        self.regions: Mapping[str, tuple[str, ...]] = {}
        self.today: date | None = None
        self.corrects: tuple[OpeningId, str] | None = None  # the opening sent back, and its address
        self.begun = self.request  # what the form was filled with
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def preview(self) -> Preview | None:
        """The newest preview; of an older form while `is_stale`."""
        return self.outlook.preview if self.outlook is not None else None

    @property
    def others(self) -> tuple[KnownOutlet, ...]:
        """The known outlets without the one that this form corrects."""
        own = self.corrects[0] if self.corrects is not None else ""
        return tuple(outlet for outlet in self.known if outlet.opening != own)

    @property
    def is_ready(self) -> bool:
        """Whether what stands in the form may be launched: computed, and without errors."""
        return not self.is_stale and self.preview is not None and not self.preview.errors

    def change(self, field: str = "", /, **values: object) -> None:
        """A person sets attributes of the request. Nothing happens when they have these values already.

        Args:
            field: What the step is about; the first of `values` without.
        """
        self._set(field or next(iter(values)), values)

    def fill(self, **values: object) -> None:
        """The program sets attributes of the request: nothing that a person would take back."""
        self._set("", values)

    def restore(self, values: Mapping[str, object]) -> None:
        """Put the values of a Change back; as they are already, nothing happens."""
        if self._differing(values):
            self._apply(values)
            self.restored.emit()

    def _set(self, field: str, values: Mapping[str, object]) -> None:
        before = self._differing(values)
        if not before:
            return
        self._apply(values)
        if field:
            self.changed.emit(Change(field, before, {name: values[name] for name in before}))

    def _differing(self, values: Mapping[str, object]) -> dict[str, object]:
        """What stands in the form now of that which `values` would change."""
        now = {name: self.target if name == "target" else getattr(self.request, name) for name in values}
        return {name: value for name, value in now.items() if value != values[name]}

    def _apply(self, values: Mapping[str, object]) -> None:
        self.target = str(values.get("target", self.target))
        changed = {name: value for name, value in values.items() if name != "target"}
        self.request = replace(self.request, **changed)  # type: ignore[arg-type]
        self._edited()

    def answer(self, field_id: str, value: object, *, is_default: bool = False) -> None:
        """Answer a launch field; None takes the answer back. `is_default`: the form answers, not a person."""
        fields = dict(self.request.fields)
        if value is None:
            fields.pop(field_id, None)
        else:
            fields[field_id] = value
        self._set("" if is_default else f"field:{field_id}", {"fields": fields})

    def put(self, role: RoleId, user_id: UserId | None) -> None:
        """Give a role to a person for this outlet only; None = as the roles say."""
        people: dict[RoleId, UserId] = dict(self.request.people)
        if user_id is None:
            people.pop(role, None)
        else:
            people[role] = user_id
        self.change(f"role:{role}", people=people)

    def choose_target(self, name: str) -> None:
        """Take one of the options of the preview as the target."""
        values: dict[str, object] = {"target": name, "target_on": self._date_of(name)}
        if self.request.counts_back:  # the date is to follow the start again, not the start the date
            start = self.preview.start_on if self.preview is not None else self.request.start_on
            values |= {"counts_back": False, "start_on": start}
        self._set("target", values)

    def use_default_dates(self) -> None:
        """Start as soon as possible, promise the P80."""
        self._set("target", {"target": DEFAULT_TARGET, "target_on": None, "start_on": None, "counts_back": False})

    def type_target(self, day: date | None) -> None:
        """A date of one's own; None goes back to the default."""
        if day is None:
            self.choose_target(DEFAULT_TARGET)
            return
        self._set("target", {"target": TYPED_TARGET, "target_on": day})

    def count_from(self, direction: str) -> None:
        """Count from the "start", or back from the "target"; what is shown stays until the new answer comes."""
        preview = self.preview
        if direction == "target":
            target = self.request.target_on or (preview.target if preview is not None else None)
            if target is not None:
                values = {"target": TYPED_TARGET, "counts_back": True, "target_on": target}
                self._set("counts_back", values)
        elif self.request.counts_back:
            start = preview.start_on if preview is not None else self.request.start_on
            self.change(counts_back=False, start_on=start)

    def start_over(
        self, request: LaunchRequest, corrects: tuple[OpeningId, str] | None = None, target: str = ""
    ) -> None:
        """Fill the form anew.

        Args:
            corrects: Id and address of the opening that is to be sent again.
            target: Name of the chosen target, where it is known.
        """
        self.corrects = corrects
        self.request = self.begun = request
        self.target = target or (DEFAULT_TARGET if request.target_on is None else TYPED_TARGET)
        self.outlook = None
        self._edited()

    def recompute(self) -> None:
        """Ask for the preview again with the same values, e.g. because people changed."""
        self._edited()

    def flush(self) -> None:
        """Ask now if a question is waiting for the typing to end."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()

    def launch_request(self) -> LaunchRequest:
        """What is sent: with the date of the chosen target; None only for the default, the P80 at launch.

        Counted back, the start goes along as it is shown: nobody is to get another one because midnight has passed.
        """
        sent = replace(self.request, address=self.request.address.strip(), city=self.request.city.strip())
        if sent.counts_back and self.preview is not None:
            sent = replace(sent, start_on=self.preview.start_on, counts_back=False)
        return sent

    def _edited(self) -> None:
        self.is_stale = True
        if self.request.template_id:  # without a process there is nothing to compute
            self._timer.start()
        self.edited.emit()

    def _date_of(self, name: str) -> date | None:
        if name == DEFAULT_TARGET or self.preview is None:
            return None
        return next((day for option, day, _chance in self.preview.options if option == name), None)

    def _ask(self) -> None:
        request, office = self.request, self._office
        own = self.corrects[1] if self.corrects is not None else None

        def work() -> Outlook:
            preview = _without_own(office.preview(request), own)
            dates = [day for day, _count in preview.histogram]
            dates += [day for day in (preview.finish_on, preview.target, preview.p95) if day is not None]
            days_off = slice_of_calendar(preview.start_on, max(dates, default=preview.start_on))
            buffer = None
            if preview.finish_on is not None and preview.target is not None:
                buffer = russian_calendar().between(preview.finish_on, preview.target)
            return Outlook(request, preview, days_off, buffer)

        self._background.run(work, self._take, slot="launch.preview")

    def _take(self, outlook: Outlook) -> None:
        if outlook.request != self.request:
            return  # typed on meanwhile; the next question is already waiting
        self.outlook = outlook
        if self.target not in (DEFAULT_TARGET, TYPED_TARGET):
            moved = self._date_of(self.target)
            if moved is not None and moved != self.request.target_on:
                self.fill(target_on=moved)
                return
        self.is_stale = False
        self.renewed.emit()


def _without_own(preview: Preview, address: str | None) -> Preview:
    """The address of the opening that is being corrected is not taken by somebody else."""
    if address is None:
        return preview
    errors = tuple(
        (code, facts)
        for code, facts in preview.errors
        if code != "launch.address_taken" or facts.get("address") != address
    )
    return replace(preview, errors=errors)


def people_of(request: LaunchRequest, preview: Preview | None) -> Mapping[RoleId, UserId]:
    """Who gets each role: as the ladder says, overrides of this outlet on top."""
    found: dict[RoleId, UserId] = dict(preview.people) if preview is not None else {}
    found.update(request.people)
    return found
