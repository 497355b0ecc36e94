"""What the launch form is filled from, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from outlet_desktop.domain.opening import Department, Person
from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.engine.ports import Office, TemplateInfo
from outlet_desktop.schedule.gantt import Portfolio


@dataclass(frozen=True, slots=True)
class FormGround:
    """Processes, people, outlets, regions and the drafts that were kept."""

    infos: tuple[TemplateInfo, ...]
    people: tuple[Person, ...]
    departments: tuple[Department, ...]
    portfolio: Portfolio
    regions: Mapping[str, tuple[str, ...]]
    drafts: tuple[LaunchDraft, ...]


def read_ground(office: Office) -> FormGround:
    """Ask the office. Blocks: call it off the GUI thread. Raises Problem."""
    return FormGround(
        office.templates(),
        office.people(),
        office.departments(),
        office.portfolio(),
        office.regions(),
        office.drafts(),
    )
