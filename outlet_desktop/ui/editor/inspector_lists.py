"""Lists of the inspector: what a step waits for and what it opens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.reach import Reach
from outlet_desktop.domain.template import Flow, Step, StepId, Template
from outlet_desktop.ui.controls import label, set_tool_name
from outlet_desktop.ui.editor.inspector_checklist import LINE, remove_cross
from outlet_desktop.ui.editor.inspector_fields import SectionHead, chain_tabs, small_spin
from outlet_desktop.ui.editor.inspector_text import ENTER
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS
from outlet_desktop.ui.icons import draw_icon, icon
from outlet_desktop.ui.messages import signed_days
from outlet_desktop.ui.text_size import fix_height, fix_width, tall
from outlet_desktop.ui.theme import font, theme


class StepLink(QAbstractButton):
    """Kind icon and title of a step, one line; a press goes there."""

    def __init__(self, step: Step | None, title: str) -> None:
        super().__init__()
        self._icon = KIND_ICONS[step.kind] if step else "ph.question"
        self.setText(title)
        self.setFont(font("body"))
        fix_height(self, LINE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(title)

    def sizeHint(self) -> QSize:
        return QSize(120, tall(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, self._icon, QPointF(8, self.height() / 2), 14, theme.color("text.secondary"))
        painter.setFont(self.font())
        painter.setPen(theme.color("accent.text" if self.underMouse() else "text.primary"))
        box = self.rect().adjusted(20, 0, -2, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus.ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Dependencies(QWidget):
    """What the step waits for and what it opens.

    Signals:
        step_wanted: Id of the step that was pressed. `cut`: The Flow whose × was pressed.
        lag_given: (Flow, working days to wait). `joined`: (source, target) of a flow to draw.
    """

    step_wanted = Signal(str)
    cut = Signal(object)
    lag_given = Signal(object, int)
    joined = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.links: list[StepLink] = []
        self.crosses: list[QToolButton] = []
        self.waits: list[WaitButton] = []
        self._template, self._step_id = Template("", ""), ""
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
        self._quiet = label("", "small", "tertiary")
        column.addWidget(self._quiet)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew; the rows follow with the next `show_step`."""
        self.head.title.setText(self.tr("Dependencies"))
        set_tool_name(self.add_button, self.tr("Join to another step"))
        self._quiet.setText(self.tr("Joined to no other step"))
        self._shown = None

    def show_step(self, template: Template, step_id: StepId) -> None:
        """Show the flows of a step."""
        self._template, self._step_id = template, step_id
        flows = (*template.incoming[step_id], *template.outgoing[step_id])
        shown = (step_id, [(flow, *face(template, _other(flow, step_id))) for flow in flows])
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((row for row, cross in enumerate(self.crosses) if cross.hasFocus()), -1)
        self.links, self.crosses, self.waits = [], [], []
        old, self._rows = self._rows, QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        caption_width = max(label(words, "small").sizeHint().width() for words in (self.tr("After"), self.tr("Opens")))
        for flow in flows:
            column.addLayout(self._row(template, flow, step_id, caption_width + 8))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._rows)
        if focused >= 0:
            after = self.crosses[min(focused, len(self.crosses) - 1)] if self.crosses else self.add_button
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.deleteLater()
        self._rows.setVisible(bool(flows))
        self._quiet.setVisible(not flows)
        chain_tabs(
            self.add_button,
            [
                w
                for link, wait, cross in zip(self.links, self.waits, self.crosses, strict=True)
                for w in (link, wait.button, wait.spin, cross)
            ],
        )

    def _row(self, template: Template, flow: Flow, step_id: StepId, caption_width: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        is_input = flow.target == step_id
        first = (template.incoming if is_input else template.outgoing)[step_id][0]
        caption = label("", "small", "secondary")
        if flow == first:
            caption.setText(self.tr("After") if is_input else self.tr("Opens"))
        fix_width(caption, caption_width)
        row.addWidget(caption)
        other = _other(flow, step_id)
        link = StepLink(template.by_id.get(other), title_of(template, other))
        link.setAccessibleName(f"{self.tr('After') if is_input else self.tr('Opens')}: {link.text()}")
        link.clicked.connect(lambda: self.step_wanted.emit(other))
        row.addWidget(link, 1)
        wait = WaitButton(flow.lag, self.tr("Wait after the earlier step, working days"))
        wait.given.connect(lambda lag: self.lag_given.emit(flow, lag))
        row.addWidget(wait)
        self.waits.append(wait)
        cross = remove_cross()
        set_tool_name(cross, self.tr("Remove the dependency"))
        cross.clicked.connect(lambda: self.cut.emit(flow))
        row.addWidget(cross)
        self.links.append(link)
        self.crosses.append(cross)
        return row

    def menu(self) -> QMenu:
        """Steps that this one may wait for, and steps that may wait for it, by stage."""
        made = QMenu(self)
        reach = Reach(self._template)
        here, template = self._step_id, self._template
        inputs = {flow.source for flow in template.incoming.get(here, ())}
        outputs = {flow.target for flow in template.outgoing.get(here, ())}
        before = [one for one in template.steps if one.id not in inputs and not reach.leads(here, one.id)]
        after = [one for one in template.steps if one.id not in outputs and not reach.leads(one.id, here)]
        for title, steps, is_input in ((self.tr("After"), before, True), (self.tr("Opens"), after, False)):
            menu = made.addMenu(title)
            for stage in (*template.stages, None):
                inside = [one for one in steps if one.id != here and one.stage == (stage.id if stage else "")]
                branch = menu.addMenu(stage.title) if stage is not None and inside else menu
                for step in inside:
                    ends = (step.id, here) if is_input else (here, step.id)
                    action = branch.addAction((step.title or step.id).replace("&", "&&"))
                    action.triggered.connect(lambda _=False, ends=ends: self.joined.emit(*ends))
            menu.setEnabled(not menu.isEmpty())
        return made

    def _offer(self) -> None:
        made = self.menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))


class WaitButton(QStackedWidget):
    """How many working days an arrow waits: an hourglass or `+2 р. д.`; a press makes it a field.

    Signals:
        given: The new number.
    """

    given = Signal(int)

    def __init__(self, lag: int, name: str) -> None:
        super().__init__()
        self._lag = lag
        self.button = QToolButton()
        if lag:
            self.button.setText(signed_days(lag))
            self.button.setFont(font("small", tabular=True))
        else:
            self.button.setIcon(icon("ph.hourglass", "text.tertiary"))
            self.button.setIconSize(QSize(14, 14))
        set_tool_name(self.button, name)
        self.button.clicked.connect(self._open)
        self.spin = small_spin(0, 250)
        self.spin.setValue(lag)
        self.spin.setAccessibleName(name)
        self.spin.editingFinished.connect(self._close)
        self.addWidget(self.button)
        self.addWidget(self.spin)
        width = max(tall(LINE), self.button.sizeHint().width()) if lag else tall(LINE)
        self.setFixedSize(width, tall(LINE))

    def _open(self) -> None:
        self.setFixedWidth(max(self.width(), 40))
        self.setCurrentIndex(1)
        self.spin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.spin.selectAll()

    def _close(self) -> None:
        if self.currentIndex() == 0:
            return
        self.setCurrentIndex(0)
        if not self._lag:
            self.setFixedWidth(tall(LINE))
        if self.spin.value() != self._lag:
            self.given.emit(self.spin.value())


def _other(flow: Flow, step_id: StepId) -> StepId:
    return flow.source if flow.target == step_id else flow.target


def face(template: Template, step_id: StepId) -> tuple[object, str]:
    """Kind and title of a step: what a link to it shows."""
    step = template.by_id.get(step_id)
    return step.kind if step else None, title_of(template, step_id)
