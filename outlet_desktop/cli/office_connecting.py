"""The office's part for connecting: trying a webhook before anything is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from outlet_desktop.cli.office_desk import Desk
from outlet_desktop.domain.connection import Trial
from outlet_desktop.wording import sentence

if TYPE_CHECKING:
    from outlet_desktop.portal.bitrix import BitrixPortal


class ConnectingDesk(Desk):
    """Methods of `cli.office.LocalOffice`."""

    _trying: BitrixPortal | None = None

    def try_portal(self, url: str) -> Trial:
        """What that webhook may do; nothing is kept, registered or written."""
        portal = self._try(url)
        try:
            begun = time.monotonic()
            welcome = portal.examine()
            answered = time.monotonic() - begun
            trial = Trial(welcome, answered)
            if welcome.has("ability.people"):
                trial = Trial(welcome, answered, len([one for one in portal.people() if one.is_active]))
            if welcome.has("ability.structure"):
                trial = Trial(welcome, answered, trial.people, len(portal.departments()))
            return trial
        finally:
            self._end(portal)

    def try_writing(self, url: str, user_id: int, lang: str) -> int:
        """Create a task on that portal and delete it; its number."""
        portal = self._try(url)
        try:
            return portal.try_writing(sentence("connect.test_task", {}, lang), user_id)
        finally:
            self._end(portal)

    def stop_trying(self) -> None:
        """End a trial under way: its waits are cut short, it raises `portal.closed`. Any thread, no waiting."""
        portal = self._trying
        if portal is not None:
            portal.stop_waiting()

    def _try(self, url: str) -> BitrixPortal:
        from outlet_desktop.cli.portals import open_portal
        from outlet_desktop.portal.address import normalised

        webhook = normalised(url)
        with self._lock:
            portal = self._trying = open_portal(webhook, self._open(), self._settings.rate)
        return portal

    def _end(self, portal: BitrixPortal) -> None:
        self._trying = None
        portal.close()
