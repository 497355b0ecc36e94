"""A telephone drawn round the bot's message: how the director meets it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from outlet_desktop.ui.controls import Icon, hairline, label
from outlet_desktop.ui.launch.hint import column_of
from outlet_desktop.ui.theme import theme

_HEIGHT = 420  # px at least
_ROUND = 28  # px


class Phone(QFrame):
    """The frame: whose chat it is above, the message at the bottom, where a chat has its newest, the box below it."""

    def __init__(self, message: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("launchPhone")
        self.setMinimumHeight(_HEIGHT)
        column = column_of(self, margins=(1, 1, 1, 1), spacing=0)
        column.addLayout(self._build_head())
        column.addWidget(hairline())
        chat = QWidget()
        chat.setObjectName("launchChat")
        inside = column_of(chat, margins=(11, 12, 11, 12), spacing=6)
        inside.addStretch(1)
        inside.addWidget(message)
        self._time = label("", "small", "tertiary", tabular=True)
        inside.addWidget(self._time, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(chat, 1)
        column.addWidget(hairline())
        column.addLayout(self._build_foot())
        theme.changed.connect(self._dress)
        self._dress()

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 14, 16, 10)
        row.setSpacing(8)
        row.addWidget(Icon("ph.caret-left", "accent.text", 18))
        row.addWidget(Icon("ph.storefront-fill", "accent.fill", 24))
        names = QVBoxLayout()
        names.setSpacing(0)
        self._bot, self._kind = label("", "bodyStrong"), label("", "small", "secondary")
        names.addWidget(self._bot)
        names.addWidget(self._kind)
        row.addLayout(names, 1)
        return row

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 16, 12)
        row.setSpacing(10)
        box = QFrame()
        box.setObjectName("launchBox")
        box.setFixedHeight(28)
        inside = QHBoxLayout(box)
        inside.setContentsMargins(12, 0, 12, 0)
        self._prompt = label("", "body", "tertiary")
        inside.addWidget(self._prompt)
        row.addWidget(box, 1)
        row.addWidget(Icon("ph.paper-plane-right-fill", "text.tertiary", 18))
        return row

    def retranslate(self) -> None:
        """Word the frame anew."""
        self._bot.setText(self.tr("Outlet openings"))
        self._kind.setText(self.tr("chat bot · Bitrix24"))
        self._prompt.setText(self.tr("Message"))

    def show_time(self, text: str) -> None:
        """When the message was sent; "" = it was not yet."""
        self._time.setText(text)
        self._time.setVisible(bool(text))

    def _dress(self) -> None:
        edge, base, sunken = (theme.hex(name) for name in ("border.popup", "surface.base", "surface.sunken"))
        self.setStyleSheet(
            f"#launchPhone {{ border: 1px solid {edge}; border-radius: {_ROUND}px; background: {base}; }}"
            f" #launchChat {{ background: {sunken}; }}"
            f" #launchBox {{ border: 1px solid {edge}; border-radius: 14px; background: {base}; }}"
        )
