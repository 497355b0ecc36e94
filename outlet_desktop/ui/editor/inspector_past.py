"""«По истории»: how long the step took in finished outlets, and one press to estimate it so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_desktop.domain.past import LEAST, estimate_of, longer_share, quantile, usual
from outlet_desktop.domain.template import Estimate
from outlet_desktop.ui.controls import label, link_button
from outlet_desktop.ui.editor.inspector_fields import SectionHead
from outlet_desktop.ui.messages import days, percent


class PastPart(QWidget):
    """The past of one step; hidden by its owner while nothing is known.

    Signals:
        estimate_given: The Estimate that the past speaks for.
    """

    estimate_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._samples: Sequence[int] = ()
        self._duration = Estimate()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.head = SectionHead()
        self.words = label("", "small", "secondary", wrap=True)
        self.button = link_button("")
        self.button.clicked.connect(lambda: self.estimate_given.emit(estimate_of(self._samples)))
        column.addWidget(self.head)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def retranslate(self) -> None:
        """Words anew."""
        self.head.title.setText(self.tr("From the past"))
        self.show_past(self._duration, self._samples)

    def show_past(self, duration: Estimate, samples: Sequence[int]) -> None:
        """Show these working days of finished tasks; none = nothing to say."""
        self._duration, self._samples = duration, samples
        if not samples:
            return
        self.head.count.setText(self.tr("%n task(s)", "", len(samples)))
        middle, late = usual(samples), quantile(samples, 0.8)
        share = longer_share(samples, late)
        text = self.tr("Usually {days}").format(days=days(middle))
        if share > 0:
            text += self.tr(", in {share} of cases longer than {number}").format(share=percent(share), number=late)
        self.words.setText(text)
        made = estimate_of(samples)
        is_offered = len(samples) >= LEAST and made != duration
        self.button.setVisible(is_offered)
        self.button.setText(
            self.tr("Set {low} · {usual} · {high}").format(
                low=made.optimistic, usual=made.likely, high=made.pessimistic
            )
        )
