"""The office's part for what a person does to a running outlet."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.domain.opening import OpeningId, OpeningState, UserId
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine import asking, filling, handing_over, launch as launching
from outlet_desktop.engine.nudges import OTHER, offered_reasons
from outlet_desktop.engine.ports import (
    FieldForm,
)
from outlet_desktop.problem import Problem


class ActingDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    def cancel(self, opening: OpeningId, reason: str) -> None:
        """Stop an opening for good."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = replace(case.opening, state=OpeningState.CANCELLED, reason=reason)
            facts = {"address": changed.address, "reason": reason}
            self._save(case, changed, "opening_rejected", "event.opening_cancelled", facts)
        self._changed_by_us()

    def pause(self, opening: OpeningId, reason: str) -> None:
        """Let an opening rest."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = launching.paused(case.opening, reason)
            facts = {"address": changed.address, "reason": changed.reason}
            self._save(case, changed, "hand_edit", "event.paused", facts)
        self._changed_by_us()

    def resume(self, opening: OpeningId) -> None:
        """Go on."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = launching.resumed(case.opening)
            self._save(case, changed, "hand_edit", "event.resumed", {"address": changed.address})
        self._changed_by_us()

    def set_target(self, opening: OpeningId, target: date) -> None:
        """Promise another opening date."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = launching.retargeted(case.opening, target)
            facts = {"address": changed.address, "before": case.opening.target_on, "after": target}
            code = "event.target_moved" if case.opening.target_on is not None else "event.target_set"
            self._save(case, changed, "hand_edit", code, facts)
        self._changed_by_us()

    def set_delay(self, opening: OpeningId, step: StepId, reason_id: str, words: str) -> None:
        """Say why a step is late, in the name of whoever holds the webhook."""
        words = " ".join(words.split())
        with self._lock, self._open().transaction():
            case, now = self._case(opening), self._now()
            found = case.opening.template.by_id.get(step)
            offered = offered_reasons(case.opening.template, found) or () if found else ()
            title = next((reason.title for reason in offered if reason.id == reason_id), "")
            if found is None or not (title or words):
                raise Problem("delay.unknown", step=found.title if found else step)
            round_ = case.opening.rounds.get(step, 1)
            who = int(self._open().meta("program_id") or 0)
            reason_id = reason_id if title else OTHER
            self._open().put_reason(opening, step, round_, now.date(), reason_id, words, who, now, "app")
            facts = {"step": found.title, "reason": words or title}
            self._save(case, case.opening, "reason", "event.reason", facts, step)
        self._changed_by_us()

    def answer_gone(self, opening: OpeningId, step: StepId, *, again: bool, reason: str) -> None:
        """A deleted task: create it again (next round), or skip the step."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            rounds = dict(case.opening.rounds)
            rounds[step] = rounds.get(step, 1) + 1
            title = case.opening.template.by_id[step].title
            if again:
                changed = replace(case.opening, rounds=rounds)
                self._save(
                    case, changed, "step_reset", "event.step_reset", {"step": title, "round": rounds[step]}, step
                )
            else:
                skipped = {**case.opening.skipped_by_hand, step: reason}
                changed = replace(case.opening, skipped_by_hand=skipped)
                self._save(case, changed, "hand_edit", "event.skipped_by_hand", {"step": title, "reason": reason}, step)
        self._changed_by_us()

    def remind(self, opening: OpeningId, step: StepId) -> None:
        """Remind the holder of an open step now: by the bot, or by a note in the task."""
        with self._lock, self._open().transaction():
            case, now = self._case(opening), self._now()
            asking.check(case, step, self._read().world, self._open())
            reminders = {**case.opening.reminders, step: now.date()}
            facts = {"step": case.opening.template.by_id[step].title}
            changed = replace(case.opening, reminders=reminders)
            self._save(case, changed, "hand_edit", "event.remind_asked", facts, step)
        self._changed_by_us()

    def hand_task(self, opening: OpeningId, step: StepId, user_id: UserId) -> int:
        """Give one open task to somebody else; the engine moves it. Returns the number of the replacement."""
        with self._lock, self._open().transaction():
            made = handing_over.begin_task(self._open(), opening, step, user_id, time.time(), self._now())
        self._changed_by_us()
        return made.number

    def field_forms(self, opening: OpeningId) -> tuple[FieldForm, ...]:
        """What confirmations ask for and have been told."""
        with self._lock:
            return filling.forms(self._case(opening))

    def answer_fields(self, opening: OpeningId, step: StepId, values: Mapping[str, str]) -> None:
        """Keep what a confirmation asks for, in the name of whoever holds the webhook."""
        with self._lock, self._open().transaction():
            store, case = self._open(), self._case(opening)
            filling.fill(store, case, step, values, int(store.meta("program_id") or 0), self._now())
        self._changed_by_us()

    def keep_twin(self, opening: OpeningId, step: StepId, task_id: int) -> None:
        """Of two tasks of one step, both with work: this one counts."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = replace(case.opening, kept={**case.opening.kept, step: task_id})
            facts = {"step": changed.template.by_id[step].title, "task": task_id}
            self._save(case, changed, "hand_edit", "event.twin_kept", facts, step)
        self._changed_by_us()

    def answer_for(self, opening: OpeningId, step: StepId, outcome: str, reason: str = "") -> None:
        """Demo only: answer a decision in the asked person's place, over the demo's own REST."""
        if self._demo is None:
            raise Problem("demo.only")
        with self._lock:
            case = self._case(opening)
        round_ = case.opening.rounds.get(step, 1)
        found = case.opening.template.by_id[step].outcome(outcome)
        task = next((s.task for s in case.tasks if s.step == step and s.round == round_ and not s.is_gone), None)
        question = case.intents.get(f"ask:{opening}:{step}:{round_}")
        if found is None or task is None:
            raise Problem("demo.no_question", step=step)
        message = question.portal_id if question else None
        self._demo.answer(task.id, task.responsible_id, message, found.label, outcome != "approve", reason)
        self.poll_now()
