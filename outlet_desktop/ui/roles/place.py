"""The place "roles": who plays each role, who stands in; people of the portal."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import UserId
from outlet_desktop.domain.record import RoleHolder
from outlet_desktop.domain.template import RoleId
from outlet_desktop.engine.ports import Office, ReplacePreview, ReplaceReport
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import Banner, EmptyState, hairline, label, secondary_button
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.roles.changes import HolderChange
from outlet_desktop.ui.roles.chooser import NOBODY, PersonChooser
from outlet_desktop.ui.roles.people_page import PeoplePage
from outlet_desktop.ui.roles.replacing import ReplaceDialog, Replacing
from outlet_desktop.ui.roles.role_panel import RolePanel
from outlet_desktop.ui.roles.staff import Staff, load
from outlet_desktop.ui.roles.table import Column, RolesModel, RolesTable

_PERSON, _DEPUTY = "person", "deputy"
_LOOK_MS, _LOOKS = 1000, 120  # how often and how many times a replacement under way is asked for


class RolesPlace(Place):
    """Roles and people. A change shows at once, goes to the office in the background, and can be undone."""

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._background = background
        self._undo = QUndoStack(self)
        self._writes = 0  # changes on their way to the office; what was read meanwhile is older
        self._is_loaded = False
        self._reads_again = False
        self._editing: tuple[RoleId, str] = ("", "")
        self.dialog: ReplaceDialog | None = None
        self.model = RolesModel(self)
        self.table = RolesTable(self.model)
        self.panel = RolePanel()
        self.people = PeoplePage()
        self.chooser = PersonChooser(self)
        self._replace = secondary_button("-", "ph.swap")
        self.banner = Banner("late", "")
        self.banner.add_action(self._replace)
        self.banner.setVisible(False)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self._build()
        self.table.edit_asked.connect(self._edit_cell)
        self.table.clear_asked.connect(self._clear_cell)
        self.table.selectionModel().currentChanged.connect(self._row_changed)
        self.panel.edit_asked.connect(self.choose_person)
        self.chooser.chosen.connect(self._chosen)
        self._replace.clicked.connect(self._replace_dismissed)
        self.panel.replace_asked.connect(self.ask_replacement)
        self.retranslate()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.banner)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 0, 12, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        self._hint = label("", "small", "tertiary")
        bar.addWidget(self._hint)
        left.addLayout(bar)
        left.addWidget(hairline())
        self._empty = EmptyState("ph.users-three", "")
        self._stack = QStackedWidget()
        for page in (self.table, self.people, self._empty):
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
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())

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

    def undo_stack(self) -> QUndoStack | None:
        return self._undo

    def activate(self) -> None:
        self._read()
        self.table.setFocus()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        if self._is_loaded:
            self._read()  # open tasks and holders may have changed

    def retranslate(self) -> None:
        self._replace.setText(self.tr("Replace…"))
        self._hint.setText(self.tr("Double click, Enter or F2 changes the person"))
        self.table.setAccessibleName(self.tr("Roles and their people"))
        self._empty.set_words(
            self.tr("No roles yet"),
            self.tr("Roles come from published processes: publish one in Processes."),
        )
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.table.viewport().update()
        self.panel.retranslate()
        self.people.retranslate()
        self.chooser.retranslate()
        self._show_staff()

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        if self._writes:
            self._reads_again = True
            return
        self._background.run(lambda: load(self._office), self._take, slot="roles.staff")

    def _take(self, staff: Staff) -> None:
        if self._writes:
            self._reads_again = True  # a change was made after the reading began
            return
        self._is_loaded = True
        self.model.show(staff)
        self._show_staff()
        if not self.table.currentIndex().isValid() and staff.roles:
            row = next((number for number, line in enumerate(staff.roles) if staff.is_wrong(line.role.id)), 0)
            self.table.setCurrentIndex(self.model.index(row, Column.PERSON))
        self.heading_changed.emit()

    def _show_staff(self) -> None:
        staff = self.model.staff
        self.people.show_staff(staff)
        self.tabs.setTabText(0, self.tr("Roles"))
        active = sum(person.is_active for person in staff.people.values())
        self.tabs.setTabText(1, f"{self.tr('People')}  {active}" if staff.people else self.tr("People"))
        self._show_banner(staff)
        self._show_tab()
        if self._is_loaded:
            self.badge_changed.emit(staff.wrong)

    def _show_tab(self) -> None:
        is_roles = self.tabs.currentIndex() == 0
        is_empty = self._is_loaded and not self.model.staff.roles
        self._stack.setCurrentWidget(self._empty if is_roles and is_empty else self.table if is_roles else self.people)
        index = self.table.currentIndex()
        line = self.model.line(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None
        self.panel.show_role(self.model.staff, line if is_roles else None)
        self._panel_line.setVisible(self.panel.isVisibleTo(self))
        self._hint.setVisible(is_roles and not is_empty)

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

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_tab()

    # ------------------------------------------------------------------ changing

    def _edit_cell(self, row: int, column: int) -> None:
        self.choose_person(self.model.line(row).role.id, _DEPUTY if column == Column.DEPUTY else _PERSON)

    def choose_person(self, role: RoleId, what: str) -> None:
        """Offer people for that role; `what` is "person" or "deputy"."""
        row = self.model.row_of(role)
        if row < 0:
            return
        column = Column.DEPUTY if what == _DEPUTY else Column.PERSON
        index = self.model.index(row, column)
        self.tabs.setCurrentIndex(0)
        self.table.setCurrentIndex(index)
        self._editing = (role, what)
        holder = self.model.staff.holder(role)
        current = holder.deputy_id if what == _DEPUTY else holder.user_id
        corner = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft() + QPoint(0, 2))
        self.chooser.open_at(
            corner,
            tuple(self.model.staff.people.values()),
            self.model.staff.departments,
            current=current,
            nobody=self.tr("Nobody") if current is not None else "",
        )

    def _clear_cell(self, row: int, column: int) -> None:
        self._editing = (self.model.line(row).role.id, _DEPUTY if column == Column.DEPUTY else _PERSON)
        self._chosen(NOBODY)

    def _chosen(self, user_id: UserId) -> None:
        role, what = self._editing
        before = self.model.staff.holder(role)
        chosen = None if user_id == NOBODY else user_id
        after = replace(before, deputy_id=chosen) if what == _DEPUTY else replace(before, user_id=chosen)
        self.table.setFocus()
        if after == before:
            return
        person = self.model.staff.person(chosen)
        name = person.name if person is not None else self.tr("nobody")
        title = self.model.line(self.model.row_of(role)).role.title
        pattern = self.tr("Deputy of “{role}”: {name}") if what == _DEPUTY else self.tr("“{role}”: {name}")
        self._undo.push(HolderChange(pattern.format(role=title, name=name), before, after, self._put))

    def _put(self, holder: RoleHolder) -> None:
        self.model.show(self.model.staff.with_holder(holder))
        self._show_staff()
        self._writes += 1
        office = self._office

        def done(_nothing: object) -> None:
            self._writes -= 1
            if self._reads_again and not self._writes:
                self._reads_again = False
                self._read()

        def refused(problem: Problem) -> None:
            self._writes -= 1
            self.message.emit(problem.code, problem.facts, "error")
            self._undo.clear()  # what the stack holds no longer follows from what is true
            self._read()

        self._background.run(lambda: office.set_role_holder(holder), done, otherwise=refused)

    # ------------------------------------------------------------------ one person in place of another

    def _replace_dismissed(self) -> None:
        dismissed = self.model.staff.dismissed_holders
        if dismissed:
            self.ask_replacement(dismissed[0][0].user_id)

    def ask_replacement(self, user_id: UserId) -> None:
        """Show what names that person and ask who takes over."""
        office = self._office
        self._background.run(lambda: office.replace_preview(user_id), self._show_dialog, otherwise=self._told)

    def _show_dialog(self, preview: ReplacePreview) -> None:
        self._drop_dialog()
        self.dialog = ReplaceDialog(self.model.staff, preview, self)
        self.dialog.confirmed.connect(lambda by: self._replace_by(preview.user_id, by))
        self.dialog.finished.connect(lambda _result: self._drop_dialog())
        self.dialog.open()

    def _drop_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.chooser.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _replace_by(self, user_id: UserId, by: UserId) -> None:
        was, person = self.model.staff.person(user_id), self.model.staff.person(by)
        names = (was.name if was else str(user_id), person.name if person else str(by))
        text = self.tr("{by} in place of {name}").format(name=names[0], by=names[1])
        office, numbers = self._office, list[int]()

        def begun(number: int) -> None:
            numbers.append(number)
            self._watch(number, *names)

        def forth() -> None:
            self._background.run(lambda: office.replace_person(user_id, by), begun, otherwise=self._refused)

        def back() -> None:
            if numbers:
                number = numbers.pop()
                back_names = (names[1], names[0])
                self._background.run(
                    lambda: office.undo_replacement(number),
                    lambda made: self._watch(made, *back_names),
                    otherwise=self._refused,
                )

        self._undo.push(Replacing(text, forth, back))

    def _refused(self, problem: Problem) -> None:
        self._told(problem)
        self._undo.clear()
        self._read()

    def _told(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")

    def _watch(self, number: int, name: str, by: str, looks: int = 0) -> None:
        """Follow a replacement until its tasks have moved; then tell how it went."""
        office = self._office

        def look(report: ReplaceReport) -> None:
            if not report.is_over and looks < _LOOKS:
                done = len(report.moves) - report.count("waiting")
                text = self.tr("{by} takes over: {done} of {all} tasks have moved.")
                self._hint.setText(text.format(by=by, done=done, all=len(report.moves)))
                QTimer.singleShot(_LOOK_MS, self, lambda: self._watch(number, name, by, looks + 1))
                return
            self._hint.setText(self.tr("Double click, Enter or F2 changes the person"))
            self._tell_report(report, name, by)
            self._read()

        self._background.run(lambda: office.replace_report(number), look, otherwise=self._told)

    def _tell_report(self, report: ReplaceReport, name: str, by: str) -> None:
        facts: dict[str, object] = {"person": name, "by": by, "places": report.places}
        facts |= {state: report.count(state) for state in ("moved", "kept", "refused", "waiting")}
        refused = next((move for move in report.moves if move.state == "refused"), None)
        if refused is not None:
            self.message.emit("replace.partly", {**facts, "task": refused.title, "text": refused.text}, "error")
        elif not report.is_over:
            self.message.emit("replace.waits", facts, "info")
        else:
            self.message.emit("replace.done", facts, "success")
