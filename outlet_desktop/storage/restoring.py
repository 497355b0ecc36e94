"""A copy of the store put back in the place of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from outlet_desktop.storage.store import SqliteStore

_ASTRAY = timedelta(days=1)  # further off than that no portal's clock is


def mark_restored(store: SqliteStore, now: float) -> None:
    """Tell the engine that this store is an older copy: whoever restores a backup calls it before anybody acts on it.

    What was done on the portal since the copy was made, the copy does not know. So the engine sends nothing until a
    snapshot begun later than `now` + GRACE has shown the keys that are there (docs/engine.md). One transaction; a
    second call sets the moment anew.

    Args:
        now: The machine clock at which the copy was put in place, s since the epoch.
    """
    with store.transaction():
        store.set_meta("restored_at", repr(now))
        if store.meta("cursor") is None:
            # It was copied before it was ever connected: look back to before its first opening.
            (first,) = store.database.one("select min(created_at) from opening") or (None,)
            since = datetime.fromtimestamp(now if first is None else min(first, now), UTC) - _ASTRAY
            store.set_meta("cursor", since.isoformat())
