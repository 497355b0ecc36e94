"""The bar above the portfolio, 44 px: status chips, words, grouping, scale."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton

from outlet_desktop.ui.controls import (
    FilterChip,
    Segmented,
    flat_button,
    hairline,
    set_button_size,
    set_tool_name,
    tool_button,
    word_button,
)
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.ui.text_size import fix_height, fix_width
from outlet_desktop.ui.theme import token

GROUPINGS = ("attention", "region", "process", "stage", "director", "none")
_CHIPS = ("", "late", "blocked", "risk", "active", "idle", "done")


class _Search(QLineEdit):
    """Esc empties and closes it."""

    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.closed.emit()
            return
        super().keyPressEvent(event)


class FilterBar(QFrame):
    """Signals:
    chip_chosen: A status value, "" = all. text_changed: The words typed.
    grouping_chosen: One of GROUPINGS. scale_chosen: "week", "month", "quarter".
    today_wanted, updates_wanted: A button was pressed.
    """

    chip_chosen = Signal(str)
    text_changed = Signal(str)
    grouping_chosen = Signal(str)
    scale_chosen = Signal(str)
    today_wanted = Signal()
    updates_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        fix_height(self, token("size.filterBar"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(0)  # chips carry their own room; all seven names fit the usual window
        self.setMinimumWidth(480)  # below what all names need: they give way
        self._is_narrow = self._is_terse = False
        self._counts: dict[str, int] = {}
        self.chips: dict[str, FilterChip] = {}
        for key in _CHIPS:
            icon_id = token(f"status.{key}.icon") if key else ""
            chip = FilterChip(icon_id, "", 0, f"status.{key}.fill" if key else "text.secondary")
            chip.clicked.connect(lambda _=False, key=key: self._choose_chip(key))
            self.chips[key] = chip
            self._row.addWidget(chip)
        self.chips[""].setChecked(True)
        self._row.addSpacing(2)
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        self._row.addWidget(line)
        self._row.addSpacing(2)
        self.search_button = word_button("ph.funnel-simple", "")
        self.search_button.clicked.connect(self.open_search)
        self._row.addWidget(self.search_button)
        self.search = _Search()
        fix_width(self.search, 168)
        self.search.addAction(icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setProperty("leading", True)
        self.search.setClearButtonEnabled(True)
        self.search.hide()
        self.search.textChanged.connect(self.text_changed)
        self.search.closed.connect(self._close_search)
        self._row.addWidget(self.search)
        self.grouping_button = word_button("ph.rows", "", menu=True)
        self._row.addWidget(self.grouping_button)
        self._row.addStretch(1)
        self.updates: QPushButton = flat_button("", "ph.arrows-clockwise")
        set_button_size(self.updates, "small")
        self.updates.clicked.connect(self.updates_wanted)
        self.updates.hide()
        self._waiting = 0
        self._row.addWidget(self.updates)
        self.scale = Segmented((("week", ""), ("month", ""), ("quarter", "")))
        self.scale.choose("month")
        self.scale.chosen.connect(self.scale_chosen)
        self._row.addWidget(self.scale)
        self.today_button = tool_button("ph.crosshair")
        self.today_button.clicked.connect(self.today_wanted)
        self.options_button = tool_button("ph.sliders-horizontal")
        self.options_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._row.addWidget(self.today_button)
        self._row.addWidget(self.options_button)
        self._make_menus()
        self.retranslate()

    def _make_menus(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(self)
        self._groupings: dict[str, QAction] = {}
        for key in GROUPINGS:
            action = menu.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, key=key: self._choose_grouping(key))
            group.addAction(action)
            self._groupings[key] = action
        self._groupings["attention"].setChecked(True)
        self.grouping_button.setMenu(menu)
        options = QMenu(self)
        self.legend_action = options.addAction("")
        self.strip_action = options.addAction("")
        for action in (self.legend_action, self.strip_action):
            action.setCheckable(True)
            action.setChecked(True)
        options.addSeparator()
        self.expand_action = options.addAction("")
        self.collapse_action = options.addAction("")
        options.addSeparator()
        self.columns_action = options.addAction("")
        self.unsort_action = options.addAction("")
        self.unsort_action.setEnabled(False)
        options.addSeparator()
        self.alerts_action = options.addAction("")
        self.alerts_all_action = options.addAction("")
        self.read_only_action = options.addAction("")
        for action, tell in (
            (self.alerts_action, preferences.set_alerts),
            (self.alerts_all_action, preferences.set_alerts_all),
            (self.read_only_action, preferences.set_read_only),
        ):
            action.setCheckable(True)
            action.toggled.connect(tell)
        preferences.changed.connect(self._show_preferences)
        self._show_preferences()
        self.options_button.setMenu(options)

    def _show_preferences(self) -> None:
        self.alerts_action.setChecked(preferences.alerts)
        self.alerts_all_action.setChecked(preferences.alerts_all)
        self.alerts_all_action.setEnabled(preferences.alerts)
        self.read_only_action.setChecked(preferences.is_read_only)

    def commands(self) -> tuple[QAction, ...]:
        """What the menu "View" offers."""
        shown = (self.legend_action, self.strip_action, self.expand_action, self.collapse_action)
        alerts = (self.alerts_action, self.alerts_all_action)
        return (*shown, self.columns_action, self.unsort_action, *alerts, self.read_only_action)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Word every label anew."""
        self._name_chips()
        self.search_button.setText(self.tr("Filter"))
        self.search_button.setToolTip(f"{self.tr('Filter by words')}\u2002{keys_text('portfolio.find')}")
        self.search.setPlaceholderText(self.tr("Address, city, person"))
        self.search.setAccessibleName(self.tr("Filter by words"))
        for key, name in (
            ("attention", self.tr("by attention")),
            ("region", self.tr("by region")),
            ("process", self.tr("by process")),
            ("none", self.tr("no groups")),
        ):
            self._groupings[key].setText(name)
        self._word_grouping()
        self.scale.set_texts({"week": self.tr("Week"), "month": self.tr("Month"), "quarter": self.tr("Quarter")})
        set_tool_name(self.today_button, self.tr("Today"), keys_text("table.today"))
        set_tool_name(self.options_button, self.tr("View"))
        self.legend_action.setText(self.tr("Legend"))
        self.strip_action.setText(self.tr("Selected outlet"))
        self.expand_action.setText(self.tr("Expand all outlets"))
        self.collapse_action.setText(self.tr("Collapse all outlets"))
        self.columns_action.setText(self.tr("Columns and order…"))
        self.unsort_action.setText(self.tr("Usual order of rows"))
        self.alerts_action.setText(self.tr("Notifications of what needs me"))
        self.alerts_all_action.setText(self.tr("Tell of decisions of others, too"))
        self.read_only_action.setText(self.tr("View only (for managers)"))
        self.show_waiting(self._waiting)

    def _name_chips(self) -> None:
        """Names beside the counts; without room for them the icons stand alone, the names are tooltips."""
        for key, chip in self.chips.items():
            name = words(f"chip.{key or 'all'}")
            chip.set_text("" if self._is_narrow and key else name)
            chip.setToolTip(name if self._is_narrow and key else "")
            chip.setAccessibleName(f"{name} {self._counts.get(key, 0)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """What does not fit goes in two stages: the words of the news, then the names of the chips."""
        face = QFontMetrics(self.chips["late"].font())
        names = sum(face.horizontalAdvance(words(f"chip.{key}")) + 6 for key in self.chips if key)
        news = face.horizontalAdvance(self._news()) - face.horizontalAdvance(str(self._waiting)) if self._waiting else 0
        needed = self._row.sizeHint().width()
        needed += (names if self._is_narrow else 0) + (news if self._is_terse else 0)
        is_terse, is_narrow = needed > self.width(), needed - news > self.width()
        if is_terse != self._is_terse:
            self._is_terse = is_terse
            self._name_news()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._name_chips()

    def _word_grouping(self) -> None:
        names = {
            "attention": self.tr("Group: attention"),
            "region": self.tr("Group: region"),
            "process": self.tr("Group: process"),
            "stage": self.tr("Group: stage"),
            "director": self.tr("Group: director"),
            "none": self.tr("No groups"),
        }
        self.grouping_button.setText(names[self.grouping])
        self.grouping_button.updateGeometry()

    @property
    def grouping(self) -> str:
        """The grouping chosen."""
        return next(key for key, action in self._groupings.items() if action.isChecked())

    @property
    def chip(self) -> str:
        """The chip chosen, "" = all."""
        return next((key for key, chip in self.chips.items() if chip.isChecked()), "")

    def _choose_chip(self, key: str) -> None:
        # A second click on a chip shows all again.
        chosen = key if self.chips[key].isChecked() else ""
        for name, chip in self.chips.items():
            chip.setChecked(name == chosen)
        self.chip_chosen.emit(chosen)

    def _choose_grouping(self, key: str) -> None:
        self._word_grouping()
        self.grouping_chosen.emit(key)

    def choose_grouping(self, key: str) -> None:
        """Another grouping, told like a person's choice; unknown ones are passed over."""
        if key in self._groupings and key != self.grouping:
            self._groupings[key].setChecked(True)
            self._choose_grouping(key)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Numbers on the chips."""
        self._counts = dict(counts)
        for key, chip in self.chips.items():
            chip.set_count(counts.get(key, 0))
        self._name_chips()
        self._fit_names()

    def show_waiting(self, number: int) -> None:
        """How many rows have news that would move them; 0 hides the chip."""
        self._waiting = number
        self.updates.setVisible(number > 0)
        self._name_news()
        self._fit_names()

    def _news(self) -> str:
        return self.tr("updated: %n", "", self._waiting)

    def _name_news(self) -> None:
        put = self.tr("Put the rows in order")
        self.updates.setText(str(self._waiting) if self._is_terse else self._news())
        self.updates.setToolTip(f"{self._news()}. {put}" if self._is_terse else put)
        self.updates.setAccessibleName(f"{self._news()}. {put}")

    def open_search(self) -> None:
        """Ctrl+F."""
        self.search_button.hide()
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _close_search(self) -> None:
        self.search.hide()
        self.search_button.show()

    def reset(self) -> None:
        """No chip, no words."""
        self.search.clear()
        self._close_search()
        for key, chip in self.chips.items():
            chip.setChecked(not key)
        self.chip_chosen.emit("")
