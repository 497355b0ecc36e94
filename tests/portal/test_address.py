"""What people paste as a webhook."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.portal.address import host_of, normalised
from outlet_desktop.problem import Problem

WANTED = "https://volga.bitrix24.ru/rest/1/a1b2c3d4e5f6g7h8/"
CODE = "a1b2c3d4e5f6g7h8"


@pytest.mark.parametrize(
    "text",
    [
        WANTED,
        WANTED.rstrip("/"),
        f"  {WANTED}\n",
        f'"{WANTED}"',
        f"«{WANTED}»",
        f"<{WANTED}>",
        f"Вебхук: {WANTED}, спасибо",
        f"curl -X POST '{WANTED}tasks.task.list.json?start=0'",
        WANTED + "profile",
        WANTED + "profile.json",
        WANTED + "batch/?halt=0",
        WANTED.replace("https://", ""),
        WANTED.replace("https://", "//"),
        WANTED.replace("https://", "http://"),
        WANTED.replace("https://", "HTTPS://").replace("volga.bitrix24", "Volga.Bitrix24"),
        WANTED.replace("/rest/", "//rest//"),
        WANTED.replace("/rest/", "/rest/api/"),
        WANTED.replace(".ru/", ".ru:443/"),
        "\ufeff\u200b" + WANTED.replace("rest", "re\u00adst"),
        WANTED.replace("/", "\\/"),
    ],
)
def test_a_webhook_is_understood_however_it_is_pasted(text: str) -> None:
    assert normalised(text) == WANTED


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("http://127.0.0.1:8024/rest/1/demo0code/", "http://127.0.0.1:8024/rest/1/demo0code/"),
        ("localhost:8024/rest/1/demo0code", "http://localhost:8024/rest/1/demo0code/"),
        ("http://[::1]:8024/rest/7/demo0code/profile", "http://[::1]:8024/rest/7/demo0code/"),
        ("https://crm.firm.ru:8443/rest/12/abcdef/", "https://crm.firm.ru:8443/rest/12/abcdef/"),
        ("http://127.0.0.1.evil.ru/rest/1/abcdef/", "https://127.0.0.1.evil.ru/rest/1/abcdef/"),
        ("http://crm.firm.ru:80/rest/1/abcdef/", "https://crm.firm.ru/rest/1/abcdef/"),
        ("https://портал.рф/rest/1/abcdef/", "https://портал.рф/rest/1/abcdef/"),
    ],
)
def test_plain_http_is_left_only_to_this_computer(text: str, wanted: str) -> None:
    assert normalised(text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "webhook.empty"),
        (' "" ', "webhook.empty"),
        ("вебхук", "webhook.not_address"),
        (CODE, "webhook.not_address"),
        ("https://", "webhook.not_address"),
        ("https://admin:secret@volga.bitrix24.ru/rest/1/abcdef/", "webhook.not_address"),
        ("https://volga.bitrix24.ru:port/rest/1/abcdef/", "webhook.not_address"),
        ("https://volga.bitrix24.ru", "webhook.is_page"),
        ("volga.bitrix24.ru", "webhook.is_page"),
        ("https://volga.bitrix24.ru/company/personal/user/1/", "webhook.is_page"),
        ("https://volga.bitrix24.ru/devops/edit/in-hook/5/", "webhook.is_page"),
        ("https://volga.bitrix24.ru/rest/", "webhook.incomplete"),
        ("https://volga.bitrix24.ru/rest/1/", "webhook.incomplete"),
        ("https://volga.bitrix24.ru/rest/1/***", "webhook.incomplete"),
        ("https://volga.bitrix24.ru/rest/user/abcdef/", "webhook.incomplete"),
        ("local.5f3c1b2a4d5e6f.12345678", "webhook.is_application"),
    ],
)
def test_what_is_no_webhook_is_told_apart(text: str, code: str) -> None:
    with pytest.raises(Problem) as raised:
        normalised(text)
    assert raised.value.code == code
    assert set(raised.value.facts.values()) <= {"volga.bitrix24.ru"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_anything_typed_is_an_address_or_a_problem(text: str) -> None:
    try:
        found, code = normalised(text), "webhook."
    except Problem as problem:
        found, code = WANTED, problem.code
    assert code.startswith("webhook.")
    assert normalised(found) == found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**6), st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=6, max_size=24))
def test_a_normalised_address_is_its_own_normal_form(user: int, code: str) -> None:
    address = f"https://volga.bitrix24.ru/rest/{user}/{code}/"
    assert normalised(address) == address
    assert host_of(address) == "volga.bitrix24.ru"
