"""The right half of the first page: numbers, histogram, and the choice of the target."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.engine.ports import Preview
from outlet_desktop.ui.controls import hairline, label, set_tone
from outlet_desktop.ui.launch.draft import DEFAULT_TARGET, TYPED_TARGET
from outlet_desktop.ui.messages import DASH, days, format_date, percent, short_date
from outlet_desktop.ui.text_size import fix_height, fix_width, least_width
from outlet_desktop.ui.theme import theme

OPTIONS = ("deterministic", "p50", "p80", "p95")
_GOOD_CHANCE = 0.8  # where the white line stands


class Numbers(QWidget):
    """By schedule, P50, P80 and the buffer to the target, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        self._names = [label("", "small", "secondary") for _ in range(4)]
        self._values = [label("", "number", tabular=True) for _ in range(4)]
        self._notes = [label("", "small", "secondary") for _ in range(4)]
        for column in range(4):
            for row, made in enumerate((self._names, self._values, self._notes)):
                grid.addWidget(made[column], row, column)
        grid.setColumnStretch(4, 1)
        self._preview: Preview | None = None
        self._buffer: int | None = None
        self.retranslate()

    def values(self) -> list[str]:
        """The four numbers as shown."""
        return [value.text() for value in self._values]

    def show_preview(self, preview: Preview | None, buffer: int | None) -> None:
        """Show these; None shows dashes."""
        self._preview, self._buffer = preview, buffer
        self.retranslate()

    def set_stale(self, is_stale: bool) -> None:
        """Grey the numbers, or bring them back."""
        for value in self._values:
            set_tone(value, "disabled" if is_stale else "")

    def retranslate(self) -> None:
        """Word and number everything anew."""
        preview = self._preview
        names = (
            self.tr("By schedule"),
            self.tr("Forecast P50"),
            self.tr("Forecast P80"),
            self.tr("Buffer to target"),
        )
        for name, text in zip(self._names, names, strict=True):
            name.setText(text)
        self._names[1].setToolTip(self.tr("In 50 % of the trials not later"))
        self._names[2].setToolTip(self.tr("In 80 % of the trials not later"))
        if preview is None:
            values, notes = [DASH] * 4, [""] * 4
        else:
            values = [
                format_date(preview.finish_on),
                format_date(preview.p50),
                format_date(preview.p80),
                days(self._buffer) if self._buffer is not None else DASH,
            ]
            notes = [
                days(preview.days) if preview.days else "",
                self.tr("50 % of trials"),
                self.tr("80 % of trials"),
                self.tr("from schedule to {day}").format(day=short_date(preview.target)),
            ]
        for value, text in zip(self._values, values, strict=True):
            value.setText(text)
        for note, text in zip(self._notes, notes, strict=True):
            note.setText(text)


class ChanceBar(QWidget):
    """A chance as a bar 7 high with a mark at 80 %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chance = 0.0
        self._is_chosen = False
        self.setFixedHeight(8)
        self.setMinimumWidth(96)
        self.setMaximumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(180, 8)

    def show_chance(self, chance: float, is_chosen: bool) -> None:
        """Draw this share, in the accent where it is the chosen one."""
        self._chance, self._is_chosen = chance, is_chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self.width()
        painter.fillRect(self.rect(), theme.color("surface.pressed"))
        color = theme.color("accent.fill" if self._is_chosen else "border.control")
        painter.fillRect(QRectF(0, 0, width * self._chance, 8), color)
        painter.fillRect(QRectF(width * _GOOD_CHANCE - 1, 0, 2, 8), theme.color("surface.base"))


class TargetRow(QFrame):
    """One target to choose: radio, name, date, chance. A click anywhere chooses it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        fix_height(self, 32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.radio = QRadioButton()
        self.date = label("", "body", tabular=True)
        fix_width(self.date, 84)
        self.bar = ChanceBar()
        self.chance = label("", "body", tabular=True)
        self.chance.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        least_width(self.chance, 56)
        row.addWidget(self.radio)
        row.addWidget(self.date)
        row.addSpacing(4)
        row.addWidget(self.bar, 1)
        row.addStretch(1)
        row.addWidget(self.chance)
        column.addLayout(row, 1)
        column.addWidget(hairline())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isEnabled():
            self.radio.click()


class TargetChoice(QWidget):
    """Four targets with their chances; a typed date deselects them all.

    Signals:
        chosen: Name of the option a person chose.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self.rows = {name: TargetRow(name) for name in OPTIONS}
        for row in self.rows.values():
            column.addWidget(row)
            self._group.addButton(row.radio)
            row.radio.clicked.connect(lambda _checked=False, name=row.name: self.chosen.emit(name))
        self._shown: dict[str, tuple[date, float]] = {}
        self._target = DEFAULT_TARGET
        self.retranslate()

    def show_options(self, preview: Preview | None, target: str) -> None:
        """Show dates and chances; `target` names the chosen one, or is "typed"."""
        self._shown = {name: (day, chance) for name, day, chance in preview.options} if preview else {}
        self._target = target
        self._group.setExclusive(False)
        for name, row in self.rows.items():
            day, chance = self._shown.get(name, (None, 0.0))
            is_chosen = name == target
            row.radio.setEnabled(day is not None)
            row.radio.setChecked(is_chosen)
            row.date.setText(format_date(day))
            row.chance.setText(percent(chance) if day is not None else DASH)
            row.bar.show_chance(chance, is_chosen)
        self._group.setExclusive(target != TYPED_TARGET)
        self.retranslate()

    def set_stale(self, is_stale: bool) -> None:
        """Grey dates and chances, or bring them back."""
        for row in self.rows.values():
            set_tone(row.date, "disabled" if is_stale else "")
            set_tone(row.chance, "disabled" if is_stale else "")

    def retranslate(self) -> None:
        """Word the options anew."""
        texts = {
            "deterministic": self.tr("By schedule, no buffer"),
            "p50": self.tr("Most likely (P50)"),
            "p80": self.tr("With a buffer (P80), default"),
            "p95": self.tr("Almost certain (P95)"),
        }
        for name, row in self.rows.items():
            row.radio.setText(texts[name])
            row.radio.setAccessibleDescription(f"{row.date.text()}, {row.chance.text()}")
        widest = max(row.radio.sizeHint().width() for row in self.rows.values())
        for row in self.rows.values():
            row.radio.setMinimumWidth(widest)  # so that the dates stand in one column
