"""Short sections: hours, notifications, look and language, diagnostics, the program itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from outlet_desktop.engine.settings_port import Program
from outlet_desktop.ui.controls import Segmented, SpinBox, label, secondary_button
from outlet_desktop.ui.gantt.cells import tolerance
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.settings.hours_row import HoursRow
from outlet_desktop.ui.settings.section import Rows, Section
from outlet_desktop.ui.text_size import CHOICES, fix_width, most_width


class TermsSection(Section):
    """Rules that dates and statuses are told by; the same in every window of this company.

    Signals:
        tolerance_edited: Working days.
    """

    tolerance_edited = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows()
        self.tolerance, self.hours = SpinBox(0, 60, tolerance()), HoursRow()
        fix_width(self.tolerance, 96)
        self.tolerance.editingFinished.connect(self._edit)
        self._about = label("", "small", "secondary", wrap=True)
        self._rows.add("hours", self.hours)
        self._rows.add("effect", self.hours.effect)
        self._rows.add("tolerance", self.tolerance)
        self._rows.add("about", self._about)
        self.body.addLayout(self._rows)

    def show_tolerance(self) -> None:
        """The present one."""
        self.tolerance.setValue(tolerance())

    def _edit(self) -> None:
        if self.tolerance.value() != tolerance():
            self.tolerance_edited.emit(self.tolerance.value())

    def show_zone(self, zone: str) -> None:
        """The portal's time zone."""
        self.hours.show_zone(zone)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Terms"))
        self._rows.word(tolerance=self.tr("Tolerance"), hours=self.tr("Working hours"))
        self.tolerance.setSuffix(f" {words('unit.days', {'number': ''}).strip()}")
        self.tolerance.setAccessibleName(self.tr("Tolerance"))
        self.hours.retranslate()
        self._about.setText(self.tr("Later than the target by more than the tolerance is late; by less is at risk."))


class AlertsSection(Section):
    """Signals:
    alerts_chosen, alerts_all_chosen, read_only_chosen: A box was ticked or cleared.
    """

    alerts_chosen = Signal(bool)
    alerts_all_chosen = Signal(bool)
    read_only_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.alerts, self.alerts_all, self.read_only = QCheckBox(), QCheckBox(), QCheckBox()
        for box in (self.alerts, self.alerts_all, self.read_only):
            self.body.addWidget(box)
        self.alerts.clicked.connect(lambda: self.alerts_chosen.emit(self.alerts.isChecked()))
        self.alerts_all.clicked.connect(lambda: self.alerts_all_chosen.emit(self.alerts_all.isChecked()))
        self.read_only.clicked.connect(lambda: self.read_only_chosen.emit(self.read_only.isChecked()))

    def show_choices(self, *, alerts: bool, alerts_all: bool, is_read_only: bool) -> None:
        """The present choices."""
        self.alerts.setChecked(alerts)
        self.alerts_all.setChecked(alerts_all)
        self.alerts_all.setEnabled(alerts)
        self.read_only.setChecked(is_read_only)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Notifications"))
        self.alerts.setText(self.tr("Tell in the system tray what needs me"))
        self.alerts_all.setText(self.tr("Tell of decisions that are asked of others, too"))
        self.read_only.setText(self.tr("View only: nothing can be changed from this window"))


class LookSection(Section):
    """Signals:
    theme_chosen, language_chosen: "light", "dark", "system"; "ru", "en".
    text_size_chosen: Per cent, 0 = as the system.
    """

    theme_chosen = Signal(str)
    text_size_chosen = Signal(int)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows()
        self.languages = Segmented((("ru", "Русский"), ("en", "English")))
        self.themes = Segmented((("light", "", "ph.sun"), ("dark", "", "ph.moon"), ("system", "")))
        self._rows.add("language", self.languages)
        self._rows.add("theme", self.themes)
        self.sizes = Segmented([(str(choice), f"{choice} %" if choice else "") for choice in CHOICES])
        self._rows.add("size", self.sizes)
        self.body.addLayout(self._rows)
        self.languages.chosen.connect(self.language_chosen)
        self.themes.chosen.connect(self.theme_chosen)
        self.sizes.chosen.connect(lambda choice: self.text_size_chosen.emit(int(choice)))

    def show_choices(self, *, language: str, theme: str, per_cent: int) -> None:
        """The present choices."""
        self.languages.choose(language)
        self.themes.choose(theme)
        if per_cent in CHOICES:
            self.sizes.choose(str(per_cent))
        else:  # written into the settings by hand
            self.sizes.clear_choice()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Look and language"))
        self._rows.word(language=self.tr("Language"), theme=self.tr("Theme"), size=self.tr("Text size"))
        self.sizes.set_texts({"0": self.tr("As the system")})
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
        most_width(self._about, 620)
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
