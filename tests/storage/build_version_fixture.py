"""Makes `tests/fixtures/outlet-v{N}.db`, a store as a released version N leaves it behind.

Run once when a version with a new schema is released, never again for that version:

    python tests/storage/build_version_fixture.py
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import (
    Department,
    Opening,
    OpeningState,
    Person,
    PortalTask,
    StepState,
    TaskKey,
    TaskStatus,
)
from outlet_desktop.domain.record import Answer, FieldValue, Happening, Intent, RoleHolder, SeenTask, Tap
from outlet_desktop.storage.migrations import MIGRATIONS
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.storage.templates import Templates

FIXTURES = Path(__file__).parents[1] / "fixtures"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OPENING = "kiosk234"


def build(path: Path) -> None:
    """Write every kind of row that the store knows."""
    template = file_format.read((FIXTURES / "kiosk.outlet.json").read_text("utf-8"))
    store = SqliteStore(path)
    templates = Templates(store.database)
    opening = Opening(
        id=OPENING,
        address="ул. Зелёная, 7",
        template=template,
        state=OpeningState.RUNNING,
        start_on=date(2026, 11, 24),
        target_on=date(2026, 12, 11),
        opened_on=date(2026, 11, 24),
        city="Самара",
        region="Волга",
        people={"director": 2, "lawyer": 10},
        fields={"prepaid": True},
        rounds={"T1": 2},
        skipped_by_hand={"T5": "Платим по факту"},
        baseline={"A1": (date(2026, 11, 24), date(2026, 11, 24))},
        initiator_id=1,
        project_id=77,
    )
    task = PortalTask(
        3711, TaskKey(OPENING, "A1"), "Согласовать место — ул. Зелёная, 7", TaskStatus.COMPLETED, 2, NOON, NOON,
        deadline=NOON, plan_start=NOON, plan_end=NOON, closed_at=NOON, closed_by=2, group_id=77,
    )  # fmt: skip
    with store.transaction():
        templates.publish(template, NOON)
        templates.publish(replace(template, name="Открытие киоска, вторая редакция"), NOON, "вторая")
        templates.save_draft(replace(template, name="Черновик"), NOON)
        store.add_opening(opening, 1_780_000_000.0)
        store.save_case(
            opening, {"A1": StepState.DONE, "T1": StepState.OPEN}, ("role.nobody", {"role": "Юрист"}), False
        )
        store.put_intent(Intent(str(opening.key("A1")), OPENING, "A1", "CreateTask", "body", "done", 1.5, 1, 3711, 2.5))
        store.put_intent(Intent(f"outlet:{OPENING}:T1:2", OPENING, "T1", "CreateTask", "тело", "sent", 3.5, 2))
        store.put_task(OPENING, SeenTask(task, "A1", 1, 2.5))
        store.put_answer(3711, NOON.isoformat(), Answer(3711, ("Отклонить",), {"Отклонить": 5}, ("Хорошее место",)))
        store.put_tap(OPENING, "A1", 1, Tap("approve", 2, "bot", "Хорошее место"), NOON)
        store.put_field(OPENING, "T5", 1, "amount_rub", FieldValue("120000.50", 2, NOON, "bot"))
        store.put_reason(OPENING, "T1", 2, NOON.date(), "", "Ждём подпись", 10, NOON, "bot")
        store.add_history(NOON, OPENING, Happening("launched", code="event.launched", facts={"target": "2026-12-11"}))
        store.add_history(NOON, OPENING, Happening("task_created", "A1", 1, 2, 3711), str(opening.key("A1")))
        store.set_role_holder(RoleHolder("director", 2, 12))
        store.put_people([Person(2, "Виктор Сафронов", "Директор", (1,))], [Department(1, "Волга-Торг", None, 2)])
        store.set_meta("cursor", NOON.isoformat())
        store.database.run("insert into calendar_exception values('2026-12-30', 0, 'ревизия')")
        store.database.run("insert into region values('Волга', 'Самара')")
        store.database.run("insert into region_holder values('Волга', 'lawyer', 21)")
    store.close()


if __name__ == "__main__":
    made = FIXTURES / f"outlet-v{len(MIGRATIONS)}.db"
    if made.exists():
        sys.exit(f"{made.name} belongs to a released version: a fixture is made once")
    build(made)
    print(made)
