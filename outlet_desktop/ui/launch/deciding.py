"""What a person does on page 3: follow the decision, remind, answer in the demo, withdraw, continue."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.launch.decision import DecisionView, Stand, read_decision
from outlet_desktop.ui.launch.decision_page import DecisionPage
from outlet_desktop.ui.launch.footer import Footer
from outlet_desktop.ui.launch.reason_dialog import ReasonDialog


class Deciding(QObject):
    """Keeps page and footer of one opening fresh and does what their buttons say.

    Signals:
        message: (code, facts, kind): a toast.
    """

    message = Signal(str, object, str)

    def __init__(
        self, office: Office, background: Background, page: DecisionPage, footer: Footer, window: QWidget
    ) -> None:
        super().__init__(window)
        self._office, self._background = office, background
        self._page, self._footer, self._window = page, footer, window
        self.opening: OpeningId | None = None
        self.template: Template | None = None
        footer.task.clicked.connect(lambda: self._open_link("task"))
        footer.project.clicked.connect(lambda: self._open_link("project"))
        footer.withdraw.clicked.connect(self._ask_withdraw)
        footer.remind.clicked.connect(self._remind)
        page.answered.connect(self._answer_for)
        page.task_wanted.connect(self._open_task)
        page.go_on_wanted.connect(self._go_on)

    def follow(self, opening: OpeningId) -> None:
        """Show that opening from now on; nothing is known of it yet."""
        self.opening = opening
        self._page.clear()
        self._footer.show_decision(None)

    def refresh(self) -> None:
        """Read it anew."""
        opening, office, template, before = self.opening, self._office, self.template, self._page.view
        if before is not None and before.row.opening != opening:
            before = None
        if opening is not None:
            self._background.run(
                lambda: read_decision(office, opening, template, before), self._take, slot="launch.decision"
            )

    def _take(self, view: DecisionView) -> None:
        if view.row.opening != self.opening:
            return
        before = self._page.view
        self._page.show_decision(view)
        self._footer.show_decision(view)
        if before is not None and before.stand is Stand.WAITING and view.stand is Stand.APPROVED:
            self.message.emit("launch.approved", {"address": view.row.address}, "success")

    def _refused(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")
        self.refresh()

    def _answer_for(self, outcome: str, reason: str) -> None:
        view, office, opening = self._page.view, self._office, self.opening
        if view is None or view.approval is None or opening is None:
            return
        step = view.approval.step
        self._background.run(
            lambda: office.answer_for(opening, step, outcome, reason),
            lambda _done: self.refresh(),
            otherwise=self._refused,
        )

    def _remind(self) -> None:
        view, office, opening = self._page.view, self._office, self.opening
        if view is None or view.approval is None or opening is None:
            return
        step = view.approval

        def reminded(_done: object) -> None:
            self.message.emit("remind.sent", {"person": step.person or step.role_title, "step": step.title}, "success")
            self.refresh()

        self._background.run(lambda: office.remind(opening, step.step), reminded, otherwise=self._refused)

    def _go_on(self) -> None:
        opening, office = self.opening, self._office
        if opening is not None:
            self._background.run(lambda: office.go_on(opening), lambda _done: self.refresh(), otherwise=self._refused)

    def _ask_withdraw(self) -> None:
        view = self._page.view
        if view is None:
            return
        dialog = ReasonDialog(
            self.tr("Withdraw “{address}”?").format(address=view.row.address),
            self.tr(
                "The decision task is deferred with the reason, nothing more is opened. The history stays; "
                "the outlet cannot be brought back, only launched anew."
            ),
            self.tr("Withdraw"),
            self._window,
        )
        dialog.given.connect(self._withdraw)
        dialog.open()

    def _withdraw(self, reason: str) -> None:
        opening, office = self.opening, self._office
        if opening is not None:
            self._background.run(
                lambda: office.cancel(opening, reason), lambda _done: self.refresh(), otherwise=self._refused
            )

    def _open_link(self, what: str) -> None:
        view = self._page.view
        if view is not None:
            address = view.task_link if what == "task" else view.project_link
            QDesktopServices.openUrl(QUrl(address))

    def _open_task(self, task_id: int) -> None:
        opening, office = self.opening, self._office
        if opening is not None:
            self._background.run(
                lambda: office.portal_link(opening, task_id),
                lambda address: QDesktopServices.openUrl(QUrl(address)),
            )
