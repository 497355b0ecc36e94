"""Bad input stops one opening with a sentence; the others go on, and it continues by itself once mended."""

from __future__ import annotations

import itertools
import sqlite3
import threading
import time
from dataclasses import replace

import pytest

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine import loop
from outlet_desktop.engine.loop import Driver, Rhythm, work
from outlet_desktop.engine.world import World
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage import database
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence


@pytest.fixture
def two(rig, sample):
    """Two outlets with the director's approval; the second one is the healthy one."""
    rig.add(sample)
    rig.add(sample, id="ccccdddd", address="ул. Мира, 3")
    return rig


def approve(rig):
    for task in list(rig.portal.of("S01")):
        if not task.is_done:
            rig.portal.close(task.id)
    rig.step()
    rig.step()


def steps_of(rig, opening):
    return {t.key.step for t in rig.portal.tasks_by_id.values() if t.key and t.key.opening == opening}


def said(rig, opening="aaaabbbb"):
    code, facts = rig.store.case(opening).problem
    for lang in ("ru", "en"):
        assert "{" not in sentence(code, facts, lang)
    return code, sentence(code, facts, "ru")


def test_a_role_emptied_stops_its_opening_and_filling_it_goes_on(rig, sample):
    role = sample.by_id["S02"].role
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(role, 5))
    people = {one.id: number for number, one in enumerate(sample.roles, 2) if one.id != role}
    rig.add(sample, people=people)
    rig.add(sample, id="ccccdddd", address="ул. Мира, 3")
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(role))
    approve(rig)
    code, text = said(rig)
    assert code == "role.nobody"
    assert sample.role(role).title in text
    assert "S02" not in steps_of(rig, "aaaabbbb")
    assert "S02" in steps_of(rig, "ccccdddd")
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(role, 6))
        rig.store.wake_unfinished()
    rig.step()
    assert "S02" in steps_of(rig, "aaaabbbb")
    assert rig.case.problem is None


def test_an_opening_with_nobody_for_its_first_step_is_stopped(rig, sample):
    rig.add(sample, people={})
    assert rig.case.opening.state is OpeningState.STOPPED
    assert said(rig)[0] == "role.nobody"
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(sample.by_id["S01"].role, 2))
        rig.store.wake_unfinished()
    rig.step()
    assert rig.portal.of("S01")
    assert rig.case.opening.state is OpeningState.DECIDING


def test_a_person_without_rights_stops_that_step_and_it_goes_on_when_the_right_is_given(two):
    who = two.case.opening.people[two.case.opening.template.by_id["S02"].role]
    no_rights = [True]
    two.portal.refuses = lambda kind, body: (
        "Нет прав на задачи проекта"
        if no_rights[0]
        and kind == "CreateTask"
        and body["responsible_id"] == who
        and str(body["key"]).startswith("outlet:aaaabbbb")
        else ""
    )
    approve(two)
    code, text = said(two)
    assert code == "portal.step_refused"
    assert "Нет прав на задачи проекта" in text
    assert f"Имя{who} Фамилия{who}" in text
    assert {"S03", "S04"} <= steps_of(two, "aaaabbbb")  # its other steps go on, and so do other outlets
    assert "S02" in steps_of(two, "ccccdddd")
    for _ in range(4):
        two.step(40.0)
    assert said(two)[0] == "portal.step_refused"
    told = [e.text[0] for e in two.store.history("aaaabbbb") if e.event in ("problem", "mended")]
    assert told == ["portal.step_refused"]  # told once, however often it is tried
    no_rights[0] = False
    for _ in range(3):
        two.step(40.0)
    assert two.portal.created.count("outlet:aaaabbbb:S02:1") == 1
    assert two.case.problem is None


def test_a_refused_task_is_tried_ever_more_rarely_but_at_once_for_somebody_else(two):
    role = two.case.opening.template.by_id["S02"].role
    who, tried = two.case.opening.people[role], []

    def refused(kind, body):
        is_it = kind == "CreateTask" and body["key"] == "outlet:aaaabbbb:S02:1" and body["responsible_id"] == who
        if is_it:
            tried.append(two.portal.clock())
        return "Нет прав" if is_it else ""

    two.portal.refuses = refused
    approve(two)
    for _ in range(360):
        two.step()
    pauses = [round(after - before, -1) for before, after in itertools.pairwise(tried)]
    assert pauses[:4] == [60, 120, 240, 480]
    assert set(pauses[4:]) == {600}
    with two.store.transaction():
        opening = two.case.opening
        changed = replace(opening, people={**opening.people, role: 15})
        two.store.save_case(changed, two.case.states, two.case.problem, False)
        two.store.wake([opening.id])
    two.step()
    assert [task.responsible_id for task in two.portal.of("S02") if task.key.opening == "aaaabbbb"] == [15]
    assert two.case.problem is None


def test_a_project_that_may_not_be_made_is_told_and_made_once_allowed(two):
    words = ["У вас нет прав на создание проекта"]
    two.portal.refuses = lambda kind, body: (
        words[0] if kind == "CreateProject" and body["key"] == "project:aaaabbbb" else ""
    )
    approve(two)
    code, text = said(two)
    assert code == "portal.project_refused"
    assert words[0] in text
    assert two.case.opening.state is OpeningState.STOPPED
    assert two.store.case("ccccdddd").opening.state is OpeningState.RUNNING
    words[0] = ""
    for _ in range(3):
        two.step(40.0)
    assert two.case.opening.project_id is not None
    assert "S02" in steps_of(two, "aaaabbbb")
    assert two.case.problem is None


def delete_project(rig, opening):
    project = rig.store.case(opening).opening.project_id
    del rig.portal.projects[project]
    rig.portal.refuses = lambda kind, body: (
        "Группа не найдена" if kind == "CreateTask" and body["group_id"] == project else ""
    )


def test_a_project_deleted_on_the_portal_stops_its_opening_until_there_is_one_again(two):
    approve(two)
    delete_project(two, "aaaabbbb")
    for opening in ("aaaabbbb", "ccccdddd"):
        for task in list(two.portal.tasks_by_id.values()):
            if task.key and task.key.opening == opening and not task.is_done:
                two.portal.close(task.id)
    for _ in range(3):
        two.step()
    code, text = said(two)
    assert code == "project.gone"
    assert "outlet-aaaabbbb" in text
    assert two.case.opening.state is OpeningState.STOPPED
    assert two.store.case("ccccdddd").problem is None
    assert len(steps_of(two, "ccccdddd")) > len(steps_of(two, "aaaabbbb"))
    two.portal.projects[777] = ("ул. Ленина, 10", "outlet-aaaabbbb")  # a person makes it anew, as the sentence says
    for _ in range(4):
        two.step(40.0)
    assert two.case.opening.project_id == 777
    assert two.case.problem is None
    assert steps_of(two, "aaaabbbb") == steps_of(two, "ccccdddd")


# ------------------------------------------------------------------------------ the whole loop


class Running:
    """The real loop on a file and the portal in memory, in a thread of its own."""

    def __init__(self, rig, path):
        self.rig = rig
        self.store = SqliteStore(path)
        self.world = World(time.time, rig.portal.body, russian_calendar(), settle_s=0.5)
        self.driver = Driver(self.store, rig.portal)
        self.error = None
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            self.driver.run(work(self.world, Rhythm(0.05), lambda _store: False))
        except Problem as problem:
            self.error = problem

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_what):
        self.driver.stop()
        self.thread.join(20)
        self.store.close()
        assert not self.thread.is_alive()


def until(holds, seconds=20.0):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.02)


@pytest.fixture
def live(rig, sample, tmp_path, monkeypatch):
    """The loop over a file, impatient, with one outlet waiting for its approval."""
    monkeypatch.setattr(loop, "PATIENCE_S", 0.1)
    monkeypatch.setattr(database, "OPEN_S", 0.2)  # the busy timeout of every connection
    rig.portal.clock = time.time
    path = tmp_path / "outlet.db"
    opening = rig.add(sample)
    opening = replace(opening, id="eeeeffff", address="ул. Новая, 1")
    rig.portal.tasks_by_id.clear()
    rig.portal.created.clear()
    with Running(rig, path) as running:
        other = SqliteStore(path)
        with other.transaction():
            other.add_opening(opening, time.time())
        until(lambda: rig.portal.of("S01"))
        yield running, other, path
        other.close()


def test_a_database_locked_for_longer_than_the_timeout_is_waited_for(live, caplog):
    running, _other, path = live
    locked = sqlite3.connect(path, isolation_level=None)
    locked.execute("begin exclusive")
    running.rig.portal.close(running.rig.portal.of("S01")[0].id)
    until(lambda: "store.busy" in caplog.text)
    assert running.rig.portal.open_steps() == set()
    assert running.thread.is_alive()
    locked.execute("rollback")
    locked.close()
    until(lambda: running.rig.portal.open_steps() >= {"S02", "S03", "S04"})
    assert len(running.rig.portal.created) == len(set(running.rig.portal.created))


def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(live, caplog):
    running, _other, _path = live
    pages = running.store.database.one("pragma page_count")[0]
    running.store.database.run(f"pragma max_page_count={pages}")
    running.rig.portal.close(running.rig.portal.of("S01")[0].id)
    until(lambda: "store.disk_full" in caplog.text)
    assert running.thread.is_alive()
    assert len(running.rig.portal.of("S02")) <= 1
    running.store.database.run("pragma max_page_count=1000000")
    until(lambda: running.rig.portal.open_steps() >= {"S02", "S03", "S04"})
    assert len(running.rig.portal.created) == len(set(running.rig.portal.created))


def test_a_webhook_revoked_in_the_middle_ends_the_loop_with_its_sentence_and_a_new_start_goes_on(live, tmp_path):
    running, _other, path = live
    portal = running.rig.portal
    poll = portal.poll

    def refused(*_given):
        raise Problem("portal.webhook_refused", host="fake")

    portal.poll = refused
    running.thread.join(20)
    assert running.error is not None
    assert running.error.code == "portal.webhook_refused"
    assert "вебхук" in sentence(running.error.code, running.error.facts, "ru")
    portal.poll = poll
    portal.close(portal.of("S01")[0].id)
    with Running(running.rig, path):
        until(lambda: portal.open_steps() >= {"S02", "S03", "S04"})
    assert len(portal.created) == len(set(portal.created))


def test_a_portal_that_refuses_to_read_one_openings_tasks_stops_that_one_alone(live, sample):
    running, other, _path = live
    portal = running.rig.portal
    answers = portal.answers

    def refused(task_ids):
        if any(portal.tasks_by_id[i].key.opening == "eeeeffff" for i in task_ids):
            raise Problem("portal.read_refused", method="task.checklistitem.getlist", code="ACCESS", text="Нет прав")
        return answers(task_ids)

    portal.answers = refused
    healthy = replace(other.case("eeeeffff").opening, id="gggghhhh", address="ул. Вторая, 2")
    with other.transaction():
        other.add_opening(healthy, time.time())
    until(lambda: len(portal.of("S01")) == 2)
    for task in portal.of("S01"):
        portal.close(task.id)
    until(lambda: other.case("eeeeffff").problem is not None)
    until(lambda: len(portal.of("S02")) == 1)
    assert portal.of("S02")[0].key.opening == "gggghhhh"
    assert other.case("eeeeffff").problem[0] == "portal.read_refused"
    assert other.case("eeeeffff").opening.state is OpeningState.STOPPED
    portal.answers = answers
    with other.transaction():
        other.wake_unfinished()
    until(lambda: len(portal.of("S02")) == 2)
    until(lambda: other.case("eeeeffff").problem is None)
