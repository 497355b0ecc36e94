"""An approval's answers: the words of each button, which of them there are, where rework leads."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import Outcome, Step, StepId, StepKind, Template
from outlet_desktop.ui.controls import Icon, label, set_tool_name, tool_button
from outlet_desktop.ui.editor.inspector_checklist import LINE, remove_cross
from outlet_desktop.ui.editor.inspector_fields import FieldBox, SectionHead, chain_tabs
from outlet_desktop.ui.editor.inspector_lists import StepLink, face
from outlet_desktop.ui.editor.inspector_text import TextBinding, line_edit
from outlet_desktop.ui.editor.inspector_words import OUTCOME_ICONS
from outlet_desktop.ui.text_size import fix_square

_ORDER = ("approve", "rework", "reject")


class Outcomes(QWidget):
    """Answers of an approval.

    Signals:
        committed: (outcome id, the new words). `step_wanted`: id of a step that rework goes back to.
        added, removed: Outcome id. `back_given`: "initiator" or ids of the steps rework goes back to.
    """

    committed = Signal(str, str)
    step_wanted = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    back_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._built: object = None
        self._template, self._step = Template("", ""), Step("")
        self.bindings: dict[str, TextBinding] = {}
        self.boxes: dict[str, FieldBox] = {}
        self.back_button: QToolButton | None = None
        self.crosses: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.head = SectionHead(can_add=True)
        assert self.head.add_button is not None
        self.add_button = self.head.add_button
        self.add_button.clicked.connect(lambda: _pop(self.menu(), self.add_button))
        column.addWidget(self.head)
        self._rows = QWidget()
        column.addWidget(self._rows)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew; the rows follow with the next `show_step`."""
        self.head.title.setText(self.tr("Answers"))
        set_tool_name(self.add_button, self.tr("Add an answer"))
        self._built = None

    def _names(self) -> dict[str, str]:
        return {
            "approve": self.tr("The process goes on"),
            "rework": self.tr("Goes back to be reworked"),
            "reject": self.tr("Rejects and closes the opening"),
        }

    def show_step(self, template: Template, step: Step, *, force: bool = False) -> None:
        """Show the answers of this approval."""
        self._template, self._step = template, step
        self.add_button.setVisible(len({outcome.id for outcome in step.outcomes}) < len(_ORDER))
        rows = [
            (outcome.id, outcome.back_to, [face(template, target) for target in targets_of(outcome)])
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

    def menu(self) -> QMenu:
        """The answers that the approval lacks."""
        made = QMenu(self)
        names = self._names()
        for outcome_id in _ORDER:
            if self._step.outcome(outcome_id) is None:
                action = made.addAction(names[outcome_id])
                action.triggered.connect(lambda _=False, key=outcome_id: self.added.emit(key))
        return made

    # -------------------------------------------------------------------------------------- rows

    def _build(self, template: Template, step: Step) -> None:
        for binding in self.bindings.values():
            binding.shown = binding.text  # they go: losing the focus must not commit them
        self.bindings, self.boxes, self.crosses, self.back_button = {}, {}, {}, None
        old, self._rows = self._rows, QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        controls: list[QWidget] = []
        for outcome in step.outcomes:
            controls += self._row(outcome, column)
            if outcome.id == "rework":
                controls += self._back_to(template, outcome, column)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        chain_tabs(self.add_button, controls)

    def _row(self, outcome: Outcome, column: QVBoxLayout) -> list[QWidget]:
        names = self._names()
        edit = line_edit()
        box = FieldBox(edit)
        box.set_caption(names[outcome.id])
        binding = TextBinding(edit)
        binding.committed.connect(lambda text, key=outcome.id: self.committed.emit(key, text))
        binding.restored.connect(lambda key=outcome.id: self.boxes[key].show_error(""))
        self.bindings[outcome.id], self.boxes[outcome.id] = binding, box
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(OUTCOME_ICONS[outcome.id], "text.secondary", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(box, 1)
        column.addLayout(row)
        if outcome.id == "approve":
            return [edit]
        cross = remove_cross()
        set_tool_name(cross, self.tr("Do not offer this answer"))
        cross.clicked.connect(lambda _=False, key=outcome.id: self.removed.emit(key))
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignBottom)
        self.crosses[outcome.id] = cross
        return [edit, cross]

    def _back_to(self, template: Template, outcome: Outcome, column: QVBoxLayout) -> list[QWidget]:
        controls: list[QWidget] = []
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 0, 0, 0)
        inner.setSpacing(0)
        targets = targets_of(outcome)
        head = QHBoxLayout()
        words = self.tr("Back to the launch form, to its initiator")
        if outcome.back_to != "initiator":
            words = self.tr("Back to") if targets else self.tr("Nowhere to go back to")
        head.addWidget(label(words, "small", "secondary", wrap=True), 1)
        self.back_button = tool_button("ph.plus")
        self.back_button.setIconSize(QSize(14, 14))
        fix_square(self.back_button, LINE)
        set_tool_name(self.back_button, self.tr("Choose where to go back to"))
        button = self.back_button
        button.clicked.connect(lambda: _pop(self.back_menu(), button))
        head.addWidget(self.back_button)
        inner.addLayout(head)
        controls.append(self.back_button)
        for target in targets:
            row = QHBoxLayout()
            row.setSpacing(0)
            link = StepLink(template.by_id.get(target), title_of(template, target))
            link.setAccessibleName(self.tr("Back to: {step}").format(step=link.text()))
            link.clicked.connect(lambda _=False, target=target: self.step_wanted.emit(target))
            cross = remove_cross()
            set_tool_name(cross, self.tr("Not back to “{step}”").format(step=link.text()))
            cross.clicked.connect(lambda _=False, target=target: self._toggle(target, False))
            row.addWidget(link, 1)
            row.addWidget(cross)
            inner.addLayout(row)
            controls += [link, cross]
        column.addLayout(inner)
        return controls

    def back_menu(self) -> QMenu:
        """The launch form, then every earlier step that somebody does, nearest first."""
        made = QMenu(self)
        rework = self._step.outcome("rework")
        chosen = targets_of(rework) if rework is not None else ()
        action = made.addAction(self.tr("The launch form, its initiator"))
        action.setCheckable(True)
        action.setChecked(rework is not None and rework.back_to == "initiator")
        action.triggered.connect(lambda: self.back_given.emit("initiator"))
        made.addSeparator()
        before = self._template.ancestors(self._step.id)
        for step_id in reversed([one for one in self._template.order if one in before]):
            step = self._template.by_id[step_id]
            if step.kind is StepKind.MILESTONE:
                continue
            action = made.addAction((step.title or step.id).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(step_id in chosen)
            action.toggled.connect(lambda on, step_id=step_id: self._toggle(step_id, on))
        return made

    def _toggle(self, step_id: StepId, on: bool) -> None:
        rework = self._step.outcome("rework")
        left = tuple(one for one in (targets_of(rework) if rework is not None else ()) if one != step_id)
        self.back_given.emit((*left, step_id) if on else left)


def _pop(menu: QMenu, button: QToolButton) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
