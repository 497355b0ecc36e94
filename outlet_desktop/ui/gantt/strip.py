"""Below the portfolio: what holds the selected outlet (56 px), and the legend (28 px)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningState, Status
from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.controls import Avatar, ElidedLabel, Icon, KeyHint, secondary_button, set_tone
from outlet_desktop.ui.gantt.cells import now_words, status_icon
from outlet_desktop.ui.gantt.ink import Ink, c, diamond, frame
from outlet_desktop.ui.gantt.portfolio_cells import draft_name, draft_state
from outlet_desktop.ui.gantt.portfolio_view import label_words
from outlet_desktop.ui.messages import short_date, words
from outlet_desktop.ui.preferences import guard_writing
from outlet_desktop.ui.text_size import fix_height, wide

_ROOM_FOR_SINCE, _ROOM_FOR_GAPS, _ROOM_FOR_WORDS = 1480, 1200, 1000
_REMINDED = (OpeningState.RUNNING, OpeningState.DECIDING)


class FactColumn(QWidget):
    """A caption over a value."""

    def __init__(self, scale: str = "body") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.caption = ElidedLabel("", "caption", "tertiary", spare=0)
        self.value = ElidedLabel("", scale)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self.value, 1)
        column.addStretch(1)
        column.addWidget(self.caption)
        column.addLayout(self._row)
        column.addStretch(1)

    def put_before(self, mark: QWidget) -> None:
        """A mark before the value."""
        self._row.insertWidget(0, mark)

    def put_after(self, mark: QWidget) -> None:
        """A mark after the value."""
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)


class OutletStrip(QFrame):
    """The selected outlet: who holds it, since when, what waits, the forecast.

    Signals:
        open_wanted: Opening id. remind_wanted: (opening id, step id) of what holds it. draft_wanted: Id of a draft.
    """

    open_wanted = Signal(str)
    remind_wanted = Signal(str, str)
    draft_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._draft: LaunchDraft | None = None
        self._is_cramped = False
        fix_height(self, 56, 2)
        self.setMinimumWidth(480)
        self._row: OutletRow | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 12, 0)
        layout.setSpacing(24)
        self._icon = Icon("ph.circle-dashed", "status.idle.fill", 18)
        self._name = ElidedLabel("", "bodyStrong")
        self._why = ElidedLabel("", "small")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._why)
        names.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._icon)
        first.addLayout(names, 1)
        self._left = left = QWidget()
        left.setLayout(first)
        first.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(left)
        self._held = FactColumn()
        self._person = FactColumn()
        self._avatar = Avatar()
        self._person.put_before(self._avatar)
        self._since = FactColumn()
        self._waiting = FactColumn()
        self._forecast = FactColumn()
        self._held.setMinimumWidth(120)
        for fact in (self._held, self._person, self._since, self._waiting, self._forecast):
            fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            layout.addWidget(fact)
        layout.addStretch(1)
        self.remind_button = secondary_button("", "ph.bell")
        self.remind_button.clicked.connect(self._remind)
        guard_writing(self.remind_button)
        layout.addWidget(self.remind_button)
        self.button = secondary_button("")
        self.button.clicked.connect(self._open)
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(0, 0, 8, 0)
        self._keys = KeyHint("Enter")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.button)
        self.retranslate()

    def _remind(self) -> None:
        if self._row is not None and self._row.held_by:
            self.remind_wanted.emit(self._row.opening, self._row.held_by[0].step)

    def _open(self) -> None:
        if self._draft is not None:
            self.draft_wanted.emit(self._draft.id)
        elif self._row is not None:
            self.open_wanted.emit(self._row.opening)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        self._held.caption.setText(self.tr("Held by the step"))
        self._person.caption.setText(self.tr("Assignee"))
        self._since.caption.setText(self.tr("Since"))
        self._waiting.caption.setText(self.tr("Waiting"))
        self._forecast.caption.setText(self.tr("Opening forecast"))
        self._word_buttons()
        if self._draft is not None:
            self.show_draft(self._draft)
        else:
            self.show_row(self._row)

    def _word_buttons(self) -> None:
        """Large words in a small window: an icon and no key."""
        remind = self.tr("Remind")
        self.remind_button.setText("" if self._is_cramped else remind)
        self.remind_button.setToolTip(remind if self._is_cramped else "")
        self.remind_button.setAccessibleName(remind)
        self._keys.setVisible(not self._is_cramped)
        self._word_button()

    def _word_button(self) -> None:
        self.button.setText(self.tr("Open the outlet") if self._draft is None else self.tr("Continue the draft"))
        # The words stand left of the key, which lies inside the button.
        room = self.button.fontMetrics().horizontalAdvance(self.button.text())
        self.button.setStyleSheet("text-align: left;")
        keys = 0 if self._is_cramped else self._keys.sizeHint().width() + 8
        self.button.setFixedWidth(12 + room + 12 + keys)

    def show_draft(self, draft: LaunchDraft) -> None:
        """A launch form that was not sent."""
        self.show_row(None)
        self._draft = draft
        self._word_button()
        self.button.setEnabled(True)
        self._icon.set_icon("ph.pencil-simple", "text.tertiary")
        self._icon.setVisible(True)
        self._name.setVisible(True)
        self._name.setText(draft_name(draft))
        self._why.setText(draft_state(draft))

    def show_row(self, row: OutletRow | None) -> None:
        """Another outlet, or the same with fresh data; None hides the words."""
        self._row = row
        if self._draft is not None:
            self._draft = None
            self._word_button()
        self.button.setEnabled(row is not None)
        self.remind_button.setVisible(row is not None and bool(row.held_by) and row.state in _REMINDED)
        self._icon.setVisible(row is not None)
        self._name.setVisible(row is not None)
        self._left.setFixedWidth(wide(228 if row is not None else 520))
        for fact in (self._held, self._person, self._since, self._waiting, self._forecast):
            fact.setVisible(row is not None)
        if row is None:
            self._name.setText("")
            self._why.setText(self.tr("Select an outlet to see what holds it"))
            set_tone(self._why, "tertiary")
            return
        status = row.status.value
        self._icon.set_icon(status_icon(row.status), f"status.{status}.fill")
        self._name.setText(row.address)
        reason = label_words(row) or row.city
        self._why.setText(reason)
        set_tone(self._why, status if label_words(row) else "tertiary")
        holder = row.held_by[0] if row.held_by else None
        self._held.value.setText(holder.title if holder is not None else now_words(row))
        person = (holder.person or holder.role_title) if holder is not None else ""
        self._person.setVisible(bool(person))
        self._person.value.setText(person)
        initials = "".join(part[:1] for part in person.split()[:2]).upper()
        self._avatar.set_initials(initials)
        self._fit()
        self._since.value.setText(short_date(holder.since if holder is not None else None))
        self._waiting.setVisible(row.waiting > 0)
        self._waiting.value.setText(self.tr("%n step(s)", "", row.waiting))
        self._forecast.setVisible(row.p50 is not None and row.finished_on is None)
        facts = {"p50": short_date(row.p50), "p80": short_date(row.p80)}
        self._forecast.value.setText(words("forecast.both", facts))
        for fact in (self._waiting, self._forecast):  # figures are read whole or not at all
            fact.value.setMinimumWidth(fact.value.sizeHint().width())

    def _fit(self) -> None:
        """Since when it is held gives way first: without room for it the other facts would be cut."""
        row = self._row
        is_known = row is not None and bool(row.held_by) and row.held_by[0].since is not None
        self._since.setVisible(is_known and self.width() >= wide(_ROOM_FOR_SINCE))
        is_narrow = self.width() < wide(_ROOM_FOR_GAPS)
        inside = self.layout()
        if inside is not None:
            inside.setSpacing(14 if is_narrow else 24)
        if row is not None:
            self._left.setFixedWidth(wide(190 if is_narrow else 228))
        is_cramped = self.width() < wide(_ROOM_FOR_WORDS)
        self._person.setVisible(bool(self._person.value.text()) and row is not None and not is_cramped)
        if is_cramped != self._is_cramped:
            self._is_cramped = is_cramped
            self._word_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(self.rect(), c("surface.base"))
        p.fillRect(0, 0, self.width(), 1, c("border.default"))


class Legend(QWidget):
    """What the marks mean, 28 px; at the right how many running outlets keep their target."""

    def __init__(self) -> None:
        super().__init__()
        fix_height(self, 28)
        self._ink = Ink()
        self._kept: tuple[int, int, str] | None = None
        self._retranslate()

    def sizeHint(self) -> QSize:
        return QSize(900, 28)

    def changeEvent(self, event: QEvent) -> None:
        changes = (QEvent.Type.LanguageChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)
        if event.type() in changes:
            self._ink.clear()
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._names = (
            ("done", self.tr("Finished")),
            ("rest", self.tr("Remaining")),
            ("p50", self.tr("P50 forecast")),
            ("p80", self.tr("up to P80")),
            ("target", self.tr("Target date")),
            ("blocked", self.tr("Blocked")),
            ("holiday", self.tr("Holidays")),
        )
        self.setAccessibleName(", ".join(name for _, name in self._names))
        self.update()

    def set_kept(self, good: int, total: int, tolerance: str) -> None:
        """(how many keep the target, of how many, tolerance in words)."""
        if self._kept != (good, total, tolerance):
            self._kept = (good, total, tolerance)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(self.rect(), c("surface.base"))
        p.fillRect(0, 0, self.width(), 1, c("border.hairline"))
        p.translate(12, 0)
        self.paint_on(p, self.width() - 24)

    def paint_on(self, p: QPainter, width: float) -> None:
        """The marks and the count within `width` px of the painter's origin, 28 high."""
        x, y = 0.0, 14.0
        limit = width - self._paint_kept(p, width) - 16
        for mark, name in self._names:
            used = 24 + 6 + self._ink.width(name, "cell")
            if x + used > limit:
                break
            self._mark(p, mark, x, y)
            offset = 18 if mark == "p50" else 30
            self._ink.text(p, x + offset, y, name, "cell", c("text.secondary"))
            x += offset + self._ink.width(name, "cell") + 16

    def _paint_kept(self, p: QPainter, right: float) -> float:
        if self._kept is None or not self._kept[1]:
            return 0.0
        good, total, tolerance = self._kept
        count = words("forecast.kept_count", {"good": good, "total": total})
        text = words("forecast.kept", {"tolerance": tolerance}) + " "
        used = self._ink.right(p, right, 14, count, "date_strong", c("text.primary"))
        used += 4 + self._ink.right(p, right - used - 4, 14, text.rstrip(), "cell", c("text.secondary"))
        return used

    def _mark(self, p: QPainter, mark: str, x: float, y: float) -> None:
        fill, tint = c("status.active.fill"), c("status.active.tint")
        box = QRectF(x, y - 5, 24, 10)
        match mark:
            case "done":
                p.fillRect(box, fill)
            case "rest":
                p.fillRect(box, tint)
                frame(p, box, fill)
            case "p50":
                diamond(p, x + 6, y, 9, fill, None)
            case "p80":
                p.setRenderHint(QPainter.RenderHint.Antialiasing, True)
                p.setPen(QPen(fill, 1.5))
                p.drawLine(QPointF(x + 2, y), QPointF(x + 20, y))
                p.drawLine(QPointF(x + 20, y - 4), QPointF(x + 20, y + 4))
                p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            case "target":
                p.fillRect(QRectF(x, y - 1, 18, 3), c("gantt.baseline"))
                pen = self._ink.pen(c("text.secondary"), 1.4)
                diamond(p, x + 20, y + 0.5, 8, c("surface.base"), pen)
            case "blocked":
                status = Status.BLOCKED.value
                blocked = c(f"status.{status}.fill")
                brush = self._ink.hatch(blocked, c(f"status.{status}.tint"), self.devicePixelRatioF())
                p.setBrushOrigin(QPointF(x, y))
                p.fillRect(box, brush)
                frame(p, box, blocked)
            case "holiday":
                p.fillRect(box, c("gantt.holiday"))
        p.setPen(Qt.PenStyle.NoPen)
