"""The matrix as a table of words, and what an edited table changes."""

from __future__ import annotations

from hypothesis import given, strategies as st

from outlet_desktop.domain.opening import Person
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.role_table import Heads, RoleChange, changes_in, names_of, table_of
from outlet_desktop.domain.template import Role

RU, EN = Heads("Роль", "По умолчанию", "Заместитель"), Heads("Role", "By default", "Deputy")
ROLES = (Role("lawyer", "Юрист"), Role("builder", "Строительство"))
PEOPLE = (
    Person(3, "Марина Соколова"), Person(5, "Павел Ершов"), Person(8, "Пётр Белов"), Person(9, "Пётр Белов"),
    Person(10, "Дмитрий Назаров", is_active=False),
)  # fmt: skip
REGIONS = ("Самара", "Тольятти")
HOLDERS = {"lawyer": RoleHolder("lawyer", 3, 8), "builder": RoleHolder("builder", 5)}
HELD = {"Тольятти": {"builder": 10}}


def read(table: list[list[str]]) -> tuple[tuple[RoleChange, ...], list[str]]:
    changes, complaints = changes_in(table, (RU, EN), ROLES, REGIONS, HOLDERS, HELD, PEOPLE)
    return changes, [one.code for one in complaints]


def written(heads: Heads = RU) -> list[list[str]]:
    return table_of(heads, ROLES, REGIONS, HOLDERS, HELD, PEOPLE)


def test_the_table_names_people_and_tells_namesakes_apart():
    assert written() == [
        ["Роль", "По умолчанию", "Самара", "Тольятти", "Заместитель"],
        ["Юрист", "Марина Соколова", "", "", "Пётр Белов (8)"],
        ["Строительство", "Павел Ершов", "", "Дмитрий Назаров", ""],
    ]
    assert names_of(PEOPLE)[9] == "Пётр Белов (9)"


def test_a_table_that_was_not_edited_changes_nothing_in_either_language():
    assert read(written(RU)) == read(written(EN)) == ((), [])


def test_a_name_typed_with_other_case_and_spaces_and_without_dots_is_understood():
    table = written()
    table[1][2], table[2][3], table[2][4] = "  павел   ершов", "", "петр белов (9)"
    changes, complaints = read(table)
    assert complaints == []
    assert [(one.role, one.spot, one.region, one.before, one.after) for one in changes] == [
        ("lawyer", "region", "Самара", None, 5),
        ("builder", "region", "Тольятти", 10, None),
        ("builder", "deputy", "", None, 9),
    ]


def test_what_is_not_understood_is_said_and_changes_nothing():
    table = written()
    table[0].append("Сызрань")
    table[1] += ["Павел Ершов"]
    table[1][1] = "Пётр Белов"  # which of the two?
    table[2][1] = "Дмитрий Назаров"  # has left
    table.append(["Повар", "Павел Ершов"])
    table.append(["", " "])
    changes, complaints = read(table)
    assert changes == ()
    assert complaints == ["roles.import_column", "roles.import_person", "roles.import_gone", "roles.import_role"]


def test_a_table_of_something_else_is_refused_as_a_whole():
    for table in ([], [[]], [["Имя", "По умолчанию"], ["Юрист", "Павел Ершов"]]):
        assert read(table) == ((), ["roles.import_no_table"])


def test_columns_may_be_moved_and_left_out():
    table = [["Роль", "Заместитель"], ["Юрист", ""]]
    changes, complaints = read(table)
    assert complaints == []
    assert [(one.spot, one.before, one.after) for one in changes] == [("deputy", 8, None)]


CHOICE = st.sampled_from([None, 3, 5, 8, 9])


@given(st.lists(CHOICE, min_size=8, max_size=8))
def test_whatever_is_typed_comes_back_as_exactly_those_changes(chosen):
    wanted = iter(chosen)
    holders = {role.id: RoleHolder(role.id, next(wanted), next(wanted)) for role in ROLES}
    held = {region: {role.id: who for role in ROLES if (who := next(wanted)) is not None} for region in REGIONS}
    table = table_of(RU, ROLES, REGIONS, holders, held, PEOPLE)
    changes, complaints = read(table)
    assert complaints == []
    now, regions = dict(HOLDERS), {name: dict(people) for name, people in HELD.items()}
    for one in changes:
        holder = now[one.role]
        if one.spot == "region":
            people = regions.setdefault(one.region, {})
            people.pop(one.role, None)
            if one.after is not None:
                people[one.role] = one.after
        elif one.spot == "default":
            now[one.role] = RoleHolder(one.role, one.after, holder.deputy_id)
        else:
            now[one.role] = RoleHolder(one.role, holder.user_id, one.after)
    assert now == holders
    assert {name: people for name, people in regions.items() if people} == {
        name: people for name, people in held.items() if people
    }
