"""What is supposed of an outlet, and what can be done to one of its steps, from its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from outlet_desktop.domain.opening import OpeningState, StepState
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import StepRow
from outlet_desktop.schedule.what_if import Supposed, Supposition
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.gantt.delay_panel import DelayPanel
from outlet_desktop.ui.gantt.outlet_actions import OutletActions
from outlet_desktop.ui.gantt.outlet_commands import OVER
from outlet_desktop.ui.gantt.outlet_view import OutletView
from outlet_desktop.ui.gantt.rows import Key
from outlet_desktop.ui.gantt.scenario import Scenario, can_change
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.preferences import guard_writing

if TYPE_CHECKING:
    from outlet_desktop.ui.roles.chooser import PersonChooser


class OutletScenario(OutletActions):
    """Base of `ui.gantt.outlet.OutletPlace`: chart, panel and what is supposed in both."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__(office, background)
        self.view, self.panel = OutletView(), DelayPanel()
        self.scenario: Scenario | None = None
        self.chooser: PersonChooser | None = None
        self.view.supposed.connect(lambda change: self.suppose(change))
        self.view.target_supposed.connect(lambda day: self.suppose_target(day))
        self.view.current_changed.connect(lambda key: self._light(key))
        self.view.menu_wanted.connect(lambda key, where: self._open_menu(key, where))
        self.panel.remind_wanted.connect(self.remind)
        self.panel.hand_wanted.connect(lambda step, corner: self.hand(step, corner))
        section = self.panel.what_if
        section.change_wanted.connect(lambda change: self.suppose(change))
        section.change_dropped.connect(lambda change: self.drop_change(change))
        section.target_dropped.connect(lambda: self.suppose_target(None))
        section.discarded.connect(self.discard)

    # ---------------------------------------------------------------- supposing

    def suppose(self, change: Supposition, person: str = "") -> None:
        """One change more: ghosts in the chart, dates and chance in the panel."""
        self._set_scenario(self._scenario().with_change(change, person))

    def suppose_target(self, day: date | None) -> None:
        """Another target, None = as promised."""
        promised = self._row.target if self._row is not None else None
        self._set_scenario(self._scenario().with_target(day if day != promised else None))

    def drop_change(self, change: Supposition) -> None:
        """Take one change back."""
        self._set_scenario(self._scenario().without(change))

    def discard(self) -> None:
        """Nothing is supposed any more."""
        self._set_scenario(None)

    def _scenario(self) -> Scenario:
        return self.scenario or Scenario(self._opening)

    def _set_scenario(self, scenario: Scenario | None) -> None:
        if scenario is not None and scenario.is_empty:
            scenario = None
        self.scenario = scenario
        if scenario is None:
            self._show_scenario()
            return
        self.show_panel()
        self.panel.show_scenario(scenario)
        self.compute_scenario()

    def compute_scenario(self) -> None:
        """Dates and chance under the changes, off the GUI thread; again after every fresh look at the outlet."""
        wanted, row, office = self.scenario, self._row, self._office
        if wanted is None or row is None:
            return
        target = wanted.target or row.target

        def show(found: Supposed) -> None:
            now = self.scenario
            if now is not None and (now.opening, now.changes, now.target) == (
                wanted.opening,
                wanted.changes,
                wanted.target,
            ):
                self.scenario = Scenario(now.opening, now.changes, now.target, now.people, found)
                self._show_scenario()

        def give_up(problem: Problem) -> None:
            self._failed(problem)
            self.discard()

        work = partial(office.suppose, wanted.opening, wanted.changes, target)
        self._background.run(work, show, otherwise=give_up, slot="gantt.suppose")

    def _show_scenario(self) -> None:
        self.view.set_scenario(self.scenario)
        self.panel.show_scenario(self.scenario)

    def show_panel(self) -> None:
        """Bring the panel up, where it was closed."""
        raise NotImplementedError

    def _light(self, key: Key | None) -> None:
        self.panel.set_current(key[2] if key is not None and key[0] == "step" else "")

    # ---------------------------------------------------------------- people

    def remind(self, step_id: StepId) -> None:
        """Remind whoever holds that step, now."""
        opening, step = self._opening, self._step(step_id)
        if step is None:
            return
        facts = {"person": step.person or step.role_title, "step": step.title}

        def told(_done: None) -> None:
            self.message.emit("remind.sent", facts, "success")
            self._read()

        office = self._office
        self._background.run(lambda: office.remind(opening, step_id), told, otherwise=self._failed)

    def hand(self, step_id: StepId, corner: QPoint) -> None:
        """Give the open task of that step to somebody else, chosen from a list that opens at `corner` (global)."""
        step = self._step(step_id)
        if step is None:
            return
        opening, office = self._opening, self._office

        def give(user_id: int, person: str) -> None:
            facts = {"person": person, "step": step.title}

            def told(_number: int) -> None:
                self.message.emit("handing.sent", facts, "success")
                self._read()

            self._background.run(lambda: office.hand_task(opening, step_id, user_id), told, otherwise=self._failed)

        self.choose_person(step, corner, give)

    def suppose_person(self, step_id: StepId, corner: QPoint) -> None:
        """Suppose that somebody else does that step; their absence counts."""
        step = self._step(step_id)
        if step is not None:
            self.choose_person(
                step,
                corner,
                lambda user_id, person: self.suppose(Supposition(step_id, "person", user_id=user_id), person),
            )

    def choose_person(self, step: StepRow, corner: QPoint, then: Callable[[int, str], None]) -> None:
        """Ask for a person of the portal."""
        office = self._office

        def show(found: object) -> None:
            from outlet_desktop.ui.roles.chooser import PersonChooser  # with its place, so not for the first frame

            assert isinstance(found, tuple)
            people, departments = found
            names = {person.user_id: person.name for person in people}
            chooser = self.chooser = PersonChooser(self)
            chooser.chosen.connect(lambda user_id: then(user_id, names.get(user_id, "")) if user_id else None)
            chooser.open_at(corner, people, departments, current=step.user_id)

        self._background.run(lambda: (office.people(), office.departments()), show, slot="gantt.people")

    def _step(self, step_id: StepId) -> StepRow | None:
        return self._row.step(step_id) if self._row is not None else None

    # ---------------------------------------------------------------- the menu of a step

    def _open_menu(self, key: Key, where: QPoint) -> None:
        step = self._step(key[2]) if key[0] == "step" else None
        if step is not None:
            self.step_menu(step, where).popup(where)

    def step_menu(self, step: StepRow, where: QPoint) -> QMenu:
        """What can be done to one step, and supposed of it."""
        menu = QMenu(self)
        row = self._row
        task = menu.addAction(self.tr("Task on the portal"))
        task.setEnabled(step.task_id is not None)
        task.triggered.connect(lambda: self.panel.task_wanted.emit(step.task_id or 0))
        is_moving = row is not None and row.state not in (*OVER, OpeningState.PAUSED)
        is_open = step.state is StepState.OPEN and step.task_id is not None
        if is_open and row is not None and row.state not in OVER:
            menu.addSeparator()
            remind = menu.addAction(self.tr("Remind"))
            remind.triggered.connect(partial(self.remind, step.step))
            remind.setEnabled(is_moving)
            hand = menu.addAction(self.tr("Hand over…"))
            hand.triggered.connect(partial(self.hand, step.step, where))
            written = [remind, hand]
            if step.overdue_days > 0:
                delay = menu.addAction(self.tr("Reason for a delay…"))
                delay.triggered.connect(partial(self.name_delay, step))
                written.append(delay)
            if step.fields:
                fill = menu.addAction(self.tr("Fill in…"))
                fill.triggered.connect(partial(self.fill, step))
                written.append(fill)
            for action in written:
                guard_writing(action)
        if row is not None and row.finished_on is None and row.state not in OVER and can_change(step):
            menu.addSeparator()
            self._add_suppositions(menu.addMenu(self.tr("What if")), step, where)
        return menu

    def _add_suppositions(self, menu: QMenu, step: StepRow, where: QPoint) -> None:
        def add(text: str, change: Supposition) -> None:
            menu.addAction(text).triggered.connect(lambda: self.suppose(change))

        if step.state is StepState.OPEN:
            add(self.tr("Finished today"), Supposition(step.step, "today"))
        now = self._days_now(step)
        if now > 1:
            add(words("whatif.menu_less", {"days": now - 1}), Supposition(step.step, "days", now - 1))
        add(words("whatif.menu_more", {"days": now + 1}), Supposition(step.step, "days", now + 1))
        low, high = step.estimate.optimistic, step.estimate.pessimistic
        for code, days in (("whatif.menu_best", low), ("whatif.menu_worst", high)):
            if days not in (now, now - 1, now + 1) and days > 0:
                add(words(code, {"days": days}), Supposition(step.step, "days", days))
        other = menu.addAction(self.tr("Done by somebody else…"))
        other.triggered.connect(partial(self.suppose_person, step.step, where))

    def _days_now(self, step: StepRow) -> int:
        """Working days the step takes as supposed so far, else most likely."""
        changes = self.scenario.changes if self.scenario is not None else ()
        found = [change.days for change in changes if (change.step, change.change) == (step.step, "days")]
        return found[-1] if found else max(1, step.estimate.likely)
