"""What finished tasks in a store teach about durations: samples of `storage`, counted in working days."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.learning import Learnt, learn, sample
from outlet_desktop.schedule.workdays import Calendar

if TYPE_CHECKING:
    from outlet_desktop.storage.store import SqliteStore


def learnt_from(store: SqliteStore, zone: tzinfo | None, calendar: Calendar) -> dict[str, dict[StepId, Learnt]]:
    """By process, then by step; moments count as dates in `zone`, the portal's."""
    found: dict[str, dict[StepId, Learnt]] = {}
    for template_id, steps in store.finished_by_process().items():
        samples: dict[StepId, list[int]] = {}
        for step, moments in steps.items():
            spans = [(begun.astimezone(zone).date(), ended.astimezone(zone).date()) for begun, ended in moments]
            samples[step] = [
                sample(begun, ended, calendar)
                for begun, ended in spans
                if calendar.first <= begun and ended <= calendar.last
            ]
        found[template_id] = learn(samples)
    return found
