"""What a person can do to an outlet from its page; each goes to the office off the GUI thread and is read back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from outlet_desktop.domain.opening import OpeningId, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.engine.ports import FieldForm, Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, StepRow
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import secondary_button, set_button_size
from outlet_desktop.ui.gantt.ask import ask_delay, ask_reason
from outlet_desktop.ui.gantt.field_form import ask_fields
from outlet_desktop.ui.gantt.outlet_commands import OVER, OutletCommand, commands_of
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.preferences import guard_writing


class OutletActions(Place):
    """The actions of `ui.gantt.outlet.OutletPlace`, which shows their outlet."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self._office, self._background = office, background
        self._opening: OpeningId = ""
        self._row: OutletRow | None = None
        self._waiting: Callable[[], object] | None = None
        self.ask_reason = ask_reason
        self.ask_fields = ask_fields
        self.ask_delay = ask_delay

    def _read(self) -> None:
        """Read the outlet anew."""
        raise NotImplementedError

    def when_whole(self, run: Callable[[], object]) -> None:
        """Run it once the steps of the outlet are there, which is now or after its reading."""
        self._waiting = run
        self._run_waiting()

    def _run_waiting(self) -> None:
        run, row = self._waiting, self._row
        if run is not None and row is not None and row.steps and row.opening == self._opening:
            self._waiting = None
            run()

    def do(self, name: str) -> None:
        """Run one of the `commands_of` the outlet that are run on its page; what needs its steps waits for them."""
        raise NotImplementedError

    def menu(self, parent: QWidget) -> QMenu:
        """Actions on the whole outlet."""
        made = QMenu(parent)
        made.setToolTipsVisible(True)
        commands = {one.name: one for one in commands_of(self._row)}
        self._add_command(made, commands["export"])
        self._add_command(made, commands["drawing"])
        written: list[QAction] = []
        if self._office.is_demo:
            for step in self._open_decisions():
                self._add_answers(made, step)
        late = [step for step in self._row.steps if step.overdue_days > 0] if self._row is not None else []
        if late and self._row is not None and self._row.state not in OVER:
            reasons = made.addMenu(self.tr("Reason for a delay"))
            written.append(reasons.menuAction())
            for step in late:
                reasons.addAction(step.title).triggered.connect(lambda _=False, step=step: self.name_delay(step))
        for step in self._confirmations():
            fill = made.addAction(words("confirmation.fill", {"step": step.title}))
            fill.triggered.connect(lambda _=False, step=step: self.fill(step))
            written.append(fill)
        rest = self._add_command(made, commands.get("resume") or commands["pause"])
        made.insertSeparator(rest)
        self._add_command(made, commands["cancel"])
        for action in written:
            guard_writing(action)
        return made

    def _add_command(self, menu: QMenu, command: OutletCommand) -> QAction:
        action = menu.addAction(words(command.code))
        action.setEnabled(not command.why_not)
        action.setToolTip(words(command.why_not) if command.why_not else "")
        action.triggered.connect(lambda: self.do(command.name))
        if command.is_writing:
            guard_writing(action)
        return action

    def _open_decisions(self) -> list[StepRow]:
        steps = self._row.steps if self._row is not None else ()
        return [step for step in steps if step.kind is StepKind.APPROVAL and step.state is StepState.OPEN]

    def _add_answers(self, menu: QMenu, step: StepRow) -> None:
        person = step.person or step.role_title
        answers = menu.addMenu(words("demo.answer_for", {"person": person, "step": step.title}))
        for outcome, name in (
            ("approve", self.tr("Approve")),
            ("rework", self.tr("Send back…")),
            ("reject", self.tr("Reject…")),
        ):
            action = answers.addAction(name)
            action.triggered.connect(lambda _=False, outcome=outcome: self.answer_for(step, outcome))
            guard_writing(action)

    def answer_for(self, step: StepRow, outcome: str) -> None:
        """Demo only: the decision, in the place of the asked person."""
        reason: str | None = ""
        if outcome != "approve":
            title = self.tr("Send back?") if outcome == "rework" else self.tr("Reject the opening?")
            action = self.tr("Send back") if outcome == "rework" else self.tr("Reject")
            body = words(f"demo.{outcome}_means", {"step": step.title})
            reason = self.ask_reason(self, title, body, action, is_dangerous=outcome == "reject")
        if reason is not None:
            given = reason
            self._act(lambda: self._office.answer_for(self._opening, step.step, outcome, given))

    def _confirmations(self) -> list[StepRow]:
        """Open confirmations that ask for facts."""
        row = self._row
        if row is None or row.state in OVER:
            return []
        return [step for step in row.steps if step.fields and step.task_id and step.state is StepState.OPEN]

    def fill(self, step: StepRow) -> None:
        """The form of a confirmation; what it is given counts once its task is closed."""
        opening, office = self._opening, self._office

        def ask(forms: tuple[FieldForm, ...]) -> None:
            form = next((form for form in forms if form.step == step.step), None)
            if form is None:
                self.message.emit("confirmation.no_form", {"step": step.title}, "info")
                return
            body = words("confirmation.form_open" if form.is_open else "confirmation.form_closed")
            values = self.ask_fields(self, form, body)
            if values:
                given = values
                self._act(lambda: office.answer_fields(opening, step.step, given))

        self._background.run(lambda: office.field_forms(opening), ask, otherwise=self._failed)

    def cancel(self) -> None:
        """Stop the opening for good, with a reason."""
        row = self._row
        if row is None:
            return
        body = words("opening.cancel_means", {"address": row.address})
        reason = self.ask_reason(
            self, self.tr("Cancel this opening?"), body, self.tr("Cancel the opening"), is_dangerous=True
        )
        if reason is not None:
            given = reason
            self._act(lambda: self._office.cancel(row.opening, given))

    def pause(self) -> None:
        """Let the opening rest, with a reason."""
        row = self._row
        if row is None:
            return
        body = words("opening.pause_means", {"address": row.address})
        reason = self.ask_reason(self, self.tr("Pause this opening?"), body, self.tr("Pause the opening"))
        if reason is not None:
            given = reason
            self._act(lambda: self._office.pause(row.opening, given))

    def resume(self) -> None:
        """Go on with a paused opening."""
        opening = self._opening
        self._act(lambda: self._office.resume(opening))

    def _keep_twin(self, row: OutletRow, task_id: int) -> None:
        """Of two tasks of one step this one counts."""
        assert row.problem is not None
        step = str(row.problem[1]["step_id"])
        self._act(lambda: self._office.keep_twin(row.opening, step, task_id))

    def name_delay(self, step: StepRow) -> None:
        """Say why a step is late."""
        opening, body = self._opening, words("opening.delay_means")
        found = self.ask_delay(self, step.title, body, self.tr("Save"), step.reasons)
        if found is not None:
            reason_id, said = found
            self._act(lambda: self._office.set_delay(opening, step.step, reason_id, said))

    def create_again(self, step: StepRow) -> None:
        """A deleted task: make it anew."""
        self._act(lambda: self._office.answer_gone(self._opening, step.step, again=True, reason=""))

    def skip(self, step: StepRow) -> None:
        """A deleted task: go on without the step, with a reason."""
        body = words("step.skip_means", {"step": step.title})
        reason = self.ask_reason(self, self.tr("Skip this step?"), body, self.tr("Skip"))
        if reason is not None:
            given = reason
            self._act(lambda: self._office.answer_gone(self._opening, step.step, again=False, reason=given))

    def _act(self, work: Callable[[], None]) -> None:
        self._background.run(work, lambda _: self._read(), otherwise=self._failed)

    def _failed(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")


def banner_button(text: str, run: Callable[[], None]) -> QPushButton:
    """An answer to what a banner over an outlet says."""
    made = secondary_button(text)
    set_button_size(made, "small")
    made.clicked.connect(lambda: run())
    guard_writing(made)
    return made
