"""One bucket per portal in a process, its pace by the setting, and the new address of a renamed portal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from outlet_desktop import settings as choices
from outlet_desktop.cli import portals
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.wording import sentence

CODE = "s3cr3tc0dex"
OLD, NEW = f"https://volga.bitrix24.ru/rest/1/{CODE}/", f"https://outlets.bitrix24.ru/rest/1/{CODE}/"


class Memory(KeyringBackend):
    """A key store that is forgotten with the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def key_store() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def renamed() -> Iterator[BitrixPortal]:
    """A client whose portal has just answered from its new host."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "volga.bitrix24.ru":
            return httpx.Response(302, headers={"location": f"https://outlets.bitrix24.ru{request.url.path}"})
        return httpx.Response(200, json={"result": {"result": [], "result_error": []}})

    portal = BitrixPortal(OLD, transport=httpx.MockTransport(answer))
    assert portal.tasks([]) == ()
    with pytest.raises(Problem):
        portal.tasks([1])
    yield portal
    portal.close()


# ------------------------------------------------------------------------------------------------ pace


def test_all_clients_of_one_portal_share_a_bucket(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "outlet.db")
    one = portals.open_portal("https://a.bitrix24.ru/rest/1/abcdef/", store, "2/50")
    two = portals.open_portal("https://a.bitrix24.ru/rest/7/ghijkl/", store, "2/50")
    other = portals.open_portal("https://b.bitrix24.ru/rest/1/abcdef/", store, "5/250")
    try:
        assert one._rest._bucket is two._rest._bucket
        assert other._rest._bucket is not one._rest._bucket
        assert (other._rest._bucket.rate, other._rest._bucket.burst) == (5.0, 250)
    finally:
        for portal in (one, two, other):
            portal.close()
        store.close()


def test_another_pace_is_another_bucket() -> None:
    slow = portals.bucket_of("https://c.bitrix24.ru/rest/1/abcdef/", "2/50")
    fast = portals.bucket_of("https://c.bitrix24.ru/rest/1/abcdef/", "5/250")
    assert (slow.rate, fast.rate, fast.burst) == (2.0, 5.0, 250)
    assert portals.bucket_of("https://c.bitrix24.ru/rest/1/abcdef/", "5/250") is fast


@pytest.mark.parametrize(("written", "pace"), [("2/50", (2.0, 50)), ("5/250", (5.0, 250)), ("0.5/1", (0.5, 1))])
def test_the_pace_is_a_setting(tmp_path: Path, written: str, pace: tuple[float, int]) -> None:
    choices.save(tmp_path, Settings(rate=written))
    assert choices.pace(choices.load(tmp_path).rate) == pace


@pytest.mark.parametrize("written", ["", "2", "2/", "/50", "0/50", "-2/50", "2/0", "2/50/1", "fast", "nan/50", "inf/9"])
def test_a_pace_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    (tmp_path / choices.FILE).write_text(f'rate = "{written}"\n', "utf-8")
    with pytest.raises(Problem) as raised:
        choices.load(tmp_path)
    assert raised.value.code == "settings.rate"
    for lang in ("ru", "en"):
        said = sentence(raised.value.code, raised.value.facts, lang)
        assert f'"{written}"' in said
        assert "5/250" in said


# ------------------------------------------------------------------------------------------------ a renamed portal


def test_a_renamed_portal_is_kept_under_its_new_host(
    tmp_path: Path, key_store: Memory, renamed: BitrixPortal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert choices.keep_webhook(OLD)
    choices.save(tmp_path, Settings(portal_host=choices.host_of(OLD), theme="dark"))
    bucket = portals.bucket_of(OLD, "2/50")
    mover = portals.Mover(tmp_path, OLD)
    mover.follow(renamed)
    assert mover.webhook == NEW
    assert key_store.kept == {(choices.SERVICE, "outlets.bitrix24.ru"): NEW}
    kept = choices.load(tmp_path)
    assert (kept.portal_host, kept.theme) == ("outlets.bitrix24.ru", "dark")
    assert choices.find_webhook(kept, None) == NEW  # what the next start finds
    assert portals.bucket_of(NEW, "2/50") is bucket  # the same portal: the same pace
    assert "outlets.bitrix24.ru" in caplog.text
    assert CODE not in caplog.text + repr(mover) + (tmp_path / choices.FILE).read_text("utf-8")
    caplog.clear()
    mover.follow(renamed)
    assert mover.webhook == NEW
    assert caplog.text == ""


def test_a_webhook_that_was_only_lent_is_not_kept(tmp_path: Path, key_store: Memory, renamed: BitrixPortal) -> None:
    choices.save(tmp_path, Settings())
    mover = portals.Mover(tmp_path, OLD)
    mover.follow(renamed)
    assert mover.webhook == NEW  # from OUTLET_PORTAL: gone on with, not written
    assert key_store.kept == {}
    assert choices.load(tmp_path).portal_host == ""


def test_a_portal_that_stays_where_it_is_costs_nothing(tmp_path: Path) -> None:
    portal = BitrixPortal(OLD)
    try:
        mover = portals.Mover(tmp_path / "nowhere", OLD)
        mover.follow(portal)
        assert mover.webhook == OLD
    finally:
        portal.close()
