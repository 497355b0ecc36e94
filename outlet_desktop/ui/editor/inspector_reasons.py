"""Why a step may be late: which of the process's reasons its holder is offered."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from outlet_desktop.domain.template import Template
from outlet_desktop.ui.controls import ElidedLabel, Icon, label, set_tool_name
from outlet_desktop.ui.editor.inspector_checklist import LINE, remove_cross
from outlet_desktop.ui.editor.inspector_fields import SectionHead, chain_tabs
from outlet_desktop.ui.text_size import fix_height


class ReasonsPart(QWidget):
    """The reasons of a step, in their order; + offers the others of the process.

    Signals:
        committed: Ids of the reasons. `words_wanted`: The reasons of the process shall be edited.
    """

    committed = Signal(object)
    words_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._template = Template("", "")
        self.reasons: tuple[str, ...] = ()
        self._shown: object = None
        self.crosses: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = SectionHead(can_add=True)
        assert self.head.add_button is not None
        self.add_button = self.head.add_button
        self.add_button.clicked.connect(self._offer)
        column.addWidget(self.head)
        self._rows = QWidget()
        column.addWidget(self._rows)
        self._quiet = label("", "small", "tertiary", wrap=True)
        column.addWidget(self._quiet)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.head.title.setText(self.tr("Reasons for a delay"))
        set_tool_name(self.add_button, self.tr("Offer a reason"))
        self._quiet.setText(self.tr("The holder of an overdue task answers in their own words"))
        self._shown = None
        self.show_reasons(self._template, self.reasons)

    def show_reasons(self, template: Template, reasons: tuple[str, ...]) -> None:
        """Show the reasons of a step."""
        titles = {reason.id: reason.title or reason.id for reason in template.reasons}
        shown = (reasons, [titles.get(one, "") for one in reasons])
        self._template, self.reasons = template, reasons
        if shown == self._shown:
            return
        self._shown = shown
        old, self._rows, self.crosses = self._rows, QWidget(), []
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for reason in reasons:
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(Icon("ph.clock-counter-clockwise", "text.secondary", 14))
            name = ElidedLabel(titles.get(reason, reason))
            fix_height(name, LINE)
            cross = remove_cross()
            set_tool_name(cross, self.tr("Do not offer “{reason}”").format(reason=name.text()))
            cross.clicked.connect(lambda _=False, reason=reason: self._give(reason, False))
            row.addWidget(name, 1)
            row.addWidget(cross)
            column.addLayout(row)
            self.crosses.append(cross)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._rows.setVisible(bool(reasons))
        self._quiet.setVisible(not reasons)
        self.head.set_count(len(reasons))
        chain_tabs(self.add_button, self.crosses)

    def menu(self) -> QMenu:
        """Every reason of the process, those of the step ticked."""
        made = QMenu(self)
        for reason in self._template.reasons:
            action = made.addAction((reason.title or reason.id).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(reason.id in self.reasons)
            action.toggled.connect(lambda on, reason=reason.id: self._give(reason, on))
        if self._template.reasons:
            made.addSeparator()
        made.addAction(self.tr("Reasons of the process…")).triggered.connect(self.words_wanted)
        return made

    def _offer(self) -> None:
        made = self.menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def _give(self, reason: str, on: bool) -> None:
        left = tuple(one for one in self.reasons if one != reason)
        self.committed.emit((*left, reason) if on else left)
