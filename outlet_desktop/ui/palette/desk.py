"""The palette of one window: what it can find is read in the background, what is chosen is done by the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QAbstractButton

from outlet_desktop.domain.opening import OpeningId, Person, Status, UserId
from outlet_desktop.domain.template import StepId
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.palette.items import ACTIONS, Doing, Item, Maker, Stock, of_keys
from outlet_desktop.ui.palette.palette import Palette
from outlet_desktop.ui.palette.source import Source
from outlet_desktop.ui.palette.steps import ProcessKey, StepName

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.ui.actions import Actions
    from outlet_desktop.ui.main_window import MainWindow

_KEPT = "palette"
_SEVERITY = (Status.BLOCKED, Status.LATE, Status.RISK, Status.ACTIVE, Status.IDLE, Status.DONE)
Steps = dict[ProcessKey, tuple[StepName, ...]]


class PaletteDesk:
    """Made at the first Ctrl+K; people and processes stay known, and are read again at each opening."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        self._window = window
        self._people: tuple[Person, ...] = ()
        self._processes: Steps = {}
        doing = Doing(window.go, self.on_outlet, self.show_step, self.show_person)
        source = Source(Maker(actions, doing), window.state.kept(_KEPT))
        self.palette = Palette(window, source, lambda names: window.state.keep(_KEPT, names))
        self.open_url = QDesktopServices.openUrl

    def open(self) -> None:
        """Show the palette with what is known, and read what may have changed."""
        self.palette.open(self._stock())
        office, window = self._window.office, self._window
        if office is None:
            return
        known, rows = dict(self._processes), window.portfolio.rows if window.portfolio is not None else ()

        def take(found: tuple[tuple[Person, ...], Steps]) -> None:
            if found != (self._people, self._processes):
                self._people, self._processes = found
                self.palette.show_stock(self._stock())

        window.background.run(lambda: _read(office, rows, known), take, slot="palette")

    def _stock(self) -> Stock:
        window = self._window
        rows = window.portfolio.rows if window.portfolio is not None else ()
        place = window.place(window.current)
        return Stock(
            rows=tuple(sorted(rows, key=lambda row: (not row.attention, _SEVERITY.index(row.status)))),
            people=self._people,
            processes=self._processes,
            here=place.opening_in_hand() if place is not None else "",
            further=tuple(self._further()),
        )

    def _further(self) -> Iterator[Item]:
        """The buttons of the top bar, what the menus of the place offer, and what its keys do besides."""
        place = self._window.place(self._window.current)
        if place is None:
            return
        launch = words("command.launch", {})
        for button in self._window.top_bar.place_buttons:
            if isinstance(button, QAbstractButton):
                title = button.text().strip() or button.accessibleName()
                if title and title != launch:
                    reason = "" if button.isEnabled() else button.toolTip() or words("command.not_now", {})
                    yield Item(f"bar:{title}", ACTIONS, "ph.cursor", title, button.click, why_not=reason)
        offered: set[str] = set()
        for action in place.commands():
            title, _, keys = action.text().partition("\t")
            offered.add(keys)
            reason = "" if action.isEnabled() else words("command.not_now", {})
            detail = words("command.is_on" if action.isChecked() else "command.is_off", {})
            shown = detail if action.isCheckable() else ""
            icon_id = _icon_of(action)
            yield Item(f"bar:{title}", ACTIONS, icon_id, title, action.trigger, shown, keys, reason)
        for keys_here in place.bound_keys():
            yield from (one for one in of_keys(keys_here) if one.keys not in offered)

    # ------------------------------------------------------------------ doing

    def on_outlet(self, row: OutletRow, name: str) -> None:
        """Run one of the `commands_of` that outlet; what asks something does so on its page."""
        window = self._window
        if name == "remind":
            self._remind(row)
        elif name == "project":
            self._open_project(row.opening)
        elif name == "log":
            window.go("log", row.opening)
        elif name == "target":
            from outlet_desktop.ui.gantt.portfolio_actions import PortfolioActions

            window.go("portfolio")
            portfolio = window.place("portfolio")
            if isinstance(portfolio, PortfolioActions):
                portfolio.ask_target(row.opening)
        else:
            from outlet_desktop.ui.gantt.outlet import OutletPlace

            window.go("outlet", row.opening)
            outlet = window.place("outlet")
            if isinstance(outlet, OutletPlace):
                outlet.do(name)

    def _remind(self, row: OutletRow) -> None:
        office, holder = self._window.office, row.held_by[0]
        if office is None:
            return
        facts = {"person": holder.person or holder.role_title, "step": holder.title}

        def told(_done: None) -> None:
            self._window.toast(words("remind.sent", facts))

        def refused(problem: Problem) -> None:
            self._window.toast(problem_words(problem), "error")

        self._window.background.run(lambda: office.remind(row.opening, holder.step), told, otherwise=refused)

    def _open_project(self, opening: OpeningId) -> None:
        office = self._window.office
        if office is not None:
            self._window.background.run(lambda: office.portal_link(opening), lambda link: self.open_url(QUrl(link)))

    def show_step(self, opening: OpeningId, step: StepId) -> None:
        """Open the outlet with that step selected."""
        from outlet_desktop.ui.gantt.outlet import OutletPlace

        self._window.go("outlet", opening)
        outlet = self._window.place("outlet")
        if isinstance(outlet, OutletPlace):
            outlet.when_whole(lambda: outlet.show_step(step))

    def show_person(self, user_id: UserId) -> None:
        """Open the people with that one selected."""
        from outlet_desktop.ui.roles.place import RolesPlace

        self._window.go("roles")
        roles = self._window.place("roles")
        if isinstance(roles, RolesPlace):
            roles.show_person(user_id)


def _icon_of(action: QAction) -> str:
    if not action.isCheckable():
        return "ph.sliders-horizontal"
    return "ph.check-square" if action.isChecked() else "ph.square"


def _read(office: Office, rows: tuple[OutletRow, ...], known: Steps) -> tuple[tuple[Person, ...], Steps]:
    """People, and the steps of every process that an outlet follows; a published revision never changes."""
    wanted = {(row.template, row.revision) for row in rows}
    processes = {key: steps for key, steps in known.items() if key in wanted}
    missing = wanted - processes.keys()
    if missing:
        ids = {info.name: info.id for info in office.templates()}
        for name, revision in sorted(missing):
            try:
                template = office.template(ids[name], revision) if name in ids else None
            except Problem:
                continue  # renamed since: its steps are found by those that hold an outlet only
            if template is not None:
                processes[name, revision] = tuple(StepName(one.id, one.title, one.kind) for one in template.steps)
    return office.people(), processes
