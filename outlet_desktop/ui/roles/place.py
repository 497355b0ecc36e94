"""The place "roles": who plays each role in each region, who stands in, how much everybody has to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import Absence
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.schedule.workload import Workload
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import Banner, ElidedLabel, EmptyState, hairline, label, secondary_button
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.preferences import guard_writing, preferences
from outlet_desktop.ui.roles.chooser import NOBODY, PersonChooser
from outlet_desktop.ui.roles.handover import Handover
from outlet_desktop.ui.roles.load_grid import LoadGrid
from outlet_desktop.ui.roles.matrix import RolesModel
from outlet_desktop.ui.roles.matrix_bar import MatrixBar, StructureMenu, TabsRow
from outlet_desktop.ui.roles.pages import AbsencesPage, OverridesPage
from outlet_desktop.ui.roles.people_page import PeoplePage
from outlet_desktop.ui.roles.role_panel import RolePanel
from outlet_desktop.ui.roles.sheets import RoleSheets
from outlet_desktop.ui.roles.staff import Staff, load
from outlet_desktop.ui.roles.staffing import Staffing
from outlet_desktop.ui.roles.table import RolesTable
from outlet_desktop.ui.waiting import Waiting

_MATRIX, _OVERRIDES, _PEOPLE, _ABSENCES = range(4)


class RolesPlace(Place):
    """Roles and people. A change shows at once, goes to the office in the background, and can be undone."""

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._background = background
        self._undo = QUndoStack(self)
        self._is_loaded = False
        self._wanted_person: UserId | None = None
        self._reads_again = False
        self._is_reading = False
        self._structure_of: RoleId = ""
        self._editing: tuple[RoleId, str, str] = ("", "", "")  # role, spot, region or opening
        self.model = RolesModel(self)
        self.table = RolesTable(self.model)
        self.panel = RolePanel()
        self.load = LoadGrid()
        self.people, self.overrides, self.absences = PeoplePage(), OverridesPage(), AbsencesPage()
        self.chooser = PersonChooser(self)
        self.structure = StructureMenu(self)
        self.bar = MatrixBar()
        self.staffing = Staffing(office, background, self._undo, lambda: self.model.staff, self)
        self.handover = Handover(office, background, self._undo, lambda: self.model.staff, self)
        self.sheets = RoleSheets(office, background, self.staffing, lambda: self.model.staff, self)
        self._replace = secondary_button("-", "ph.swap")
        self.banner = Banner("late", "")
        self.banner.add_action(self._replace)
        self.banner.setVisible(False)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _ in range(4):
            self.tabs.addTab("")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.banner)
        left.addWidget(TabsRow(self.tabs, self.bar))
        left.addWidget(hairline())
        self._empty = EmptyState("ph.users-three", "")
        self._waiting_note = Waiting(self.table)
        matrix = QWidget()
        column = QVBoxLayout(matrix)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(12)
        self._legend, self._hint = ElidedLabel("", "small", "tertiary"), label("", "small", "tertiary")
        foot.addWidget(self._legend, 1)
        foot.addWidget(self._hint)
        column.addWidget(self._foot)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(matrix)
        self._split.addWidget(self.load)
        self._split.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        for page in (self._split, self.overrides, self.people, self.absences, self._empty):
            self._stack.addWidget(page)
        left.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._panel_line = hairline(vertical=True)
        row.addWidget(self._panel_line)
        row.addWidget(self.panel)
        self.panel.setVisible(False)
        self._panel_line.setVisible(False)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())
        self.table.keys.refused.connect(lambda _name, code: self.message.emit(code, {}, "info"))
        self.table.edit_asked.connect(self._edit_cell)
        self.table.clear_asked.connect(self._clear_cell)
        self.table.region_asked.connect(self._guarded(self.staffing.ask_region))
        self.table.selectionModel().currentChanged.connect(self._cell_changed)
        self.panel.edit_asked.connect(lambda role, spot: self.choose_person(role, spot, self._region()))
        self.panel.clear_asked.connect(lambda role: self._put(role, "region", self._region(), None))
        self.panel.structure_asked.connect(self._ask_structure)
        self.structure.chosen.connect(lambda rule: self.staffing.follow_structure(self._structure_of, rule))
        self.panel.replace_asked.connect(self.ask_replacement)
        self.chooser.chosen.connect(self._chosen)
        self._replace.clicked.connect(self._replace_dismissed)
        guard_writing(self._replace)
        self.bar.region_asked.connect(self.staffing.ask_region)
        self.bar.hidden_changed.connect(lambda names: self._hide_regions(names))
        self.bar.only_problems.connect(self._only_problems)
        self.load.norm_changed.connect(self._guarded(self.staffing.change_norm))
        self.overrides.change_asked.connect(lambda opening, role: self.choose_person(role, "outlet", opening))
        self.overrides.clear_asked.connect(lambda opening, role: self._put(role, "outlet", opening, None))
        self.overrides.outlet_asked.connect(lambda opening: self.navigate.emit("outlet", opening))
        self.absences.add_asked.connect(lambda: self._ask_absence(None))
        self.absences.change_asked.connect(lambda absence: self._ask_absence(absence))
        self.absences.drop_asked.connect(self._guarded(self.staffing.drop_absence))
        self.staffing.shown.connect(lambda staff: self._show(staff))
        self.staffing.settled.connect(self._settled)
        self.staffing.message.connect(self.message)
        self.sheets.message.connect(self.message)
        self.handover.message.connect(self.message)
        self.handover.told.connect(lambda words: self._hint.setText(words or self._usual_hint()))
        self.handover.read_wanted.connect(self._read)

    # ------------------------------------------------------------------ the window asks

    def heading(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Roles and people"), "title"))
        if self._is_loaded:
            staff = self.model.staff
            active = sum(person.is_active for person in staff.people.values())
            roles = self.tr("%n role(s)", "", len(staff.roles))
            people = self.tr("%n person(s) on the portal", "", active)
            row.addWidget(label(f"{roles} · {people}", "body", "secondary"))
        return made

    def bar_buttons(self) -> list[QWidget]:
        made = secondary_button(self.tr("Spreadsheet"), "ph.table")
        made.clicked.connect(lambda: self.sheets.pop_menu(made))
        return [made]

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self.table.keys,) if self.table.isVisible() else ()

    def undo_stack(self) -> QUndoStack | None:
        return self._undo

    def activate(self) -> None:
        self._read()
        self.table.setFocus()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self.handover.today = portfolio.today
        if self._is_loaded:
            self._read()  # open tasks and holders may have changed

    def view_state(self) -> str:
        return "\n".join(sorted(self.model.hidden))

    def restore_view(self, state: str) -> None:
        self._hide_regions(frozenset(name for name in state.split("\n") if name))

    def retranslate(self) -> None:
        self._replace.setText(self.tr("Replace…"))
        self._hint.setText(self._usual_hint())
        self._legend.setText(
            self.tr("Name: set here · grey name: as by default · the tree: by the structure of the company")
        )
        self.table.setAccessibleName(self.tr("Roles and their people"))
        self._empty.set_words(
            self.tr("No roles yet"),
            self.tr("Roles come from published processes: publish one in Processes."),
        )
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.table.viewport().update()
        for part in (self.panel, self.people, self.chooser, self.overrides, self.absences, self.load, self.bar):
            part.retranslate()
        self._show_staff()

    def _usual_hint(self) -> str:
        return self.tr("Double click, Enter or F2 changes the person")

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        if self.staffing.writes or self._is_reading:  # one at a time: news that come faster must not starve it
            self._reads_again = True
            return
        self._is_reading, self._reads_again = True, False
        asked = self._background.run(lambda: load(self._office), self._take, otherwise=self._not_read)
        if not self._is_loaded:
            self._waiting_note.begin(self.tr("Reading roles and people…"), asked)
        self._background.run(self._office.workload, self._take_load, otherwise=self._not_read)

    def _not_read(self, problem: Problem) -> None:
        self._is_reading = False
        self.message.emit(problem.code, problem.facts, "error")

    def _take(self, staff: Staff) -> None:
        if self.staffing.writes:
            self._is_reading, self._reads_again = False, True  # a change was made after the reading began
            return
        self._is_loaded = True
        self.model.show(staff)
        self._show_staff()
        if self._wanted_person is not None:
            self.people.show_person(self._wanted_person)
            self._wanted_person = None
        if not self.table.currentIndex().isValid() and self.model.lines:
            lines = self.model.lines
            row = next((number for number, line in enumerate(lines) if staff.is_wrong(line.role.id)), 0)
            self.table.setCurrentIndex(self.model.index(row, self.model.column_of("default")))
            self._split.setSizes([self.table.fitting_height() + self._foot.sizeHint().height(), 10_000])
        self.heading_changed.emit()

    def _show(self, staff: Staff) -> None:
        self.model.show(staff)
        self._show_staff()

    def _settled(self) -> None:
        self._reads_again = False
        self._read()

    def _take_load(self, found: Workload) -> None:
        self._is_reading = False
        if self._reads_again:
            self._read()
        self.model.show_load(found)
        self.load.show_load(self.model.staff, found)

    def _show_staff(self) -> None:
        staff = self.model.staff
        self.people.show_staff(staff)
        self.overrides.show_staff(staff)
        self.absences.show_staff(staff)
        self.bar.show_staff(staff, self.model.hidden)
        if self.model.load is not None:
            self.load.show_load(staff, self.model.load)
        active = sum(person.is_active for person in staff.people.values())
        titles = (
            (self.tr("Roles and regions"), 0),
            (self.tr("Overrides of outlets"), len(staff.overrides)),
            (self.tr("People"), active),
            (self.tr("Absences"), len(self.absences.model.rows)),
        )
        for tab, (title, count) in enumerate(titles):
            self.tabs.setTabText(tab, f"{title}  {count}" if count else title)
        self._show_banner(staff)
        self._show_tab()
        if self._is_loaded:
            self.badge_changed.emit(staff.wrong)

    def _show_tab(self) -> None:
        tab = self.tabs.currentIndex()
        is_matrix = tab == _MATRIX
        is_empty = self._is_loaded and not self.model.staff.roles
        pages = (self._split, self.overrides, self.people, self.absences)
        self._stack.setCurrentWidget(self._empty if is_matrix and is_empty else pages[max(0, tab)])
        index = self.table.currentIndex()
        line = self.model.line(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None
        self.panel.show_role(self.model.staff, line if is_matrix else None, self._region())
        self._panel_line.setVisible(self.panel.isVisibleTo(self))
        self.bar.setVisible(is_matrix and not is_empty)

    def _show_banner(self, staff: Staff) -> None:
        dismissed = staff.dismissed_holders
        self.banner.setVisible(bool(dismissed))
        if not dismissed:
            return
        person, roles = dismissed[0]
        fact = self.tr("{name} is dismissed.").format(name=person.name)
        names = ", ".join(self.tr("“{role}”").format(role=role.title) for role in roles)
        tasks = self.tr("%n open task(s)", "", staff.open_tasks.get(person.user_id, 0))
        pattern = self.tr("Holds the role {roles}, {tasks}.") if roles else self.tr("Holds {tasks}.")
        text = pattern.format(roles=names, tasks=tasks)
        if len(dismissed) > 1:
            text += " " + self.tr("%n more dismissed holder(s).", "", len(dismissed) - 1)
        self.banner.set("late", fact, text)

    def _cell_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_tab()

    def _region(self) -> str:
        """The region of the cell under the cursor."""
        index = self.table.currentIndex()
        inside = index.isValid() and index.column() < len(self.model.spots)
        return self.model.spots[index.column()].region if inside else ""

    def _hide_regions(self, names: frozenset[str]) -> None:
        self.model.hide_regions(sorted(names))
        self.bar.show_staff(self.model.staff, self.model.hidden)

    def _only_problems(self, on: bool) -> None:
        self.model.set_only_problems(on)
        self._show_tab()

    def show_person(self, user_id: UserId) -> None:
        """Bring up the people with that one selected, now or once they are read."""
        self._wanted_person = user_id
        self.tabs.setCurrentIndex(_PEOPLE)
        if self._is_loaded and self.people.show_person(user_id):
            self._wanted_person = None

    # ------------------------------------------------------------------ who plays a role

    def _edit_cell(self, row: int, column: int) -> None:
        spot = self.model.spots[column]
        self.choose_person(self.model.line(row).role.id, spot.kind, spot.region)

    def _clear_cell(self, row: int, column: int) -> None:
        spot = self.model.spots[column]
        self._put(self.model.line(row).role.id, spot.kind, spot.region, None)

    def choose_person(self, role: RoleId, spot: str, where: str = "") -> None:
        """Offer people for that role; `spot`: "default", "deputy", "region" or "outlet" (`where` says which)."""
        if not self._may_write():
            return
        self._editing = (role, spot, where)
        if spot == "outlet":
            corner = self.overrides.change.mapToGlobal(QPoint(0, self.overrides.change.height() + 2))
        else:
            row, column = self.model.row_of(role), self.model.column_of(spot, where if spot == "region" else "")
            if row < 0 or column < 0:
                return
            self.tabs.setCurrentIndex(_MATRIX)
            index = self.model.index(row, column)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            corner = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft() + QPoint(0, 2))
        current = self.staffing.held(role, spot, where)
        usual = {"region": self.tr("As by default"), "outlet": self.tr("As everywhere")}.get(spot, self.tr("Nobody"))
        staff = self.model.staff
        people = tuple(staff.people.values())
        nobody = usual if current is not None else ""
        self.chooser.open_at(corner, people, staff.departments, current=current, nobody=nobody)

    def _chosen(self, user_id: UserId) -> None:
        self._put(*self._editing, None if user_id == NOBODY else user_id)

    def _may_write(self) -> bool:
        """Keys and double clicks ask for what the buttons of a manager's window have disabled: it says why not."""
        if preferences.is_read_only:
            self.message.emit("office.read_only", {}, "info")
        return not preferences.is_read_only

    def _guarded(self, act: Callable[..., None]) -> Callable[..., None]:
        def run(*given: object) -> None:
            if self._may_write():
                act(*given)

        return run

    def _put(self, role: RoleId, spot: str, where: str, user_id: UserId | None) -> None:
        if not self._may_write():
            return
        (self.overrides.table if spot == "outlet" else self.table).setFocus()
        self.staffing.put_person(role, spot, where, user_id)

    def _ask_structure(self, role: RoleId) -> None:
        self._structure_of = role
        self.structure.open_for(self.model.staff, self.model.staff.holder(role).rule)
        self.structure.popup(self.panel.structure.mapToGlobal(QPoint(0, self.panel.structure.height() + 2)))

    def _ask_absence(self, absence: Absence | None) -> None:
        if not self._may_write():
            return
        mondays = self.model.load.mondays if self.model.load else ()
        self.staffing.ask_absence(absence, mondays[0] if mondays else date.today())

    # ------------------------------------------------------------------ one person in place of another

    def _replace_dismissed(self) -> None:
        dismissed = self.model.staff.dismissed_holders
        if dismissed:
            self.ask_replacement(dismissed[0][0].user_id)

    def ask_replacement(self, user_id: UserId) -> None:
        """Show what names that person and ask who takes over."""
        self.handover.ask_replacement(user_id)
