"""What a person pastes as the address of a webhook, and what they meant.

An inbound webhook of Bitrix24 is `https://{portal}/rest/{user id}/{code}/`; the code is a secret. Problems
raised here name the portal's host at most.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

from outlet_desktop.problem import Problem

_AROUND = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\"'`«»“”„‘’<>()[]{}.,;"
_URL = re.compile(r"https?://[^\s\"'`«»“”„‘’<>]+", re.IGNORECASE)
_BARE = re.compile(r"[\w.-]+\.[\w-]{2,}(:\d+)?(/\S*)?|(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/\S*)?", re.IGNORECASE)
_REST = re.compile(r"/+rest/+(?:api/+)?(\d+)/+([^/]+)(?:/.*)?$", re.IGNORECASE)
_HOST = re.compile(r"[^\s/@\\]+")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HIDDEN = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")


def normalised(text: str) -> str:
    """The webhook's address as the client uses it: `https://host/rest/1/code/`.

    Forgives spaces, quotes, words around it, a missing scheme or slash, a method's name at the end, the form
    of REST 3.0 (`/rest/api/…`). Plain http becomes https unless the host is this computer, for the code would
    travel in the open and the portal refuses it.

    Raises:
        Problem: `webhook.empty`, `webhook.not_address`, `webhook.is_application`, `webhook.is_page` (an
            ordinary page of the portal), `webhook.incomplete` (no user id or no code).
    """
    cleaned = text.translate(_HIDDEN).replace("\\/", "/").strip(_AROUND)
    if not cleaned:
        raise Problem("webhook.empty")
    if re.fullmatch(r"(local|app)\.[0-9a-f]+\.[0-9]+", cleaned, re.IGNORECASE):
        raise Problem("webhook.is_application")
    parts = _split(cleaned)
    host = (parts.hostname or "").lower()
    scheme = "http" if parts.scheme.lower() == "http" and host in LOOPBACK else "https"
    port = _port(parts)
    if port is not None and (parts.scheme.lower(), port) not in {("http", 80), ("https", 443)}:
        place = f"{_bracketed(host)}:{port}"
    else:
        place = _bracketed(host)
    path = unquote(parts.path)
    match = _REST.fullmatch(path)
    if match is None:
        if re.match(r"/+rest(/|$)", path, re.IGNORECASE):
            raise Problem("webhook.incomplete", host=host)
        raise Problem("webhook.is_page", host=host)
    user_id, code = match.group(1), match.group(2)
    if not re.fullmatch(r"[A-Za-z0-9_-]{6,}", code):
        raise Problem("webhook.incomplete", host=host)
    return f"{scheme}://{place}/rest/{int(user_id)}/{code}/"


def host_of(webhook: str) -> str:
    """Host (with the port, where one is given) of an address; "" when there is none. Never the code."""
    try:
        parts = urlsplit(webhook)
        port = parts.port
    except ValueError:
        return ""
    host = _bracketed(parts.hostname or "")
    return f"{host}:{port}" if host and port is not None else host


def is_loopback(webhook: str) -> bool:
    """Whether the address is on this computer (the demo portal)."""
    return (urlsplit(webhook).hostname or "") in LOOPBACK


def _split(cleaned: str) -> SplitResult:
    found = _URL.search(cleaned)
    if found is not None:
        address = found.group(0).rstrip(_AROUND)
    else:
        bare = _BARE.search(cleaned.removeprefix("//"))
        if bare is None:
            raise Problem("webhook.not_address")
        host = re.split(r"[:/]", bare.group(0), maxsplit=1)[0].lower()
        address = f"{'http' if host in LOOPBACK or bare.group(0).startswith('[::1]') else 'https'}://{bare.group(0)}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Problem("webhook.not_address") from None
    if not parts.hostname or parts.username or not _HOST.fullmatch(parts.hostname):
        raise Problem("webhook.not_address")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise Problem("webhook.not_address") from None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
