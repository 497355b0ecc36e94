"""The company on the demo portal: 9 departments, 53 people, who heads what, who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outlet_desktop.portal.demo.clock import SAMARA
from outlet_desktop.portal.demo.wire import Person

ADMIN_SCOPES = frozenset(
    [
        "task",
        "tasks",
        "user",
        "department",
        "humanresources",
        "sonet_group",
        "socialnetwork",
        "im",
        "imbot",
        "bizproc",
        "lists",
        "log",
        "calendar",
    ]
)
STAFF_SCOPES = ADMIN_SCOPES - {"imbot", "bizproc", "lists", "humanresources"}
"""What a person's own webhook may do: everything but bots and processes."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department: `parent` None for the company itself, `head` a person's id."""

    id: int
    name: str
    parent: int | None
    head: int
    sort: int = 500


DEPARTMENTS = (
    Department(1, "Волга-Торг", None, 2),
    Department(2, "Отдел развития", 1, 3),
    Department(3, "Юридический отдел", 1, 4),
    Department(4, "Бухгалтерия", 1, 5),
    Department(5, "Отдел оснащения и ИТ", 1, 6),
    Department(6, "Отдел строительства", 1, 7),
    Department(7, "Розничная сеть", 1, 8),
    Department(8, "Отдел закупок и логистики", 1, 14),
    Department(9, "Отдел персонала", 1, 15),
)

_S, _T, _Z = "Самара", "Тольятти", "Сызрань"

# id: name, last name, second name, gender, position, department, city
_ROWS: tuple[tuple[str, str, str, str, str, int, str], ...] = (
    ("Антон", "Рябов", "Олегович", "M", "Системный администратор", 5, _S),  # 1
    ("Виктор", "Сафронов", "Павлович", "M", "Директор", 1, _S),  # 2
    ("Анна", "Крылова", "Сергеевна", "F", "Менеджер по развитию", 2, _S),  # 3
    ("Марина", "Соколова", "Игоревна", "F", "Юрист", 3, _S),  # 4
    ("Ольга", "Панина", "Викторовна", "F", "Главный бухгалтер", 4, _S),  # 5
    ("Руслан", "Хабибуллин", "Маратович", "M", "Специалист по оснащению и ИТ", 5, _S),  # 6
    ("Павел", "Ершов", "Андреевич", "M", "Руководитель строительства", 6, _S),  # 7
    ("Елена", "Гаврилова", "Николаевна", "F", "Управляющая розницей", 7, _S),  # 8
    ("Наталья", "Мельник", "Юрьевна", "F", "Менеджер по развитию и рознице", 2, _T),  # 9
    ("Тимур", "Латыпов", "Рустамович", "M", "Юрист", 3, _S),  # 10
    ("Светлана", "Третьяк", "Алексеевна", "F", "Бухгалтер", 4, _S),  # 11
    ("Игорь", "Белов", "Дмитриевич", "M", "Заместитель директора, руководитель отдела", 1, _S),  # 12
    ("Дмитрий", "Назаров", "Ильич", "M", "Инженер по строительству", 6, _T),  # 13, left 20.11.2026
    ("Сергей", "Кудряшов", "Петрович", "M", "Начальник отдела закупок", 8, _S),  # 14
    ("Ирина", "Федотова", "Михайловна", "F", "Начальник отдела персонала", 9, _S),  # 15
    ("Кирилл", "Жуков", "Романович", "M", "Инженер по строительству", 6, _T),  # 16
    ("Алина", "Зиннатуллина", "Ринатовна", "F", "Специалист по развитию", 2, _S),  # 17
    ("Максим", "Осипов", "Евгеньевич", "M", "Специалист по развитию", 2, _Z),  # 18
    ("Дарья", "Климова", "Антоновна", "F", "Аналитик по развитию", 2, _S),  # 19
    ("Вера", "Лаптева", "Ивановна", "F", "Помощник юриста", 3, _S),  # 20
    ("Артём", "Сычёв", "Владимирович", "M", "Юрист по договорам", 3, _T),  # 21
    ("Галина", "Ушакова", "Степановна", "F", "Бухгалтер по расчётам", 4, _S),  # 22
    ("Юлия", "Пантелеева", "Олеговна", "F", "Бухгалтер", 4, _T),  # 23
    ("Людмила", "Архипова", "Васильевна", "F", "Экономист", 4, _S),  # 24
    ("Ксения", "Родионова", "Денисовна", "F", "Кассир-операционист", 4, _S),  # 25
    ("Денис", "Воробьёв", "Алексеевич", "M", "Инженер связи", 5, _S),  # 26
    ("Ильдар", "Гарипов", "Фанилевич", "M", "Техник по холодильному оборудованию", 5, _T),  # 27
    ("Николай", "Щербаков", "Юрьевич", "M", "Техник по кассам", 5, _S),  # 28
    ("Роман", "Тихонов", "Игоревич", "M", "Инженер по видеонаблюдению", 5, _Z),  # 29
    ("Владимир", "Сорокин", "Анатольевич", "M", "Прораб", 6, _S),  # 30
    ("Олег", "Маслов", "Викторович", "M", "Сметчик", 6, _S),  # 31
    ("Евгения", "Баранова", "Павловна", "F", "Архитектор", 6, _S),  # 32
    ("Андрей", "Фомин", "Геннадьевич", "M", "Прораб", 6, _Z),  # 33
    ("Татьяна", "Кузьмина", "Сергеевна", "F", "Территориальный управляющий", 7, _S),  # 34
    ("Алексей", "Большаков", "Николаевич", "M", "Территориальный управляющий", 7, _T),  # 35
    ("Оксана", "Журавлёва", "Валерьевна", "F", "Территориальный управляющий", 7, _Z),  # 36
    ("Полина", "Герасимова", "Андреевна", "F", "Мерчандайзер", 7, _S),  # 37
    ("Лилия", "Ахметова", "Ильдусовна", "F", "Мерчандайзер", 7, _T),  # 38
    ("Станислав", "Прохоров", "Максимович", "M", "Специалист по рекламе", 7, _S),  # 39
    ("Екатерина", "Власова", "Романовна", "F", "Директор магазина", 7, _S),  # 40
    ("Надежда", "Уварова", "Петровна", "F", "Директор магазина", 7, _T),  # 41
    ("Константин", "Ефимов", "Львович", "M", "Директор магазина", 7, _Z),  # 42
    ("Григорий", "Лобанов", "Семёнович", "M", "Категорийный менеджер", 8, _S),  # 43
    ("Маргарита", "Котова", "Юрьевна", "F", "Категорийный менеджер", 8, _S),  # 44
    ("Вадим", "Терентьев", "Олегович", "M", "Логист", 8, _S),  # 45
    ("Эльвира", "Сафина", "Наилевна", "F", "Специалист по закупкам", 8, _T),  # 46
    ("Михаил", "Рогов", "Аркадьевич", "M", "Заведующий складом", 8, _S),  # 47
    ("Виктория", "Семёнова", "Игоревна", "F", "Специалист по подбору персонала", 9, _S),  # 48
    ("Регина", "Шакирова", "Тимуровна", "F", "Специалист по обучению", 9, _S),  # 49
    ("Любовь", "Никитина", "Фёдоровна", "F", "Специалист по кадрам", 9, _T),  # 50
    ("Евгений", "Потапов", "Вячеславович", "M", "Специалист по охране труда", 9, _S),  # 51
    ("Яна", "Дьячкова", "Кирилловна", "F", "Секретарь", 1, _S),  # 52
    ("Борис", "Чернов", "Эдуардович", "M", "Логист", 8, _Z),  # 53, left 31.07.2026
)


def _moment(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=SAMARA).timestamp())


DISMISSED = {13: _moment(2026, 11, 20), 53: _moment(2026, 7, 31)}
"""Who leaves and when: with a clock that starts earlier the person still works until that midnight."""


@dataclass(frozen=True, slots=True)
class Leave:
    """A known absence: whole days, `last` included, as DD of the calendar (unix seconds of midnights)."""

    user_id: int
    first: int
    last: int
    name: str


LEAVES = (
    Leave(4, _moment(2026, 11, 23), _moment(2026, 12, 4), "Отпуск"),
    Leave(37, _moment(2026, 11, 16), _moment(2026, 11, 27), "Отпуск"),
    Leave(31, _moment(2026, 11, 23), _moment(2026, 11, 25), "Командировка"),
    Leave(46, _moment(2026, 11, 24), _moment(2026, 11, 28), "Больничный"),
)

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def _latin(word: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in word.lower())


def people() -> list[Person]:
    """The 53 people; ids 1..53, 1 is the portal's administrator."""
    found = []
    for number, (name, last, second, gender, position, department, city) in enumerate(_ROWS, 1):
        found.append(
            Person(
                id=number,
                name=name,
                last_name=last,
                second_name=second,
                gender=gender,
                position=position,
                departments=(department,),
                city=city,
                email=f"{_latin(last)}@volga-torg.example",
                phone=f"+7846200{number:04d}",
                admin=number == 1,
                dismissed=DISMISSED.get(number),
                born=f"{1965 + number * 7 % 35}-{1 + number * 5 % 12:02d}-{1 + number * 11 % 28:02d}",
                hired=f"{2012 + number * 3 % 13}-{1 + number * 7 % 12:02d}-{1 + number * 13 % 28:02d}",
            )
        )
    return found


def subordinates(user_id: int) -> frozenset[int]:
    """Ids of those whose department (or one above it) the person heads."""
    led = {department.id for department in DEPARTMENTS if department.head == user_id}
    grown = True
    while grown:
        below = {d.id for d in DEPARTMENTS if d.parent in led} - led
        led |= below
        grown = bool(below)
    return frozenset(number for number, row in enumerate(_ROWS, 1) if row[5] in led and number != user_id)
