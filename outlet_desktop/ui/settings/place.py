"""Settings: one page of sections, a list of them at the left; what is edited holds at once and can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QUndoStack
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.connection import Welcome
from outlet_desktop.domain.log import LogFilter
from outlet_desktop.engine.ports import Office
from outlet_desktop.engine.settings_port import Backup, CompanyCalendar, DayException, PortalFacts, Program
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.at_hours import WorkingHours
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.controls import label
from outlet_desktop.ui.gantt.cells import set_tolerance, tolerance
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import format_date
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.preferences import guard_writing, preferences
from outlet_desktop.ui.question import Question
from outlet_desktop.ui.settings.calendar_section import CalendarSection
from outlet_desktop.ui.settings.data_section import DataSection, moment
from outlet_desktop.ui.settings.portal_section import PortalSection
from outlet_desktop.ui.settings.section import Section
from outlet_desktop.ui.settings.section_list import SectionList
from outlet_desktop.ui.settings.small_sections import (
    AboutSection,
    AlertsSection,
    DiagnosticsSection,
    LookSection,
    TermsSection,
)
from outlet_desktop.ui.text_size import text_size
from outlet_desktop.ui.theme import theme

T = TypeVar("T")
_STATE_MS = 1000
_ICONS: Mapping[str, str] = {
    "portal": "ph.link",
    "calendar": "ph.calendar-blank",
    "terms": "ph.sliders-horizontal",
    "alerts": "ph.bell",
    "look": "ph.translate",
    "data": "ph.database",
    "diagnostics": "ph.bug",
    "about": "ph.info",
}


class SettingsPlace(Place):
    """The sections read what they show in the background; each edit is one entry of the undo stack."""

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self._undo = QUndoStack(self)
        self.portal = PortalSection(time.time)
        self.calendar = CalendarSection()
        self.terms = TermsSection()
        self.alerts = AlertsSection()
        self.look = LookSection()
        self.data = DataSection()
        self.diagnostics = DiagnosticsSection()
        self.about = AboutSection()
        self.sections: dict[str, Section] = {
            "portal": self.portal,
            "calendar": self.calendar,
            "terms": self.terms,
            "alerts": self.alerts,
            "look": self.look,
            "data": self.data,
            "diagnostics": self.diagnostics,
            "about": self.about,
        }
        self.pages = SectionList(self.sections, _ICONS)
        self.nav, self.area = self.pages.nav, self.pages.area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()
        for control in (
            self.portal.disconnect_button,
            self.portal.interval,
            self.portal.rate,
            self.calendar.view,
            self.terms.tolerance,
            *self.terms.hours.controls,
            self.data.restore,
        ):
            guard_writing(control)
        self._clock = QTimer(self, interval=_STATE_MS)
        self._clock.timeout.connect(lambda: self.portal.show_state(self._office.connection()))
        self.retranslate()

    def _connect(self) -> None:
        self.portal.check_wanted.connect(self._check)
        self.portal.reveal_wanted.connect(self._reveal)
        self.portal.replace_wanted.connect(lambda: self.navigate.emit("connect", None))
        self.portal.disconnect_wanted.connect(self._ask_disconnect)
        self.portal.polling_edited.connect(self._edit_polling)
        self.calendar.edited.connect(self._edit_day)
        self.terms.tolerance_edited.connect(self._edit_tolerance)
        self.terms.hours.edited.connect(self._edit_hours)
        self.alerts.alerts_chosen.connect(lambda is_on: self._prefer("alerts", bool(is_on)))
        self.alerts.alerts_all_chosen.connect(lambda is_on: self._prefer("alerts_all", bool(is_on)))
        self.alerts.read_only_chosen.connect(lambda is_on: self._prefer("read_only", bool(is_on)))
        self.look.theme_chosen.connect(self._edit_theme)
        self.look.text_size_chosen.connect(self._edit_text_size)
        self.look.language_chosen.connect(self._edit_language)
        self.data.folder_wanted.connect(self._open_folder)
        self.data.copy_wanted.connect(self._back_up)
        self.data.daily_chosen.connect(self._edit_daily)
        self.data.restore_wanted.connect(self._ask_restore)
        self.diagnostics.bundle_wanted.connect(self._choose_bundle)
        self.diagnostics.log_wanted.connect(lambda: self.navigate.emit("log", LogFilter(level="any")))
        preferences.changed.connect(self._preferred)
        theme.changed.connect(self._show_choices)

    # ------------------------------------------------------------------ the window asks

    def open(self, argument: object) -> None:
        """`argument`: the name of a section."""
        if isinstance(argument, str) and argument in self.sections:
            self.pages.show_section(argument)

    def heading(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Settings"), "title"))
        row.addWidget(label(self.tr("hold at once, Ctrl+Z undoes"), "body", "secondary"))
        return made

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self.calendar.view.keys,)

    def undo_stack(self) -> QUndoStack | None:
        return self._undo

    def activate(self) -> None:
        self._show_choices()
        self.portal.show_state(self._office.connection())
        self._clock.start()
        office = self._office
        self._read(office.portal_facts, self._show_facts, "settings.facts")
        self._read_calendar()
        self._read(office.keep_daily, self.data.show_daily, "settings.daily")
        self._read(office.program, self._show_program, "settings.program")
        self._read(office.backups, self.data.show_copies, "settings.copies")
        self.pages.select_one()
        self.nav.setFocus()

    def hideEvent(self, event: object) -> None:
        self._clock.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def retranslate(self) -> None:
        names = (
            self.tr("Connection"),
            self.tr("Calendar"),
            self.tr("Terms"),
            self.tr("Notifications"),
            self.tr("Look and language"),
            self.tr("Data and copies"),
            self.tr("Diagnostics"),
            self.tr("About the program"),
        )
        self.pages.set_names(names)
        self.nav.setAccessibleName(self.tr("Sections"))
        for section in self.sections.values():
            section.retranslate()
        self._show_choices()

    # ------------------------------------------------------------------ reading

    def _read(self, work: Callable[[], T], then: Callable[[T], object], slot: str) -> None:
        self._background.run(work, then, otherwise=self._told, slot=slot)

    def _read_calendar(self) -> None:
        office = self._office
        self._read(office.company_calendar, self._show_calendar, "settings.calendar")
        self._read(office.calendar_effects, self.calendar.show_effects, "settings.effects")

    def _show_calendar(self, shown: CompanyCalendar) -> None:
        self.calendar.show_calendar(shown)
        self.terms.hours.show_hours(shown)

    def _show_facts(self, facts: PortalFacts) -> None:
        self.portal.show_facts(facts)
        self.portal.set_checking(False)
        self.terms.show_zone(facts.zone)

    def _show_program(self, program: Program) -> None:
        self.data.show_program(program)
        self.about.show_program(program)

    def _show_choices(self) -> None:
        self.alerts.show_choices(
            alerts=preferences.alerts, alerts_all=preferences.alerts_all, is_read_only=preferences.is_read_only
        )
        self.look.show_choices(language=language.name, theme=theme.choice, per_cent=text_size.choice)

    def _preferred(self, _name: str, _is_on: bool) -> None:
        self._show_choices()

    def _told(self, problem: Problem) -> None:
        self.portal.set_checking(False)
        self.message.emit(problem.code, problem.facts, "error")

    def _refused(self, problem: Problem) -> None:
        """A change was not taken: what the stack holds no longer follows from what is true."""
        self._told(problem)
        self._undo.clear()
        self.activate()

    # ------------------------------------------------------------------ the portal

    def _check(self) -> None:
        self.portal.set_checking(True)
        self._read(self._office.check_portal, self._checked, "settings.check")

    def _checked(self, welcome: Welcome) -> None:
        self.portal.show_welcome(welcome)
        self.portal.set_checking(False)

    def _reveal(self) -> None:
        self._read(self._office.reveal_webhook, self.portal.show_secret, "settings.reveal")

    def _ask_disconnect(self) -> None:
        host = self.portal.facts.host
        title = self.tr("Disconnect {host}?").format(host=host)
        text = self.tr(
            "The engine stops and the webhook is forgotten on this computer. Outlets, processes and history stay; "
            "nothing changes on the portal."
        )
        self._ask(title, text, self.tr("Disconnect"), self._disconnect)

    def _disconnect(self) -> None:
        def done(_nothing: object) -> None:
            self.message.emit("settings.disconnected", {}, "success")
            self.activate()

        self._background.run(self._office.disconnect, done, otherwise=self._told)

    def _edit_polling(self, interval_s: float, rate: str) -> None:
        before = self.portal.facts.interval_s, self.portal.facts.rate
        text = self.tr("Asked every {seconds} s").format(seconds=round(interval_s))
        self._push(text, lambda: self._put_polling(interval_s, rate), lambda: self._put_polling(*before))

    def _put_polling(self, interval_s: float, rate: str) -> None:
        office = self._office

        def done(_nothing: object) -> None:
            self._read(office.portal_facts, self._show_facts, "settings.facts")

        self._background.run(lambda: office.set_polling(interval_s, rate), done, otherwise=self._refused)

    def _push(self, text: str, forth: Callable[[], object], back: Callable[[], object]) -> None:
        self._undo.push(BothWays(text, forth, back))

    # ------------------------------------------------------------------ the calendar

    def _edit_day(self, day: date, made: DayException | None) -> None:
        before = self.calendar.exception(day)
        if made == before:
            return
        name = self.tr("Remove the exception {day}") if made is None else self.tr("Exception {day}")
        self._push(
            name.format(day=format_date(day)), lambda: self._put_day(day, made), lambda: self._put_day(day, before)
        )

    def _put_day(self, day: date, made: DayException | None) -> None:
        office = self._office
        self._background.run(
            lambda: office.put_exception(day, made), lambda _nothing: self._read_calendar(), otherwise=self._refused
        )

    def _edit_hours(self, made: WorkingHours | None) -> None:
        before = self.terms.hours.chosen
        self._push(self.tr("Working hours"), lambda: self._put_hours(made), lambda: self._put_hours(before))

    def _put_hours(self, made: WorkingHours | None) -> None:
        office = self._office
        self._background.run(
            lambda: office.set_hours(made), lambda _nothing: self._read_calendar(), otherwise=self._refused
        )

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self.terms.show_tolerance()

    def _edit_tolerance(self, days: int) -> None:
        before = tolerance()
        self._push(self.tr("Tolerance"), lambda: self._put_tolerance(days), lambda: self._put_tolerance(before))

    def _put_tolerance(self, days: int) -> None:
        office = self._office
        set_tolerance(days)
        self.terms.show_tolerance()
        self._background.run(lambda: office.set_tolerance(days), lambda _nothing: None, otherwise=self._refused)

    # ------------------------------------------------------------------ notifications, look

    def _prefer(self, name: str, is_on: bool) -> None:
        put = {
            "alerts": preferences.set_alerts,
            "alerts_all": preferences.set_alerts_all,
            "read_only": preferences.set_read_only,
        }[name]
        text = self.tr("View only") if name == "read_only" else self.tr("Notifications")
        self._push(text, lambda: put(is_on), lambda: put(not is_on))

    def _edit_theme(self, name: str) -> None:
        before = theme.choice
        if name != before:
            self._push(self.tr("Theme"), lambda: self.theme_wanted.emit(name), lambda: self.theme_wanted.emit(before))

    def _edit_text_size(self, per_cent: int) -> None:
        before = text_size.choice
        if per_cent != before:
            want = self.text_size_wanted.emit
            self._push(self.tr("Text size"), lambda: want(per_cent), lambda: want(before))

    def _edit_language(self, name: str) -> None:
        before = language.name
        if name != before:
            self._push(
                self.tr("Language"), lambda: self.language_wanted.emit(name), lambda: self.language_wanted.emit(before)
            )

    # ------------------------------------------------------------------ the data

    def _open_folder(self) -> None:
        self._read(
            self._office.program, lambda program: QDesktopServices.openUrl(QUrl.fromLocalFile(program.folder)), ""
        )

    def _edit_daily(self, is_on: bool) -> None:
        self._push(self.tr("Daily copy"), lambda: self._put_daily(is_on), lambda: self._put_daily(not is_on))

    def _put_daily(self, is_on: bool) -> None:
        office = self._office
        self.data.show_daily(is_on)
        self._background.run(lambda: office.set_keep_daily(is_on), lambda _nothing: None, otherwise=self._refused)

    def _back_up(self) -> None:
        def done(copy: Backup) -> None:
            self.message.emit("backup.made", {"outlets": copy.outlets}, "success")
            self._read(self._office.backups, self.data.show_new_copy, "settings.copies")

        self._background.run(self._office.back_up, done, otherwise=self._told)

    def _ask_restore(self, copy: Backup | None) -> None:
        if copy is None:
            return
        title = self.tr("Restore the data of {moment}?").format(moment=moment(copy))
        text = self.tr(
            "Outlets, processes, roles, calendar and history become as they were at that moment. What the portal holds "
            "stays: the engine reads it again and creates nothing until then. The present data is copied before."
        )
        self._ask(title, text, self.tr("Restore"), lambda: self._restore(copy), "ph.clock-counter-clockwise")

    def _restore(self, copy: Backup) -> None:
        office = self._office

        def done(_nothing: object) -> None:
            self._undo.clear()
            self.message.emit("backup.restored", {"at": moment(copy)}, "success")
            self.activate()

        self._background.run(lambda: office.restore(copy.name), done, otherwise=self._refused)

    # ------------------------------------------------------------------ diagnostics

    def _choose_bundle(self) -> None:
        name = f"outlet-desktop-{date.today():%Y-%m-%d}.zip"
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Write the file"), name, "ZIP (*.zip)")
        if path:
            self.write_bundle(path)

    def write_bundle(self, path: str) -> None:
        """Write the bundle into that file."""
        office = self._office
        self._background.run(
            lambda: office.diagnostics(path),
            lambda _nothing: self.message.emit("settings.bundle", {}, "success"),
            otherwise=self._told,
        )

    def _ask(self, title: str, text: str, action: str, then: Callable[[], object], icon_id: str = "ph.trash") -> None:
        dialog = Question(self, title, text, action, self.tr("Cancel"), icon_id)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()
