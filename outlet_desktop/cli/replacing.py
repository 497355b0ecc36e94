"""`replace`: one person in place of another, everywhere; whoever acts moves the open tasks."""

from __future__ import annotations

import argparse
import json
import time

from outlet_desktop.cli.folder import open_folder
from outlet_desktop.cli.status import Reading
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine import handing_over
from outlet_desktop.engine.replacing import ReplacePreview
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.storage.templates import Templates


def role_titles(store: SqliteStore) -> dict[RoleId, str]:
    """Titles of the roles of every published process."""
    found: dict[RoleId, str] = {}
    templates = Templates(store.database)
    for info in templates.all():
        if info.revisions:
            found.update({role.id: role.title for role in templates.get(info.id, info.revisions[-1]).roles})
    return found


def run_replace(arguments: argparse.Namespace) -> int:
    """Commit a replacement and print what it changes; with `--dry-run` only print."""
    folder = open_folder(arguments)
    store = folder.store()
    try:
        found = handing_over.preview(store, arguments.user, role_titles(store))
        number = None
        if not arguments.dry_run:
            with store.transaction():
                at = Reading(store).world.portal_now(store)
                number = handing_over.begin(store, arguments.user, arguments.by, time.time(), at).number
        print(json.dumps({"replacement": number, **as_json(found, arguments.by)}, ensure_ascii=False))
    finally:
        store.close()
    return 0


def as_json(found: ReplacePreview, by: int) -> dict[str, object]:
    """The preview as the command prints it."""
    places = [{"kind": one.kind, "role": one.role, "where": one.where or None} for one in found.places]
    tasks = [
        {
            "opening": task.opening,
            "step": task.step,
            "task_id": task.task_id,
            "title": task.title,
            "due": task.due.isoformat() if task.due else None,
        }
        for task in found.tasks
    ]
    return {"user_id": found.user_id, "by": by, "places": places, "tasks": tasks, "later": dict(found.later)}
