"""The portal clients of this process: one bucket per portal, and a renamed portal's new address kept."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from outlet_desktop import settings as choices
from outlet_desktop.cli.launching import bot_seed

if TYPE_CHECKING:
    from outlet_desktop.portal.bitrix import BitrixPortal
    from outlet_desktop.portal.pace import Bucket
    from outlet_desktop.storage.store import SqliteStore

log = logging.getLogger(__name__)
_lock = threading.Lock()
_buckets: dict[str, Bucket] = {}


def open_portal(webhook: str, store: SqliteStore, rate: str) -> BitrixPortal:
    """A client of that portal, paced together with all others of this process.

    The portal counts requests by client address, so two clients with a bucket each would go at twice the pace.

    Args:
        rate: `Settings.rate`.
    """
    from outlet_desktop.portal.bitrix import BitrixPortal

    return BitrixPortal(webhook, bucket=bucket_of(webhook, rate), bot_seed=bot_seed(store))


def bucket_of(webhook: str, rate: str) -> Bucket:
    """The bucket of that webhook's portal; a new one when the setting has changed."""
    from outlet_desktop.portal.pace import Bucket

    per_second, burst = choices.pace(rate)
    host = choices.host_of(webhook)
    with _lock:
        bucket = _buckets.get(host)
        if bucket is None or (bucket.rate, bucket.burst) != (per_second, burst):
            bucket = _buckets[host] = Bucket(per_second, burst)
        return bucket


def at_present(webhook: str, portal: BitrixPortal) -> str:
    """The webhook at the host where its portal answers now."""
    old, new = choices.host_of(webhook), portal.moved_to_host
    if new is None or new == old:
        return webhook
    with _lock:
        if old in _buckets:
            _buckets[new] = _buckets[old]
    return urlsplit(webhook)._replace(netloc=new).geturl()


class Mover:
    """Follows one connection to its portal's new host, and keeps the webhook there.

    Cheap while nothing has moved: `follow` may be called after every transaction. Holds the webhook, so that no
    frame of a caller does, and does not show it.
    """

    __slots__ = ("_folder", "_webhook")

    def __init__(self, folder: Path, webhook: str) -> None:
        self._folder, self._webhook = folder, webhook

    def __repr__(self) -> str:
        return f"Mover({choices.host_of(self._webhook)!r})"

    @property
    def webhook(self) -> str:
        """The webhook to go on with."""
        return self._webhook

    def follow(self, portal: BitrixPortal) -> None:
        """Where the portal was renamed, take its new host over."""
        moved = at_present(self._webhook, portal)
        if moved == self._webhook:
            return
        is_kept = choices.move_webhook(self._folder, self._webhook, moved)
        advice = "its webhook is kept under the new name" if is_kept else "change it where the webhook is named"
        log.warning("the portal %s is now %s: %s", choices.host_of(self._webhook), choices.host_of(moved), advice)
        self._webhook = moved
