"""The staff: simulated people who do their tasks over the portal's own REST, each with their own webhook.

They see a task, take it up after some hours, finish it early, on time or late, answer the bot, fall ill. All of
it is drawn from the seed and the task's title, so a run can be repeated. They act inside the server's process but
through `Portal.handle`, the very path of every HTTP request.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from outlet_desktop.portal.demo.access import COMPLETED, IN_PROGRESS, PENDING
from outlet_desktop.portal.demo.bots import press
from outlet_desktop.portal.demo.clock import (
    add_working_seconds,
    at_hour,
    next_working_moment,
    shift_working_days,
)
from outlet_desktop.portal.demo.wire import Request

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

HOUR = 3600


@dataclass(frozen=True, slots=True)
class StaffRule:
    """How people treat some tasks; the first rule whose `address` and `title` are in the task's title wins.

    Attributes:
        delay_days: Working days between the plan's end and the finish; None = it is never finished.
        outcome: Text of the button that is pressed on a decision.
        pace: Multiplies the planned duration.
    """

    address: str = ""
    title: str = ""
    delay_days: float | None = 0.0
    outcome: str | None = None
    pace: float | None = None


class Staff:
    """Plans and does the work of everybody but the administrator."""

    def __init__(self, portal: Portal, seed: int, rules: Sequence[StaffRule] = ()) -> None:
        self._portal, self._seed, self.rules = portal, seed, tuple(rules)
        self.is_on = True
        self._changed: set[int] = set()
        portal.listeners.append(self._heard)
        with portal.lock:
            self._changed = {row["id"] for row in portal.store.all("SELECT id FROM task WHERE status IN (2, 3)")}

    def _heard(self, kind: str, number: int) -> None:
        if kind == "task":
            self._changed.add(number)
        elif kind in {"person", "reset"}:
            rows = self._portal.store.all("SELECT id FROM task WHERE status IN (2, 3)")
            self._changed |= {row["id"] for row in rows}

    def next_event_at(self) -> float | None:
        """When somebody wants to act next, portal unix seconds; None = nobody does."""
        with self._portal.lock:
            self._plan_changed()
            found = self._portal.store.scalar(
                "SELECT MIN(at) FROM (SELECT start_at AS at FROM staff_task UNION ALL SELECT finish_at FROM staff_task)"
                " WHERE at IS NOT NULL"
            )
            return None if found is None else float(found)

    def run_due(self) -> int:
        """Everything that is due now, in order; returns how many actions there were."""
        done = 0
        with self._portal.lock:
            while self.is_on:
                self._plan_changed()
                now = self._portal.clock.now()
                row = self._portal.store.one(
                    "SELECT * FROM (SELECT task_id, start_at AS at, 'start' AS what FROM staff_task "
                    "UNION ALL SELECT task_id, finish_at, 'finish' FROM staff_task) "
                    "WHERE at<=? ORDER BY at, what DESC, task_id LIMIT 1",
                    (now,),
                )
                if row is None:
                    return done
                self._act(row["task_id"], row["what"])
                done += 1
        return done

    # -- planning --------------------------------------------------------------------------------

    def _plan_changed(self) -> None:
        if not self._changed:
            return
        store = self._portal.store
        store.begin()
        for task_id in sorted(self._changed):
            task = store.one("SELECT * FROM task WHERE id=?", (task_id,))
            known = store.one("SELECT * FROM staff_task WHERE task_id=?", (task_id,))
            if task is None or task["status"] not in (PENDING, IN_PROGRESS) or not self._works(task):
                if known is not None:
                    store.run("DELETE FROM staff_task WHERE task_id=?", (task_id,))
                continue
            if known is not None and known["user_id"] == task["responsible_id"]:
                if task["status"] == IN_PROGRESS and known["start_at"] is not None:
                    store.run("UPDATE staff_task SET start_at=NULL WHERE task_id=?", (task_id,))
                continue
            start, finish, outcome = self._plan(task)
            store.run(
                "INSERT OR REPLACE INTO staff_task(task_id, user_id, start_at, finish_at, outcome) VALUES(?,?,?,?,?)",
                (
                    task_id,
                    task["responsible_id"],
                    None if task["status"] == IN_PROGRESS else start,
                    finish,
                    outcome,
                ),
            )
        self._changed.clear()
        store.commit()

    def _works(self, task: Row) -> bool:
        person = self._portal.people.get(task["responsible_id"])
        if person is None or person.admin or not person.active_at(self._portal.clock.now()):
            return False
        return task["deadline"] is not None or task["end_plan"] is not None

    def _plan(self, task: Row) -> tuple[int, int | None, str | None]:
        """(start, finish or None, button) of a task, portal unix seconds."""
        chance = random.Random(f"{self._seed}:{task['title']}:{task['xml_id'] and task['xml_id'].rsplit(':', 1)[1]}")
        rule = next((r for r in self.rules if r.address in task["title"] and r.title in task["title"]), StaffRule())
        created = task["created"]
        is_decision = self._decides(task)
        if is_decision:
            start = add_working_seconds(created, chance.uniform(0.2, 2) * HOUR)
            finish = add_working_seconds(created, chance.uniform(1, 8) * HOUR)
        else:
            begin = max(created, task["start_plan"] or created)
            start = add_working_seconds(begin, chance.uniform(0.1, 3) * HOUR)
            end = task["end_plan"] or task["deadline"]
            finish = self._finish(start, end, chance, rule.pace)
        if rule.delay_days is None:
            return start, None, rule.outcome
        if rule.delay_days:
            finish = shift_working_days(finish, round(rule.delay_days))
        finish = self._when_here(task["responsible_id"], max(finish, start + 600))
        return start, finish, rule.outcome

    def _finish(self, start: int, end: int, chance: random.Random, pace: float | None) -> int:
        draw = chance.random()
        shift = 0
        if draw < 0.15:
            shift = -1
        elif draw > 0.97:
            shift = chance.randint(3, 5)  # fell ill
        elif draw > 0.82:
            shift = chance.randint(1, 2)
        if pace is not None:
            days = max(1, round((end - start) / 86_400 * 5 / 7))
            shift += round(days * (pace - 1))
        day = shift_working_days(end, shift) if shift else end
        return max(next_working_moment(at_hour(day, chance.uniform(10, 17.5))), start + 1800)

    def _when_here(self, user_id: int, at: int) -> int:
        until = self._portal.absent_until(user_id, at)
        return at if until is None else next_working_moment(until + 9 * HOUR + at % 3000)

    def _decides(self, task: Row) -> bool:
        """A decision shows itself by the checklist of other answers, or by the bot's question."""
        return self._question(task) is not None or ("соглас" in task["title"].casefold()[:10] and task["group_id"] == 0)

    def _question(self, task: Row) -> Row | None:
        """The bot's unanswered message about this task."""
        parts = (task["xml_id"] or "").split(":")
        if len(parts) != 4:
            return None
        mark = ":".join(parts[1:])
        return self._portal.store.one(
            "SELECT * FROM message WHERE keyboard LIKE ? AND locked=0 ORDER BY id DESC LIMIT 1", (f'%"{mark}:%',)
        )

    # -- acting ----------------------------------------------------------------------------------

    def _act(self, task_id: int, what: str) -> None:
        store = self._portal.store
        plan = store.one("SELECT * FROM staff_task WHERE task_id=?", (task_id,))
        task = store.one("SELECT * FROM task WHERE id=?", (task_id,))
        assert plan is not None
        store.run(f"UPDATE staff_task SET {what}_at=NULL WHERE task_id=?", (task_id,))
        if task is None:
            return
        user_id = plan["user_id"]
        if what == "start":
            if task["status"] == PENDING:
                self._call(user_id, "tasks.task.start", f"taskId={task_id}")
            return
        question = self._question(task)
        if question is not None and self._press(question, user_id, plan["outcome"]):
            return
        if plan["outcome"]:
            self._tick(task_id, user_id, plan["outcome"])
        if task["status"] != COMPLETED:
            self._call(user_id, "tasks.task.complete", f"taskId={task_id}")

    def _press(self, message: Row, user_id: int, wanted: str | None) -> bool:
        texts = [button["TEXT"] for button in json.loads(message["keyboard"]) if "TEXT" in button]
        text = wanted if wanted is not None and wanted in texts else texts[0] if texts else ""
        if random.Random(f"{self._seed}:{message['id']}").random() < 0.25:
            return False  # some people close the task instead
        try:
            press(self._portal, message["id"], text, user_id)
        except ValueError:
            return False
        return True

    def _tick(self, task_id: int, user_id: int, title: str) -> None:
        item = self._portal.store.scalar(
            "SELECT id FROM checklist WHERE task_id=? AND title=? AND parent_id<>0", (task_id, title)
        )
        if item is not None:
            self._call(user_id, "task.checklistitem.complete", f"TASKID={task_id}&ITEMID={item}")

    def _call(self, user_id: int, method: str, query: str) -> None:
        hook = self._portal.webhook_of(user_id)
        path = f"/rest/{user_id}/{quote(hook.code)}/{method}"
        self._portal.handle(Request("GET", path, query, client=f"staff {user_id}", from_staff=True))
