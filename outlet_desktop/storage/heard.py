"""The store's part for what people have said: answers in tasks, taps, fields of confirmations, reasons of delays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from outlet_desktop.domain.opening import OpeningId, UserId
from outlet_desktop.domain.record import Answer, Delay, FieldValue, Tap
from outlet_desktop.domain.template import StepId
from outlet_desktop.storage import codec
from outlet_desktop.storage.database import Database

DELAY = "step, round, day, reason, words, user_id, at, source"


class Heard:
    """Methods of `storage.store.SqliteStore`."""

    database: Database

    def put_answer(self, task_id: int, changed_at: str, answer: Answer) -> None:
        """Keep what was read of a closed decision task."""
        self.database.run(
            "insert into answer(task_id, changed_at, body) values(?,?,?) on conflict(task_id) do update "
            "set changed_at=excluded.changed_at, body=excluded.body",
            task_id,
            changed_at,
            codec.encode(answer),
        )

    def forget_answer(self, task_id: int) -> None:
        """What was read of that task is to be read again."""
        self.database.run("delete from answer where task_id=?", task_id)

    def forget_waiting_answers(self) -> None:
        """Closed tasks whose step is still open are to be read again: a result may have been typed since."""
        self.database.run(
            "delete from answer where task_id in (select task.id from task join opening on opening.id=task.opening "
            """where opening.is_finished=0 and opening.states like '%"' || task.step || '":"open"%')"""
        )

    def newest_opening_of(self, user_id: UserId) -> OpeningId | None:
        """The opening of the newest task of that person."""
        row = self.database.one(
            "select opening from task where body like ? order by id desc limit 1", f'%"responsible_id":{int(user_id)},%'
        )
        return row[0] if row else None

    def put_tap(self, opening: OpeningId, step: StepId, round_: int, tap: Tap, at: datetime) -> bool:
        """Keep the first answer of a question; False when there was one already."""
        done = self.database.run(
            "insert into tap(opening, step, round, outcome, user_id, at, source, reason) "
            "values(?,?,?,?,?,?,?,?) on conflict do nothing",
            opening,
            step,
            round_,
            tap.outcome,
            tap.user_id,
            at.isoformat(),
            tap.source,
            tap.reason,
        )
        return done.rowcount == 1

    def set_tap_reason(self, opening: OpeningId, step: StepId, round_: int, reason: str) -> None:
        """The words that came after the tap."""
        self.database.run(
            "update tap set reason=? where opening=? and step=? and round=?", reason, opening, step, round_
        )

    def put_field(self, opening: OpeningId, step: StepId, round_: int, field: str, value: FieldValue) -> None:
        """Keep what a field of a confirmation was answered with; the newest answer counts."""
        self.database.run(
            "insert into field_value(opening, step, round, field, value, user_id, at, source) "
            "values(?,?,?,?,?,?,?,?) on conflict(opening, step, round, field) do update set value=excluded.value, "
            "user_id=excluded.user_id, at=excluded.at, source=excluded.source",
            opening,
            step,
            round_,
            field,
            value.value,
            value.user_id,
            value.at.isoformat(),
            value.source,
        )

    def forget_reason(self, opening: OpeningId, step: StepId, round_: int, day: date) -> bool:
        """Take back why a step was late on `day`; False when nobody had said."""
        done = self.database.run(
            "delete from delay where opening=? and step=? and round=? and day=?", opening, step, round_, day.isoformat()
        )
        return done.rowcount > 0

    def put_reason(
        self,
        opening: OpeningId,
        step: StepId,
        round_: int,
        day: date,
        reason: str,
        words: str,
        user_id: UserId,
        at: datetime,
        source: str,
    ) -> None:
        """Keep why a step was late on `day`; one row for a day, the newest answer counts."""
        self.database.run(
            "delete from delay where opening=? and step=? and round=? and day=?", opening, step, round_, day.isoformat()
        )
        self.database.run(
            f"insert into delay(opening, {DELAY}) values(?,?,?,?,?,?,?,?,?)",
            opening,
            step,
            round_,
            day.isoformat(),
            reason,
            words,
            user_id,
            at.isoformat(),
            source,
        )

    def words_wanted(self, user_id: UserId) -> tuple[OpeningId, Delay] | None:
        """The newest delay of which that person said "other" to the bot and not yet what."""
        row = self.database.one(
            f"select opening, {DELAY} from delay "
            "where user_id=? and reason='' and words='' and source='bot' order by id desc",
            user_id,
        )
        return (row[0], delay(row[1:])) if row else None

    def asking_fields(self) -> tuple[tuple[OpeningId, StepId], ...]:
        """Steps of which the bot has asked a field that has no answer, the one asked last first."""
        rows = self.database.all(
            "select intent.opening, intent.step, max(coalesce(intent.sent_at, 0)) as asked_at from intent "
            "join opening on opening.id=intent.opening "
            "where intent.key>='field:' and intent.key<'field;' and opening.state not in ('rejected', 'cancelled') "
            "and not exists(select 1 from field_value f where f.opening=intent.opening and f.step=intent.step and "
            "(intent.key='field:' || f.opening || ':' || f.step || ':' || f.round || ':' || f.field or "
            "intent.key like 'field:' || f.opening || ':' || f.step || ':' || f.round || ':' || f.field || ':%')) "
            "group by intent.opening, intent.step order by asked_at desc, max(intent.key) desc"
        )
        return tuple((row[0], row[1]) for row in rows)


def field_values(rows: Sequence[Sequence[Any]]) -> dict[tuple[StepId, int], dict[str, FieldValue]]:
    """Values by step and round, then by field; rows are columns of `field_value` from `step` on."""
    found: dict[tuple[StepId, int], dict[str, FieldValue]] = {}
    for step, round_, field, value, user_id, at, source in rows:
        answer = FieldValue(value, user_id, datetime.fromisoformat(at), source)
        found.setdefault((step, round_), {})[field] = answer
    return found


def delay(row: Sequence[Any]) -> Delay:
    """A row of the columns `DELAY`."""
    step, round_, day, reason, words, user_id, at, source = row
    moment = datetime.fromisoformat(at)
    return Delay(step, round_, date.fromisoformat(day), reason, words, user_id, moment, source)
