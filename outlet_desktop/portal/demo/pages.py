"""A few plain pages, so that a link to a project or a task of the demo shows something in a browser."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from outlet_desktop.portal.demo.clock import local

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Portal
    from outlet_desktop.portal.demo.store import Row

_TASK = re.compile(r"/company/personal/user/\d+/tasks/task/view/(\d+)/?$")
_GROUP = re.compile(r"/workgroups/group/(\d+)(?:/.*)?$")
_WORDS = {2: "ждёт выполнения", 3: "выполняется", 4: "ждёт контроля", 5: "завершена", 6: "отложена"}
_STYLE = (
    "<style>body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}"
    "td,th{padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top}"
    "pre{white-space:pre-wrap;font:inherit}</style>"
)


def page_of(portal: Portal, path: str) -> str | None:
    """The HTML page of a task or a project, or None."""
    with portal.lock:
        task = _TASK.fullmatch(path)
        group = _GROUP.fullmatch(path)
        if task is not None:
            row = portal.store.one("SELECT * FROM task WHERE id=?", (int(task.group(1)),))
            return None if row is None else _task(portal, row)
        if group is not None:
            row = portal.store.one("SELECT * FROM sonet WHERE id=?", (int(group.group(1)),))
            return None if row is None else _group(portal, row)
        if path in ("", "/"):
            rows = portal.store.all("SELECT * FROM sonet ORDER BY id DESC")
            links = "".join(
                f'<li><a href="/workgroups/group/{row["id"]}/">{escape(row["name"])}</a></li>' for row in rows
            )
            return _page("Демо-портал", f"<ul>{links}</ul>")
        return None


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{escape(title)}</title>{_STYLE}'
        f"<h1>{escape(title)}</h1>{body}</html>"
    )


def _day(at: int | None) -> str:
    return "" if at is None else local(at).strftime("%d.%m.%Y %H:%M")


def _name(portal: Portal, user_id: int) -> str:
    person = portal.people.get(user_id)
    return escape(person.full_name if person else str(user_id))


def _task(portal: Portal, row: Row) -> str:
    facts = (
        ("Состояние", _WORDS[row["status"]]),
        ("Ответственный", _name(portal, row["responsible_id"])),
        ("Срок", _day(row["deadline"])),
        ("Создана", _day(row["created"])),
        ("Завершена", _day(row["closed"])),
    )
    table = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts)
    return _page(row["title"], f"<table>{table}</table><pre>{escape(row['description'])}</pre>")


def _group(portal: Portal, row: Row) -> str:
    tasks = portal.store.all("SELECT * FROM task WHERE group_id=? ORDER BY id", (row["id"],))
    lines = "".join(
        f'<tr><td><a href="/company/personal/user/1/tasks/task/view/{task["id"]}/">{escape(task["title"])}</a></td>'
        f"<td>{_name(portal, task['responsible_id'])}</td><td>{_day(task['deadline'])}</td>"
        f"<td>{_WORDS[task['status']]}</td></tr>"
        for task in tasks
    )
    return _page(row["name"], f"<table>{lines}</table>")
