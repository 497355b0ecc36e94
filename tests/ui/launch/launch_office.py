"""An office for the launch: people of FakeOffice, the shipped process, previews by the real `engine.launch`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_office import HOST, PEOPLE, TODAY, FakeOffice
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from outlet_desktop.domain.file_format import read
from outlet_desktop.domain.opening import OpeningId, OpeningState, StepState, UserId
from outlet_desktop.domain.record import Case, HistoryEntry, RoleHolder
from outlet_desktop.domain.template import RoleId, StepId, Template
from outlet_desktop.engine.effects import Context
from outlet_desktop.engine.launch import Ground, Judged, judge, preview_of
from outlet_desktop.engine.launch_load import Busy
from outlet_desktop.engine.ports import LaunchDraft, LaunchRequest, Preview, TemplateInfo
from outlet_desktop.engine.settings_port import PortalFacts
from outlet_desktop.engine.standing import Standings
from outlet_desktop.places import resource
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.schedule.what_if import Prospect
from outlet_desktop.schedule.workdays import Calendar, russian_calendar

ZONE = timezone(timedelta(hours=4))
NOW = datetime(2026, 11, 24, 11, 2, tzinfo=ZONE)
HOLDERS = {"director": 1, "expansion": 2, "lawyer": 3, "construction": 5, "equipment": 7, "accountant": 4, "retail": 6}
DEPUTIES = {"director": 8, "lawyer": 9, "construction": 8}


def type_text(widget: QWidget, text: str) -> None:
    """Key presses with any letters (QTest knows only Latin-1)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def shipped(name: str = "outlet-opening.outlet.json", revision: int = 7) -> Template:
    """The process that comes with the program."""
    return replace(read(resource("templates", name).read_text("utf-8")), revision=revision)


class LaunchOffice(FakeOffice):
    """FakeOffice with real previews and with decisions a test can make."""

    def __init__(self, *, is_demo: bool = True, trials: int = 200, template: Template | None = None) -> None:
        super().__init__(is_demo=is_demo)
        self.trials = trials
        self.shipped = template or shipped()
        self.previews: list[LaunchRequest] = []
        self.openings: dict[OpeningId, Judged] = {}
        self.entries: dict[OpeningId, list[HistoryEntry]] = {}
        self.made: dict[OpeningId, OutletRow] = {}
        self._holders = {role: RoleHolder(role, user, DEPUTIES.get(role)) for role, user in HOLDERS.items()}
        self.is_published = True
        self.kept: dict[str, LaunchDraft] = {}
        self.has_bot = True
        self.busy: Busy | None = None
        self.extra: tuple[Prospect, ...] = ()

    # what a test turns

    def tell(self, opening: OpeningId, event: str, step: StepId = "", **more: object) -> None:
        """A line of history."""
        text = more.pop("text", ("", {}))
        number = sum(len(entries) for entries in self.entries.values()) + 1
        minutes = timedelta(minutes=10 + number)
        entry = HistoryEntry(number, NOW + minutes, event, opening, step, text=text, **more)  # type: ignore[arg-type]
        self.entries[opening].insert(0, entry)

    def turn(self, opening: OpeningId, state: OpeningState, **more: object) -> None:
        """The opening's state changed."""
        self.made[opening] = replace(self.made[opening], state=state, **more)  # type: ignore[arg-type]
        self._tell()

    def open_step(self, opening: OpeningId, step: StepId, task_id: int, user_id: UserId) -> None:
        """The engine has created that step's task."""
        self._step(opening, step, state=StepState.OPEN, task_id=task_id, user_id=user_id)
        self.tell(opening, "task_created", step, task_id=task_id, round=1, user_id=user_id)
        self._tell()

    def finish_step(self, opening: OpeningId, step: StepId) -> None:
        """That step is done."""
        self._step(opening, step, state=StepState.DONE)

    def decide(self, opening: OpeningId, outcome: str, reason: str = "") -> None:
        """The director answered S01."""
        label = self.shipped.by_id["S01"].outcome(outcome)
        assert label is not None
        facts = {"outcome": label.label, "reason": reason, "user_id": 1, "step": self.shipped.by_id["S01"].title}
        self.tell(opening, "decided", "S01", user_id=1, text=("event.decided", facts), round=1)

    def _step(self, opening: OpeningId, step: StepId, **values: object) -> None:
        row = self.made[opening]
        steps = tuple(replace(one, **values) if one.step == step else one for one in row.steps)  # type: ignore[arg-type]
        self.made[opening] = replace(row, steps=steps)

    # the Protocol

    def templates(self) -> tuple[TemplateInfo, ...]:
        revisions = (6, 7) if self.is_published else ()
        published = {6: datetime(2026, 8, 3).date(), 7: datetime(2026, 10, 12).date()}
        return (TemplateInfo("outlet-opening", self.shipped.name, revisions, published, has_draft=True),)

    def template(self, template_id: str, revision: int | None = None) -> Template:
        return replace(self.shipped, revision=revision or self.shipped.revision)

    def _judge(self, request: LaunchRequest, opening: str = "") -> Judged:
        ended = (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED)
        rows = [row for row in (*self._rows, *self.made.values()) if row.state not in ended]
        taken = {row.address.casefold(): row.address for row in rows}
        ground = Ground(
            now=NOW,
            calendar=russian_calendar(),
            holders=self._holders,
            regions={},
            people={person.user_id: person for person in PEOPLE},
            taken=lambda address: taken.get(address.casefold()),
            trials=self.trials,
            busy=self.busy,
        )
        return judge(request, self.template(request.template_id, request.revision), ground, opening)

    def preview(self, request: LaunchRequest) -> Preview:
        self._raise()
        self.previews.append(request)
        judged = self._judge(request)
        made = replace(preview_of(judged), has_bot=self.has_bot)
        if self._connection.kind == "offline":
            made = replace(made, errors=(("launch.offline", {"host": HOST}), *made.errors))
        if made.row is None and made.finish_on is not None:
            made = replace(made, row=self._row_of(judged))
        return made

    def _row_of(self, judged: Judged) -> OutletRow:
        calendar = russian_calendar()
        context = Context(
            now=NOW,
            plan=lambda _step, _finished_on: (TODAY, TODAY),  # for tasks about to be made; a row makes none
            holder=lambda role: (judged.people.get(role), None),
            moment=lambda day, at: datetime.combine(day, at, ZONE),
            says=lambda code, _facts: code,
            has_bot=True,
            made={},
        )
        case = Case(judged.opening, {}, None, False, 0.0, 0)
        people: Mapping[UserId, object] = {person.user_id: person for person in PEOPLE}
        return Standings(calendar, self.trials).row(case, context, people)  # type: ignore[arg-type]

    def launch(self, request: LaunchRequest) -> OpeningId:
        self._wrote("launch", request)
        opening = f"launch{len(self.made) + 2:02d}".replace("0", "a")
        judged = self._judge(request, opening)
        if judged.errors:
            code, facts = judged.errors[0]
            raise Problem(code, **facts)
        self.openings[opening] = judged
        self.made[opening] = replace(self._row_of(judged), opening=opening)
        self.entries[opening] = []
        self.tell(opening, "launched", round=1, user_id=2)
        self._tell()
        return opening

    def send_again(self, opening: OpeningId, request: LaunchRequest) -> None:
        self._wrote("send_again", opening, request)
        self.made[opening] = replace(
            self.made[opening], address=request.address, state=OpeningState.DECIDING, target=request.target_on
        )
        self.tell(opening, "launched", round=2, user_id=2)
        self._tell()

    def outlet(self, opening: OpeningId) -> OutletRow:
        if opening in self.made:
            return self.made[opening]
        return super().outlet(opening)

    def history(self, opening: OpeningId | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        return tuple(self.entries.get(opening or "", ()))[:limit]

    def cancel(self, opening: OpeningId, reason: str) -> None:
        self._wrote("cancel", opening, reason)
        self.turn(opening, OpeningState.CANCELLED)

    def calendar(self) -> Calendar:
        return russian_calendar()

    def regions(self) -> Mapping[str, tuple[str, ...]]:
        return {"Самара": ("Самара", "Кинель"), "Тольятти": ("Тольятти", "Жигулёвск")}

    def portal_facts(self) -> PortalFacts:
        return PortalFacts(host=HOST, has_bot=self.has_bot)

    def prospects(self, opening: OpeningId) -> tuple[Prospect, ...]:
        return self.extra

    def request_of(self, opening: OpeningId) -> LaunchRequest:
        sent = self.openings[opening].opening
        return LaunchRequest(
            "outlet-opening", sent.template.revision, sent.address, sent.city, sent.region, sent.start_on,
            sent.target_on, sent.people, sent.fields,
        )  # fmt: skip

    def go_on(self, opening: OpeningId) -> None:
        self._wrote("go_on", opening)

    def drafts(self) -> tuple[LaunchDraft, ...]:
        return tuple(sorted(self.kept.values(), key=lambda one: one.saved_at or NOW, reverse=True))

    def save_launch_draft(self, draft: LaunchDraft) -> datetime:
        self._wrote("save_launch_draft", draft)
        moment = NOW + timedelta(minutes=len(self.calls))
        self.kept[draft.id] = replace(draft, saved_at=moment)
        return moment

    def drop_launch_draft(self, draft_id: str) -> None:
        self._wrote("drop_launch_draft", draft_id)
        self.kept.pop(draft_id, None)

    def people_who_hold(self) -> dict[RoleId, UserId]:
        """Default holders by role."""
        return {role: holder.user_id for role, holder in self._holders.items() if holder.user_id}


assert NOW.date() == TODAY
