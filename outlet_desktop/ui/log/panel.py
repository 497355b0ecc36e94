"""What stands behind one line: facts, why the engine decided so, request and answer, the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from outlet_desktop.domain.log import Because, Compensation, LogDetail, LogRequest
from outlet_desktop.ui.controls import (
    Icon,
    Tag,
    hairline,
    label,
    link_button,
    secondary_button,
    set_button_size,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.log.lines import icon_of, sentence_of, title_of, where_of, who_of
from outlet_desktop.ui.messages import words
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_height, fix_side, only_down, scaled
from outlet_desktop.ui.theme import theme

WIDTH = 380
_MARKS = {
    "done": ("ph.check-circle-fill", "status.done.fill"),
    "next": ("ph.arrow-right", "accent.text"),
    "late": ("ph.warning-octagon-fill", "status.late.fill"),
    "risk": ("ph.warning-fill", "status.risk.fill"),
}


class LogPanel(QFrame):
    """Signals:
    closed: The cross was pressed. outlet_wanted: Opening id. task_wanted: Opening id, task id.
    back_wanted: Number of a line to take back. line_wanted: Number of another line.
    """

    closed = Signal()
    outlet_wanted = Signal(str)
    task_wanted = Signal(str, int)
    back_wanted = Signal(int)
    line_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        fix_side(self, WIDTH)
        self._detail: LogDetail | None = None
        self._is_busy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        self._icon = Icon("ph.circle", "text.secondary", 16)
        self._title = label("", "heading")
        self._number = label("", "small", "tertiary", tabular=True, selectable=True)
        self.close_button = tool_button("ph.x")
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self._icon)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._number)
        head.addWidget(self.close_button)
        holder = QWidget()
        fix_height(holder, 43)
        holder.setLayout(head)
        column.addWidget(holder)
        column.addWidget(hairline())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        only_down(self._area)
        column.addWidget(self._area, 1)
        self.back_button = secondary_button("", "ph.arrow-u-up-left")
        self.back_button.hide()
        self.retranslate()

    @property
    def detail(self) -> LogDetail | None:
        """What is shown."""
        return self._detail

    def show_detail(self, detail: LogDetail) -> None:
        """Show one line."""
        self._detail, self._is_busy = detail, False
        self._fill()

    def set_busy(self, is_busy: bool) -> None:
        """While a line is being taken back its button waits."""
        self._is_busy = is_busy
        self.back_button.setEnabled(not is_busy and self._can_go_back())

    def _can_go_back(self) -> bool:
        offered = self._detail.compensation if self._detail else None
        return offered is not None and offered.is_possible

    def _fill(self) -> None:
        detail = self._detail
        if detail is None:
            return
        entry = detail.line.entry
        self._icon.set_icon(icon_of(detail.line))
        self._title.setText(title_of(detail.line))
        self._number.setText(f"#{entry.number}")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._facts(detail))
        if detail.because:
            column.addWidget(hairline())
            column.addLayout(self._because(detail.because))
        if detail.said:
            column.addWidget(hairline())
            message = _section()
            message.addWidget(label(self.tr("What was said"), "bodyStrong"))
            message.addWidget(label(detail.said, wrap=True, selectable=True))
            column.addLayout(message)
        if detail.request is not None:
            column.addWidget(hairline())
            column.addLayout(self._request(detail.request))
        elif entry.task_id:
            column.addWidget(hairline())
            column.addLayout(self._buttons(None))
        if detail.compensation is not None:
            column.addWidget(hairline())
            column.addLayout(self._way_back(detail.compensation))
        elif detail.why_not is not None:
            column.addWidget(hairline())
            reason = _section()
            reason.addWidget(label(words(*detail.why_not), "small", "secondary", wrap=True))
            column.addLayout(reason)
        column.addStretch(1)
        self._area.setWidget(page)

    # ------------------------------------------------------------------ sections

    def _facts(self, detail: LogDetail) -> QVBoxLayout:
        line = detail.line
        entry = line.entry
        column = _section()
        column.addWidget(label(sentence_of(line), "bodyStrong", wrap=True, selectable=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 88)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [(self.tr("When"), _value(f"{entry.at:%d.%m.%Y %H:%M:%S}"))]
        if line.address:
            link = _link(where_of(line))
            link.clicked.connect(lambda: self.outlet_wanted.emit(entry.opening))
            rows.append((self.tr("Outlet"), link))
        if detail.process:
            rows.append((self.tr("Process"), _value(f"{detail.process} · v{detail.revision}")))
        if detail.step_title:
            rows.append((self.tr("Step"), _value(detail.step_title)))
        if entry.round > 1:
            rows.append((self.tr("Round"), _value(str(entry.round))))
        rows.append((self.tr("Who"), _value(who_of(line))))
        if entry.task_id:
            rows.append((self.tr("Task"), _value(str(entry.task_id))))
        undone = entry.text[1].get("takes_back")
        if isinstance(undone, int):
            link = _link(f"#{undone}")
            link.clicked.connect(lambda: self.line_wanted.emit(undone))
            rows.append((self.tr("Takes back"), link))
        for number, (name, value) in enumerate(rows):
            grid.addWidget(label(name, "small", "secondary"), number, 0, Qt.AlignmentFlag.AlignTop)
            left = Qt.AlignmentFlag(0) if isinstance(value, QLabel) else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(value, number, 1, left)
        column.addLayout(grid)
        return column

    def _because(self, reasons: tuple[Because, ...]) -> QVBoxLayout:
        column = _section()
        column.addWidget(label(self.tr("Why the engine decided so"), "bodyStrong"))
        column.addSpacing(4)
        for number, reason in enumerate(reasons):
            column.addWidget(_Reason(reason, is_last=number == len(reasons) - 1))
        return column

    def _request(self, request: LogRequest) -> QVBoxLayout:
        column = _section()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Request to the portal"), "bodyStrong"))
        head.addStretch(1)
        head.addWidget(self._state_tag(request))
        column.addLayout(head)
        text = label(self._request_text(request), selectable=True, wrap=True)
        text.setFont(_mono())
        text.setAccessibleName(self.tr("Request to the portal"))
        box = QFrame()
        box.setProperty("kind", "code")
        box.setObjectName("logRequest")
        box.setStyleSheet(_box_sheet())
        inner = QVBoxLayout(box)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(text)
        column.addWidget(box)
        column.addLayout(self._buttons(request))
        return column

    def _state_tag(self, request: LogRequest) -> Tag:
        texts = {
            "done": (self.tr("done"), "done"),
            "failed": (self.tr("refused"), "late"),
            "lost": (self.tr("no answer, not repeated"), "risk"),
            "sent": (self.tr("waits for the answer"), "active"),
            "free": (self.tr("waits to be sent"), "idle"),
        }
        text, status = texts.get(request.state, (request.state, "idle"))
        if request.seconds is not None and request.state == "done":
            unit = self.tr("ms")
            text += f" · {round(request.seconds * 1000)} {unit}"
        if request.tries > 1:
            text += " · " + self.tr("%n attempt(s)", "", request.tries)
        return Tag(text, status)

    def _request_text(self, request: LogRequest) -> str:
        lines = [f"POST {request.method}"]
        lines += [f"{name}: {value}" if name else value for name, value in request.lines]
        if request.note:
            lines.append(f"→ {request.note}")
        elif request.answer_id is not None:
            lines.append(f"→ {request.answer_id}")
        return "\n".join(lines)

    def _buttons(self, request: LogRequest | None) -> QHBoxLayout:
        detail = self._detail
        assert detail is not None
        row = QHBoxLayout()
        row.setContentsMargins(0 if request else 16, 4 if request else 12, 16, 0 if request else 12)
        row.setSpacing(8)
        if request is not None:
            copy = secondary_button(self.tr("Copy"), "ph.copy")
            set_button_size(copy, "small")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._request_text(request)))
            row.addWidget(copy)
        entry = detail.line.entry
        if entry.task_id:
            task = secondary_button(self.tr("Task on the portal"), "ph.arrow-square-out")
            set_button_size(task, "small")
            task.clicked.connect(lambda: self.task_wanted.emit(entry.opening, entry.task_id))
            row.addWidget(task)
        row.addStretch(1)
        return row

    def _way_back(self, offered: Compensation) -> QVBoxLayout:
        column = _section()
        self.back_button = secondary_button(words(offered.button, {}), "ph.arrow-u-up-left")
        self.back_button.setEnabled(offered.is_possible and not self._is_busy)
        assert self._detail is not None
        number = self._detail.line.entry.number
        self.back_button.clicked.connect(lambda: self.back_wanted.emit(number))
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        text = words(*offered.text)
        self.back_button.setToolTip("" if offered.is_possible else text)
        guard_writing(self.back_button)
        column.addWidget(label(text, "small", "secondary", wrap=True))
        return column

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        set_tool_name(self.close_button, self.tr("Close"), "Esc")
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _section() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(6)
    return column


def _value(text: str) -> QLabel:
    return label(text, wrap=True, selectable=True, tabular=True)


def _link(text: str) -> QPushButton:
    made = link_button(text)
    made.setStyleSheet("padding: 0; min-height: 18px; max-height: 18px;")
    return made


def _mono() -> QFont:
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    face.setPixelSize(scaled(12))
    return face


def _box_sheet() -> str:
    fill, line = theme.hex("surface.sunken"), theme.hex("border.hairline")
    return f"#logRequest {{ background: {fill}; border: 1px solid {line}; border-radius: 4px; }}"


class _Reason(QWidget):
    """One reason: a mark at the left, joined to the next one by a hairline; words, and a smaller line below."""

    def __init__(self, reason: Because, *, is_last: bool) -> None:
        super().__init__()
        self._mark, self._is_last = reason.mark, is_last
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 0, 0, 0 if is_last else 8)
        column.setSpacing(1)
        column.addWidget(label(words(*reason.text), wrap=True, selectable=True))
        if reason.note is not None:
            column.addWidget(label(words(*reason.note), "small", "secondary", wrap=True))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._is_last:
            painter.setPen(QPen(theme.color("border.default"), 1))
            painter.drawLine(QPointF(8.5, 20), QPointF(8.5, self.height()))
        if self._mark in _MARKS:
            icon_id, color = _MARKS[self._mark]
            draw_icon(painter, icon_id, QPointF(8.5, 9), 16, theme.color(color))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text.tertiary"))
        painter.drawEllipse(QPointF(8.5, 9), 3, 3)
