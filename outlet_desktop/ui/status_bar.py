"""The bar below everything: connection, engine, what Ctrl+Z would undo, theme, language."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent, QUndoGroup
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from outlet_desktop.ui.control_marks import Tag, hairline
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import clock_time, duration, relative_age, words
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import font, theme, token

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import ConnectionState

_DOT = " · "
_CONNECTION_MARKS = {
    "live": ("ph.cloud-check-fill", "done"),
    "throttled": ("ph.gauge-fill", "risk"),
    "offline": ("ph.cloud-slash-fill", "late"),
    "no_rights": ("ph.warning-octagon-fill", "late"),
    "catching_up": ("ph.hourglass-medium-fill", "active"),
    "none": ("ph.cloud-slash", "idle"),
}


class ChipText(NamedTuple):
    """What a chip says: an icon and a word in a status colour, then the rest in secondary text."""

    icon_id: str
    status: str
    word: str
    rest: str = ""


def connection_text(state: ConnectionState, now: float) -> ChipText:
    """The connection in words. `now` is the machine's clock (s since the epoch), like `state.since`."""
    icon_id, status = _CONNECTION_MARKS[state.kind]
    rest: list[str] = []
    word = words(f"connection.{state.kind}", {"done": state.done, "total": state.total})
    match state.kind:
        case "live":
            rest = [state.host, relative_age(now - state.since) if state.since else ""]
        case "throttled":
            rest = [
                words("connection.retry", {"time": duration(state.retry_in_s)}),
                words("connection.queued", {"queued": state.queued}) if state.queued else "",
            ]
        case "offline" if state.since:
            at = clock_time(state.since)
            word = words("connection.offline", {"time": at})
            rest = [words("connection.offline_rest", {"time": at})]
        case "offline":
            word = words("connection.never")
        case "catching_up" if not state.total:
            word = words("connection.catching_up_open", {"done": state.done})
        case "no_rights":
            rest = [state.host]
    return ChipText(icon_id, status, word, _DOT.join(part for part in rest if part))


def engine_text(state: str, next_poll_s: float) -> ChipText:
    """The engine in words; `next_poll_s` counts only while it runs."""
    rest = ""
    if state == "running":
        rest = (
            words("engine.next_poll", {"time": duration(next_poll_s)}) if next_poll_s >= 1 else words("engine.polling")
        )
    icon_id = {"stopped": "ph.pause-circle", "watching": "ph.eye"}.get(state, "ph.robot")
    return ChipText(icon_id, "late" if state == "stopped" else "", words(f"engine.{state}"), rest)


class StatusBar(QFrame):
    """28 px.

    Signals:
        poll_wanted: "Check now" of the connection chip.
        theme_wanted: "light", "dark" or "system".
        language_wanted: "ru" or "en".
    """

    poll_wanted = Signal()
    theme_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(
        self,
        undo: QUndoGroup,
        *,
        is_demo: bool = False,
        now: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        fix_height(self, token("size.statusBar"))
        self._undo, self._now = undo, now
        self._connection: ConnectionState | None = None
        self._engine: tuple[str, float] | None = None
        self.connection_chip = _Chip()
        self.engine_chip = _Chip(is_button=False)
        self.demo_tag = Tag("")
        self.undo_chip = _Chip(keys=keys_text("undo"))
        self.theme_button = _Chip()
        self.language_button = _Chip()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 6, 0)
        row.setSpacing(0)
        self._connection_line = hairline(vertical=True)
        self._engine_line, self._right_line = hairline(vertical=True), hairline(vertical=True)
        row.addWidget(self.connection_chip)
        row.addWidget(self._connection_line)
        row.addWidget(self.engine_chip)
        row.addWidget(self._engine_line)
        row.addSpacing(8)
        row.addWidget(self.demo_tag)
        row.addStretch(1)
        row.addWidget(self.undo_chip)
        row.addWidget(self._right_line)
        row.addWidget(self.theme_button)
        row.addWidget(self.language_button)
        self.demo_tag.setVisible(is_demo)
        self.connection_chip.clicked.connect(self._open_connection)
        self.undo_chip.clicked.connect(undo.undo)
        self.theme_button.clicked.connect(self._open_themes)
        self.language_button.clicked.connect(self._switch_language)
        undo.undoTextChanged.connect(self.retranslate)
        undo.canUndoChanged.connect(self.retranslate)
        theme.changed.connect(self.retranslate)
        self.retranslate()

    def set_demo(self, is_demo: bool) -> None:
        """Whether the portal is the demo."""
        self.demo_tag.setVisible(is_demo)

    def show_state(self, connection: ConnectionState, engine: tuple[str, float] | None) -> None:
        """Show both as they are now; no engine (None) on the first run."""
        self._connection, self._engine = connection, engine
        self._word_chips()

    def _word_chips(self) -> None:
        known = self._connection is not None
        self.connection_chip.setVisible(known)
        self._connection_line.setVisible(known)
        if self._connection is not None:
            self.connection_chip.show_text(connection_text(self._connection, self._now()))
        has_engine = self._engine is not None
        self.engine_chip.setVisible(has_engine)
        self._engine_line.setVisible(has_engine)
        if self._engine is not None:
            self.engine_chip.show_text(engine_text(*self._engine))

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self._word_chips()
        self.demo_tag.set(self.tr("Demo portal"), "active", "ph.flask")
        can = self._undo.canUndo()
        self.undo_chip.setVisible(can)
        self._right_line.setVisible(can)
        named = f"{self.tr('Undo')}: {self._undo.undoText()}" if self._undo.undoText() else self.tr("Undo")
        self.undo_chip.show_text(ChipText("ph.arrow-u-up-left", "", "", named))
        self.theme_button.show_text(ChipText("ph.moon" if theme.is_dark else "ph.sun", "", "", ""))
        self.theme_button.name(self.tr("Theme"), keys_text("theme"))
        self.language_button.show_text(ChipText("", "", "", language.name.upper()))
        self.language_button.name(self.tr("Language"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def connection_menu(self) -> QMenu:
        """What the connection chip opens: the state in full, and "Check now"."""
        menu = QMenu(self)
        state = self._connection
        text = connection_text(state, self._now()) if state is not None else ChipText("", "", "")
        for line in (text.word, *text.rest.split(_DOT)):
            if line:
                menu.addAction(line).setEnabled(False)
        menu.addSeparator()
        check = QAction(self.tr("Check now") + "\tF5", menu)
        check.setEnabled(state is not None and state.kind != "none")
        check.triggered.connect(self.poll_wanted)
        menu.addAction(check)
        return menu

    def _open_connection(self) -> None:
        self._pop_up(self.connection_menu(), self.connection_chip)

    def _open_themes(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for key, title in (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("system", self.tr("As the system")),
        ):
            action = QAction(title, group, checkable=True, checked=theme.choice == key)
            action.triggered.connect(lambda _=False, key=key: self.theme_wanted.emit(key))
            menu.addAction(action)
        self._pop_up(menu, self.theme_button)

    def _pop_up(self, menu: QMenu, chip: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _switch_language(self) -> None:
        self.language_wanted.emit("en" if language.name == "ru" else "ru")


class _Chip(QAbstractButton):
    """A flat button of the status bar: icon 16, a word in a status colour, the rest, keys in a frame."""

    def __init__(self, *, is_button: bool = True, keys: str = "") -> None:
        super().__init__()
        self._shown = ChipText("", "", "")
        self._keys = keys
        self._is_button = is_button
        self.setFont(font("small", tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_button else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, is_button)

    def show_text(self, shown: ChipText) -> None:
        """Say something else."""
        if shown.word and shown.rest and not shown.status:
            shown = ChipText(shown.icon_id, "", "", f"{shown.word}{_DOT}{shown.rest}")
        if shown == self._shown:
            return
        self._shown = shown
        spoken = " ".join(part for part in (shown.word, shown.rest) if part)
        self.setText(spoken)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def name(self, name: str, keys: str = "") -> None:
        """Accessible name and tooltip of a chip that has no words of its own."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}\u2002{keys}" if keys else name)

    def _parts(self) -> tuple[QFontMetrics, QFontMetrics, QFontMetrics]:
        return (
            QFontMetrics(font("small", weight=600)),
            QFontMetrics(self.font()),
            QFontMetrics(font("caption")),
        )

    def sizeHint(self) -> QSize:
        strong, plain, small = self._parts()
        widths = []
        if self._shown.icon_id:
            widths.append(16)
        if self._shown.word:
            metrics = strong if self._shown.status else plain
            widths.append(metrics.horizontalAdvance(self._shown.word))
        if self._shown.rest:
            widths.append(plain.horizontalAdvance(self._shown.rest))
        if self._keys:
            widths.append(small.horizontalAdvance(self._keys) + 10)
        return QSize(sum(widths) + 6 * max(len(widths) - 1, 0) + 20, tall(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._is_button and (self.underMouse() or self.isDown()):
            painter.fillRect(box, theme.color("surface.pressed" if self.isDown() else "surface.hover"))
        shown, left = self._shown, 10.0
        ink = theme.color("text.secondary")
        flags = Qt.AlignmentFlag.AlignVCenter
        if shown.icon_id:
            color = theme.color(f"status.{shown.status}.fill") if shown.status else ink
            draw_icon(painter, shown.icon_id, QPointF(left + 8, box.center().y()), 16, color)
            left += 16 + 6
        if shown.word:
            face = font("small", weight=600) if shown.status else self.font()
            painter.setFont(face)
            painter.setPen(theme.color(f"status.{shown.status}.text") if shown.status else ink)
            painter.drawText(box.adjusted(left, 0, 0, 0), flags, shown.word)
            left += QFontMetrics(face).horizontalAdvance(shown.word) + 6
        painter.setFont(self.font())
        painter.setPen(ink)
        if shown.rest:
            painter.drawText(box.adjusted(left, 0, 0, 0), flags, shown.rest)
            left += QFontMetrics(self.font()).horizontalAdvance(shown.rest) + 6
        if self._keys:
            face = font("caption")
            high = tall(18)
            room = QFontMetrics(face).horizontalAdvance(self._keys) + 10
            frame = QRectF(left, (self.height() - high) / 2, room, high)
            painter.setFont(face)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._keys)
            painter.setPen(theme.color("border.default"))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus():
            ring = theme.color("focus.ring")
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -2), 4, 4)
