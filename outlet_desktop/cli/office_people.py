"""The office's part for people: the portal's staff, who plays which role, replacing a person everywhere."""

from __future__ import annotations

import time
from collections.abc import Mapping

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.cli.replacing import role_titles
from outlet_desktop.domain.opening import Department, Person, UserId
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine import handing_over
from outlet_desktop.engine.ports import (
    ReplacePreview,
    ReplaceReport,
)


class PeopleDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    def people(self) -> tuple[Person, ...]:
        """The portal's people, dismissed ones too."""
        with self._lock:
            return self._open().people()

    def departments(self) -> tuple[Department, ...]:
        """The company structure."""
        with self._lock:
            return self._open().departments()

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Role -> person."""
        with self._lock:
            return self._open().role_holders()

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role; running openings follow for tasks not opened yet."""
        with self._lock, self._open().transaction():
            self._open().set_role_holder(holder)
            self._open().wake_unfinished()
        self.poll_now()

    def open_tasks_of(self, user_id: UserId) -> int:
        """How many of our tasks that person has open; counted for everybody at once, every two seconds at most."""
        with self._lock:
            if time.monotonic() - self._counted_at > 2.0:
                self._open_tasks = self._open().open_tasks_by_person()
                self._counted_at = time.monotonic()
            return self._open_tasks.get(user_id, 0)

    def replace_preview(self, user_id: UserId) -> ReplacePreview:
        """Everything that names that person and is not over."""
        with self._lock:
            return handing_over.preview(self._open(), user_id, role_titles(self._open()))

    def replace_person(self, user_id: UserId, by: UserId) -> int:
        """Put `by` in that person's place everywhere; the engine moves the open tasks."""
        with self._lock, self._open().transaction():
            made = handing_over.begin(self._open(), user_id, by, time.time(), self._now())
        self._changed_by_us()
        return made.number

    def replace_report(self, number: int) -> ReplaceReport:
        """How far that replacement is, task by task."""
        with self._lock:
            return handing_over.report(self._open(), number)

    def undo_replacement(self, number: int) -> int:
        """Give back what that replacement has moved."""
        with self._lock, self._open().transaction():
            made = handing_over.undo(self._open(), number, time.time(), self._now())
        self._changed_by_us()
        return made.number
