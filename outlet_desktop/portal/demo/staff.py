"""The staff: simulated people who do their tasks over the portal's own REST, each with their own webhook.

They act inside the server's process but through `Portal.handle`, the very path of every HTTP request: their calls
are checked, limited (each person from an address of their own) and logged like anybody's. What they notice without
a call is what a phone would show them: a task or a message that is theirs. `habits` decides what they do when.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.access import IN_PROGRESS, PENDING
from outlet_desktop.portal.demo.bot_events import press, say
from outlet_desktop.portal.demo.clock import iso, local, next_working_moment, shift_working_days
from outlet_desktop.portal.demo.habits import (
    HOUR,
    StaffRule,
    Work,
    answer_at,
    closes_instead,
    is_question,
    plan,
    reason_for,
    result_text,
    rule_for,
    words_for,
)
from outlet_desktop.portal.demo.wire import Json, load

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

_EVENTS = (
    "SELECT task_id AS id, start_at AS at, 'start' AS what FROM staff_task WHERE start_at IS NOT NULL"
    " UNION ALL SELECT task_id, move_at, 'move' FROM staff_task WHERE move_at IS NOT NULL"
    " UNION ALL SELECT task_id, finish_at, 'finish' FROM staff_task WHERE finish_at IS NOT NULL"
    " UNION ALL SELECT message_id, at, 'answer' FROM staff_answer WHERE at IS NOT NULL"
)
_ORDER = "CASE what WHEN 'start' THEN 0 WHEN 'move' THEN 1 WHEN 'answer' THEN 2 ELSE 3 END"

_PATIENCE = 6
"""How often a day the same question is answered: a bot that keeps asking is left alone, or two programs would talk
for ever."""
_TALKATIVE = 60
"""Written answers a day to all questions together; one payment may ask for four facts."""


class Staff:
    """Plans and does the work of everybody but the administrator."""

    def __init__(self, portal: Portal, seed: int, rules: Sequence[StaffRule] = ()) -> None:
        self._portal, self._seed, self.rules = portal, seed, tuple(rules)
        self.is_on = True
        self._changed: set[int] = set()
        self._written: set[int] = set()
        portal.listeners.append(self._heard)
        with portal.lock:
            self._changed = {row["id"] for row in portal.store.all("SELECT id FROM task WHERE status IN (2, 3)")}

    def _heard(self, kind: str, number: int) -> None:
        if kind == "task":
            self._changed.add(number)
        elif kind == "message":
            self._written.add(number)
        elif kind == "reset":
            self._changed.clear()
            self._written.clear()
        elif kind == "person":
            rows = self._portal.store.all("SELECT id FROM task WHERE responsible_id=? AND status IN (2, 3)", (number,))
            self._changed |= {row["id"] for row in rows}

    def next_event_at(self) -> float | None:
        """When somebody wants to act next, portal unix seconds; None = nobody does."""
        with self._portal.lock:
            self._plan_news()
            found = self._portal.store.scalar(f"SELECT MIN(at) FROM ({_EVENTS})")
            return None if found is None else float(found)

    def run_due(self) -> int:
        """Everything that is due now, in order; returns how many actions there were."""
        done = 0
        with self._portal.lock:
            while self.is_on:
                self._plan_news()
                row = self._portal.store.one(
                    f"SELECT * FROM ({_EVENTS}) WHERE at<=? ORDER BY at, {_ORDER}, id LIMIT 1",
                    (self._portal.clock.now(),),
                )
                if row is None:
                    return done
                if row["what"] == "answer":
                    self._answer(row["id"])
                else:
                    self._act(row["id"], row["what"])
                done += 1
        return done

    # -- planning ------------------------------------------------------------------------------

    def _plan_news(self) -> None:
        if not self._changed and not self._written:
            return
        store = self._portal.store
        store.begin()
        for task_id in sorted(self._changed):
            self._plan_task(task_id)
        for message_id in sorted(self._written):
            self._plan_answer(message_id)
        self._changed.clear()
        self._written.clear()
        store.commit()

    def _plan_task(self, task_id: int) -> None:
        store = self._portal.store
        task = store.one("SELECT * FROM task WHERE id=?", (task_id,))
        known = store.one("SELECT * FROM staff_task WHERE task_id=?", (task_id,))
        if task is None or task["status"] not in (PENDING, IN_PROGRESS) or not self._works(task):
            if known is not None:
                store.run("DELETE FROM staff_task WHERE task_id=?", (task_id,))
            return
        if known is not None and known["user_id"] == task["responsible_id"]:
            if task["status"] == IN_PROGRESS and known["start_at"] is not None:
                store.run("UPDATE staff_task SET start_at=NULL WHERE task_id=?", (task_id,))
            return
        made = plan(self._work(task), self.rules, self._seed)
        start = self._when_here(task["responsible_id"], made.start)
        finish = None if made.finish is None else self._when_here(task["responsible_id"], max(made.finish, start + 600))
        # A clock that stands still is a past being made: nobody falls ill in it, its story is given.
        moves = made.ill_at if self._portal.clock.speed > 0 else None
        if moves is None and made.late_days > 0 and task["allow_change_deadline"] == "Y" and task["deadline"]:
            moves = max(start, next_working_moment(shift_working_days(task["deadline"], -1)))
        store.run(
            "INSERT OR REPLACE INTO staff_task(task_id, user_id, start_at, move_at, move_days, finish_at, sick_days,"
            " outcome) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (
                task_id, task["responsible_id"], None if task["status"] == IN_PROGRESS else start, moves,
                made.late_days, finish, made.ill_days if moves is not None and moves == made.ill_at else 0,
                made.outcome,
            ),
        )  # fmt: skip

    def _works(self, task: Row) -> bool:
        person = self._portal.people.get(task["responsible_id"])
        if person is None or person.admin or not person.active_at(self._portal.clock.now()):
            return False
        return task["deadline"] is not None or task["end_plan"] is not None

    def _work(self, task: Row) -> Work:
        return Work(
            title=task["title"],
            mark=str(task["xml_id"] and task["xml_id"].rsplit(":", 1)[-1]),
            created=self._since(task),
            start_plan=task["start_plan"],
            end_plan=task["end_plan"],
            deadline=task["deadline"],
            is_decision=self._question(task) is not None
            or ("соглас" in task["title"].casefold()[:10] and task["group_id"] == 0),
        )

    def _since(self, task: Row) -> int:
        """From when the holder has the task: its creation, or a later return or hand-over."""
        at = self._portal.store.scalar(
            "SELECT MAX(at) FROM history WHERE task_id=? AND field IN ('NEW', 'RENEW', 'RESPONSIBLE_ID')", (task["id"],)
        )
        return int(at or task["created"])

    def _when_here(self, user_id: int, at: int) -> int:
        until = self._portal.absent_until(user_id, at)
        return at if until is None else next_working_moment(until + 9 * HOUR + at % 3000)

    def _question(self, task: Row) -> Row | None:
        """The bot's unanswered message about this task: its buttons carry the end of the task's XML_ID."""
        parts = (task["xml_id"] or "").split(":")
        if len(parts) != 4:
            return None
        return self._portal.store.one(
            "SELECT m.* FROM message m JOIN bot b ON b.id=m.author_id"
            " WHERE m.keyboard LIKE ? AND m.keyboard NOT LIKE ? AND m.keyboard NOT LIKE ? AND m.locked=0"
            " ORDER BY m.id DESC LIMIT 1",
            tuple(f'%"{":".join(parts[1:])}:{end}%' for end in ("", "r.", "f.")),
        )

    def _plan_answer(self, message_id: int) -> None:
        """A message of a bot that speaks of no task of theirs is answered in words or by its first button."""
        store = self._portal.store
        store.run("DELETE FROM staff_answer WHERE message_id=?", (message_id,))
        row = store.one(
            "SELECT m.*, c.low, c.high, c.kind FROM message m JOIN bot b ON b.id=m.author_id"
            " JOIN chat c ON c.id=m.chat_id WHERE m.id=?",
            (message_id,),
        )
        if row is None or row["kind"] != "private" or row["locked"]:
            return
        user_id = row["low"] if row["high"] == row["author_id"] else row["high"]
        person = self._portal.people.get(user_id)
        if person is None or person.admin or (not row["keyboard"] and not is_question(row["text"])):
            return
        reasons = _reasons(row["keyboard"])
        if reasons:
            button = reason_for(self._seed, message_id, reasons)
            if button is not None:
                at = self._when_here(user_id, answer_at(self._seed, message_id, row["at"]))
                self._will_answer(message_id, user_id, at, button)
            return
        if row["keyboard"] and self._is_of_task(row["keyboard"], user_id):
            return
        rule = rule_for(self.rules, row["text"])
        if rule is not None and rule.delay_days is None and rule.title:
            return
        at = self._when_here(user_id, answer_at(self._seed, message_id, row["at"]))
        self._will_answer(message_id, user_id, at, rule.outcome if rule is not None else None)

    def _will_answer(self, message_id: int, user_id: int, at: int, button: str | None) -> None:
        self._portal.store.run(
            "INSERT INTO staff_answer(message_id, user_id, at, button) VALUES(?, ?, ?, ?)",
            (message_id, user_id, at, button),
        )

    def _has_patience(self, message: Row, user_id: int, now: int) -> bool:
        """Whether the person answers that message of a bot in words once more today."""
        asked = self._portal.store.scalar(
            "SELECT COUNT(*) FROM message WHERE chat_id=? AND author_id=? AND text=? AND at>? AND id<=?",
            (message["chat_id"], message["author_id"], message["text"], now - 86_400, message["id"]),
        )
        return int(asked) <= _PATIENCE and self._talked(message["chat_id"], user_id, now) < _TALKATIVE

    def _talked(self, chat_id: int, user_id: int, at: int) -> int:
        """How often the person has written in that chat within the last day."""
        return int(
            self._portal.store.scalar(
                "SELECT COUNT(*) FROM message WHERE chat_id=? AND author_id=? AND at>?", (chat_id, user_id, at - 86_400)
            )
        )

    def _is_of_task(self, keyboard: str, user_id: int) -> bool:
        """Whether a task of that person is what the buttons speak of (it is answered when the task is due)."""
        for button in _buttons(keyboard):
            mark, _, answer = str(button.get("COMMAND_PARAMS") or "").rpartition(":")
            if answer.startswith("f."):
                return False  # a fact about a task that may be done already: answered like any question
            if mark.count(":") == 2:
                return (
                    self._portal.store.one(
                        "SELECT 1 FROM task WHERE xml_id=? AND responsible_id=? AND status IN (2, 3)",
                        (f"outlet:{mark}", user_id),
                    )
                    is not None
                )
        return False

    # -- acting --------------------------------------------------------------------------------

    def _act(self, task_id: int, what: str) -> None:
        store = self._portal.store
        known = store.one("SELECT * FROM staff_task WHERE task_id=?", (task_id,))
        task = store.one("SELECT * FROM task WHERE id=?", (task_id,))
        assert known is not None
        user_id, now = known["user_id"], int(self._portal.clock.now())
        person = self._portal.people[user_id]
        if task is None or not person.active_at(now) or task["responsible_id"] != user_id:
            store.run("DELETE FROM staff_task WHERE task_id=?", (task_id,))
            return
        here = self._when_here(user_id, now)
        if here > now:
            store.run(f"UPDATE staff_task SET {what}_at=? WHERE task_id=?", (here, task_id))
            return
        store.run(f"UPDATE staff_task SET {what}_at=NULL WHERE task_id=?", (task_id,))
        if what == "start":
            if task["status"] == PENDING:
                self._do(user_id, "tasks.task.start", {"taskId": task_id})
        elif what == "move":
            self._move(known, task, now)
        elif task["status"] in (PENDING, IN_PROGRESS):
            self._finish(known, task)

    def _move(self, known: Row, task: Row, now: int) -> None:
        """The holder falls ill, or puts the deadline off where the task allows it."""
        user_id = known["user_id"]
        if known["sick_days"]:
            day = local(now).date().isoformat()
            last = local(shift_working_days(now, known["sick_days"] - 1)).date().isoformat()
            wish = {"type": "user", "ownerId": user_id, "name": "Больничный", "from": day, "to": last,
                    "skip_time": "Y", "accessibility": "absent"}  # fmt: skip
            self._do(user_id, "calendar.event.add", wish)
        elif task["deadline"] is not None:
            later = shift_working_days(task["deadline"], known["move_days"])
            wish = {"taskId": task["id"], "fields": {"DEADLINE": iso(later)}}
            self._do(user_id, "tasks.task.update", wish)

    def _finish(self, known: Row, task: Row) -> None:
        user_id, task_id = known["user_id"], task["id"]
        question = self._question(task)
        if question is not None and not closes_instead(self._seed, question["id"]):
            texts = [str(button["TEXT"]) for button in _buttons(question["keyboard"]) if "TEXT" in button]
            text = known["outcome"] if known["outcome"] in texts else texts[0]
            try:
                press(self._portal, question["id"], text, user_id, staff=True)
            except ValueError:
                pass  # somebody else answered meanwhile: the task is closed by hand
            else:
                return
        if known["outcome"]:
            item = self._portal.store.scalar(
                "SELECT id FROM checklist WHERE task_id=? AND title=? AND parent_id<>0", (task_id, known["outcome"])
            )
            if item is not None:
                self._do(user_id, "task.checklistitem.complete", {"TASKID": task_id, "ITEMID": item})
        has_result = "SELECT 1 FROM result WHERE task_id=? AND status=0"
        if task["require_result"] and self._portal.store.one(has_result, (task_id,)) is None:
            fields = {"taskId": task_id, "text": result_text(self._seed, task_id)}
            self._do(user_id, "tasks.task.result.add", {"fields": fields}, v3=True)
        self._do(user_id, "tasks.task.complete", {"taskId": task_id})

    def _answer(self, message_id: int) -> None:
        store = self._portal.store
        known = store.one("SELECT * FROM staff_answer WHERE message_id=?", (message_id,))
        row = store.one("SELECT * FROM message WHERE id=?", (message_id,))
        assert known is not None
        user_id, now = known["user_id"], int(self._portal.clock.now())
        here = self._when_here(user_id, now)
        if here > now:
            store.run("UPDATE staff_answer SET at=? WHERE message_id=?", (here, message_id))
            return
        store.run("UPDATE staff_answer SET at=NULL WHERE message_id=?", (message_id,))
        if row is None or row["locked"]:
            return
        texts = [str(button["TEXT"]) for button in _buttons(row["keyboard"]) if button.get("COMMAND")]
        try:
            if texts:
                text = known["button"] if known["button"] in texts else texts[0]
                press(self._portal, message_id, text, user_id, staff=True)
            elif not row["keyboard"] and self._has_patience(row, user_id, now):
                say(self._portal, user_id, words_for(self._seed, message_id, row["text"], now), staff=True)
        except ValueError:
            return  # they have left meanwhile, or the bot has

    def _do(self, user_id: int, method: str, params: dict[str, Json], v3: bool = False) -> None:
        """One call in that person's name; a refusal is a person's shrug (and stands in the log)."""
        try:
            self._portal.call_as(user_id, method, params, staff=True, v3=v3)
        except ValueError:
            return


def _buttons(keyboard: str | None) -> list[dict[str, Json]]:
    return [button for button in load(keyboard) if isinstance(button, dict)] if keyboard else []


def _reasons(keyboard: str | None) -> list[str]:
    """Titles under a question about a delay: its buttons carry `…:r.{reason}`; the last one asks for own words."""
    buttons = _buttons(keyboard)
    marks = [str(button.get("COMMAND_PARAMS") or "").rpartition(":")[2] for button in buttons]
    if not any(mark.startswith("r.") for mark in marks):
        return []
    return [str(button["TEXT"]) for button, mark in zip(buttons, marks, strict=True) if mark.startswith("r.")]


__all__ = ["Staff", "StaffRule"]
