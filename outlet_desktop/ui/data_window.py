"""The part of the window that follows the office: the portfolio, how the connection stands, alerts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from outlet_desktop.problem import Problem
from outlet_desktop.ui.messages import problem_words, read_all
from outlet_desktop.ui.place_window import HOME, PlaceMaker, PlaceWindow
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.status_bar import StatusBar
from outlet_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office
    from outlet_desktop.schedule.gantt import Portfolio
    from outlet_desktop.ui.alerts import Alerts, Facts, Tray, Watch

_REFRESH_MS = 200


class DataWindow(PlaceWindow):
    """Base of the main window, which makes the status bar before an office is attached."""

    _office_changed = Signal()
    status_bar: StatusBar

    def __init__(self, makers: Mapping[str, PlaceMaker], state: WindowState) -> None:
        super().__init__(makers, state)
        self._unsubscribe: Callable[[], None] | None = None
        self._alerts: Alerts | None = None
        self._watch: Watch | None = None
        self._tray: Tray | None = None
        self._is_reading = self._wants_refresh = False
        self._is_closed = False
        self.background.problem.connect(self._show_problem)
        self._office_changed.connect(self._refresh_soon, Qt.ConnectionType.QueuedConnection)
        self._refresh_timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_state)

    @property
    def office(self) -> Office | None:
        """The office in use."""
        return self._office

    def attach(self, office: Office) -> None:
        """Use an office from now on: places become reachable, the portfolio is loaded and shown."""
        if self._is_closed:
            return
        if self._unsubscribe is not None:
            self._unsubscribe()
        for place in self._places.values():
            self._drop(place)
        self._places.clear()
        self._trail.clear()
        self._here = None
        self._office = office
        self._unsubscribe = office.subscribe(self._office_changed.emit)
        self.status_bar.set_demo(office.is_demo)
        self._pages.setCurrentWidget(self._shell)
        self._clock.start()
        self._show_state()
        self._begin_alerts()
        self.background.run(self._reading(office), self._first_portfolio, otherwise=self._no_portfolio)
        self.background.run(read_all, lambda _none: None)  # the palette finds by the words of both languages

    def _reading(self, office: Office) -> Callable[[], tuple[Portfolio, Facts]]:
        """For the worker: the outlets, and what in them needs the person."""
        watch, of_all = self._watch, preferences.alerts_all
        assert watch is not None

        def read() -> tuple[Portfolio, Facts]:
            portfolio = office.portfolio()
            return portfolio, watch.look(portfolio, of_all)

        return read

    def _keep_portfolio(self, portfolio: Portfolio, facts: Facts) -> None:
        from outlet_desktop.ui.gantt.cells import set_tolerance

        self._portfolio = portfolio
        set_tolerance(portfolio.tolerance)
        if self._alerts is not None:
            self._alerts.take(facts)

    def _first_portfolio(self, read: tuple[Portfolio, Facts]) -> None:
        portfolio, facts = read
        self._keep_portfolio(portfolio, facts)
        if self._here is None:
            self.go(HOME)  # the first frame has stood until now, so that nothing jumps
        else:
            self._show_portfolio(portfolio, facts)

    def _no_portfolio(self, problem: Problem) -> None:
        self._show_problem(problem)
        if self._here is None:
            self.go(HOME)

    def _refresh_soon(self) -> None:
        self._show_state()
        if not self._is_closed and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _refresh(self) -> None:
        """Read the portfolio anew; one reading at a time, so that questions of the places never queue behind many."""
        if self._office is None or self._is_closed:
            return
        if self._is_reading:
            self._wants_refresh = True
            return
        self._is_reading, self._wants_refresh = True, False
        self.background.run(self._reading(self._office), self._refreshed, otherwise=self._not_refreshed)

    def _refreshed(self, read: tuple[Portfolio, Facts]) -> None:
        self._end_reading()
        self._show_portfolio(*read)

    def _not_refreshed(self, problem: Problem) -> None:
        self._end_reading()
        self._show_problem(problem)

    def _end_reading(self) -> None:
        self._is_reading = False
        if self._wants_refresh:
            self._refresh_soon()

    def _begin_alerts(self) -> None:
        """The tray comes with the office: nothing of it is needed before the first frame."""
        if self._alerts is not None:
            return
        from outlet_desktop.ui.alerts import Alerts, Watch, make_tray

        self._watch = Watch()
        self._tray = make_tray(self)
        if self._tray is not None:
            self._tray.opened.connect(self._come_from_tray)
        self._alerts = Alerts(self._tray, self._state.kept("alerts"))

    def _come_from_tray(self, opening: str) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if opening:
            self.go("outlet", opening)

    def _show_portfolio(self, portfolio: Portfolio, facts: Facts) -> None:
        self._keep_portfolio(portfolio, facts)
        for place in tuple(self._places.values()):
            place.show_portfolio(portfolio)

    def _show_state(self) -> None:
        if self._office is not None and not self._is_closed:
            connection, engine = self._office.connection(), self._office.engine_state()
            self.status_bar.show_state(connection, engine)
            if self._alerts is not None and connection.kind != "none":
                self._alerts.take_engine(engine[0])

    def poll_now(self) -> None:
        """F5: wake the engine."""
        if self._office is not None:
            self._office.poll_now()
            self._show_state()

    def _stop_following(self) -> None:
        """The window goes: keep what the alerts have told, ask the office nothing more."""
        self._is_closed = True
        self._clock.stop()
        self._refresh_timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._alerts is not None:
            self._state.keep("alerts", self._alerts.state())
        if self._tray is not None:
            self._tray.close()

    def _show_problem(self, problem: Problem) -> None:
        self.toast(problem_words(problem), "error")
