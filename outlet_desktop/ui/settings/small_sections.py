"""Short sections: hours, notifications, look and language, diagnostics, the program itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from outlet_desktop.engine.settings_port import Program
from outlet_desktop.schedule.at_hours import END_HOUR, START_HOUR
from outlet_desktop.ui.controls import Segmented, SpinBox, label, secondary_button
from outlet_desktop.ui.gantt.cells import tolerance
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.settings.section import Rows, Section


class TermsSection(Section):
    """Rules that dates and statuses are told by; the same in every window of this company.

    Signals:
        tolerance_edited: Working days.
    """

    tolerance_edited = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._zone = ""
        self._rows = Rows()
        self.tolerance, self.hours = SpinBox(0, 60, tolerance()), label("")
        self.tolerance.setFixedWidth(96)
        self.tolerance.editingFinished.connect(self._edit)
        self._rows.add("tolerance", self.tolerance)
        self._rows.add("hours", self.hours)
        self.body.addLayout(self._rows)
        self._about = label("", "small", "secondary", wrap=True)
        self.body.addWidget(self._about)

    def show_tolerance(self) -> None:
        """The present one."""
        self.tolerance.setValue(tolerance())

    def _edit(self) -> None:
        if self.tolerance.value() != tolerance():
            self.tolerance_edited.emit(self.tolerance.value())

    def show_zone(self, zone: str) -> None:
        """The portal's time zone."""
        self._zone = zone
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Terms"))
        self._rows.word(tolerance=self.tr("Tolerance"), hours=self.tr("Working hours"))
        self.tolerance.setSuffix(f" {words('unit.days', {'number': ''}).strip()}")
        self.tolerance.setAccessibleName(self.tr("Tolerance"))
        zone = f", {self._zone}" if self._zone else ""
        self.hours.setText(f"{START_HOUR:02d}:00–{END_HOUR:02d}:00{zone}")
        self._about.setText(self.tr("Later than the target by more than the tolerance is late; by less is at risk."))


class AlertsSection(Section):
    """Signals:
    alerts_chosen, read_only_chosen: A box was ticked or cleared.
    """

    alerts_chosen = Signal(bool)
    read_only_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.alerts, self.read_only = QCheckBox(), QCheckBox()
        self.body.addWidget(self.alerts)
        self.body.addWidget(self.read_only)
        self.alerts.clicked.connect(lambda: self.alerts_chosen.emit(self.alerts.isChecked()))
        self.read_only.clicked.connect(lambda: self.read_only_chosen.emit(self.read_only.isChecked()))

    def show_choices(self, *, alerts: bool, is_read_only: bool) -> None:
        """The present choices."""
        self.alerts.setChecked(alerts)
        self.read_only.setChecked(is_read_only)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Notifications"))
        self.alerts.setText(self.tr("Tell in the system tray what needs me"))
        self.read_only.setText(self.tr("View only: nothing can be changed from this window"))


class LookSection(Section):
    """Signals:
    theme_chosen, language_chosen: "light", "dark", "system"; "ru", "en".
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows()
        self.languages = Segmented((("ru", "Русский"), ("en", "English")))
        self.themes = Segmented((("light", "", "ph.sun"), ("dark", "", "ph.moon"), ("system", "")))
        self._rows.add("language", self.languages)
        self._rows.add("theme", self.themes)
        self.body.addLayout(self._rows)
        self.languages.chosen.connect(self.language_chosen)
        self.themes.chosen.connect(self.theme_chosen)

    def show_choices(self, *, language: str, theme: str) -> None:
        """The present choices."""
        self.languages.choose(language)
        self.themes.choose(theme)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Look and language"))
        self._rows.word(language=self.tr("Language"), theme=self.tr("Theme"))
        self.themes.set_texts({"light": self.tr("Light"), "dark": self.tr("Dark"), "system": self.tr("As the system")})


class DiagnosticsSection(Section):
    """Signals:
    bundle_wanted, log_wanted: A button was pressed.
    """

    bundle_wanted = Signal()
    log_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about = label("", "body", "secondary", wrap=True)
        self._about.setMaximumWidth(620)
        self.body.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.bundle, self.problems = secondary_button("", "ph.package"), secondary_button("")
        row.addWidget(self.bundle)
        row.addWidget(self.problems)
        row.addStretch(1)
        self.body.addLayout(row)
        self.bundle.clicked.connect(self.bundle_wanted)
        self.problems.clicked.connect(self.log_wanted)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Diagnostics"))
        self._about.setText(
            self.tr(
                "A file for whoever helps you: versions, settings, errors, the last lines of the log, counts. "
                "It holds no webhook and no data base; outlets and people are named in it."
            )
        )
        self.bundle.setText(self.tr("Write the file…"))
        self.problems.setText(self.tr("Problems in the log"))


class AboutSection(Section):
    """The program: its version and those of what it stands on."""

    def __init__(self) -> None:
        super().__init__()
        self._program: Program | None = None
        self._rows = Rows()
        self.version = label("", selectable=True)
        self.stands_on = label("", selectable=True, wrap=True)
        self.system = label("", selectable=True)
        for key, value in (("version", self.version), ("stands_on", self.stands_on), ("system", self.system)):
            self._rows.add(key, value)
        self.body.addLayout(self._rows)

    def show_program(self, program: Program) -> None:
        """Versions."""
        self._program = program
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("About the program"))
        self._rows.word(version=self.tr("Version"), stands_on=self.tr("Stands on"), system=self.tr("System"))
        program = self._program
        if program is not None:
            self.version.setText(f"Outlet Desktop {program.version}")
            schema = self.tr("schema of the data {number}").format(number=program.schema)
            self.stands_on.setText(f"Python {program.python}, Qt {program.qt}, {schema}")
            self.system.setText(program.system)
