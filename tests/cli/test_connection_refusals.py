"""A portal that cannot be worked with: each mistake is told in words, and the webhook's code never shows."""

from __future__ import annotations

import pytest
from live_demo import CAST, KIOSK, Demo, done, free_port, run

from outlet_desktop.wording import codes, sentence

ROLES = ("director", "expansion", "lawyer", "accountant", "retail")
ASSIGNED = [word for role in ROLES for word in ("--assign", f"{role}={CAST[role]}")]
LAUNCH = ("launch", KIOSK, "--address", "ул. Ленина, 10", *ASSIGNED)


@pytest.fixture
def nobody() -> str:
    """host:port where nobody listens."""
    return f"127.0.0.1:{free_port()}"


def host(portal: Demo) -> str:
    return portal.webhook.split("/")[2]


def test_an_unreachable_portal(refused, nobody):
    url = f"http://{nobody}/rest/1/abcdefgh12345678/"
    says = {"ru": "запустите её снова", "en": "run it again"}  # nobody tries again: the command has ended
    facts, secrets = {"host": nobody}, ("abcdefgh12345678",)
    refused("portal.unreachable_ended", facts, "agent", "--once", "--portal", url, says=says, secrets=secrets)


def test_a_portal_that_answers_too_often_asked(refused, tmp_path_factory):
    """503 to every try: the command gives up in other words than the program that runs on."""
    with Demo(tmp_path_factory.mktemp("busy"), "--no-staff", "--no-limits") as busy:
        busy.wish("fault", kind="http_503", times=1000)
        says = {"ru": "через несколько минут", "en": "in a few minutes"}
        refused("portal.busy_ended", {"host": host(busy)}, "agent", "--once", "--portal", busy.webhook, says=says)


def test_a_launch_goes_on_without_the_portal_and_says_what_was_not_checked(nobody, tmp_path):
    ended = run(*LAUNCH, "--data", tmp_path, "--portal", f"http://{nobody}/rest/1/abcdefgh12345678/")
    assert ended.returncode == 0
    assert "launch.not_checked" in codes("ru")
    assert ended.stderr == f"outlet-desktop: {sentence('launch.not_checked', {'host': nobody}, 'ru')}\n"
    assert ended.stdout.startswith('{"opening": "')


def test_no_portal_at_all(refused):
    refused("portal.none", {}, "agent", "--once", says={"ru": "OUTLET_PORTAL", "en": "OUTLET_PORTAL"})


@pytest.mark.parametrize("command", [("agent", "--once"), LAUNCH], ids=["agent", "launch"])
def test_a_wrong_webhook(refused, portal, command):
    url = f"http://{host(portal)}/rest/1/abcdefgh12345678/"
    refused("portal.webhook_refused", {"host": host(portal)}, *command, "--portal", url, secrets=("abcdefgh12345678",))


def test_the_webhook_of_somebody_who_has_left(refused, portal):
    url = portal.wish("webhook", user_id=13, scopes=["task", "user", "sonet_group", "department"])["webhook"]
    refused("portal.webhook_refused", {"host": host(portal)}, "agent", "--once", "--portal", url)


def test_a_webhook_from_the_environment_that_is_refused(refused, portal):
    url = f"http://{host(portal)}/rest/1/abcdefgh12345678/"
    facts = {"host": host(portal)}
    refused("portal.webhook_refused", facts, "agent", "--once", env={"OUTLET_PORTAL": url}, secrets=("abcdefgh",))


def test_a_page_address_in_place_of_a_webhook(refused, portal):
    url = f"http://{host(portal)}/company/personal/user/1/tasks/"
    refused("webhook.is_page", {"host": "127.0.0.1"}, *LAUNCH, "--portal", url)


@pytest.mark.parametrize(
    ("code", "url"),
    [
        ("webhook.incomplete", "https://volga.bitrix24.ru/rest/1/"),
        ("webhook.is_application", "local.65a1b2c3d4e5f6.12345678"),
        ("webhook.not_address", "мой портал"),
        ("webhook.is_page", "https://volga.bitrix24.ru/stream/"),
    ],
)
def test_what_is_no_webhook(refused, code, url):
    facts = {"host": "volga.bitrix24.ru"} if "volga" in url else {}
    refused(code, facts, "agent", "--once", "--portal", url)


@pytest.mark.parametrize("scope", ["task", "sonet_group", "user", "department"])
def test_a_webhook_without_a_scope(refused, portal, scope):
    scopes = sorted({"task", "sonet_group", "user", "department", "im", "imbot"} - {scope})
    url = portal.wish("webhook", user_id=1, scopes=scopes)["webhook"]
    facts = {"host": host(portal), "scope": scope}
    refused("portal.scope_missing", facts, "agent", "--once", "--portal", url, secrets=(url.split("/")[-2],))


def test_without_the_bots_scope_the_task_alone_serves(portal, tmp_path):
    url = portal.wish("webhook", user_id=1, scopes=["task", "sonet_group", "user", "department"])["webhook"]
    done(*LAUNCH, "--data", tmp_path, "--portal", url)
    before = len(portal.ask("messages"))
    said = done("agent", "--once", "--settle", 3, "--data", tmp_path, "--portal", url)
    assert '"task_created"' in said
    assert len(portal.ask("messages")) == before


def test_a_site_that_is_no_portal(refused, portal):
    # The demo's own pages answer there, but no REST does.
    url = portal.webhook.replace("/rest/", "/nothing/rest/")
    refused("webhook.is_page", {"host": "127.0.0.1"}, "agent", "--once", "--portal", url)


def test_a_webhook_in_the_environment_works_and_is_shown_nowhere(portal, code_of, tmp_path):
    ended = run(*LAUNCH, "--data", tmp_path, OUTLET_PORTAL=portal.webhook)
    assert (ended.returncode, ended.stderr) == (0, "")
    ended = run("agent", "--once", "--settle", 3, OUTLET_DATA=str(tmp_path), OUTLET_PORTAL=portal.webhook)
    assert ended.returncode == 0
    assert code_of not in ended.stdout + ended.stderr
    assert '"task_created"' in ended.stdout
