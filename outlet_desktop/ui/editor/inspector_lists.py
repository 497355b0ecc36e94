"""Lists of the inspector: an approval's answers, what a step waits for and what it opens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.template import Flow, Step, StepId, Template
from outlet_desktop.ui.controls import Icon, label, set_tool_name
from outlet_desktop.ui.editor.inspector_checklist import LINE, remove_cross
from outlet_desktop.ui.editor.inspector_fields import FieldBox, SectionHead, chain_tabs
from outlet_desktop.ui.editor.inspector_text import ENTER, TextBinding, line_edit
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS, OUTCOME_ICONS
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.messages import signed_days
from outlet_desktop.ui.theme import font, theme


class StepLink(QAbstractButton):
    """Kind icon and title of a step, one line; a press goes there."""

    def __init__(self, step: Step | None, title: str) -> None:
        super().__init__()
        self._icon = KIND_ICONS[step.kind] if step else "ph.question"
        self.setText(title)
        self.setFont(font("body"))
        self.setFixedHeight(LINE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(title)

    def sizeHint(self) -> QSize:
        return QSize(120, LINE)

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
    """

    step_wanted = Signal(str)
    cut = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__()
        self._anchor = anchor
        self._shown: object = None
        self.links: list[StepLink] = []
        self.crosses: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = SectionHead()
        column.addWidget(self.head)
        self._rows = QWidget()
        column.addWidget(self._rows)
        self._quiet = label("", "small", "tertiary")
        column.addWidget(self._quiet)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew; the rows follow with the next `show_step`."""
        self.head.title.setText(self.tr("Dependencies"))
        self._quiet.setText(self.tr("Joined to no other step"))
        self._shown = None

    def show_step(self, template: Template, step_id: StepId) -> None:
        """Show the flows of a step."""
        flows = (*template.incoming[step_id], *template.outgoing[step_id])
        shown = (step_id, [(flow, *_face(template, _other(flow, step_id))) for flow in flows])
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((row for row, cross in enumerate(self.crosses) if cross.hasFocus()), -1)
        self.links, self.crosses = [], []
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
            after = self.crosses[min(focused, len(self.crosses) - 1)] if self.crosses else self._anchor
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.deleteLater()
        self._rows.setVisible(bool(flows))
        self._quiet.setVisible(not flows)
        chain_tabs(self._anchor, [w for pair in zip(self.links, self.crosses, strict=True) for w in pair])

    def _row(self, template: Template, flow: Flow, step_id: StepId, caption_width: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        is_input = flow.target == step_id
        first = (template.incoming if is_input else template.outgoing)[step_id][0]
        caption = label("", "small", "secondary")
        if flow == first:
            caption.setText(self.tr("After") if is_input else self.tr("Opens"))
        caption.setFixedWidth(caption_width)
        row.addWidget(caption)
        other = _other(flow, step_id)
        link = StepLink(template.by_id.get(other), title_of(template, other))
        link.setAccessibleName(f"{self.tr('After') if is_input else self.tr('Opens')}: {link.text()}")
        link.clicked.connect(lambda: self.step_wanted.emit(other))
        row.addWidget(link, 1)
        if flow.lag:
            wait = label(signed_days(flow.lag), "small", "secondary", tabular=True)
            wait.setToolTip(self.tr("Wait after the earlier step, working days"))
            row.addWidget(wait)
            row.addSpacing(4)
        cross = remove_cross()
        set_tool_name(cross, self.tr("Remove the dependency"))
        cross.clicked.connect(lambda: self.cut.emit(flow))
        row.addWidget(cross)
        self.links.append(link)
        self.crosses.append(cross)
        return row


def _other(flow: Flow, step_id: StepId) -> StepId:
    return flow.source if flow.target == step_id else flow.target


def _face(template: Template, step_id: StepId) -> tuple[object, str]:
    step = template.by_id.get(step_id)
    return step.kind if step else None, title_of(template, step_id)


class Outcomes(QWidget):
    """Answers of an approval: the words of each button, and where «На доработку» leads.

    Signals:
        committed: (outcome id, the new words). `step_wanted`: id of a step that rework goes back to.
    """

    committed = Signal(str, str)
    step_wanted = Signal(str)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__()
        self._anchor = anchor
        self._built: object = None
        self.bindings: dict[str, TextBinding] = {}
        self.boxes: dict[str, FieldBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.head = SectionHead()
        column.addWidget(self.head)
        self._rows = QWidget()
        column.addWidget(self._rows)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew; the rows follow with the next `show_step`."""
        self.head.title.setText(self.tr("Answers"))
        self._built = None

    def show_step(self, template: Template, step: Step, *, force: bool = False) -> None:
        """Show the answers of this approval."""
        rows = [
            (outcome.id, outcome.back_to, [_face(template, target) for target in _targets(outcome.back_to)])
            for outcome in step.outcomes
        ]
        if (step.id, rows) != self._built:
            self._built = (step.id, rows)
            self._build(template, step)
            force = True
        for outcome in step.outcomes:
            binding = self.bindings[outcome.id]
            binding.show(outcome.label, force=force)
            if not binding.is_dirty:
                self.boxes[outcome.id].show_error("")

    def flush(self) -> None:
        """Take what is being typed."""
        for binding in tuple(self.bindings.values()):
            binding.commit()

    def _build(self, template: Template, step: Step) -> None:
        self.bindings, self.boxes = {}, {}
        old, self._rows = self._rows, QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        names = {
            "approve": self.tr("The process goes on"),
            "rework": self.tr("Goes back to be reworked"),
            "reject": self.tr("Rejects and closes the opening"),
        }
        controls: list[QWidget] = []
        for outcome in step.outcomes:
            edit = line_edit()
            box = FieldBox(edit)
            box.set_caption(names[outcome.id])
            binding = TextBinding(edit)
            binding.committed.connect(lambda text, key=outcome.id: self.committed.emit(key, text))
            binding.restored.connect(lambda key=outcome.id: self.boxes[key].show_error(""))
            self.bindings[outcome.id], self.boxes[outcome.id] = binding, box
            controls.append(edit)
            row = QHBoxLayout()
            row.setSpacing(8)
            mark = Icon(OUTCOME_ICONS[outcome.id], "text.secondary", 16)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(box, 1)
            column.addLayout(row)
            if outcome.id == "rework":
                controls += self._back_to(template, outcome.back_to, column)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        chain_tabs(self._anchor, controls)

    def _back_to(self, template: Template, back_to: tuple[StepId, ...] | str, column: QVBoxLayout) -> list[QWidget]:
        links: list[QWidget] = []
        if back_to == "initiator":
            words = label(self.tr("Back to the launch form, to its initiator"), "small", "secondary", wrap=True)
            words.setContentsMargins(24, 0, 0, 0)
            column.addWidget(words)
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 0, 0, 0)
        inner.setSpacing(0)
        for target in _targets(back_to):
            link = StepLink(template.by_id.get(target), title_of(template, target))
            link.setAccessibleName(self.tr("Back to: {step}").format(step=link.text()))
            link.clicked.connect(lambda _=False, target=target: self.step_wanted.emit(target))
            inner.addWidget(link)
            links.append(link)
        if links:
            column.addLayout(inner)
        return links


def _targets(back_to: tuple[StepId, ...] | str) -> tuple[StepId, ...]:
    return () if isinstance(back_to, str) else back_to
