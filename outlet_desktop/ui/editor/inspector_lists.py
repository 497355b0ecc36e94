"""Lists of the inspector: the checklist, an approval's answers, what a step waits for and what it opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.template import Flow, Step, StepId, Template
from outlet_desktop.ui.controls import Icon, label, set_tool_name, tool_button
from outlet_desktop.ui.editor.inspector_fields import ENTER, FieldBox, SectionHead, TextBinding, chain_tabs, line_edit
from outlet_desktop.ui.editor.inspector_words import KIND_ICONS, OUTCOME_ICONS
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.messages import signed_days
from outlet_desktop.ui.theme import font, theme

LINE = 24


def _cross() -> QAbstractButton:
    made = tool_button("ph.x")
    made.setIconSize(QSize(12, 12))
    made.setFixedSize(LINE, LINE)
    return made


class _Grip(QWidget):
    """Six dots to drag a line by.

    Signals:
        dragged: How far below the top of the grip the pointer is, px. `dropped`: The button was released.
    """

    dragged = Signal(float)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, LINE)
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        center = QPointF(7, self.height() / 2)
        draw_icon(painter, "ph.dots-six-vertical-bold", center, 14, theme.color("text.tertiary"))


class _Line(QWidget):
    """One line of a checklist."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LINE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.grip = _Grip()
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "bare")
        self.edit.installEventFilter(self)
        self.binding = TextBinding(self.edit)
        self.cross = _cross()
        self.is_new = False
        row.addWidget(self.grip)
        row.addWidget(self.edit, 1)
        row.addWidget(self.cross)
        self.binding.typed.connect(self.edit.setToolTip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        # The bare editor has no frame of its own: its focus is shown around it.
        if not self.edit.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus.ring"), 2))
        box = QRectF(self.edit.geometry()).adjusted(-3, 1, 1, -1)
        painter.drawRoundedRect(box, 4, 4)


class Checklist(QWidget):
    """Lines that can be added, typed, moved (by the grip, Alt+Up, Alt+Down) and removed (× or emptied).

    Signals:
        committed: (all lines, what was done: "add", "edit <row>", "remove" or "move").
    """

    committed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[str, ...] = ()
        self.lines: list[_Line] = []
        self._is_moved = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = SectionHead(can_add=True)
        column.addWidget(self.head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        assert self.head.add_button is not None
        self.add_button = self.head.add_button
        self.add_button.clicked.connect(self.add_line)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.head.title.setText(self.tr("Checklist"))
        set_tool_name(self.add_button, self.tr("Add a line"))
        for line in self.lines:
            self._name(line)

    def _name(self, line: _Line) -> None:
        line.edit.setAccessibleName(self.tr("Line of the checklist"))
        line.edit.setPlaceholderText(self.tr("What to tick off"))
        line.grip.setToolTip(self.tr("Drag to move, or Alt+Up, Alt+Down"))
        set_tool_name(line.cross, self.tr("Remove the line"))  # type: ignore[arg-type]

    def show_items(self, items: Sequence[str], *, force: bool = False) -> None:
        """Show these lines; a line being typed stays unless forced."""
        self.items = tuple(items)
        for line in [line for line in self.lines if line.is_new and force]:
            self._drop(line)
        kept = [line for line in self.lines if not line.is_new]
        for line in kept[len(items) :]:
            self._drop(line)
        while len(kept) < len(items):
            kept.append(self._make(len(kept)))
        for line, text in zip(kept, items, strict=False):
            line.binding.show(text, force=force)
        self.head.set_count(len(items))
        self._chain()

    def flush(self) -> None:
        """Take the line being typed."""
        for line in tuple(self.lines):
            line.binding.commit()

    def add_line(self) -> None:
        """Open an empty line at the end; it counts when it is typed."""
        line = next((line for line in self.lines if line.is_new), None)
        if line is None:
            line = self._make(len(self.lines))
            line.is_new = True
            self._chain()
        line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, row: int) -> _Line:
        line = _Line()
        self._name(line)
        line.binding.committed.connect(lambda text: self._take(line, text))
        line.binding.entered.connect(lambda: self._entered(line))
        line.binding.restored.connect(lambda: self._left(line))
        line.cross.clicked.connect(lambda: self._remove(line))
        line.grip.dragged.connect(lambda y: self._drag(line, y))
        line.grip.dropped.connect(self._drop_here)
        line.edit.installEventFilter(self)
        self.lines.insert(row, line)
        self._column.insertWidget(row, line)
        return line

    def _drop(self, line: _Line) -> None:
        line.binding.shown = line.binding.text  # it goes: losing the focus must not commit it
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _chain(self) -> None:
        chain_tabs(self.add_button, [widget for line in self.lines for widget in (line.edit, line.cross)])

    def _texts(self) -> tuple[str, ...]:
        return tuple(line.binding.shown for line in self.lines if not line.is_new)

    def _take(self, line: _Line, text: str) -> None:
        text = " ".join(text.split())
        if not text:
            self._remove(line)
            return
        if line.is_new:
            line.is_new = False
            done = "add"
        else:
            done = f"edit {self.lines.index(line)}"
        line.binding.show(text, force=True)
        self.committed.emit(self._texts(), done)

    def _entered(self, line: _Line) -> None:
        if line not in self.lines:
            return
        if line.is_new:  # Enter on the empty line: that was all
            self._drop(line)
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif line is self.lines[-1]:
            self.add_line()

    def _left(self, line: _Line) -> None:
        if line in self.lines and line.is_new and not line.binding.text:
            self._drop(line)

    def _remove(self, line: _Line) -> None:
        if line not in self.lines:
            return
        row, is_new = self.lines.index(line), line.is_new
        had_focus = line.isAncestorOf(self.focusWidget() or self)
        self._drop(line)
        if had_focus:
            after = self.lines[min(row, len(self.lines) - 1)].edit if self.lines else self.add_button
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chain()
        if not is_new:
            self.committed.emit(self._texts(), "remove")

    def _move(self, line: _Line, row: int) -> bool:
        last = sum(not other.is_new for other in self.lines) - 1
        row = max(0, min(row, last))
        if line.is_new or self.lines.index(line) == row:
            return False
        self.lines.remove(line)
        self.lines.insert(row, line)
        self._column.removeWidget(line)
        self._column.insertWidget(row, line)
        return True

    def _drag(self, line: _Line, y: float) -> None:
        self._is_moved |= self._move(line, int((line.y() - self.lines[0].y() + y) // LINE))
        self._column.activate()

    def _drop_here(self) -> None:
        if self._is_moved:
            self._is_moved = False
            self._chain()
            self.committed.emit(self._texts(), "move")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = next((line for line in self.lines if line.edit is watched), None)
        if line is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._left(line)
        elif isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            way = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
            if way and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if way and event.type() == QEvent.Type.KeyPress:
                line.binding.commit()
                if line in self.lines and self._move(line, self.lines.index(line) + way):
                    self._chain()
                    self.committed.emit(self._texts(), "move")
                return True
        return False


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
        self.crosses: list[QAbstractButton] = []
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
        cross = _cross()
        set_tool_name(cross, self.tr("Remove the dependency"))  # type: ignore[arg-type]
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
