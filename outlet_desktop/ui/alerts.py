"""Notifications of the system's tray: a decision waits, an outlet is late, the engine has stopped; each fact once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from outlet_desktop.domain.opening import OpeningId, OpeningState, Status, UserId
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.preferences import preferences

if TYPE_CHECKING:
    from outlet_desktop.schedule.gantt import OutletRow, Portfolio

_AT_ONCE = 3  # more news than this come as one message
_SHOWN_MS = 10_000
_ASKING = (OpeningState.DECIDING, OpeningState.RUNNING)


@dataclass(frozen=True, slots=True)
class Alert:
    """One fact that needs somebody.

    Attributes:
        key: The same for as long as it is the same fact. opening: "" = of no outlet.
        code, facts: Of the sentence.
    """

    key: str
    code: str
    facts: Mapping[str, object]
    opening: OpeningId = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What needs the person now.

    Attributes:
        by_key: The facts.
        of_all: Decisions that are asked of others are among them. With another choice the same outlets give other
            facts, which are no news.
    """

    by_key: Mapping[str, Alert]
    of_all: bool = False


class Watch:
    """Finds the facts of a portfolio, on the reader's thread.

    An outlet that was not computed anew is the very same row, and is not looked at again.
    """

    def __init__(self) -> None:
        self._known: dict[OpeningId, tuple[OutletRow, tuple[Alert, ...]]] = {}
        self._me: UserId | None = None
        self._of_all = False

    def look(self, portfolio: Portfolio, of_all: bool) -> Facts:
        """What needs the person of the connection; before there was one, or with `of_all`, what needs anybody."""
        if (portfolio.me, of_all) != (self._me, self._of_all):
            self._known.clear()
            self._me, self._of_all = portfolio.me, of_all
        me = None if of_all else portfolio.me
        before, known = self._known, {}
        for row in portfolio.rows:
            found = before.get(row.opening)
            known[row.opening] = found if found is not None and found[0] is row else (row, tuple(_of_row(row, me)))
        self._known = known
        return Facts({alert.key: alert for _row, alerts in known.values() for alert in alerts}, of_all)


def _of_row(row: OutletRow, me: UserId | None) -> list[Alert]:
    """`me`: whose decisions count; None = everybody's."""
    found = []
    facts: dict[str, object]
    for held in row.held_by if row.state in _ASKING else ():
        if held.is_decision and (me is None or me in held.deciders):
            facts = {"step": held.title, "address": row.address, "person": held.person or held.role_title}
            key = f"decision:{row.opening}:{held.step}:{held.since}"
            found.append(Alert(key, "alert.decision", facts, row.opening))
    if row.state is OpeningState.DRAFT:
        key = f"sent_back:{row.opening}:{row.held_by[0].since if row.held_by else ''}"
        found.append(Alert(key, "alert.sent_back", {"address": row.address}, row.opening))
    if row.state is OpeningState.STOPPED:
        found.append(Alert(f"stopped:{row.opening}", "alert.stopped", {"address": row.address}, row.opening))
    elif row.status is Status.LATE:
        facts = {"address": row.address, "days": row.slip_days, "p50": row.p50, "target": row.target}
        found.append(Alert(f"late:{row.opening}", "alert.late", facts, row.opening))
    elif row.status is Status.BLOCKED:
        holder = row.held_by[0] if row.held_by else None
        facts = {"address": row.address, "step": holder.title if holder is not None else row.now}
        found.append(Alert(f"blocked:{row.opening}", "alert.blocked", facts, row.opening))
    return found


class Teller(Protocol):
    """Shows a message outside the window."""

    def tell(self, title: str, text: str, opening: OpeningId) -> None:
        """Show it; a click on it opens that outlet ("" = the window alone)."""


class Alerts:
    """Tells what is new, once; remembers over restarts what has been told.

    The first portfolio ever seen tells nothing: the window that shows it is open. What happened while the program was
    closed is told at the next start. While notifications are off, facts pass in silence and are not told later.
    """

    def __init__(self, teller: Teller | None, kept: str = "") -> None:
        self._teller = teller
        self._told: set[str] | None = None
        self._of_all: bool | None = None
        self._is_stopped = False
        try:
            read = json.loads(kept) if kept else None
        except ValueError:
            read = None
        if isinstance(read, list):
            self._told = {str(key) for key in read}

    def state(self) -> str:
        """What has been told and is still so, for the next start."""
        return json.dumps(sorted(self._told)) if self._told is not None else ""

    def take(self, facts: Facts) -> None:
        """What is so now, found by `Watch` in fresh data."""
        now, is_same = facts.by_key, self._of_all in (None, facts.of_all)
        news = [alert for key, alert in now.items() if self._told is not None and is_same and key not in self._told]
        self._of_all = facts.of_all
        self._told = set(now)  # a fact that is over may come again, and is news then
        if len(news) > _AT_ONCE:
            text = "\n".join(words(alert.code, alert.facts) for alert in news[:_AT_ONCE])
            more = words("alert.more", {"number": len(news) - _AT_ONCE})
            self._tell(words("alert.title", {}), f"{text}\n{more}", "")
            return
        for alert in news:
            self._tell(words("alert.title", {}), words(alert.code, alert.facts), alert.opening)

    def take_engine(self, state: str) -> None:
        """What the engine does: "running", "watching", "starting" or "stopped"."""
        is_stopped = state == "stopped"
        if is_stopped and not self._is_stopped:
            self._tell(words("alert.title", {}), words("alert.engine", {}), "")
        self._is_stopped = is_stopped

    def _tell(self, title: str, text: str, opening: OpeningId) -> None:
        if self._teller is not None and preferences.alerts:
            self._teller.tell(title, text, opening)


class Tray(QObject):
    """The icon in the system's tray; a click brings the window back.

    Signals:
        opened: Opening id of the message that was clicked, "" = the icon.
    """

    opened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._opening: OpeningId = ""
        self._icon = QSystemTrayIcon(_picture(), self)
        self._menu = QMenu()
        self._show = self._menu.addAction("")
        self._show.triggered.connect(lambda: self.opened.emit(""))
        self._alerts = self._menu.addAction("")
        self._alerts.setCheckable(True)
        self._alerts.toggled.connect(preferences.set_alerts)
        self._menu.aboutToShow.connect(self._dress)
        self._icon.setContextMenu(self._menu)
        self._icon.messageClicked.connect(lambda: self.opened.emit(self._opening))
        self._icon.activated.connect(self._activated)
        preferences.changed.connect(self._dress)
        self._dress()
        self._icon.show()

    def _dress(self) -> None:
        self._show.setText(self.tr("Open the window"))
        self._alerts.setText(self.tr("Notifications"))
        self._alerts.setChecked(preferences.alerts)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit("")

    def tell(self, title: str, text: str, opening: OpeningId) -> None:
        """Show a message beside the tray."""
        self._opening = opening
        self._icon.showMessage(title, text, self._icon.icon(), _SHOWN_MS)

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._menu.deleteLater()


def _picture() -> QIcon:
    made = QIcon()
    for side in (16, 24, 32, 64):
        pixmap: QPixmap = icon("ph.storefront-fill", "accent.fill").pixmap(side, side)
        made.addPixmap(pixmap)
    return made


def make_tray(parent: QObject) -> Tray | None:
    """The tray of this system; None where there is none."""
    return Tray(parent) if QSystemTrayIcon.isSystemTrayAvailable() else None
