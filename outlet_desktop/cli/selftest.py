"""`selftest`: does this build work here? An offscreen window, a demo, one short opening to its end."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from outlet_desktop.domain import edit
from outlet_desktop.domain.template import Estimate, Role, Stage, StepKind, Template
from outlet_desktop.problem import Problem

LIMIT_S = 60.0


def run_selftest(arguments: argparse.Namespace) -> int:
    """Print `ok`. Raises Problem `selftest.failed` with what did not work."""
    with tempfile.TemporaryDirectory(prefix="outlet-selftest-") as folder:
        _open_short_outlet(Path(folder), arguments.lang)
    _paint_window(arguments.lang)
    print("ok")
    return 0


def short_process() -> Template:
    """Approve, do, confirm, open: every kind once."""
    template = Template(
        "selftest", "Selftest", roles=(Role("director", "Director", "D"),), stages=(Stage("all", "All"),)
    )
    last = None
    for kind in (StepKind.APPROVAL, StepKind.TASK, StepKind.CONFIRMATION, StepKind.MILESTONE):
        template, last = edit.add_step(template, kind, last, (0, 0), id=f"T{len(template.steps) + 1}")
        days = Estimate(0, 0, 0) if kind is StepKind.MILESTONE else Estimate(1, 1, 2)
        template = edit.change(template, last, title=kind.value, role="director", stage="all", duration=days)
    return replace(edit.set_goal(template, last or ""), revision=1)


def _open_short_outlet(folder: Path, lang: str) -> None:
    from outlet_desktop.cli.acting import is_idle, make_world
    from outlet_desktop.cli.launching import bot_seed, commit
    from outlet_desktop.cli.status import Reading
    from outlet_desktop.domain.opening import OpeningState
    from outlet_desktop.engine.loop import Driver
    from outlet_desktop.engine.poll import connect, poll
    from outlet_desktop.engine.ports import LaunchRequest
    from outlet_desktop.engine.reconcile import reconcile
    from outlet_desktop.portal.bitrix import BitrixPortal
    from outlet_desktop.portal.demo.server import DemoServer
    from outlet_desktop.storage.store import SqliteStore

    store = SqliteStore(folder / "outlet.db")
    with DemoServer(speed=0.0, limits=False, data=folder) as server:
        portal = BitrixPortal(server.webhook, bot_seed=bot_seed(store))
        try:
            world = make_world(store, portal, lang, 1.0)
            driver = Driver(store, portal)
            driver.run(connect(world))
            request = LaunchRequest("selftest", 1, "Selftest, 1", people={"director": 2})
            opening = commit(store, request, short_process(), server.now())
            until = time.monotonic() + LIMIT_S
            while not is_idle(store) and time.monotonic() < until:
                driver.run(poll(world))
                for due in store.due_openings(time.time()):
                    driver.run(reconcile(due, world))
                event = server.next_event_at()
                if event is not None:
                    server.advance_to(max(event, server.now()))
                    server.run_due_staff()
            row = Reading(store).row(opening)
            if row.state is not OpeningState.DONE:
                raise Problem("selftest.failed", part="engine", detail=row.state.value)
        finally:
            portal.close()
            store.close()


def _paint_window(lang: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from outlet_desktop.cli.desktop import places
    from outlet_desktop.ui.language import language
    from outlet_desktop.ui.main_window import MainWindow
    from outlet_desktop.ui.theme import theme

    app = QApplication.instance() or QApplication(["outlet-desktop"])
    assert isinstance(app, QApplication)
    theme.apply("light")
    language.apply(lang)
    window = MainWindow(None, places())
    painted: list[datetime] = []
    window.first_painted.connect(lambda: painted.append(datetime.now(UTC)))
    window.show()
    until = time.monotonic() + LIMIT_S
    while not painted and time.monotonic() < until:
        app.processEvents()
    window.close()
    app.processEvents()
    if not painted:
        raise Problem("selftest.failed", part="window", detail="")
