"""The bar above the log, 44 px: words, who, how serious, outlet, kind, period; at the right what follows new lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from outlet_desktop.domain.log import KINDS, LogCounts, LogFilter
from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.ui.controls import FilterChip, flat_button, hairline, set_button_size, word_button
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.text_size import fix_height, most_width, wide
from outlet_desktop.ui.theme import token

_TYPED_MS = 200
_NARROW = 900  # px, below which chips lose their names
_WHO = ("", "engine", "people")
_LEVELS = (("late", "ph.warning-octagon-fill"), ("risk", "ph.warning-fill"))
_PERIODS = (0, 1, 7, 30)  # days; 0 = all


class _Search(QLineEdit):
    """Esc empties it; Esc in an empty one leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)


class LogFilters(QFrame):
    """Signals:
    chosen: The LogFilter, after every change (words: when typing pauses).
    followed: Whether new lines are to be followed. newest_wanted: The chip of new lines was pressed.
    """

    chosen = Signal(object)
    followed = Signal(bool)
    newest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filterBar")
        fix_height(self, token("size.filterBar"))
        self.setMinimumWidth(480)
        self._wanted = LogFilter()
        self._today = date.today()
        self._period = 0
        self._is_narrow = False
        self._outlets: Mapping[OpeningId, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(2)
        self.search = _Search()
        self.search.setMinimumWidth(150)
        most_width(self.search, 240)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setProperty("leading", True)
        self._row.addWidget(self.search, 3)
        self._row.addSpacing(4)
        self._line()
        self.who: dict[str, FilterChip] = {}
        for key, icon_id in zip(_WHO, ("", "ph.robot", "ph.user"), strict=True):
            chip = FilterChip(icon_id, "", None)
            chip.clicked.connect(lambda _=False, key=key: self._choose(who=key))
            self.who[key] = chip
            self._row.addWidget(chip)
        self.levels: dict[str, FilterChip] = {}
        for key, icon_id in _LEVELS:
            chip = FilterChip(icon_id, "", 0, f"status.{key}.fill")
            chip.clicked.connect(self._choose_level)
            self.levels[key] = chip
            self._row.addWidget(chip)
        self.outlet_button = word_button("", "", menu=True)
        self.kind_button = word_button("", "", menu=True)
        self.period_button = word_button("", "", menu=True)
        self._menus = {name: QMenu(self) for name in ("outlet", "kind", "period")}
        for name, button in (
            ("outlet", self.outlet_button),
            ("kind", self.kind_button),
            ("period", self.period_button),
        ):
            button.setMenu(self._menus[name])
            most_width(button, 150)
            self._row.addWidget(button)
        self.clear_button = flat_button("")
        set_button_size(self.clear_button, "small")
        self.clear_button.clicked.connect(self.clear)
        self._row.addWidget(self.clear_button)
        self._row.addStretch(2)
        self.newest_button = flat_button("", "ph.arrow-up")
        set_button_size(self.newest_button, "small")
        self.newest_button.clicked.connect(self.newest_wanted)
        self.newest_button.hide()
        self._row.addWidget(self.newest_button)
        self.follow = FilterChip("ph.arrow-down", "", None)
        self.follow.setChecked(True)
        self.follow.clicked.connect(lambda: self.followed.emit(self.follow.isChecked()))
        self._row.addWidget(self.follow)
        self._timer = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._timer.timeout.connect(lambda: self._choose(text=self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.retranslate()

    def _line(self) -> None:
        line = hairline(vertical=True)
        line.setFixedHeight(20)
        self._row.addWidget(line)
        self._row.addSpacing(4)

    # ------------------------------------------------------------------ what is shown

    @property
    def wanted(self) -> LogFilter:
        """The filter in use."""
        return self._wanted

    def show_filter(self, wanted: LogFilter) -> None:
        """Use that filter; `chosen` is not emitted."""
        self._wanted = wanted
        self._period = 0 if wanted.since is None else max((self._today - wanted.since).days + 1, 1)
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self._mark()

    def show_outlets(self, outlets: Mapping[OpeningId, str], today: date) -> None:
        """Outlets to choose among; `today` by the portal."""
        if outlets == self._outlets and today == self._today:
            return
        self._outlets, self._today = dict(outlets), today
        if self._period:
            self._wanted = replace(self._wanted, since=today - timedelta(days=self._period - 1))
        self._fill_menus()
        self._mark()

    def show_counts(self, counts: LogCounts) -> None:
        """Numbers on the chips."""
        self.levels["late"].set_count(counts.errors)
        self.levels["risk"].set_count(counts.warnings)

    def show_new(self, count: int) -> None:
        """Lines that have come while a person looks at older ones; 0 hides the chip."""
        self.newest_button.setVisible(count > 0)
        self.newest_button.setText(self.tr("New: %n", "", count))

    def set_follow(self, is_on: bool) -> None:
        """Show whether new lines are followed."""
        self.follow.setChecked(is_on)

    # ------------------------------------------------------------------ choosing

    def clear(self) -> None:
        """Every line again."""
        self.show_filter(LogFilter())
        self.chosen.emit(self._wanted)

    def _choose(self, **changed: object) -> None:
        wanted = replace(self._wanted, **changed)  # type: ignore[arg-type]
        is_new = wanted != self._wanted
        self._wanted = wanted
        self._mark()
        if is_new:
            self.chosen.emit(wanted)

    def _choose_level(self) -> None:
        on = [key for key, chip in self.levels.items() if chip.isChecked()]
        self._choose(level="any" if len(on) == 2 else on[0] if on else "")

    def _choose_kind(self, kind: str, is_on: bool) -> None:
        kinds = self._wanted.kinds | {kind} if is_on else self._wanted.kinds - {kind}
        self._choose(kinds=kinds)

    def _choose_period(self, days: int) -> None:
        self._period = days
        self._choose(since=self._today - timedelta(days=days - 1) if days else None)

    def _mark(self) -> None:
        wanted = self._wanted
        for key, chip in self.who.items():
            chip.setChecked(wanted.who == key)
        for key, chip in self.levels.items():
            chip.setChecked(wanted.level in (key, "any"))
        self.outlet_button.setText(self._outlets.get(wanted.opening, self.tr("Outlet")))
        names = self._kind_names()
        some = [names[kind] for kind in KINDS if kind in wanted.kinds]
        self.kind_button.setText(some[0] if len(some) == 1 else self.tr("Kinds: %n", "", len(some)))
        if not some:
            self.kind_button.setText(self.tr("Kind"))
        self.period_button.setText(self._period_names()[self._period] if self._period in _PERIODS else "")
        self.clear_button.setVisible(not wanted.is_empty)
        for name, menu in self._menus.items():
            for action in menu.actions():
                if action.isCheckable():
                    action.setChecked(self._is_chosen(name, action.data()))

    def _is_chosen(self, menu: str, value: object) -> bool:
        if menu == "kind":
            return value in self._wanted.kinds
        return value == (self._wanted.opening if menu == "outlet" else self._period)

    # ------------------------------------------------------------------ menus and words

    def _fill_menus(self) -> None:
        for menu in self._menus.values():
            menu.clear()
        outlets = QActionGroup(self._menus["outlet"])
        found = sorted(self._outlets.items(), key=lambda pair: pair[1].casefold())
        for opening, address in [("", self.tr("All outlets")), *found]:
            action = self._menus["outlet"].addAction(address.replace("&", "&&"))
            action.triggered.connect(lambda _=False, opening=opening: self._choose(opening=opening))
            self._check(action, opening, outlets)
        for kind, name in self._kind_names().items():
            action = self._menus["kind"].addAction(name)
            action.triggered.connect(lambda is_on=False, kind=kind: self._choose_kind(kind, is_on))
            self._check(action, kind, None)
        periods = QActionGroup(self._menus["period"])
        for days, name in self._period_names().items():
            action = self._menus["period"].addAction(name)
            action.triggered.connect(lambda _=False, days=days: self._choose_period(days))
            self._check(action, days, periods)

    @staticmethod
    def _check(action: QAction, value: object, group: QActionGroup | None) -> None:
        action.setCheckable(True)
        action.setData(value)
        if group is not None:
            group.addAction(action)

    def _kind_names(self) -> dict[str, str]:
        return {
            "openings": self.tr("Launches and openings"),
            "decisions": self.tr("Decisions"),
            "steps": self.tr("Steps"),
            "tasks": self.tr("Tasks created"),
            "people": self.tr("Changes by hand"),
            "delays": self.tr("Reminders and reasons"),
            "problems": self.tr("Problems"),
            "connection": self.tr("Connection and engine"),
        }

    def _period_names(self) -> dict[int, str]:
        names = (self.tr("All time"), self.tr("Today"), self.tr("7 days"), self.tr("30 days"))
        return dict(zip(_PERIODS, names, strict=True))

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self.search.setPlaceholderText(self.tr("Address, step, task number"))
        self.search.setToolTip(self.search.placeholderText())  # which a narrow field cuts
        self.search.setAccessibleName(self.tr("Find in the log"))
        self._word_chips()
        self.follow.setToolTip(self.tr("Show new lines at once, until you scroll"))
        self.clear_button.setText(self.tr("Reset"))
        self._fill_menus()
        self._mark()

    def _word_chips(self) -> None:
        """Names of the chips; where there is no room those with an icon show only that (and their number)."""
        chips = (*self.who.values(), *self.levels.values(), self.follow)
        texts = (
            self.tr("All"),
            self.tr("Engine"),
            self.tr("People"),
            self.tr("Errors"),
            self.tr("Attention"),
            self.tr("Follow"),
        )
        for chip, text in zip(chips, texts, strict=True):
            is_bare = self._is_narrow and chip is not self.who[""]
            chip.set_text("" if is_bare else text)
            chip.setToolTip(text if is_bare else "")
            if is_bare:
                chip.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < wide(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._word_chips()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
