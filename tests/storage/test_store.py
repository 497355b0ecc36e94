"""What the store keeps comes back as it went in; answers are first come, history only grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import outlet_desktop
from outlet_desktop.domain import file_format
from outlet_desktop.domain.opening import Opening, OpeningState, PortalTask, StepState, TaskKey, TaskStatus
from outlet_desktop.domain.record import Answer, FieldValue, Happening, Intent, RoleHolder, SeenTask, Tap
from outlet_desktop.domain.template import Field, FieldType, Template
from outlet_desktop.storage.store import SqliteStore, address_key

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def kiosk() -> Template:
    path = Path(__file__).parents[1] / "fixtures" / "kiosk.outlet.json"
    template = file_format.read(path.read_text("utf-8"))
    return replace(template, fields=(*template.fields, Field("since", "С какого дня", FieldType.DATE)))


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    made = SqliteStore(":memory:")
    yield made
    made.close()


def opening_of(template: Template, opening: str = "aaaabbbb", address: str = "ул. Ленина, 10", **more) -> Opening:
    return Opening(
        opening, address, template, OpeningState.DECIDING, date(2026, 11, 24), None, date(2026, 11, 24), **more
    )


def add(store: SqliteStore, opening: Opening, now: float = 1.0) -> Opening:
    with store.transaction():
        store.add_opening(opening, now)
    return opening


days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ids = st.sampled_from(["A1", "T1", "T2", "C1", "T3", "M1"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=words,
    state=st.sampled_from(OpeningState),
    start=days,
    target=st.none() | days,
    people=st.dictionaries(st.sampled_from(["director", "lawyer"]), st.integers(1, 10**6)),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "prepaid": st.booleans(),
            "since": days,
            "area": st.integers(-(2**50), 2**50),
            "rent": st.floats(allow_nan=False, allow_infinity=False),
            "note": words | st.just("2026-12-01"),
        },
    ),
    rounds=st.dictionaries(ids, st.integers(1, 99)),
    notes=st.dictionaries(ids, words),
    baseline=st.dictionaries(ids, st.tuples(days, days)),
    project=st.none() | st.integers(1, 2**31),
)
def test_an_opening_comes_back_as_it_was(
    kiosk, address, state, start, target, people, fields, rounds, notes, baseline, project
):
    store = SqliteStore(":memory:")
    opening = Opening(
        "aaaabbbb", address, kiosk, state, start, target, start, "Самара", "Волга", people, fields, rounds, notes,
        dict(notes), baseline, 7, project, "почему",
    )  # fmt: skip
    add(store, opening)
    case = store.case("aaaabbbb")
    assert case is not None
    assert case.opening == opening
    store.save_case(replace(opening, reason="", people={}), {"A1": StepState.OPEN}, None, True)
    case = store.case("aaaabbbb")
    assert case is not None
    assert case.opening == replace(opening, reason="", people={})
    assert (case.states, case.problem, case.is_finished) == ({"A1": StepState.OPEN}, None, True)
    store.close()


def test_a_later_revision_of_the_process_does_not_touch_a_running_opening(store, kiosk):
    add(store, opening_of(kiosk))
    shorter = replace(kiosk, name="Другой", steps=kiosk.steps[:1], flows=(), revision=9)
    add(store, opening_of(shorter, "ccccdddd", "ул. Мира, 5"))
    assert store.case("aaaabbbb").opening.template == kiosk
    assert store.case("ccccdddd").opening.template == shorter


def test_an_unknown_opening_is_none(store):
    assert store.case("zzzzzzzz") is None
    assert not store.has_opening("zzzzzzzz")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Ленина, 10", "УЛ. ЛЕНИНА 10"),
        ("ул. Ленина, 10", "ул.Ленина,10"),
        ("ул. Зелёная, 7", "ул  Зеленая 7"),
        ("ТЦ «Гудок», 2-й этаж", 'тц "гудок" 2 й этаж'),
        ("Straße 1", "STRASSE 1"),
    ],
)
def test_spellings_of_one_address_are_twins(store, kiosk, one, other):
    assert address_key(one) == address_key(other)
    add(store, opening_of(kiosk, address=one))
    assert store.opening_at(other) == ("aaaabbbb", one, "deciding")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. Ленина, 10", "ул. Ленина, 1"),
        ("ул. Ленина, 1 к 2", "ул. Ленина, 12"),
        ("ул. Ленина, 10", "пр. Ленина, 10"),
        ("ул. Ленина, 10А", "ул. Ленина, 10"),
        ("", "ул. Ленина"),
    ],
)
def test_different_addresses_are_not_twins(one, other):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize("state", OpeningState)
def test_an_address_is_free_again_when_its_opening_is_over(store, kiosk, state):
    opening = add(store, opening_of(kiosk))
    store.save_case(replace(opening, state=state), {}, None, False)
    over = state in (OpeningState.DONE, OpeningState.REJECTED, OpeningState.CANCELLED)
    assert (store.opening_at("ул. Ленина, 10") is None) is over


def test_the_first_tap_wins_for_ever(tmp_path, kiosk):
    one, two = SqliteStore(tmp_path / "outlet.db"), SqliteStore(tmp_path / "outlet.db")
    add(one, opening_of(kiosk))
    assert one.put_tap("aaaabbbb", "A1", 1, Tap("approve", 2, "bot"), NOON)
    assert not two.put_tap("aaaabbbb", "A1", 1, Tap("reject", 12, "app", "нет"), NOON)
    assert one.put_tap("aaaabbbb", "A1", 2, Tap("reject", 12, "app"), NOON)  # the next round is another question
    two.set_tap_reason("aaaabbbb", "A1", 2, "дорого")
    assert one.case("aaaabbbb").taps == {
        ("A1", 1): Tap("approve", 2, "bot"),
        ("A1", 2): Tap("reject", 12, "app", "дорого"),
    }
    one.close()
    two.close()


def test_a_row_of_the_journal_is_replaced_whole_and_found_by_its_opening(store, kiosk):
    add(store, opening_of(kiosk))
    row = Intent("outlet:aaaabbbb:A1:1", "aaaabbbb", "A1", "CreateTask", "тело\x00 запроса", "sent", 12.25, 1)
    store.put_intent(row)
    assert store.case("aaaabbbb").intents == {row.key: row}
    done = replace(row, state="done", portal_id=3711, done_at=13.5, tries=2, note="ok")
    store.put_intent(done)
    assert store.case("aaaabbbb").intents == {row.key: done}


def test_a_seen_task_comes_back_as_it_was_and_keeps_its_step(store, kiosk):
    add(store, opening_of(kiosk))
    task = PortalTask(
        3711, TaskKey("aaaabbbb", "A1", 3), "Согласовать", TaskStatus.PENDING, 2, NOON, NOON + timedelta(seconds=5),
        deadline=NOON.astimezone(), group_id=7,
    )  # fmt: skip
    store.put_task("aaaabbbb", SeenTask(task, "A1", 3, 1.5))
    assert store.task(3711) == ("aaaabbbb", SeenTask(task, "A1", 3, 1.5))
    # A person takes the key off: the store still knows which step it stands for, and when it was first seen.
    changed = replace(task, key=None, status=TaskStatus.COMPLETED, closed_at=NOON, closed_by=9)
    store.put_task("aaaabbbb", SeenTask(changed, "A1", 3, 99.0, is_ignored=True))
    assert store.case("aaaabbbb").tasks == (SeenTask(changed, "A1", 3, 1.5, is_ignored=True),)
    store.mark_gone([3711])
    assert store.task(3711)[1].is_gone
    assert store.watched_tasks() == ()
    assert store.task(1) is None


def test_what_was_read_of_a_decision_is_kept_with_the_moment_it_belongs_to(store, kiosk):
    add(store, opening_of(kiosk))
    task = PortalTask(3711, TaskKey("aaaabbbb", "A1"), "", TaskStatus.COMPLETED, 2, NOON, NOON)
    store.put_task("aaaabbbb", SeenTask(task, "A1", 1, 1.0))
    for words in ("сначала", "потом"):
        answer = Answer(3711, ("Отклонить",), {"Отклонить": 5, "На доработку": 4}, (words,), True)
        store.put_answer(3711, f"{words}-moment", answer)
        assert store.case("aaaabbbb").answers == {3711: (f"{words}-moment", answer)}


def test_open_tasks_are_counted_by_person(store, kiosk):
    add(store, opening_of(kiosk))
    for number, status in enumerate((TaskStatus.PENDING, TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED), 1):
        task = PortalTask(number, TaskKey("aaaabbbb", "A1"), "", status, 2, NOON, NOON)
        store.put_task("aaaabbbb", SeenTask(task, "A1", 1, 1.0))
    assert store.open_tasks_by_person() == {2: 2}


def test_history_only_grows(store):
    for number in range(5):
        store.add_history(NOON, "aaaabbbb", Happening("reason", "A1", number, code="c", facts={"n": number}), "key")
        kept = store.history("aaaabbbb")
        assert [entry.round for entry in kept] == list(range(number + 1))
    before = store.history()
    store.add_history(NOON, "ccccdddd", Happening("launched"), source="person")
    assert store.history()[:5] == before
    assert [entry.number for entry in store.history()] == sorted({entry.number for entry in store.history()})
    assert store.history("aaaabbbb") == before
    assert store.history(after=before[2].number)[0] == before[3]
    assert store.history(limit=2, newest=True)[0].opening == "ccccdddd"
    assert [entry.round for entry in store.history("aaaabbbb", limit=2, newest=True)] == [4, 3]


def test_no_line_of_the_program_changes_or_deletes_history():
    forbidden = re.compile(r"(update\s+history|delete\s+from\s+history|replace\s+into\s+history)", re.IGNORECASE)
    root = Path(outlet_desktop.__file__).parent
    files = [path for path in root.rglob("*.py") if "demo" not in path.parts]
    assert any("insert into history" in path.read_text("utf-8") for path in files)
    assert not [path for path in files if forbidden.search(path.read_text("utf-8"))]


def test_an_opening_is_due_until_its_pass_is_over_and_again_after_a_hint_or_in_time(store, kiosk):
    add(store, opening_of(kiosk), now=10.0)
    add(store, opening_of(kiosk, "ccccdddd", "ул. Мира, 5"), now=20.0)
    assert store.due_openings(0.0) == ("aaaabbbb", "ccccdddd")
    store.set_seen("aaaabbbb", store.case("aaaabbbb").wake, float("inf"))
    store.set_seen("ccccdddd", store.case("ccccdddd").wake, 100.0)
    assert store.due_openings(99.0) == ()
    assert store.due_openings(100.0) == ("ccccdddd",)
    store.wake(["aaaabbbb"])
    assert store.due_openings(99.0) == ("aaaabbbb",)
    # A hint that comes during a pass is not lost: the pass ends with the number it began with.
    wake = store.case("aaaabbbb").wake
    store.wake(["aaaabbbb"])
    store.set_seen("aaaabbbb", wake, float("inf"))
    assert store.due_openings(0.0) == ("aaaabbbb",)


def test_a_finished_opening_sleeps_but_a_hint_wakes_it(store, kiosk):
    opening = add(store, opening_of(kiosk))
    store.save_case(replace(opening, state=OpeningState.DONE), {}, None, True)
    store.set_seen("aaaabbbb", store.case("aaaabbbb").wake, float("inf"))
    store.wake_unfinished()
    assert store.due_openings(1.0) == ()
    store.wake(["aaaabbbb"])
    assert store.due_openings(1.0) == ("aaaabbbb",)


def test_a_role_has_one_holder_and_keeps_the_last_one_chosen(store):
    store.set_role_holder(RoleHolder("director", 2, 12))
    store.set_role_holder(RoleHolder("director", 12, None))
    store.set_role_holder(RoleHolder("lawyer", None, 10))
    assert store.role_holders() == {
        "director": RoleHolder("director", 12, None),
        "lawyer": RoleHolder("lawyer", None, 10),
    }


def test_the_newest_answer_of_a_field_and_of_a_day_counts(store, kiosk):
    opening = add(store, opening_of(kiosk))
    for value, user in (("100", 2), ("200", 3)):
        store.put_field(opening.id, "C1", 1, "sum", FieldValue(value, user, NOON, "bot"))
    store.put_field(opening.id, "C1", 2, "sum", FieldValue("", 2, NOON, "app"))
    for day, reason in ((24, "documents"), (24, "other"), (25, "")):
        store.put_reason(opening.id, "C1", 1, date(2026, 11, day), reason, "", 2, NOON, "bot")
    case = store.case(opening.id)
    assert case is not None
    assert case.fields == {
        ("C1", 1): {"sum": FieldValue("200", 3, NOON, "bot")},
        ("C1", 2): {"sum": FieldValue("", 2, NOON, "app")},
    }
    assert [(delay.day.day, delay.reason) for delay in case.delays] == [(24, "other"), (25, "")]
    wanted = store.words_wanted(2)
    assert wanted is not None
    assert (wanted[0], wanted[1].day) == (opening.id, date(2026, 11, 25))
    assert store.words_wanted(3) is None


def test_fields_that_were_asked_and_not_answered_are_found_the_one_asked_last_first(store, kiosk):
    opening = add(store, opening_of(kiosk))
    for key, step, sent_at in (("C1:1:sum", "C1", 5.0), ("C1:1:sum_2", "C1", 6.0), ("T5:1:note", "T5", 7.0)):
        store.put_intent(Intent(f"field:{opening.id}:{key}", opening.id, step, "SendMessage", "", "done", sent_at))
    assert store.asking_fields() == ((opening.id, "T5"), (opening.id, "C1"))
    store.put_field(opening.id, "T5", 1, "note", FieldValue("", 2, NOON, "bot"))
    store.put_field(opening.id, "C1", 1, "sum", FieldValue("1", 2, NOON, "bot"))
    assert store.asking_fields() == ((opening.id, "C1"),)  # sum_2 is a field of its own
    store.put_field(opening.id, "C1", 1, "sum_2", FieldValue("1", 2, NOON, "bot"))
    assert store.asking_fields() == ()
