"""One person in place of another: everything that names them changes once, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.engine import handing_over
from outlet_desktop.engine.handing_over import hand_over
from outlet_desktop.engine.poll import refresh_people
from outlet_desktop.problem import Problem

SPARE, THIRD = 15, 16
REGION = "Тольятти"


def roles_of(template):
    return {role.id: number for number, role in enumerate(template.roles, 2)}


@pytest.fixture
def pair(rig, sample):
    """Two outlets of which the developer (S02 … of both) has open tasks; the second one by its region."""
    developer = sample.by_id["S02"].role
    who = roles_of(sample)[developer]
    people = {role: user for role, user in roles_of(sample).items() if role != developer}
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder(developer, who, who + 1))
        rig.store.set_role_holder(RoleHolder("other", THIRD, who))
        rig.store.set_region_holder(REGION, developer, who)
    rig.add(sample)
    rig.add(sample, id="ccccdddd", address="ул. Мира, 3", people=people, region=REGION)
    for task in list(rig.portal.of("S01")):
        rig.portal.close(task.id)
    rig.step()
    rig.step()
    return rig, developer, who


def held(rig, user):
    return {task.id for task in rig.portal.tasks_by_id.values() if task.responsible_id == user and not task.is_done}


def begin(rig, who, by=SPARE):
    with rig.store.transaction():
        return handing_over.begin(rig.store, who, by, rig.portal.clock(), rig.portal.now())


def carry(rig, times=1, seconds=6.0):
    for _ in range(times):
        rig.driver.run(hand_over(rig.world))
        rig.step(seconds)


def test_the_preview_lists_every_place_and_every_open_task_and_changes_nothing(pair):
    rig, developer, who = pair
    before = held(rig, who)
    assert len(before) >= 2
    found = handing_over.preview(rig.store, who, {"other": "Другая роль"})
    places = {(place.kind, place.role, place.where) for place in found.places}
    assert places == {
        ("role", developer, ""),
        ("region", developer, REGION),
        ("outlet", developer, "aaaabbbb"),
        ("deputy", "other", ""),
    }
    assert next(place.role_title for place in found.places if place.kind == "deputy") == "Другая роль"
    assert {task.task_id for task in found.tasks} == before
    assert set(found.addresses) == {"aaaabbbb", "ccccdddd"}
    assert found.later["aaaabbbb"] == found.later["ccccdddd"] > 0
    assert held(rig, who) == before


def test_everything_that_names_a_goes_to_b_and_members_come_first(pair):
    rig, developer, who = pair
    before = held(rig, who)
    made = begin(rig, who)
    carry(rig)
    assert held(rig, who) == set()
    assert held(rig, SPARE) == before
    assert {project for project, people in rig.portal.members.items() if SPARE in people} == set(rig.portal.projects)
    assert rig.store.role_holders()[developer] == RoleHolder(developer, SPARE, who + 1)
    assert rig.store.role_holders()["other"] == RoleHolder("other", THIRD, SPARE)
    assert rig.store.region_holders()[REGION][developer] == SPARE
    assert rig.case.opening.people[developer] == SPARE
    told = handing_over.report(rig.store, made.number)
    assert (told.count("moved"), told.count("waiting"), told.count("refused")) == (len(before), 0, 0)
    assert rig.events().count("reassigned") == 2 + len(before)  # a line for each outlet and each task
    assert not [entry for entry in rig.store.history() if entry.text[0] == "event.reassigned"]


def test_moves_of_all_openings_share_full_batches(rig, sample):
    rig.add(sample)
    ids = [f"{letter}" * 8 for letter in "bcdefghijklmnopqrstuvwxyz"]
    for opening in ids:
        rig.add(sample, id=opening, address=f"ул. {opening}")
    director = roles_of(sample)[sample.by_id["S01"].role]
    assert len(held(rig, director)) == 26
    begin(rig, director)
    before = rig.portal.requests
    rig.driver.run(hand_over(rig.world))
    assert rig.portal.requests == before + 1
    assert len(held(rig, SPARE)) == 26


def test_new_tasks_go_to_b_from_then_on(pair):
    rig, developer, who = pair
    begin(rig, who)
    carry(rig)
    known = set(rig.portal.tasks_by_id)
    for _ in range(60):
        for task in [task for task in rig.portal.tasks_by_id.values() if not task.is_done]:
            rig.portal.close(task.id)
        rig.step()
    fresh = [task for task in rig.portal.tasks_by_id.values() if task.id not in known]
    assert len(fresh) > 50
    assert {task.responsible_id for task in fresh if sample_role(rig, task) == developer} == {SPARE}
    assert who not in {task.responsible_id for task in fresh}


def sample_role(rig, task):
    return rig.case.opening.template.by_id[task.key.step].role


@pytest.mark.parametrize("fault", ["lost", "late", "limit"])
def test_killed_in_the_middle_it_goes_on_and_moves_each_task_once(pair, fault):
    rig, _developer, who = pair
    before = held(rig, who)
    sent = []
    execute = rig.portal._execute
    rig.portal._execute = lambda body: (sent.append(body), execute(body))[1]
    made = begin(rig, who)
    rig.portal.faults = [fault]
    rig.driver.run(hand_over(rig.world))  # and here the process dies
    carry(rig, 3)
    assert held(rig, SPARE) == before
    assert handing_over.report(rig.store, made.number).count("moved") == len(before)
    count = len(sent)
    carry(rig, 5, 60.0)
    moves = [body for body in sent[count:] if "UpdateTask" in body]
    assert moves == []  # nothing is sent again once it is known


def test_a_kill_between_commit_and_request_loses_nothing(pair):
    rig, _developer, who = pair
    before = held(rig, who)
    begin(rig, who)
    effects = hand_over(rig.world)
    answer = None
    for _ in range(2):  # the list of pending ones, then the batch committed as sent
        with rig.store.transaction():
            answer = effects.send(answer).work(rig.store)
    effects.close()
    assert held(rig, SPARE) == set()
    carry(rig, 3)
    assert held(rig, SPARE) == before


def test_a_task_given_to_a_third_person_meanwhile_is_left_as_people_made_it(pair):
    rig, _developer, who = pair
    first, *_ = sorted(held(rig, who))
    made = begin(rig, who)
    rig.portal._put(replace(rig.portal.tasks_by_id[first], responsible_id=THIRD))
    rig.step()
    carry(rig, 2)
    assert rig.portal.tasks_by_id[first].responsible_id == THIRD
    told = handing_over.report(rig.store, made.number)
    assert {move.task_id: move.state for move in told.moves}[first] == "kept"
    rig.portal._put(replace(rig.portal.tasks_by_id[first], responsible_id=who))  # by hand, afterwards
    rig.step()
    carry(rig, 3, 100.0)
    assert rig.portal.tasks_by_id[first].responsible_id == who


def test_a_refused_move_is_reported_with_the_portals_words_and_the_others_are_moved(pair):
    rig, _developer, who = pair
    first, *rest = sorted(held(rig, who))
    rig.portal.refuses = lambda kind, body: (
        "Нет доступа к задаче" if kind == "UpdateTask" and body["task_id"] == first else ""
    )
    made = begin(rig, who)
    carry(rig, 2)
    told = handing_over.report(rig.store, made.number)
    refused = [move for move in told.moves if move.state == "refused"]
    assert [(move.task_id, move.text) for move in refused] == [(first, "Нет доступа к задаче")]
    assert held(rig, SPARE) == set(rest)
    assert [e.task_id for e in rig.store.history() if e.text[0] == "event.move_refused"] == [first]


def test_a_task_that_was_on_its_way_to_a_follows(pair):
    rig, _developer, who = pair
    rig.portal.faults = ["late"]
    for step in ("S02", "S03", "S04"):
        for task in list(rig.portal.of(step)):
            rig.portal.close(task.id)
    rig.step()  # S05 and its like: made, the answer lost, the list not read yet
    unseen = [t for t in rig.portal.tasks_by_id.values() if not t.is_done and rig.store.task(t.id) is None]
    who = unseen[0].responsible_id
    made = begin(rig, who)
    carry(rig, 3)
    assert held(rig, who) == set()
    assert unseen[0].id in {move.task_id for move in handing_over.report(rig.store, made.number).moves}


def test_the_way_back_gives_back_what_was_moved_and_nothing_else(pair):
    rig, developer, who = pair
    before, own = held(rig, who), held(rig, SPARE)
    first, *rest = sorted(before)
    made = begin(rig, who)
    carry(rig, 2)
    rig.portal._put(replace(rig.portal.tasks_by_id[first], responsible_id=THIRD))
    rig.step()
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder("other", THIRD, None))  # changed since: stays
        back = handing_over.undo(rig.store, made.number, rig.portal.clock(), rig.portal.now())
    carry(rig, 2)
    assert held(rig, who) == set(rest)
    assert held(rig, SPARE) == own
    assert rig.portal.tasks_by_id[first].responsible_id == THIRD
    assert rig.store.role_holders()[developer] == RoleHolder(developer, who, who + 1)
    assert rig.store.role_holders()["other"] == RoleHolder("other", THIRD, None)
    assert rig.store.region_holders()[REGION][developer] == who
    assert rig.case.opening.people[developer] == who
    assert handing_over.report(rig.store, back.number).count("moved") == len(rest)


def test_nobody_stands_in_for_themselves(rig, sample):
    with rig.store.transaction():
        rig.store.set_role_holder(RoleHolder("r", 3, SPARE))
    begin(rig, 3)
    assert rig.store.role_holders()["r"] == RoleHolder("r", SPARE, None)


def test_a_replacement_by_the_same_a_dismissed_or_an_unknown_person_is_refused_in_words(pair):
    rig, _developer, who = pair
    rig.portal.staff = tuple(replace(person, is_active=person.user_id != THIRD) for person in rig.portal.staff)
    rig.driver.run(refresh_people(rig.world))
    for by, code in ((who, "replace.same"), (THIRD, "replace.not_at_work"), (999, "replace.unknown")):
        with pytest.raises(Problem) as told:
            begin(rig, who, by)
        assert told.value.code == code
    with pytest.raises(Problem) as told:
        begin(rig, 19)
    assert told.value.code == "replace.nothing"
    with pytest.raises(Problem) as told, rig.store.transaction():
        handing_over.undo(rig.store, 7, 0.0, rig.portal.now())
    assert told.value.code == "replace.unknown_number"


def test_before_the_people_were_read_nobody_is_called_unknown_and_an_unknown_person_is_named(rig):
    with pytest.raises(Problem) as told:
        begin(rig, 9999, 3)
    assert (told.value.code, told.value.facts["user"]) == ("replace.unknown", 9999)
    with rig.store.transaction():
        rig.store.put_people((), ())
    with pytest.raises(Problem) as told:
        begin(rig, 9999, 1)
    assert told.value.code == "replace.nobody_read"


def test_a_dismissed_holder_is_a_problem_until_replaced(pair):
    rig, developer, who = pair
    tasks = len([task for task in held(rig, who) if rig.store.task(task)[0] == "aaaabbbb"])
    rig.portal.staff = tuple(replace(person, is_active=person.user_id != who) for person in rig.portal.staff)
    rig.driver.run(refresh_people(rig.world))
    rig.step()
    code, facts = rig.case.problem
    assert code == "people.left"
    role = rig.case.opening.template.role(developer).title
    assert (facts["role"], facts["person"], facts["tasks"]) == (role, f"Имя{who} Фамилия{who}", tasks)
    begin(rig, who)
    carry(rig, 2)
    assert rig.case.problem is None
    assert rig.events()[-1] == "mended" or "mended" in rig.events()


def test_an_absence_becomes_history_of_the_openings_whose_tasks_wait(pair):
    rig, _developer, who = pair
    day = rig.portal.now().date()
    before = rig.portal.staff
    rig.portal.staff = tuple(
        replace(person, absent_until=day) if person.user_id in (who, 19) else person for person in before
    )
    rig.driver.run(refresh_people(rig.world))
    lines = [entry for entry in rig.store.history() if entry.text[0] == "event.holder_absent"]
    assert {(entry.opening, entry.user_id) for entry in lines} == {("aaaabbbb", who), ("ccccdddd", who)}
    rig.driver.run(refresh_people(rig.world))  # the same again is no news
    rig.portal.staff = before
    rig.driver.run(refresh_people(rig.world))
    codes = [entry.text[0] for entry in rig.store.history()]
    assert (codes.count("event.holder_absent"), codes.count("event.holder_back")) == (2, 2)
    assert rig.case.problem is None


def test_people_unchanged_are_not_written_again(rig):
    written = rig.store.database.total_changes
    rig.driver.run(refresh_people(rig.world))
    assert rig.store.database.total_changes == written
    rig.portal.staff = (*rig.portal.staff, Person(77, "Новый Человек"))
    rig.driver.run(refresh_people(rig.world))
    assert 77 in {person.user_id for person in rig.store.people()}


def test_a_decision_handed_over_is_asked_of_the_new_person_whose_button_counts(rig, sample):
    rig.add(sample)
    director = rig.portal.of("S01")[0].responsible_id
    begin(rig, director)
    carry(rig, 3)
    asked = [message for message in rig.portal.messages if message[3]]
    assert [user for _, user, _, _ in asked] == [director, SPARE]
    assert [button["params"] for button in asked[0][3]] == [button["params"] for button in asked[1][3]]
    rig.portal.press(director, "aaaabbbb:S01:1:approve")  # an old button
    rig.step()
    assert rig.portal.open_steps() == {"S01"}
    rig.portal.press(SPARE, "aaaabbbb:S01:1:approve")
    for _ in range(3):
        rig.step()
    assert rig.portal.open_steps() == {"S02", "S03", "S04"}
    edited = {key for key, row in rig.case.intents.items() if row.kind == "EditMessage" and row.state == "done"}
    assert edited == {"asked:aaaabbbb:S01:1", f"asked:aaaabbbb:S01:1:{SPARE}"}  # the buttons are gone everywhere


def test_an_ordinary_task_handed_over_asks_nothing(pair):
    rig, _developer, who = pair
    before = len(rig.portal.messages)
    begin(rig, who)
    carry(rig, 3)
    assert len(rig.portal.messages) == before
