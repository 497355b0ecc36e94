"""The office of the window: in a manager's window it answers every question and refuses every action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from outlet_desktop.problem import Problem

# Methods of `engine.ports.Office` that change an opening, a process, a role or the portal. Files a person asks for
# (reports), the connection and a poll are not among them.
WRITES = frozenset(
    {
        "answer_fields",
        "answer_for",
        "answer_gone",
        "cancel",
        "change_roles",
        "disconnect",
        "drop_absence",
        "drop_launch_draft",
        "drop_region",
        "go_on",
        "hand_task",
        "keep_twin",
        "launch",
        "pause",
        "publish",
        "put_absence",
        "put_exception",
        "put_region",
        "remind",
        "replace_person",
        "restore",
        "resume",
        "save_draft",
        "save_launch_draft",
        "send_again",
        "set_delay",
        "set_hours",
        "set_norm",
        "set_override",
        "set_polling",
        "set_region_holder",
        "set_role_holder",
        "set_target",
        "set_tolerance",
        "take_back",
        "undo_replacement",
    }
)


class GuardedOffice:
    """Passes everything on to `office`; while `is_read_only`, what writes raises Problem `office.read_only`."""

    def __init__(self, office: Any, *, is_read_only: bool = False) -> None:
        self._office = office
        self.is_read_only = is_read_only

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._office, name)
        return self._guarded(found) if name in WRITES else found

    def _guarded(self, act: Callable[..., Any]) -> Callable[..., Any]:
        # Asked when it is called, not when it is fetched: the choice may change between the two.
        def call(*arguments: Any, **named: Any) -> Any:
            if self.is_read_only:
                raise Problem("office.read_only")
            return act(*arguments, **named)

        return call
