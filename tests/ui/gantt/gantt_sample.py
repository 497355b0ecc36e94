"""The seventeen outlets of picture 01 and the outlet of picture 02, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from outlet_desktop.domain.opening import OpeningState, Status, StepState
from outlet_desktop.domain.template import StepKind
from outlet_desktop.schedule.gantt import Holder, Link, OutletRow, Portfolio, Span, StageRow, StepRow

TODAY = date(2026, 11, 24)
HOLIDAYS = (*tuple(date(2026, 12, 31) + timedelta(days=n) for n in range(11)), date(2026, 11, 4))
FIRST = "aaaaaaaa"  # Московское ш., 185А


def day(text: str) -> date:
    """`28.12`; months from July on are 2026, the others 2027."""
    number, month = text.split(".")
    return date(2026 if int(month) >= 7 else 2027, int(month), int(number))


def is_working(one: date) -> bool:
    return one.weekday() < 5 and one not in HOLIDAYS


def back(finish: date, working_days: int) -> date:
    """Start of a step of that many working days that ends on `finish`."""
    left = working_days - 1
    while left > 0:
        finish -= timedelta(days=1)
        left -= is_working(finish)
    return finish


# address, city, status, now, done, start, target, p50, p80, slip, label
_ROWS = (
    ("Московское ш., 185А", "Самара", "blocked", "Подтвердить оплату счёта за оборудование", 15,
     "12.10", "28.12", "15.01", "25.01", 7, "Нет оплаты 11 р. д."),
    ("ул. Юбилейная, 40", "Тольятти", "late", "Собрать оборудование и запустить холод", 25,
     "21.09", "27.11", "09.12", "15.12", 8, "Подрядчик не успевает: 6 р. д."),
    ("ул. Советская, 56", "Сызрань", "late", "Утвердить бюджет открытия", 10,
     "26.10", "18.01", "27.01", "04.02", 7, "Ждёт директора 3 р. д."),
    ("пр. Кирова, 255", "Самара", "risk", "Принять товар, выложить, проверить ценники", 32,
     "28.09", "04.12", "04.12", "11.12", 0, "Запас исчерпан"),
    ("пр. Победы, 12", "Новокуйбышевск", "risk", "Чистовая отделка и освещение", 21,
     "05.10", "21.12", "22.12", "12.01", 1, "P80 уходит за праздники"),
    ("ул. Ново-Садовая, 24", "Самара", "active", "Обойти точку по чек-листу готовности", 36,
     "14.09", "30.11", "27.11", "30.11", -1, ""),
    ("б-р Гая, 7", "Тольятти", "active", "Собрать оборудование и запустить холод", 24,
     "28.09", "16.12", "14.12", "16.12", -2, ""),
    ("ул. Ленина, 68", "Чапаевск", "active", "Чистовая отделка и освещение", 20,
     "12.10", "25.12", "23.12", "25.12", -2, ""),
    ("ул. Стара-Загора, 142", "Самара", "active", "Составить смету и выбрать подрядчика", 8,
     "02.11", "22.01", "21.01", "27.01", -1, ""),
    ("ул. Пушкина, 19", "Жигулёвск", "active", "Подготовить и подписать договор аренды", 7,
     "05.11", "28.01", "27.01", "02.02", -1, ""),
    ("ул. Орлова, 10", "Отрадный", "active", "Сделать планировку и задание на ремонт", 5,
     "09.11", "29.01", "28.01", "03.02", -1, ""),
    ("ул. Маяковского, 61", "Кинель", "active", "Согласовать условия аренды с собственником", 3,
     "16.11", "05.02", "04.02", "10.02", -1, ""),
    ("ул. Гагарина, 98", "Самара", "idle", "Согласовать адрес точки", 0,
     "26.11", "24.02", "17.02", "24.02", -4, "Ждёт решения с 23.11"),
    ("ул. Дзержинского, 21", "Тольятти", "idle", "Согласовать адрес точки", 0,
     "30.11", "26.02", "19.02", "26.02", -4, "Ждёт решения с 24.11"),
    ("ул. Ульяновская, 84", "Сызрань", "done", "", 38, "24.08", "09.11", "12.11", "", 3, ""),
    ("ул. Ташкентская, 173", "Самара", "done", "", 40, "17.08", "30.10", "29.10", "", -1, ""),
    ("ул. Советская, 102", "Безенчук", "done", "", 40, "17.08", "23.10", "30.10", "", 5, ""),
)  # fmt: skip


def opening_id(number: int) -> str:
    return chr(ord("a") + number) * 8


def _row(number: int) -> OutletRow:
    address, city, status, now, done, start, target, p50, p80, slip, text = _ROWS[number]
    begun, end = day(start), day(p50)
    length = (end - begun).days
    is_open = status == "done"
    state = OpeningState.DECIDING if status == "idle" else OpeningState.RUNNING
    return OutletRow(
        opening=opening_id(number),
        address=address,
        city=city,
        region="Самара" if city in ("Самара", "Кинель", "Чапаевск") else "Волга",
        state=OpeningState.DONE if is_open and done == 40 else state,
        status=Status(status),
        template="Открытие торговой точки",
        revision=7,
        goal="S37",
        opened_on=begun,
        started_on=begun,
        baseline_finish=day(target) - timedelta(days=5),
        target=day(target),
        forecast_finish=end,
        p50=end,
        p80=day(p80) if p80 else None,
        chance=None if is_open else 0.04 if slip > 3 else 0.78,
        slip_days=slip,
        done=done,
        total=40,
        project_id=4800 + number,
        finished_on=end if is_open else None,
        now=now,
        waiting=17 if number == 0 else 4,
        held_by=(
            (Holder("S13", now, "accountant", "Бухгалтер", 4, "Ольга Панина", date(2026, 11, 6), 11),)
            if number == 0
            else ()
        ),
        label=(text, {}) if text else ("", {}),
        segments=tuple(begun + timedelta(days=round(length * share)) for share in (0.16, 0.34, 0.52, 0.79)),
        stages=STAGES,
    )


# id, kind, title, role title, person, plan finish, forecast or actual finish, likely days, state, status
_C, _T, _A, _M = StepKind.CONFIRMATION, StepKind.TASK, StepKind.APPROVAL, StepKind.MILESTONE
_PEOPLE = {
    "ОП": ("accountant", "Бухгалтер", "Ольга Панина"),
    "МС": ("lawyer", "Юрист", "Мария Соколова"),
    "РХ": ("equipment", "Оснащение", "Руслан Хабибуллин"),
    "ЕГ": ("retail", "Розница", "Елена Гаврилова"),
    "ПЕ": ("construction", "Строительство", "Павел Ершов"),
    "АК": ("expansion", "Развитие", "Анна Крылова"),
    "ВС": ("director", "Директор", "Виктор Сафронов"),
}
_STEPS = (
    ("site", "S01", _A, "Согласовать адрес точки", "ВС", "12.10", "12.10", 1, "done"),
    ("site", "S02", _T, "Согласовать условия аренды с собственником", "АК", "19.10", "19.10", 5, "done"),
    ("site", "S03", _T, "Обмерить помещение и снять ограничения", "ПЕ", "14.10", "14.10", 2, "done"),
    ("site", "S04", _T, "Проверить собственника и ограничения адреса", "МС", "15.10", "15.10", 3, "done"),
    ("contract", "S05", _T, "Сделать планировку и задание на ремонт", "ПЕ", "21.10", "21.10", 5, "done"),
    ("contract", "S06", _T, "Подготовить и подписать договор аренды", "МС", "26.10", "28.10", 5, "late2"),
    ("contract", "S07", _C, "Подтвердить оплату: депозит и первый месяц", "ОП", "28.10", "30.10", 2, "done"),
    ("contract", "S08", _T, "Принять помещение по акту", "АК", "29.10", "02.11", 1, "done"),
    ("contract", "S09", _T, "Составить смету и выбрать подрядчика", "ПЕ", "28.10", "28.10", 5, "done"),
    ("contract", "S10", _T, "Спецификация оборудования и ИТ, запросить счета", "РХ", "27.10", "27.10", 4, "done"),
    ("contract", "S11", _A, "Утвердить бюджет открытия", "ВС", "30.10", "05.11", 1, "late1"),
    ("build", "S12", _C, "Подтвердить оплату аванса подрядчику", "ОП", "03.11", "09.11", 2, "done"),
    ("build", "S13", _C, "Подтвердить оплату счёта за оборудование", "ОП", "03.11", "24.11", 2, "blocked"),
    ("build", "S14", _T, "Зарегистрировать обособленное подразделение", "МС", "09.11", "12.11", 5, "done"),
    ("build", "S15", _T, "Подключить интернет и подтвердить мощность", "РХ", "16.11", "24.11", 10, "late"),
    ("build", "S16", _T, "Подобрать персонал точки", "ЕГ", "23.11", "26.11", 15, "active"),
    ("build", "S17", _T, "Черновые работы и электрика", "ПЕ", "20.11", "25.11", 12, "active"),
    ("build", "S18", _T, "Чистовая отделка и освещение", "ПЕ", "03.12", "08.12", 9, ""),
    ("build", "S19", _T, "Смонтировать пожарную и охранную сигнализацию", "ПЕ", "27.11", "02.12", 5, ""),
    ("build", "S20", _T, "Согласовать макет вывески", "ЕГ", "12.11", "16.11", 12, "done"),
    ("build", "S21", _C, "Подтвердить оплату счёта за вывеску", "ОП", "16.11", "18.11", 2, "done"),
    ("build", "S22", _T, "Изготовить и смонтировать вывеску", "ПЕ", "25.11", "27.11", 7, "active"),
    ("build", "S23", _T, "Получить торговое и холодильное оборудование", "РХ", "25.11", "15.12", 15, "!"),
    ("build", "S24", _T, "Собрать оборудование и запустить холод", "РХ", "09.12", "21.12", 4, "!"),
    ("build", "S25", _M, "Зал готов", "АК", "09.12", "21.12", 1, "!"),
    ("launch", "S26", _T, "Поставить кассы, весы и видеонаблюдение", "РХ", "11.12", "23.12", 2, ""),
    ("launch", "S27", _T, "Уведомить Роспотребнадзор и подать на лицензию", "МС", "11.12", "23.12", 2, ""),
    ("launch", "S28", _T, "Обучить и стажировать персонал", "ЕГ", "16.12", "28.12", 5, ""),
    ("launch", "S29", _T, "Собрать первый заказ по матрице", "ЕГ", "11.12", "23.12", 2, "!"),
    ("launch", "S30", _T, "Устранить замечания и убрать зал", "ПЕ", "11.12", "23.12", 2, ""),
    ("launch", "S31", _C, "Подтвердить оплату первого заказа товара", "ОП", "15.12", "25.12", 2, "!"),
    ("launch", "S32", _T, "Зарегистрировать кассу и договор с ОФД", "ОП", "15.12", "25.12", 2, ""),
    ("launch", "S33", _T, "Принять товар, выложить, проверить ценники", "ЕГ", "21.12", "11.01", 4, "!"),
    ("launch", "S34", _T, "Провести рекламу открытия", "ЕГ", "02.12", "04.12", 5, ""),
    ("launch", "S35", _T, "Обойти точку по чек-листу готовности", "АК", "22.12", "12.01", 1, "!"),
    ("launch", "S36", _A, "Разрешить открытие", "ВС", "23.12", "13.01", 1, "!"),
    ("launch", "S37", _M, "Точка открыта", "АК", "23.12", "13.01", 1, "!"),
    ("close", "S38", _T, "Получить лицензию на алкоголь", "МС", "19.01", "28.01", 20, ""),
    ("close", "S39", _T, "Свести бюджет открытия: план и факт", "ОП", "30.12", "20.01", 5, ""),
    ("close", "S40", _M, "Проект закрыт", "АК", "19.01", "29.01", 1, ""),
)  # fmt: skip
_DEVIATIONS = dict(zip((row[1] for row in _STEPS), (
    0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 3, 3, 14, 3, 6, 3, 3, 3, 3, 2, 2, 2, 14, 8, 8,
    8, 8, 8, 8, 8, 8, 8, 8, 2, 8, 8, 8, 8, 8, 8), strict=True))  # fmt: skip
_STARTS = {"S12": "05.11", "S13": "06.11", "S14": "06.11", "S15": "06.11", "S16": "06.11", "S17": "10.11",
           "S20": "29.10", "S21": "17.11", "S22": "19.11", "S23": "25.11"}  # fmt: skip
_OWN = {"S13": "09.11", "S15": "19.11", "S16": "26.11", "S17": "25.11", "S22": "27.11"}
_TITLES = {
    "site": "Адрес",
    "contract": "Договор и проект",
    "build": "Стройка и оснащение",
    "launch": "Запуск",
    "close": "Закрытие",
}
_AFTER = {
    "S02": "S01", "S03": "S01", "S04": "S01", "S05": "S03", "S06": "S02 S04", "S07": "S06", "S08": "S07",
    "S09": "S05", "S10": "S05", "S11": "S08 S09 S10", "S12": "S11", "S13": "S11", "S14": "S11", "S15": "S11",
    "S16": "S11", "S17": "S12", "S18": "S17", "S19": "S17", "S20": "S05 S06", "S21": "S20", "S22": "S08 S21",
    "S23": "S13", "S24": "S18 S23", "S25": "S16 S19 S24", "S26": "S15 S25", "S27": "S14 S25", "S28": "S25",
    "S29": "S25", "S30": "S25", "S31": "S29", "S32": "S14 S26", "S33": "S30 S31", "S34": "S22",
    "S35": "S22 S27 S28 S32 S33", "S36": "S35", "S37": "S34 S36", "S38": "S27", "S39": "S37", "S40": "S38 S39",
}  # fmt: skip


def _step(entry: tuple[str, str, StepKind, str, str, str, str, int, str]) -> StepRow:
    stage, step, kind, title, who, plan, end, likely, mark = entry
    role, role_title, person = _PEOPLE[who]
    finish, planned = day(end), day(plan)
    is_done = mark in ("done", "late1", "late2")
    is_open = mark in ("blocked", "late", "active")
    start = day(_STARTS[step]) if step in _STARTS else back(finish, likely)
    own = day(_OWN[step]) if step in _OWN else None
    if mark.startswith("late") and is_done:
        own = back(finish, int(mark[4]) + 1)
        start = back(own, likely)
    state = StepState.DONE if is_done else StepState.OPEN if is_open else StepState.PENDING
    status = Status.DONE if is_done else Status(mark) if is_open else Status.IDLE
    return StepRow(
        step=step, title=title, kind=kind, stage=stage, role=role, role_title=role_title,
        state=state, status=status, task_id=900 + int(step[1:]) if is_done or is_open else None,
        user_id=4, person=person,
        baseline=Span(back(planned, likely), planned),
        actual=Span(start, finish if is_done else None) if is_done or is_open else Span(),
        forecast=Span(start, finish), own_finish=own, deviation=_DEVIATIONS[step],
        overdue_days=11 if mark == "blocked" else 3 if mark == "late" else 0,
        critical=mark in ("!", "blocked"), total_float=None if is_done else 0 if mark in ("!", "blocked") else 5,
        leads_to_goal=step not in ("S38", "S39", "S40"),
    )  # fmt: skip


STEPS = tuple(_step(entry) for entry in _STEPS)
_STAGE_STATUS = {"site": "done", "contract": "done", "build": "blocked", "launch": "idle", "close": "idle"}
_STAGE_DATES = {
    "site": ("12.10", "19.10", "12.10", "19.10", 0),
    "contract": ("15.10", "30.10", "15.10", "05.11", 3),
    "build": ("28.10", "09.12", "29.10", "21.12", 8),
    "launch": ("26.11", "23.12", "30.11", "13.01", 8),
    "close": ("14.12", "19.01", "24.12", "29.01", 8),
}


def _stage(stage: str) -> StageRow:
    inside = [one for one in STEPS if one.stage == stage]
    first, plan, start, finish, deviation = _STAGE_DATES[stage]
    return StageRow(
        stage, _TITLES[stage], Status(_STAGE_STATUS[stage]),
        sum(one.state is StepState.DONE for one in inside), len(inside),
        Span(day(first), day(plan)), Span(day(start), day(finish)), deviation,
        tuple(one.step for one in inside),
    )  # fmt: skip


STAGES = tuple(_stage(name) for name in _TITLES)
ROWS = tuple(_row(number) for number in range(len(_ROWS)))
_CRITICAL = {one.step for one in STEPS if one.critical}
LINKS = tuple(
    Link(source, target, source in _CRITICAL and target in _CRITICAL)
    for target, sources in _AFTER.items()
    for source in sources.split()
)


def whole(row: OutletRow) -> OutletRow:
    """The outlet with its steps and links."""
    return replace(row, steps=STEPS, links=LINKS, forecast_finish=date(2027, 1, 13))


def portfolio(rows: tuple[OutletRow, ...] = ROWS) -> Portfolio:
    """The portfolio of picture 01."""
    return Portfolio(rows, TODAY, "2026-11-24T10:42:00+04:00", HOLIDAYS)
