"""Roles held by a rule on the company structure, absences typed by hand, regions as lists of cities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from outlet_desktop.domain.opening import Department, Person
from outlet_desktop.domain.people import present_on, region_of
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.structure import head_rule, named_by, position_rule, rule_of, rules

FIRM, BOOKS, STORE = Department(1, "Волга-Торг", None, 2), Department(4, "Бухгалтерия", 1, 7), Department(5, "Склад", 1)
PARTS = (FIRM, BOOKS, STORE)
DIRECTOR, CHIEF = Person(2, "Виктор Сафронов", "Директор", (1,)), Person(7, "Ольга Панина", "Главный бухгалтер", (4,))
CLERK, OTHER = Person(9, "Светлана Третьяк", "Бухгалтер", (4,)), Person(8, "Инна Котова", " бухгалтер ", (4,))
STAFF = (DIRECTOR, CHIEF, CLERK, OTHER)


def test_the_head_of_a_department_is_named_and_a_department_without_one_is_led_from_above():
    assert named_by(head_rule(4), STAFF, PARTS) == 7
    assert named_by(head_rule(5), STAFF, PARTS) == 2


def test_a_dismissed_head_is_passed_over_and_a_structure_that_goes_in_a_circle_ends():
    gone = (DIRECTOR, Person(7, "Ольга Панина", is_active=False))
    assert named_by(head_rule(4), gone, PARTS) == 2
    circle = (Department(1, "А", 2), Department(2, "Б", 1))
    assert named_by(head_rule(1), STAFF, circle) is None


def test_a_position_names_the_first_of_several_people_and_somebody_present_before_somebody_absent():
    assert named_by(position_rule("Бухгалтер"), STAFF, PARTS) == 8
    away = Person(8, "Инна Котова", "Бухгалтер", absent_until=date(2026, 12, 4))
    assert named_by(position_rule("БУХГАЛТЕР"), (DIRECTOR, CLERK, away), PARTS) == 9
    assert named_by(position_rule("Юрист"), STAFF, PARTS) is None
    assert named_by("", STAFF, PARTS) is None


def test_the_structure_offers_its_heads_and_its_positions_once_each():
    offered = rules(STAFF, PARTS)
    assert [(rule.kind, rule.what, rule.user_id) for rule in offered] == [
        ("head", "Бухгалтерия", 7),
        ("head", "Волга-Торг", 2),
        ("head", "Склад", 2),
        ("position", "Бухгалтер", 8),
        ("position", "Главный бухгалтер", 7),
        ("position", "Директор", 2),
    ]
    assert rule_of(offered[0].text, STAFF, PARTS) == offered[0]
    assert rule_of("", STAFF, PARTS) is None


def test_an_absence_typed_by_hand_counts_from_its_first_to_its_last_day():
    typed = (Absence(1, 9, date(2026, 12, 1), date(2026, 12, 4)),)
    on = {day: present_on(STAFF, typed, date(2026, 12, day))[9].absent_until for day in (1, 4, 5)}
    assert on == {1: date(2026, 12, 4), 4: date(2026, 12, 4), 5: None}
    before = present_on(STAFF, typed, date(2026, 11, 30))
    assert before[9].away == ((date(2026, 12, 1), date(2026, 12, 4)),)  # still to come
    assert {**before, 9: replace(before[9], away=())} == {person.user_id: person for person in STAFF}


def test_of_two_absences_the_longer_one_counts():
    away = Person(9, "Светлана Третьяк", absent_until=date(2026, 12, 20))
    typed = (Absence(1, 9, date(2026, 12, 1), date(2026, 12, 4)), Absence(2, 2, date(2026, 12, 1), date(2026, 12, 9)))
    found = present_on((DIRECTOR, away), typed, date(2026, 12, 2))
    assert (found[9].absent_until, found[2].absent_until) == (date(2026, 12, 20), date(2026, 12, 9))


def test_a_city_in_any_case_gives_its_region():
    regions = {"Самарская область": ("Самара", "Тольятти"), "Ульяновск": ("Ульяновск",)}
    assert region_of(" тольятти ", regions) == "Самарская область"
    assert region_of("Пенза", regions) == region_of("", regions) == ""
