"""The strip above an outlet's Gantt, 60 px: status, dates, chance, steps, process; three toggles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.controls import (
    ElidedLabel,
    FilterChip,
    Icon,
    Tag,
    hairline,
    link_button,
)
from outlet_desktop.ui.gantt.cells import status_icon, status_words, tolerance
from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.gantt.portfolio_view import label_words
from outlet_desktop.ui.gantt.strip import FactColumn
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.messages import format_date, percent, signed_days, words
from outlet_desktop.ui.text_size import fix_height, most_width

_WIDE_GAP, _NARROW_GAP = 28, 14


class Summary(QFrame):
    """Signals:
    shown_changed: A toggle was pressed. process_wanted: The process and its revision were clicked.
    """

    shown_changed = Signal()
    process_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        fix_height(self, 60, 2)
        self.setMinimumWidth(600)
        self._is_narrow = self._is_nameless = self._is_forecast = False
        self._p50_name = ""
        self._row: OutletRow | None = None
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 1)
        layout.setSpacing(_WIDE_GAP)
        self._icon = Icon("ph.circle-dashed", "status.idle.fill", 24)
        self._status = ElidedLabel("", "bodyStrong", spare=0)
        self._why = ElidedLabel("", "small", "secondary")
        most_width(self._why, 240)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._status)
        names.addWidget(self._why)
        names.addStretch(1)
        left = QHBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._icon)
        left.addLayout(names)
        layout.addLayout(left)
        line = hairline(vertical=True)
        line.setFixedHeight(30)
        layout.addWidget(line)
        self._target, self._p80 = FactColumn(), FactColumn()
        self._p50 = FactColumn("bodyStrong")
        self._chance, self._steps, self._process = FactColumn(), FactColumn(), FactColumn()
        self._tag = Tag("")
        self._p50.put_after(self._tag)
        self._process.value.hide()
        self._link = link_button("")
        fix_height(self._link, 24)  # what can be hit
        self._link.setMinimumWidth(24)
        self._link.setStyleSheet("padding: 0 0 6px 0; border: 0; min-height: 18px; text-align: left;")
        self._link.clicked.connect(self.process_wanted)
        self._process.put_after(self._link)
        column = self._process.layout()
        assert column is not None
        column.setContentsMargins(0, 6, 0, 0)  # the words stand in line with the others
        for fact in (self._target, self._p50, self._p80, self._chance, self._steps, self._process):
            layout.addWidget(fact)
        layout.addStretch(1)
        toggles = QHBoxLayout()
        toggles.setSpacing(8)
        self.critical = FilterChip("ph.path", "", None)
        self.plan = FilterChip("ph.stack", "", None)
        self.links = FilterChip("ph.git-fork", "", None)
        self.reasons = FilterChip("ph.chart-bar-horizontal", "", None)
        for chip in (self.critical, self.plan, self.links, self.reasons):
            chip.setChecked(True)
            chip.toggled.connect(lambda _: self.shown_changed.emit())
            toggles.addWidget(chip)
        layout.addLayout(toggles)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Word everything anew."""
        self._target.caption.setText(self.tr("Target date"))
        self._p80.caption.setText("P80")
        self._chance.caption.setText(self.tr("In time"))
        self._chance.setToolTip(self.tr("Share of the trials that open by the target date"))
        self._steps.caption.setText(self.tr("Steps"))
        self._process.caption.setText(self.tr("Process, revision"))
        self._name_toggles()
        self.show_row(self._row)

    def _name_toggles(self) -> None:
        """Names on the toggles, or, where there is no room, only in their tooltips."""
        for chip, name, key in (
            (self.critical, self.tr("Critical path"), keys_text("outlet.critical")),
            (self.plan, self.tr("Plan"), ""),
            (self.links, self.tr("Links"), keys_text("outlet.links")),
            (self.reasons, self.tr("Reasons"), keys_text("outlet.reasons")),
        ):
            chip.set_text("" if self._is_nameless or chip is self.reasons else name)  # that one is named by its panel
            chip.setToolTip(f"{name}\u2002{key}" if key else name)
            chip.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """What does not fit goes in two stages: wide gaps and the process's name, then the names of the toggles."""
        for fact in (self._target, self._p50, self._p80, self._chance, self._steps, self._process):
            inside = fact.layout()
            if inside is not None:
                inside.activate()  # new words are laid out later by themselves, and the line would not know their width
        face = self.fontMetrics()
        texts = (self.tr("Critical path"), self.tr("Plan"), self.tr("Links"))
        names = sum(face.horizontalAdvance(text) + 6 for text in texts)
        room = face.horizontalAdvance(self._process_name()) + (_WIDE_GAP - _NARROW_GAP) * 9
        needed = self._line.sizeHint().width()
        needed += (room if self._is_narrow else 0) + (names if self._is_nameless else 0)
        is_narrow = needed > self.width()
        is_nameless = needed - room > self.width()
        self._shorten(needed - room - names > self.width())
        if (is_narrow, is_nameless) != (self._is_narrow, self._is_nameless):
            self._is_narrow, self._is_nameless = is_narrow, is_nameless
            self._line.setSpacing(_NARROW_GAP if is_narrow else _WIDE_GAP)
            self._name_toggles()
            self._name_process()

    def _shorten(self, is_short: bool) -> None:
        """Large words in a small window: the forecast is called P50, the steps are left to the table."""
        self._p50.caption.setText("P50" if is_short and self._is_forecast else self._p50_name)
        self._p50.setToolTip(self._p50_name if is_short else "")
        self._steps.setVisible(self._row is not None and not is_short)

    def _process_name(self) -> str:
        return f"{self._row.template} · " if self._row is not None else ""

    def _name_process(self) -> None:
        if self._row is not None:
            name = self._process_name()
            self._link.setText(f"{'' if self._is_narrow else name}v{self._row.revision}")
            self._link.setToolTip(f"{name}v{self._row.revision}")

    def show_row(self, row: OutletRow | None) -> None:
        """Another outlet, or fresh data of the same."""
        self._row = row
        for fact in (self._target, self._p50, self._p80, self._chance, self._steps, self._process):
            fact.setVisible(row is not None)
        self._icon.setVisible(row is not None)
        if row is None:
            self._status.setText("")
            self._why.setText("")
            return
        is_open = row.finished_on is not None
        self._icon.set_icon(status_icon(row.status), f"status.{row.status.value}.fill")
        self._status.setText(status_words(row))
        why = label_words(row)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._target.value.setText(format_date(row.target))
        self._is_forecast = not is_open
        self._p50_name = self.tr("Opened") if is_open else self.tr("Opening forecast P50")
        self._p50.caption.setText(self._p50_name)
        self._p50.value.setText(format_date(row.finished_on or row.p50))
        slip = row.slip_days
        look = "" if slip is None or slip <= 0 else "late" if slip > tolerance() else "risk"
        mark = {"late": "ph.warning-octagon-fill", "risk": "ph.warning-fill"}.get(look, "")
        self._tag.set(signed_days(slip), look, mark)
        self._tag.setVisible(slip is not None)
        self._p80.setVisible(not is_open)
        self._p80.value.setText(format_date(row.p80))
        self._chance.setVisible(not is_open)
        self._chance.value.setText(percent(row.chance))
        self._steps.value.setText(words("steps.of", {"done": row.done, "total": row.total}))
        self._name_process()
        for fact in (self._target, self._p50, self._p80, self._chance, self._steps):
            fact.value.setMinimumWidth(fact.value.sizeHint().width())  # a date is read whole or not at all
        self._fit_names()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        p.fillRect(self.rect(), c("surface.base"))
        p.fillRect(0, self.height() - 1, self.width(), 1, c("border.hairline"))
