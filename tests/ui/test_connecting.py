"""Connecting as a person does it, over the demo portal: a wrong paste, a poor webhook, a good one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import keyring
import keyring.backend
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outlet_desktop import settings as choices
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.settings import Settings
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.first_run import FirstRun

LEFT = Qt.MouseButton.LeftButton
ALL = ("task", "tasks", "user", "department", "sonet_group", "im", "imbot", "calendar")


class KeyStore(keyring.backend.KeyringBackend):
    """A key store in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def key_store() -> Iterator[KeyStore]:
    before, made = keyring.get_keyring(), KeyStore()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(staff=False, limits=False) as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, key_store: KeyStore) -> Iterator[LocalOffice]:
    made = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "en")
    yield made
    made.close()


@pytest.fixture
def first_run(qtbot: QtBot, office: LocalOffice) -> Iterator[FirstRun]:
    background = Background()
    page = FirstRun(office, background)
    qtbot.addWidget(page)
    page.resize(1440, 872)
    page.show()
    page.choose(1)
    yield page
    background.close()


def paste(qtbot: QtBot, page: FirstRun, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.mouseClick(page.portal_page.paste, LEFT)


def labels(page: FirstRun) -> list[str]:
    return [one.text() for one in page.portal_page.findChildren(QLabel) if one.isVisible()]


def tasks(server: DemoServer) -> list[str]:
    found = httpx.post(server.webhook + "tasks.task.list", json={"select": ["ID", "TITLE"]}).json()["result"]["tasks"]
    return [task["title"] for task in found]


def webhook_with(server: DemoServer, *scopes: str, user_id: int = 1) -> str:
    answer = httpx.post(server.control + "webhook", json={"user_id": user_id, "scopes": list(scopes)})
    return str(answer.json()["webhook"])


def is_over(first_run: FirstRun) -> Callable[[], bool]:
    return lambda: not first_run.portal_page._doing


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("https://company.bitrix24.ru/company/personal/user/1/", "page"),
        ("https://company.bitrix24.ru/rest/17/", "company.bitrix24.ru"),
        ("local.5f1e2d3c4b5a69.12345678", "application"),
        ("просто слова", "address"),
    ],
)
def test_a_wrong_paste_is_explained_beside_the_field(qtbot: QtBot, first_run: FirstRun, text: str, says: str) -> None:
    page = first_run.portal_page
    paste(qtbot, first_run, text)
    qtbot.waitUntil(page.error.isVisible)
    assert says in page.error.text()
    assert not page.connect_button.isEnabled()
    page.field.setText(text + "x")
    assert not page.error.isVisible()


@pytest.mark.parametrize("around", ["  {}  ", "«{}»", "'{}'", "Вебхук: {}profile.json", "{}\n"])
def test_what_stands_around_a_good_address_is_forgiven(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer, around: str
) -> None:
    paste(qtbot, first_run, around.replace("{}", server.webhook))
    qtbot.waitUntil(first_run.portal_page.connect_button.isEnabled, timeout=15_000)


def test_an_address_without_its_scheme_or_last_slash_is_understood(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer
) -> None:
    paste(qtbot, first_run, server.webhook.removeprefix("http://").rstrip("/"))
    qtbot.waitUntil(first_run.portal_page.connect_button.isEnabled, timeout=15_000)


def test_a_bad_webhook_says_that_the_portal_does_not_take_it(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer, key_store: KeyStore
) -> None:
    page = first_run.portal_page
    paste(qtbot, first_run, server.webhook[:-3] + "zz/")
    qtbot.waitUntil(page.error.isVisible, timeout=15_000)
    assert "does not accept the webhook" in page.error.text()
    assert page.trial is None
    assert not page.connect_button.isEnabled()
    assert key_store.kept == {}


def test_a_poor_webhook_says_what_breaks_and_nothing_is_written(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer, key_store: KeyStore, office: LocalOffice
) -> None:
    page = first_run.portal_page
    before = tasks(server)
    paste(qtbot, first_run, webhook_with(server, "task", "user", "department"))
    qtbot.waitUntil(lambda: page.trial is not None and not page._doing, timeout=15_000)
    qtbot.waitUntil(lambda: "after the rights are there" in labels(first_run))  # shown by the layout's next turn
    shown = labels(first_run)
    assert {"task", "sonet_group", "imbot", "calendar"} <= set(shown)
    assert (shown.count("granted"), shown.count("missing"), shown.count("missing, optional")) == (3, 1, 4)
    assert "sonet_group" in page.breaks.text()
    assert not page.connect_button.isEnabled()
    assert "right" in page.connect_button.toolTip()
    qtbot.mouseClick(page.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "task, tasks, sonet_group, user, department, im, imbot, calendar"
    assert tasks(server) == before
    assert key_store.kept == {}
    assert office.connection().kind == "none"


def test_optional_rights_that_are_missing_do_not_stand_in_the_way(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer
) -> None:
    page = first_run.portal_page
    paste(qtbot, first_run, webhook_with(server, *(one for one in ALL if one not in ("calendar", "imbot"))))
    qtbot.waitUntil(page.connect_button.isEnabled, timeout=15_000)
    assert "imbot" in page.breaks.text()
    assert "calendar" in page.breaks.text()


def test_a_good_webhook_is_tried_cleaned_up_after_and_kept_in_the_key_store_only(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer, key_store: KeyStore, office: LocalOffice, tmp_path: Path
) -> None:
    page = first_run.portal_page
    before = tasks(server)
    paste(qtbot, first_run, server.webhook)
    qtbot.waitUntil(page.connect_button.isEnabled, timeout=15_000)
    qtbot.waitUntil(lambda: labels(first_run).count("granted") == 8)  # rows are shown by the layout's next turn
    assert any("was made and deleted" in text for text in labels(first_run))
    assert any("53" in text or "51 employees" in text for text in labels(first_run))
    assert tasks(server) == before
    assert key_store.kept == {}  # not before a person has said so
    with qtbot.waitSignal(first_run.connected, timeout=15_000) as got:
        qtbot.mouseClick(page.connect_button, LEFT)
    assert got.args is not None
    assert got.args[0].user_name == "Антон Рябов"
    host = choices.host_of(server.webhook)
    assert key_store.kept == {("outlet-desktop", host): server.webhook}
    assert choices.load(tmp_path).portal_host == host
    until = time.monotonic() + 15
    while office.connection().kind != "live" and time.monotonic() < until:
        qtbot.wait(50)
    assert office.connection().kind == "live"
    code = server.webhook.rstrip("/").rsplit("/", 1)[1]
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or code.encode() not in path.read_bytes()


def test_a_check_can_be_stopped(qtbot: QtBot, first_run: FirstRun, server: DemoServer) -> None:
    page = first_run.portal_page
    wish = {"kind": "slow", "method": "*", "times": 20, "probability": 1.0}
    httpx.post(server.control + "fault", json=wish).raise_for_status()
    paste(qtbot, first_run, server.webhook)
    qtbot.waitUntil(page.stop_button.isVisible)
    assert not page.connect_button.isEnabled()
    qtbot.mouseClick(page.stop_button, LEFT)
    qtbot.waitUntil(is_over(first_run), timeout=30_000)
    assert not page.connect_button.isEnabled()
    assert page.check_button.isEnabled()


def test_a_portal_that_refuses_to_write_is_told_and_can_be_tried_again(
    qtbot: QtBot, first_run: FirstRun, server: DemoServer
) -> None:
    page = first_run.portal_page
    wish = {"kind": "refuse", "method": "tasks.task.add", "times": 1, "probability": 1.0}
    httpx.post(server.control + "fault", json=wish).raise_for_status()
    paste(qtbot, first_run, server.webhook)
    qtbot.waitUntil(page.write_again.isVisible, timeout=15_000)
    assert not page.connect_button.isEnabled()
    qtbot.mouseClick(page.write_again, LEFT)
    qtbot.waitUntil(page.connect_button.isEnabled, timeout=15_000)
