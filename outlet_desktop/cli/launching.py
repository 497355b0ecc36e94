"""`launch`: commit an opening and exit; whoever acts on the data folder, now or later, carries it out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outlet_desktop.cli.folder import Folder, open_folder
from outlet_desktop.cli.learning import learnt_from
from outlet_desktop.domain import file_format
from outlet_desktop.domain.people import present_on, region_of
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.launch import Ground, launch
from outlet_desktop.engine.launch_load import Busy
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.places import resource
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.learning import Learnt
from outlet_desktop.schedule.workdays import russian_calendar
from outlet_desktop.storage.templates import Templates
from outlet_desktop.wording import sentence

if TYPE_CHECKING:
    from outlet_desktop.storage.store import SqliteStore


def run_launch(arguments: argparse.Namespace) -> int:
    """Check, commit, print the opening's id as JSON."""
    folder = open_folder(arguments)
    store = folder.store()
    try:
        template = find_template(arguments.template, store)
        now = _look_at_portal(folder, store)
        request = LaunchRequest(
            template.id,
            template.revision,
            arguments.address,
            arguments.city,
            arguments.region,
            arguments.start,
            arguments.target,
            dict(arguments.assign),
            dict(arguments.fields),
        )
        opening = commit(store, request, template, now)
        print(json.dumps({"opening": opening}, ensure_ascii=False))
    finally:
        store.close()
    return 0


def find_template(named: str, store: SqliteStore) -> Template:
    """The process of that file, or the newest published revision of that id. Problems `file.*`, `template.unknown`."""
    path = Path(named)
    if path.suffix == ".json" or path.exists():
        return read_template(path)
    templates = Templates(store.database)
    newest = templates.newest(named)
    return templates.get(named, newest or None)


def read_template(path: Path) -> Template:
    """The process of a file. Problems `file.*`."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("file.not_json", path=str(path), line=1, column=error.start + 1) from error
    except OSError as error:
        raise Problem("file.cannot_read", path=str(path), detail=error.strerror or str(error)) from error
    return file_format.read(text)


def ground(store: SqliteStore, now: datetime) -> Ground:
    """What a launch is judged against, as the store knows it."""

    def taken(address: str) -> str | None:
        found = store.opening_at(address)
        return found[1] if found else None

    people = present_on(store.people(), store.absences(), now.date())
    calendar = store.company_calendar()

    @cache
    def learnt() -> dict[str, dict[str, Learnt]]:
        return learnt_from(store, now.tzinfo, calendar)

    return Ground(
        now,
        calendar,
        store.role_holders(),
        store.region_holders(),
        people,
        taken,
        learnt=lambda template_id: learnt().get(template_id, {}),
    )


def commit(
    store: SqliteStore, request: LaunchRequest, template: Template, now: datetime, busy: Busy | None = None
) -> str:
    """Judge and commit an opening in one transaction; returns its id. Raises what speaks against it."""
    from outlet_desktop.domain.record import Happening

    with store.transaction():  # two launches of one address at once: the second sees the first
        request = replace(request, region=request.region or region_of(request.city, store.regions()))
        grounds = replace(ground(store, now), busy=busy)
        opening = launch(request, template, grounds, int(store.meta("program_id") or 0))
        store.add_opening(opening, time.time())
        facts = {"address": opening.address, "target": opening.target_on, "revision": template.revision}
        store.add_history(now, opening.id, Happening("launched", code="event.launched", facts=facts), source="person")
    return opening.id


def _look_at_portal(folder: Folder, store: SqliteStore) -> datetime:
    """The portal's clock and fresh people where it answers; the launch goes on without it."""
    if folder.portal is not None:
        from outlet_desktop.cli.portals import Mover, open_portal
        from outlet_desktop.engine.poll import keep_welcome

        portal = open_portal(folder.portal, store, folder.settings.rate)
        try:
            welcome = portal.connect()
            people, departments = portal.people(), portal.departments()
            Mover(folder.path, folder.portal).follow(portal)
            with store.transaction():
                keep_welcome(store, welcome, time.time())
                store.put_people(people, departments)
            return welcome.portal_now
        except Problem as problem:
            if problem.code != "portal.unreachable":
                raise
            print(f"outlet-desktop: {sentence('launch.not_checked', problem.facts, folder.lang)}", file=sys.stderr)
        finally:
            portal.close()
    return portal_now(store)


def portal_now(store: SqliteStore) -> datetime:
    """The portal's clock as last heard, run on; this machine's where no portal has been seen."""
    from outlet_desktop.engine.world import World

    world = World(time.time, lambda _command: "", russian_calendar())
    return world.portal_now(store)


def seed_store(store: SqliteStore, lang: str, now: datetime) -> Template:
    """Publish the shipped sample process where the store has no process yet; returns its newest revision."""
    name = "outlet-opening.outlet.json" if lang == "ru" else f"outlet-opening.{lang}.outlet.json"
    template = read_template(resource("templates", name))
    templates = Templates(store.database)
    with store.transaction():
        newest = templates.newest(template.id)
        if not newest:
            newest = templates.publish(template, now)
    return templates.get(template.id, newest)


def bot_seed(store: SqliteStore) -> str:
    """The secret the bot's token is made of: drawn once per store, kept there."""
    import secrets

    with store.transaction():
        seed = store.meta("bot_seed")
        if seed is None:
            seed = secrets.token_hex(16)
            store.set_meta("bot_seed", seed)
    return seed
