"""The company's exceptions of the calendar, with their notes, and its working hours."""

from __future__ import annotations

from datetime import date

from outlet_desktop.storage.database import Database


def exceptions(database: Database) -> tuple[tuple[date, bool, str], ...]:
    """(day, whether it is worked, note), earliest first."""
    rows = database.all("select day, is_working, note from calendar_exception order by day")
    return tuple((date.fromisoformat(day), bool(is_working), note) for day, is_working, note in rows)


def put_exception(database: Database, day: date, is_working: bool, note: str) -> None:
    """Make a day an exception."""
    database.run(
        "insert into calendar_exception(day, is_working, note) values(?,?,?) on conflict(day) do update "
        "set is_working=excluded.is_working, note=excluded.note",
        day.isoformat(),
        int(is_working),
        note,
    )


def drop_exception(database: Database, day: date) -> None:
    """Make it an ordinary day again."""
    database.run("delete from calendar_exception where day=?", day.isoformat())


def kept_hours(database: Database, name: str) -> str:
    """Working hours as `WorkingHours.as_text` writes them; "" = none are kept under that name."""
    row = database.one("select value from meta where name=?", name)
    return str(row[0]) if row else ""


def keep_hours(database: Database, name: str, text: str) -> None:
    """Keep working hours; "" = none."""
    database.run(
        "insert into meta(name, value) values(?, ?) on conflict(name) do update set value=excluded.value", name, text
    )
