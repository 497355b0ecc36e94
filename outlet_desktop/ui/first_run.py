"""The first run: a demo, one's own portal, or a process file. No rail; the status bar stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.ui.background import Background
from outlet_desktop.ui.connect_page import ConnectPage
from outlet_desktop.ui.controls import (
    Icon,
    Segmented,
    hairline,
    label,
    primary_button,
    set_button_size,
)
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.language import language
from outlet_desktop.ui.text_size import fix_height, fix_side, most_width
from outlet_desktop.ui.theme import font, theme

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Office

_LEFT_WIDTH = 440


class FirstRun(QWidget):
    """Three choices at left; the chosen one fills the right side.

    Signals:
        demo_wanted: Start on a demo portal.
        connected: The Welcome of a portal that was tried and accepted.
        file_chosen: Path of a process file.
        theme_wanted, language_wanted: "light" | "dark" | "system", "ru" | "en".
    """

    demo_wanted = Signal()
    connected = Signal(object)
    file_chosen = Signal(str)
    theme_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = [
            _Choice("ph.play-circle"),
            _Choice("ph.link"),
            _Choice("ph.folder-open"),
        ]
        self._product = label("", "display")
        self._about = label("", "heading", "secondary", wrap=True)
        self._about.setFont(font("heading", weight=400))
        self._language_title = label("", tone="secondary")
        self._theme_title = label("", tone="secondary")
        self.languages = Segmented((("ru", "Русский"), ("en", "English")))
        self.themes = Segmented((("light", "", "ph.sun"), ("dark", "", "ph.moon"), ("system", "")))
        self.demo_page = _PlainPage("ph.play-circle")
        self.portal_page = ConnectPage(office, background)
        self.file_page = _PlainPage("ph.folder-open")
        self._pages = QStackedWidget()
        for page in (self.demo_page, self.portal_page, self.file_page):
            self._pages.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._pages, 1)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, choice in enumerate(self._choices):
            group.addButton(choice, number)
        group.idClicked.connect(self.choose)
        self.demo_page.button.clicked.connect(self.demo_wanted)
        self.file_page.button.clicked.connect(self._choose_file)
        self.portal_page.accepted.connect(self.connected)
        self.languages.chosen.connect(self.language_wanted)
        self.themes.chosen.connect(self.theme_wanted)
        theme.changed.connect(self._mark_theme)
        self.retranslate()
        self.choose(0)

    def _left(self) -> QWidget:
        left = QFrame()
        left.setObjectName("firstRunLeft")
        fix_side(left, _LEFT_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(40, 64, 16, 24)
        column.setSpacing(0)
        column.addWidget(Icon("ph.storefront-fill", "accent.fill", 36))
        column.addSpacing(16)
        column.addWidget(self._product)
        column.addSpacing(4)
        column.addWidget(self._about)
        column.addSpacing(28)
        card = QFrame()
        card.setProperty("kind", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for number, choice in enumerate(self._choices):
            if number:
                rows.addWidget(hairline())
            rows.addWidget(choice)
        fix_side(card, _LEFT_WIDTH - 80)
        column.addWidget(card)
        column.addStretch(1)
        for title, buttons in (
            (self._language_title, self.languages),
            (self._theme_title, self.themes),
        ):
            title.setFont(font("small"))
            column.addWidget(title)
            column.addSpacing(3)
            column.addWidget(buttons, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(10)
        return left

    def choose(self, number: int) -> None:
        """Open a choice: 0 demo, 1 portal, 2 file."""
        self._choices[number].setChecked(True)
        self._pages.setCurrentIndex(number)

    @property
    def chosen(self) -> int:
        """The open choice."""
        return self._pages.currentIndex()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a process"), "", self.tr("Process") + " (*.outlet.json *.json)"
        )
        if path:
            self.file_chosen.emit(path)

    def _mark_theme(self) -> None:
        self.themes.choose(theme.choice)

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self._product.setText(self.tr("Outlet openings"))
        self._about.setText(
            self.tr("The opening process, dates and people on one screen. Tasks live on your Bitrix24 portal.")
        )
        texts = (
            (self.tr("Open the demo portal"), self.tr("17 outlets, 53 people, works offline")),
            (self.tr("Connect my portal"), self.tr("Inbound webhook, about 3 minutes")),
            (self.tr("Open a file"), self.tr("Process *.outlet.json")),
        )
        for choice, (title, text) in zip(self._choices, texts, strict=True):
            choice.set_words(title, text)
        self._language_title.setText(self.tr("Language"))
        self._theme_title.setText(self.tr("Theme"))
        self.themes.set_texts({"light": self.tr("Light"), "dark": self.tr("Dark"), "system": self.tr("As the system")})
        self.languages.choose(language.name)
        self._mark_theme()
        self.demo_page.set_words(
            self.tr("Demo portal"),
            self.tr(
                "A portal of its own on this computer: 53 people who take tasks, are late, fall ill and "
                "answer the bot. The engine opens 17 outlets on it with the same process as on a real portal. "
                "Preparing takes about a minute; nothing leaves this computer."
            ),
            self.tr("Open the demo portal"),
        )
        self.file_page.set_words(
            self.tr("Process from a file"),
            self.tr(
                "Look at a process and draw on it without a portal. It can be connected later: "
                "roles get their people then."
            ),
            self.tr("Choose a file…"),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _PlainPage(QWidget):
    """A title, a paragraph, one primary button."""

    def __init__(self, icon_id: str) -> None:
        super().__init__()
        self._title: QLabel = label("", "title")
        self._text: QLabel = label("", "body", "secondary", wrap=True)
        most_width(self._text, 520)
        self.button: QPushButton = primary_button(" ", icon_id)
        set_button_size(self.button, "large")
        column = QVBoxLayout(self)
        column.setContentsMargins(72, 44, 72, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(12)
        column.addWidget(self.button)
        column.addStretch(1)

    def set_words(self, title: str, text: str, button: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(button)


class _Choice(QAbstractButton):
    """A row of the card: icon, title, one line, caret; 2 px accent line while it is chosen."""

    def __init__(self, icon_id: str) -> None:
        super().__init__()
        self._icon_id, self._line = icon_id, ""
        self.setCheckable(True)
        fix_height(self, 64, 2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, title: str, line: str) -> None:
        self._line = line
        self.setText(title)
        self.setAccessibleName(f"{title}. {line}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(box, theme.color("surface.selected"))
            painter.fillRect(QRectF(0, 0, 3, box.height()), theme.color("accent.fill"))
        elif self.underMouse():
            painter.fillRect(box, theme.color("surface.hover"))
        ink = "accent.text" if self.isChecked() else "text.secondary"
        draw_icon(painter, self._icon_id, QPointF(26, box.center().y()), 20, theme.color(ink))
        painter.setFont(font("bodyStrong"))
        painter.setPen(theme.color("text.primary"))
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(QRectF(50, 0, box.width() - 80, 32), bottom, self.text())
        painter.setFont(font("small"))
        painter.setPen(theme.color("text.secondary"))
        line = painter.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, int(box.width() - 84))
        painter.drawText(QRectF(50, 34, box.width() - 80, 18), Qt.AlignmentFlag.AlignTop, line)
        right = QPointF(box.width() - 22, box.center().y())
        draw_icon(painter, "ph.caret-right", right, 14, theme.color("text.tertiary"))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.color("focus.ring"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)
