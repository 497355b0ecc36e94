"""The store's part for launch forms that were not sent yet."""

from __future__ import annotations

from outlet_desktop.storage.database import Database


class LaunchDrafts:
    """Methods of `storage.store.SqliteStore`."""

    database: Database

    def launch_drafts(self) -> tuple[tuple[str, str, str], ...]:
        """(id, body, saved at) of every form, the one saved last first."""
        rows = self.database.all("select id, body, saved_at from launch_draft order by saved_at desc, id")
        return tuple((row[0], row[1], row[2]) for row in rows)

    def put_launch_draft(self, draft_id: str, body: str, saved_at: str) -> None:
        """Keep a form. `saved_at`: ISO moment in UTC, so that texts sort as moments do."""
        self.database.run(
            "insert into launch_draft(id, body, saved_at) values(?, ?, ?) on conflict(id) do update "
            "set body=excluded.body, saved_at=excluded.saved_at",
            draft_id,
            body,
            saved_at,
        )

    def drop_launch_draft(self, draft_id: str) -> None:
        """Forget a form."""
        self.database.run("delete from launch_draft where id=?", draft_id)
