"""A coordinator launches an outlet by mouse and keys in the real window; the portal's own record tells the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live_demo import CAST, DIRECTOR, Demo, Told, free_port, until
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.desktop import places
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.settings import Settings
from outlet_desktop.ui.language import language
from outlet_desktop.ui.launch import LaunchPlace
from outlet_desktop.ui.launch.decision import DecisionView, Stand
from outlet_desktop.ui.launch.place import ADDRESS, DECISION, SCHEDULE
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.theme import theme

STREET = 'Самара, ул. Победы, 93, ТЦ "Мост"'
WORDS = "Март поздно, у соседей открытие 1 марта."
FIRST = ("S02", "S03", "S04")  # of the sample process, once the address is approved
PATIENCE_MS = 60_000
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


class Walk:
    """The window and the hands in front of it."""

    def __init__(self, qtbot: QtBot, office: LocalOffice, folder: Path) -> None:
        language.apply("ru")
        theme.apply("light")
        folder.mkdir()
        self.qtbot, self.office = qtbot, office
        self.window = MainWindow(office, places(), folder)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: self.window.current == "portfolio" and self.window.isActiveWindow())
        launch = next(one for one in self.window.top_bar.place_buttons if one.property("kind") == "primary")
        self.click(launch)
        place = self.window.place("launch")
        assert isinstance(place, LaunchPlace)
        self.place = place
        self.until(lambda: self.place.template is not None)
        self.settle()

    def close(self) -> None:
        with self.qtbot.waitSignal(self.window.closed, timeout=PATIENCE_MS):
            self.window.close()
        self.window.deleteLater()

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE_MS)

    def click(self, widget: QWidget) -> None:
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        self.qtbot.mouseClick(widget, LEFT)

    def type(self, widget: QWidget, text: str) -> None:
        """Key presses with any letters (QTest knows only Latin-1)."""
        self.click(widget)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier(0), letter))

    def press(self, key: Qt.Key, *, ctrl: bool = False, times: int = 1) -> None:
        """Keys go to whatever has the focus."""
        for _ in range(times):
            target = QApplication.focusWidget()
            assert target is not None
            self.qtbot.keyClick(target, key, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)

    def settle(self) -> None:
        self.until(lambda: not self.place.draft.is_stale)

    def fill(self) -> None:
        """Page 1: the address, an answer, a number."""
        page = self.place.address_page
        self.type(page.address, STREET)
        editors: dict[str, Any] = {one.field.id: one.editor for one in page.launch_fields}
        self.click(editors["prepaid"].button("yes"))
        if "area_m2" in editors:
            self.type(editors["area_m2"], "120")
        self.settle()
        assert self.place.draft.preview is not None
        assert self.place.draft.preview.errors == ()

    def send(self) -> str:
        """From page 1 with a filled form to the director's question."""
        self.press(Qt.Key.Key_Return, ctrl=True)
        self.until(lambda: self.place.pages.currentIndex() == SCHEDULE)
        self.settle()
        self.click(self.place.footer.send)
        return self.follow(Stand.WAITING)

    def follow(self, stand: Stand, round_: int = 1) -> str:
        """Until the page shows that; the opening."""
        self.until(
            lambda: (
                self.place.pages.currentIndex() == DECISION
                and (view := self.place.decision_page.view) is not None
                and view.stand is stand
                and view.approval is not None
                and view.approval.task_id is not None
                and view.round == round_
            )
        )
        assert self.place.opening is not None
        return self.place.opening

    @property
    def view(self) -> DecisionView:
        view = self.place.decision_page.view
        assert view is not None
        return view


def office_on(webhook: str, control: str, data: Path) -> LocalOffice:
    """The office of a window on that portal, with every role given to somebody."""
    data.mkdir()
    link = DemoLink(webhook, control, process=None, speed=1.0)  # type: ignore[arg-type]
    made = LocalOffice(data, data / "outlet.db", Settings(), "ru", webhook=webhook, demo=link)
    until(lambda: made.people(), "the people are read")
    for role, user_id in CAST.items():
        made.set_role_holder(RoleHolder(role, user_id))
    return made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outlet_desktop.cli.office_desk.DEMO_INTERVAL_S", 0.3)
    monkeypatch.setattr("outlet_desktop.cli.office_desk.DEMO_SETTLE_S", 1.0)


@pytest.fixture
def office(demo: Demo, data: Path) -> Iterator[LocalOffice]:
    made = office_on(demo.webhook, demo.control, data)
    yield made
    made.close()


@pytest.fixture
def walk(qtbot: QtBot, office: LocalOffice, tmp_path: Path) -> Iterator[Walk]:
    made = Walk(qtbot, office, tmp_path / "window")
    yield made
    made.close()


def tap(walk: Walk, demo: Demo, label: str, said: str = "") -> None:
    """The director taps a button of the bot's newest question, and answers in words."""

    def asked() -> list[dict[str, Any]]:
        messages = demo.ask("messages", user_id=DIRECTOR)
        return [one for one in messages if label in one["buttons"] and not one["locked"]]

    walk.until(asked)
    demo.wish("press", message_id=asked()[-1]["message_id"], button=label, user_id=DIRECTOR)
    if said:
        demo.wish("say", user_id=DIRECTOR, text=said)


def approve_in_the_task(demo: Demo, opening: str) -> None:
    """The director completes the decision's task: that is a yes."""
    (task,) = (task for task in demo.open_tasks(opening) if ":S01:" in task["xmlId"])
    demo.call(DIRECTOR, "tasks.task.complete", taskId=task["id"])


def made_once(walk: Walk, demo: Demo, opening: str, rounds: int = 1) -> dict[str, Any]:
    """The project, after a check that it and every task are there exactly once, and are what was promised."""
    told = Told(demo, opening)
    assert {step: len(found) for step, found in told.created.items()} == {"S01": rounds} | dict.fromkeys(FIRST, 1)
    projects = demo.call(1, "sonet_group.get", FILTER={"%NAME": "Победы, 93"}, IS_ADMIN="Y")
    assert len(projects) == 1
    assert walk.place.template is not None
    for step in FIRST:
        task = demo.task_of(opening, step)
        assert int(task["responsibleId"]) == CAST[walk.place.template.by_id[step].role]
        assert int(task["groupId"]) == int(projects[0]["ID"])
        assert task["deadline"]
        assert "Победы, 93" in task["title"]
    return dict(projects[0])


def test_an_outlet_is_launched_sent_back_corrected_and_approved(walk: Walk, demo: Demo) -> None:
    place = walk.place
    page = place.address_page
    walk.fill()
    soon = place.draft.preview.p80  # type: ignore[union-attr]
    walk.click(page.start)
    walk.press(Qt.Key.Key_Up, times=20)
    walk.settle()
    assert place.draft.preview.p80 > soon  # type: ignore[union-attr, operator]
    walk.press(Qt.Key.Key_Z, ctrl=True)  # twenty presses were one step
    walk.settle()
    assert place.draft.preview.p80 == soon  # type: ignore[union-attr]
    walk.press(Qt.Key.Key_Y, ctrl=True)
    walk.settle()
    late = place.draft.preview.p80  # type: ignore[union-attr]
    assert late > soon  # type: ignore[operator]

    walk.click(place.footer.next)
    fixable = [row for row in place.schedule_page.warnings.rows if row.button is not None]
    assert fixable
    walk.click(fixable[0].button)  # type: ignore[arg-type]
    walk.until(lambda: walk.window.toasts.toasts)
    toast = walk.window.toasts.toasts[-1]
    assert place.history.stack.undoText() in toast.text
    before = place.history.stack.index()
    assert toast.action_button is not None
    walk.click(toast.action_button)
    assert place.history.stack.index() == before - 1
    walk.settle()
    walk.click(place.footer.send)
    opening = walk.follow(Stand.WAITING)
    assert [row["method"] for row in demo.log() if row["method"] == "sonet_group.create"] == []
    decision = place.decision_page

    tap(walk, demo, "На доработку", WORDS)
    walk.until(lambda: walk.view.stand is Stand.SENT_BACK)
    walk.until(lambda: decision.words.isVisible() and decision.words.text.text() == WORDS)
    assert "Сафронов" in decision.words.caption.text()

    walk.click(place.footer.correct)
    walk.until(lambda: place.pages.currentIndex() == ADDRESS)
    assert page.address.text() == STREET
    walk.settle()
    walk.click(page.start)
    walk.press(Qt.Key.Key_Down, times=19)
    walk.settle()
    assert place.draft.preview.p80 < late  # type: ignore[union-attr, operator]
    walk.press(Qt.Key.Key_Return, ctrl=True)
    walk.until(lambda: place.pages.currentIndex() == SCHEDULE)
    walk.click(place.footer.send)
    assert walk.follow(Stand.WAITING, 2) == opening

    approve_in_the_task(demo, opening)
    walk.until(lambda: walk.view.stand is Stand.APPROVED and len(walk.view.first_tasks) == len(FIRST))
    walk.until(lambda: walk.view.progress is None)
    walk.until(lambda: STREET in decision.title.text() and place.footer.open_outlet.isVisible())
    project = made_once(walk, demo, opening, rounds=2)
    assert project["NAME"].replace("&quot;", '"') == STREET
    walk.click(place.footer.open_outlet)
    walk.until(lambda: walk.window.current == "outlet")


def test_a_rejected_outlet_tells_the_reason_and_leaves_no_project(walk: Walk, demo: Demo) -> None:
    walk.fill()
    opening = walk.send()
    tap(walk, demo, "Отклонить и закрыть", "Рядом уже есть наша точка.")
    walk.until(lambda: walk.view.stand is Stand.REJECTED)
    decision = walk.place.decision_page
    walk.until(lambda: decision.words.text.text() == "Рядом уже есть наша точка.")
    walk.until(lambda: not walk.place.footer.correct.isVisible() and not walk.place.footer.withdraw.isVisible())
    assert walk.office.outlet(opening).state is OpeningState.REJECTED
    told = Told(demo, opening)
    assert {step: len(found) for step, found in told.created.items()} == {"S01": 1}
    assert not [row for row in demo.log() if row["method"] == "sonet_group.create"]


def test_what_fails_halfway_is_told_and_made_once(walk: Walk, demo: Demo) -> None:
    walk.fill()
    opening = walk.send()
    seen: list[tuple[int, int]] = []

    def look() -> bool:
        progress = walk.view.progress
        if progress is not None and (progress.done, progress.total) not in seen:
            assert walk.place.decision_page.progress.isVisibleTo(walk.place.decision_page)
            seen.append((progress.done, progress.total))
        return walk.view.stand is Stand.APPROVED

    demo.wish("fault", kind="drop_answer", method="sonet_group.create", times=1)
    demo.wish("fault", kind="http_503", method="tasks.task.add", times=4)
    approve_in_the_task(demo, opening)
    walk.until(look)
    walk.until(lambda: look() and len(walk.view.first_tasks) == len(FIRST) and walk.view.progress is None)
    assert seen
    assert seen[0] == (0, 1 + len(FIRST))
    walk.until(lambda: walk.view.row.problem is None and not walk.place.decision_page.failure.isVisible())
    made_once(walk, demo, opening)
    assert [row["ok"] for row in demo.log() if row["method"] == "sonet_group.create"] == [True]


def test_a_portal_that_is_down_costs_nothing_of_what_was_typed(qtbot: QtBot, tmp_path: Path, data: Path) -> None:
    folder, port = tmp_path / "portal", free_port()
    with Demo(folder, "--no-staff", "--no-limits", port=port) as portal:
        office = office_on(portal.webhook, portal.control, data)
        try:
            walk = Walk(qtbot, office, tmp_path / "window")
            try:
                walk.fill()
                walk.click(walk.place.footer.next)
                assert portal.terminate() == 0
                walk.until(lambda: office.connection().kind == "offline")
                walk.qtbot.mouseClick(walk.place.footer.send, LEFT)
                said = words("launch.offline", {"host": office.connection().host})
                walk.until(lambda: walk.place.footer.schedule_note.text() == said)
                assert walk.place.pages.currentIndex() == SCHEDULE
                assert not walk.place.footer.send.isEnabled()
                assert walk.place.draft.request.address == STREET
                assert [one.request.address for one in office.drafts()] == [STREET]
                assert office.portfolio().rows == ()
                with Demo(folder, "--no-staff", "--no-limits", port=port) as again:
                    walk.until(lambda: walk.place.footer.send.isEnabled())
                    walk.click(walk.place.footer.send)
                    opening = walk.follow(Stand.WAITING)
                    assert [task["xmlId"].split(":")[2] for task in again.tasks(opening)] == ["S01"]
                    walk.until(lambda: office.drafts() == ())
            finally:
                walk.close()
        finally:
            office.close()
