"""The manager's window: every question is answered, every action refused."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from outlet_desktop import settings
from outlet_desktop.cli.guarded_office import WRITES, GuardedOffice
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem

# What only reads, or writes nothing but a file that the person asks for.
READS = {
    "absences", "back_up", "backups", "calendar", "calendar_effects",
    "can_tell", "check_portal", "close_drafts",
    "company_calendar", "connect", "connection", "departments", "diagnostics", "drafts", "engine_state", "export_log",
    "field_forms", "history", "keep_daily", "keep_file", "last_portfolio", "learnt", "log_counts", "log_detail",
    "log_page", "meeting", "norms", "note_file", "open_tasks_of", "outlet", "overrides", "past", "people",
    "poll_now", "portal_facts", "portal_link", "portfolio", "preview", "program", "prospects", "read_roles",
    "export_roles", "recent_files",
    "region_holders", "regions", "replace_effect",
    "replace_preview", "replace_report", "report", "request_of", "reveal_webhook",
    "revisions", "role_holders", "set_keep_daily", "stop_trying", "subscribe", "suppose", "template", "templates",
    "try_portal", "try_writing", "unclosed_draft", "workload",
}  # fmt: skip


def members() -> set[str]:
    return {
        name
        for kind in Office.__mro__
        for name, value in vars(kind).items()
        if inspect.isfunction(value) and not name.startswith("_") and kind.__module__.startswith("outlet_desktop")
    }


def test_every_method_of_the_office_is_known_to_read_or_to_write() -> None:
    assert not READS & WRITES
    unsorted = members() - READS - WRITES
    assert unsorted == set(), "say in `cli.guarded_office.WRITES` or here what these do"
    assert members() >= WRITES


class Recorder:
    """Answers every method with its name."""

    is_demo = True

    def __init__(self) -> None:
        self.called: list[str] = []

    def __getattr__(self, name: str) -> object:
        def call(*_arguments: object, **_named: object) -> str:
            self.called.append(name)
            return name

        return call


def test_in_a_managers_window_actions_are_refused_and_questions_answered() -> None:
    office = Recorder()
    guarded = GuardedOffice(office, is_read_only=True)
    for name in sorted(WRITES):
        with pytest.raises(Problem, match=r"office\.read_only"):
            getattr(guarded, name)("x")
    assert office.called == []
    for name in sorted(READS):
        assert getattr(guarded, name)() == name
    assert guarded.is_demo


def test_the_choice_counts_when_an_action_is_called_not_when_it_was_asked_for() -> None:
    office = Recorder()
    guarded = GuardedOffice(office)
    pause = guarded.pause
    assert pause("x", reason="y") == "pause"
    guarded.is_read_only = True
    with pytest.raises(Problem):
        pause("x", reason="y")


def test_both_choices_are_kept_with_the_settings(tmp_path: Path) -> None:
    assert settings.load(tmp_path).alerts
    assert not settings.load(tmp_path).read_only
    settings.save(tmp_path, settings.Settings(alerts=False, read_only=True))
    kept = settings.load(tmp_path)
    assert (kept.alerts, kept.read_only) == (False, True)
    (tmp_path / settings.FILE).write_text('read_only = "yes"\n', "utf-8")
    with pytest.raises(Problem, match=r"settings\.broken"):
        settings.load(tmp_path)
