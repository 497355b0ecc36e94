"""The place "launch": three pages from an address to the director's decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QHideEvent, QUndoStack
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningId, Person
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.launch_port import LaunchDraft, LaunchRequest
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import set_tool_name, tool_button
from outlet_desktop.ui.key_table import LAUNCH
from outlet_desktop.ui.launch.address_page import AddressPage
from outlet_desktop.ui.launch.crumbs import Crumbs
from outlet_desktop.ui.launch.deciding import Deciding
from outlet_desktop.ui.launch.decision import Stand
from outlet_desktop.ui.launch.decision_page import DecisionPage
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.drafts_menu import DraftsMenu
from outlet_desktop.ui.launch.fixing import Fixing
from outlet_desktop.ui.launch.footer import Footer
from outlet_desktop.ui.launch.ground import FormGround, read_ground
from outlet_desktop.ui.launch.history import FormHistory
from outlet_desktop.ui.launch.keeper import DraftKeeper, SavedNote
from outlet_desktop.ui.launch.known import known_outlets
from outlet_desktop.ui.launch.schedule_page import SchedulePage
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.place_keys import PlaceKeys

ADDRESS, SCHEDULE, DECISION = range(3)
DRAFT = "draft:"  # `open("draft:<id>")` opens a form that was kept


class LaunchPlace(Place):
    """Launching an outlet. What is typed is kept as a draft until it is sent, wherever one goes meanwhile.

    `open(None)` shows the form (a new one when the last was sent), `open(opening id)` the decision of that outlet,
    `open("draft:<id>")` a form that was kept.
    """

    esc_goes_back = True

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._background = background
        self.draft = Draft(office, background, self)
        self.history = FormHistory(self.draft, self)
        self.keeper = DraftKeeper(office, background, self.draft)
        self.template: Template | None = None
        self._correcting: OpeningId | None = None  # the opening that this form corrects
        self._sent: dict[OpeningId, LaunchRequest] = {}
        self._template_of: tuple[str, int] | None = None
        self._is_sending = False
        self._round = 2  # of the correction
        self._goes_on = False  # Next was asked for while the forecast was being computed
        self._people_of_ground: dict[int, Person] = {}
        self.address_page, self.schedule_page = AddressPage(self.draft), SchedulePage(self.draft)
        self.decision_page = DecisionPage(office.is_demo)
        self.pages = QStackedWidget()
        for page in (self.address_page, self.schedule_page, self.decision_page):
            self.pages.addWidget(page)
        self.footer = Footer()
        self.deciding = Deciding(office, background, self.decision_page, self.footer, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.footer)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        footer = self.footer
        for button in (footer.leave, footer.done):
            button.clicked.connect(lambda: self.navigate.emit("portfolio", None))
        footer.next.clicked.connect(self.go_on)
        footer.back.clicked.connect(lambda: self._show_page(ADDRESS))
        footer.send.clicked.connect(self.send)
        footer.keep.clicked.connect(self._keep)
        footer.correct.clicked.connect(lambda: self.correct())
        footer.open_outlet.clicked.connect(lambda: self.navigate.emit("outlet", self.opening))
        self.draft.edited.connect(self._show_buttons)
        self.draft.renewed.connect(self._renewed)
        self.address_page.process_chosen.connect(self._load_template)
        self.address_page.open_outlet.connect(lambda opening: self.navigate.emit("outlet", opening))
        self.fixing = Fixing(self._office, self.draft, self.schedule_page.people, self.history, self)
        self.fixing.fixed.connect(lambda: self.undoable.emit("launch.fixed", {"what": self.history.stack.undoText()}))
        self.history.follow(self.address_page, self.schedule_page.form)
        self.draft.restored.connect(self._load_restored)
        self.fixing.navigate.connect(self.navigate)
        self.fixing.field_wanted.connect(lambda: self._show_page(ADDRESS))
        self.fixing.field_wanted.connect(self.address_page.reveal_errors)
        self.schedule_page.fix_wanted.connect(self.fixing.apply)
        self.decision_page.start_wanted.connect(self.correct)
        self.deciding.message.connect(self.message)
        self.keeper.listed.connect(self.heading_changed)
        self._keys = PlaceKeys(LAUNCH, parent=self)
        self._keys.on("launch.next", self._main_action, owner=self)

    @property
    def opening(self) -> OpeningId | None:
        """Whose decision page 3 shows."""
        return self.deciding.opening

    # ------------------------------------------------------------------ the window asks

    def open(self, argument: object) -> None:
        if isinstance(argument, str) and argument.startswith(DRAFT):
            self._open_draft(argument.removeprefix(DRAFT))
        elif isinstance(argument, str) and argument:
            self.keeper.flush()
            self._follow(argument)
        elif self.pages.currentIndex() == DECISION:
            self._start_afresh()

    def heading(self) -> QWidget:
        pages = (self.tr("Address and date"), self.tr("Schedule and people"), self.tr("Approval"))
        here = self.pages.currentIndex()
        title = self.tr("Outlet launch")
        if self._correcting is not None and here != DECISION:
            title = self.tr("Correction, round {number}").format(number=self._round)
        made = Crumbs(title, pages, here, may_go_back=here != DECISION)
        made.wanted.connect(self._show_page)
        return made

    def bar_buttons(self) -> list[QWidget]:
        close = tool_button("ph.x")
        set_tool_name(close, self.tr("Close"), "Esc")
        close.clicked.connect(lambda: self.navigate.emit("portfolio", None))
        if self.pages.currentIndex() == DECISION:
            return [close]
        menu = DraftsMenu(self.keeper.others, self.keeper.saved_at is not None)
        menu.chosen.connect(self._open_draft)
        menu.begun.connect(self._start_afresh)
        menu.dropped.connect(self._drop_draft)
        return [SavedNote(self.keeper), menu, close]

    def bound_keys(self) -> Sequence[PlaceKeys]:
        return (self._keys,)

    def undo_stack(self) -> QUndoStack | None:
        return self.history.stack if self.pages.currentIndex() != DECISION else None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keeper.flush()

    def may_leave(self) -> bool:
        self.keeper.flush()
        return True

    def activate(self) -> None:
        office = self._office
        self._background.run(lambda: read_ground(office), self._take_ground, slot="launch.ground")
        if self.pages.currentIndex() == DECISION:
            self.deciding.refresh()
        elif self.pages.currentIndex() == ADDRESS:
            self.address_page.address.setFocus()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self.draft.known = known_outlets(portfolio)
        self.draft.today = portfolio.today
        self.address_page.show_known()
        if self.pages.currentIndex() == DECISION:
            self.deciding.refresh()
        elif self._is_refused_offline() and self._office.connection().kind != "offline":
            self.draft.recompute()

    def retranslate(self) -> None:
        self.footer.retranslate()
        self.footer.address_note.setText(
            self.tr("The draft is kept in the portfolio. Nothing has been sent to the portal yet.")
        )
        self.address_page.retranslate()
        self.schedule_page.retranslate()
        self.decision_page.retranslate()
        self._show_buttons()
        self.heading_changed.emit()

    # ------------------------------------------------------------------ the form

    def _take_ground(self, ground: FormGround) -> None:
        self._people_of_ground = self.history.people = {person.user_id: person for person in ground.people}
        self.draft.regions = ground.regions
        self.keeper.drafts = ground.drafts
        self.heading_changed.emit()
        self.show_portfolio(ground.portfolio)
        self.address_page.show_processes(ground.infos)
        self.schedule_page.show_staff(self._people_of_ground, ground.departments)
        request = self.draft.request
        published = [info for info in ground.infos if info.revisions]
        if not published:
            self.address_page.process_error.show_error(words("launch.no_process", {}))
            self._show_buttons()
            return
        known = {(info.id, revision) for info in published for revision in info.revisions}
        if (request.template_id, request.revision) not in known:
            first = published[0]
            self.draft.fill(template_id=first.id, revision=first.revisions[-1], fields={})
            self.address_page.show_processes(ground.infos)
            self._load_template(first.id, first.revisions[-1])
        else:
            self._load_template(request.template_id, request.revision)
            if self.pages.currentIndex() != DECISION:
                self.draft.recompute()  # people, calendar and today may have changed

    def _load_template(self, template_id: str, revision: int) -> None:
        if self._template_of == (template_id, revision):
            return

        def take(template: Template) -> None:
            self._template_of = (template_id, revision)
            self.template = self.deciding.template = self.history.template = template
            self.address_page.show_template(template)
            self.schedule_page.show_template(template)

        self._background.run(lambda: self._office.template(template_id, revision), take, slot="launch.template")

    def _load_restored(self) -> None:
        self._load_template(self.draft.request.template_id, self.draft.request.revision)

    def _start_afresh(self) -> None:
        request = self.draft.request
        self.keeper.begin()
        self._correcting = None
        self._begin(LaunchRequest(request.template_id, request.revision, ""), None)

    # ------------------------------------------------------------------ drafts

    def _open_draft(self, draft_id: str) -> None:
        if draft_id == self.keeper.id:
            self._show_page(ADDRESS)
        else:
            self.keeper.find(draft_id, self._take_draft)

    def _take_draft(self, draft: LaunchDraft, address: str) -> None:
        self.keeper.take(draft)
        self._correcting = draft.corrects or None
        self._begin(draft.request, (draft.corrects, address) if draft.corrects else None, draft.target)

    def _begin(self, request: LaunchRequest, corrects: tuple[OpeningId, str] | None, target: str = "") -> None:
        """Page 1 with these values."""
        self.draft.start_over(request, corrects=corrects, target=target)
        self.history.clear()
        self._load_template(request.template_id, request.revision)
        self.address_page.start_afresh()
        self._show_page(ADDRESS)

    def _drop_draft(self) -> None:
        self.keeper.drop(self.keeper.id)
        self._start_afresh()

    def _keep(self) -> None:
        self.keeper.flush()
        self.message.emit("launch.draft_kept", {"address": self.draft.request.address.strip()}, "success")
        self.navigate.emit("portfolio", None)

    def _is_refused_offline(self) -> bool:
        preview = self.draft.preview
        return preview is not None and any(code == "launch.offline" for code, _facts in preview.errors)

    # ------------------------------------------------------------------ pages

    def _show_page(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.footer.show_page(page)
        if page == ADDRESS:
            self.address_page.show_form()
            self.address_page.show_outlook()
            self.address_page.address.setFocus()
        elif page == SCHEDULE:
            self.schedule_page.show_outlook()
            self.footer.send.setFocus()
        else:  # the button that led here is hidden; Qt would give its focus to the next one, out in the window
            self.decision_page.setFocus()
        self._show_buttons()
        self.heading_changed.emit()

    def _renewed(self) -> None:
        self._show_buttons()
        if self._goes_on:
            self._goes_on = False
            self.go_on()

    def _show_buttons(self) -> None:
        preview = self.draft.preview
        reason = ""
        if not self.draft.request.template_id:
            reason = self.tr("There is no published process to launch")
        elif preview is not None and not self.draft.is_stale and preview.errors:
            reason = words(*preview.errors[0])
        waiting = reason or (self.tr("The forecast is being computed") if self.draft.is_stale else "")
        self.footer.set_reason_not(self.footer.next, reason)
        self.footer.set_reason_not(self.footer.send, self.tr("Being sent") if self._is_sending else waiting)
        note = reason
        if not reason and preview is not None and preview.warnings:
            note = self.tr("Can be sent with warnings: the director sees them in the message")
        self.footer.schedule_note.setText(note)

    def _main_action(self) -> None:
        match self.pages.currentIndex():
            case 0:
                self.go_on()
            case 1:
                self.send()
            case _:
                view = self.decision_page.view
                if view is not None and view.stand is Stand.SENT_BACK:
                    self.correct()
                elif view is not None and view.stand is Stand.APPROVED:
                    self.navigate.emit("outlet", self.opening)

    def go_on(self) -> None:
        """Page 2, when nothing on page 1 is wrong; otherwise the errors show beside their fields."""
        if self.draft.is_stale:
            self._goes_on = True
            self.draft.flush()
            return
        if not self.draft.is_ready:
            self.address_page.reveal_errors()
            return
        self._show_page(SCHEDULE)

    # ------------------------------------------------------------------ sending

    def send(self) -> None:
        """Commit what is shown, then follow the decision on page 3."""
        if not self.draft.is_ready or self._is_sending:
            return
        office, request, correcting = self._office, self.draft.launch_request(), self._correcting

        def work() -> OpeningId:
            if correcting is not None:
                office.send_again(correcting, request)
                return correcting
            return office.launch(request)

        def sent(opening: OpeningId) -> None:
            self._is_sending = False
            self._correcting = None
            self.keeper.sent()
            self.history.clear()
            self._sent[opening] = request
            self.message.emit("launch.sent", {"address": request.address}, "success")
            self._follow(opening)

        def refused(problem: Problem) -> None:
            self._is_sending = False
            self.message.emit(problem.code, problem.facts, "error")
            self.draft.recompute()

        self._is_sending = True
        self._show_buttons()
        self._background.run(work, sent, otherwise=refused)

    def correct(self, start_on: date | None = None) -> None:
        """Page 1 again, filled with what was sent; sending starts the next round. `start_on`: an earlier start."""
        view = self.decision_page.view
        if view is None or self.opening is None:
            return
        opening, address, office = self.opening, view.row.address, self._office
        self._round = view.round + 1
        sent = self._sent.get(opening)
        if sent is not None:
            self._correct(opening, address, sent, start_on)
            return
        self._background.run(  # the program was started anew meanwhile
            lambda: office.request_of(opening), lambda request: self._correct(opening, address, request, start_on)
        )

    def _correct(self, opening: OpeningId, address: str, request: LaunchRequest, start_on: date | None) -> None:
        self.keeper.begin()
        self._correcting = opening
        self._begin(request, (opening, address))
        if start_on is not None:
            self.draft.change(start_on=start_on, counts_back=False)
            self.address_page.show_form()

    # ------------------------------------------------------------------ the decision

    def _follow(self, opening: OpeningId) -> None:
        self.deciding.follow(opening)
        self._show_page(DECISION)
        self.deciding.refresh()
