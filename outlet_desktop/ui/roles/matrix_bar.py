"""What stands at the right of the tabs: which regions are shown, only problems; and the menu of the structure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from outlet_desktop.domain.structure import Rule, rules
from outlet_desktop.ui.controls import word_button
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.roles.staff import Staff


class MatrixBar(QWidget):
    """The two buttons.

    Signals:
        hidden_changed: Names of the regions that are not shown.
        region_asked: Name of a region to change; "" = a new one.
        only_problems: On or off.
    """

    hidden_changed = Signal(object)
    region_asked = Signal(str)
    only_problems = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._staff = Staff()
        self._hidden: frozenset[str] = frozenset()
        self._is_narrow = False
        self.regions = word_button("ph.map-pin", "", menu=True)
        self.menu = QMenu(self.regions)
        self.regions.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self.problems = word_button("ph.warning-circle", "", checkable=True)
        self.problems.toggled.connect(self.only_problems)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.regions)
        row.addWidget(self.problems)
        self.retranslate()

    def show_staff(self, staff: Staff, hidden: frozenset[str]) -> None:
        """Regions may have come or gone."""
        self._staff, self._hidden = staff, hidden
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        names = list(self._staff.regions)
        if names:
            shown = sum(name not in self._hidden for name in names)
            self.regions.setText(self.tr("Regions: {shown} of {all}").format(shown=shown, all=len(names)))
        else:
            self.regions.setText(self.tr("Regions"))
        self._name_problems()

    def _name_problems(self) -> None:
        name = self.tr("Only problems")
        self.problems.setText("" if self._is_narrow else name)
        self.problems.setToolTip(name if self._is_narrow else "")
        self.problems.setAccessibleName(name)
        self.problems.updateGeometry()

    def fit(self, room: int) -> None:
        """Leave the words of the second button to its tooltip where there is no room (px) for them."""
        words = self.fontMetrics().horizontalAdvance(self.tr("Only problems"))
        is_narrow = self.sizeHint().width() + (words if self._is_narrow else 0) > room
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._name_problems()

    def _fill(self) -> None:
        self.menu.clear()
        for name in self._staff.regions:
            action = self.menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name not in self._hidden)
            action.toggled.connect(partial(self._show_region, name))
        if self._staff.regions:
            self.menu.addSeparator()
            change = self.menu.addMenu(self.tr("Change a region"))
            guard_writing(change.menuAction())
            for name in self._staff.regions:
                change.addAction(name, partial(self.region_asked.emit, name))
        guard_writing(self.menu.addAction(self.tr("New region…"), lambda: self.region_asked.emit("")))

    def _show_region(self, region: str, on: bool) -> None:
        self._hidden = self._hidden - {region} if on else self._hidden | {region}
        self.hidden_changed.emit(self._hidden)


class TabsRow(QWidget):
    """The tabs, and at their right the buttons of the matrix; the tabs are read whole first."""

    def __init__(self, tabs: QTabBar, bar: MatrixBar) -> None:
        super().__init__()
        self._tabs, self._bar = tabs, bar
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.addWidget(tabs)
        row.addStretch(1)
        row.addWidget(bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.fit(self.width() - self._tabs.sizeHint().width() - 32)


class StructureMenu(QMenu):
    """The rules that the structure of the company offers, and whom each names now.

    Signals:
        chosen: Text of the rule; "" = no rule.
    """

    chosen = Signal(str)

    def open_for(self, staff: Staff, current: str) -> None:
        """Fill it; `current`: the rule that holds now."""
        self.clear()
        offered = rules(staff.people.values(), staff.departments)
        heads = self.addMenu(self.tr("Head of the department"))
        positions = self.addMenu(self.tr("Holder of the position"))
        for rule in offered:
            self._add(heads if rule.kind == "head" else positions, rule, staff, current)
        if current:
            self.addSeparator()
            self.addAction(self.tr("Chosen by hand"), lambda: self.chosen.emit(""))

    def _add(self, menu: QMenu, rule: Rule, staff: Staff, current: str) -> None:
        person = staff.person(rule.user_id)
        words = f"{rule.what} — {person.name}" if person else self.tr("{what} — nobody").format(what=rule.what)
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(rule.text == current)
        action.setEnabled(person is not None)
        action.triggered.connect(lambda _on=False, text=rule.text: self.chosen.emit(text))
        menu.addAction(action)
