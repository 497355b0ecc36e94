"""The first run: a demo, one's own portal, or a process file. No rail; the status bar stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import (
    FieldError,
    Icon,
    Segmented,
    hairline,
    label,
    primary_button,
    secondary_button,
    set_button_size,
    set_error,
    set_tone,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import problem_words, words
from outlet_desktop.ui.theme import font, theme

if TYPE_CHECKING:
    from outlet_desktop.engine.ports import Ability, Office, Welcome

_SHOWN_FOR_MS = 10_000
_WEBHOOK = re.compile(r"^\s*https?://([^/\s]+)/rest/(\d+)/[^/\s]+/?\s*$")
_LEFT_WIDTH = 440
_RIGHT_WIDTH = 760


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
        left.setFixedWidth(_LEFT_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(40, 64, 32, 24)
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
        column.addWidget(card)
        column.addStretch(1)
        for title, buttons in (
            (self._language_title, self.languages),
            (self._theme_title, self.themes),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            title.setFixedWidth(44)
            line.addWidget(title)
            line.addWidget(buttons)
            line.addStretch(1)
            column.addLayout(line)
            column.addSpacing(8)
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
            self, self.tr("Open a process"), "", f"{self.tr('Process')} (*.outlet.json *.json)"
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
            (self.tr("Connect my portal"), self.tr("Inbound webhook of Bitrix24, about 3 minutes")),
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


class ConnectPage(QWidget):
    """Paste a webhook, see what it may do, connect.

    Signals:
        accepted: The Welcome, when a person pressed "Connect" after a good check.
    """

    accepted = Signal(object)

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__()
        self._office, self._background = office, background
        self._welcome: Welcome | None = None
        self._problem: Problem | None = None
        self._is_checking = False
        self._title = label("", "title")
        self._about = label("", "body", "secondary", wrap=True)
        self._steps = [label("", "heading") for _ in range(3)]
        self._marks = [Icon("ph.circle-dashed", "status.idle.fill", 20) for _ in range(3)]
        self._where = label("", "body", "secondary", wrap=True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFixedHeight(32)
        self.field.setPlaceholderText("https://company.bitrix24.ru/rest/1/…/")
        self._eye = tool_button("ph.eye", checkable=True, checked_icon="ph.eye-slash")
        self._paste = secondary_button("", "ph.clipboard")
        self.check_button = secondary_button("", "ph.arrows-clockwise")
        self.connect_button = primary_button("")
        self.connect_button.setEnabled(False)
        set_button_size(self.connect_button, "large")
        self.error = FieldError()
        self._portal = label("", "small", "secondary")
        self._abilities = QFrame()
        self._abilities.setProperty("kind", "card")
        self._ability_rows = QVBoxLayout(self._abilities)
        self._ability_rows.setContentsMargins(1, 1, 1, 1)
        self._ability_rows.setSpacing(0)
        self._footer = label("", "small", "secondary", wrap=True)
        self._hide_timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR_MS)
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.check)
        self._eye.toggled.connect(self._show_secret)
        self._hide_timer.timeout.connect(lambda: self._eye.setChecked(False))
        self._paste.clicked.connect(self._paste_address)
        self.check_button.clicked.connect(self.check)
        self.connect_button.clicked.connect(self._accept)
        self.retranslate()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_RIGHT_WIDTH + 144)
        column = QVBoxLayout(page)
        column.setContentsMargins(72, 44, 72, 24)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._about)
        column.addSpacing(20)
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(self.field, 1)
        field.addWidget(self._eye)
        field.addWidget(self._paste)
        field.addWidget(self.check_button)
        bodies: tuple[tuple[QWidget | QHBoxLayout, ...], ...] = (
            (self._where,),
            (field, self._portal, self.error),
            (self._abilities,),
        )
        for mark, step, body in zip(self._marks, self._steps, bodies, strict=True):
            head = QHBoxLayout()
            head.setSpacing(12)
            head.addWidget(mark)
            head.addWidget(step, 1)
            column.addLayout(head)
            inner = QVBoxLayout()
            inner.setContentsMargins(32, 6, 0, 20)
            inner.setSpacing(6)
            for part in body:
                if isinstance(part, QWidget):
                    inner.addWidget(part)
                else:
                    inner.addLayout(part)
            column.addLayout(inner)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(72, 12, 72, 12)
        foot.addWidget(self._footer, 1)
        foot.addWidget(self.connect_button)
        whole.addLayout(foot)

    @property
    def welcome(self) -> Welcome | None:
        """What the last check has found out, if it succeeded."""
        return self._welcome

    def check(self) -> None:
        """Try the webhook in the background."""
        address = self.field.text().strip()
        if not address or self._is_checking:
            return
        self._is_checking = True
        self._welcome, self._problem = None, None
        self._refresh()
        self._background.run(
            lambda: self._office.connect(address),
            self._found,
            otherwise=self._failed,
            slot="connect",
        )

    def _found(self, welcome: Welcome) -> None:
        self._is_checking = False
        self._welcome = welcome
        self._refresh()
        if self.connect_button.isEnabled():
            self.connect_button.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._is_checking = False
        self._problem = problem
        self._refresh()
        self.field.setFocus()

    def _accept(self) -> None:
        if self._welcome is not None:
            self.accepted.emit(self._welcome)

    def _typed(self) -> None:
        self._welcome, self._problem = None, None
        self._refresh()

    def _show_secret(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        if is_shown:
            self._hide_timer.start()

    def _paste_address(self) -> None:
        self.field.setText(QGuiApplication.clipboard().text().strip())
        self.check()

    def _refresh(self) -> None:
        read = _WEBHOOK.match(self.field.text())
        missing = self._missing()
        is_good = self._welcome is not None and not missing
        self._portal.setVisible(bool(read) and self._problem is None)
        if read:
            text = self.tr("Portal {host}, user {user}")
            self._portal.setText(text.replace("{host}", read.group(1)).replace("{user}", read.group(2)))
        self.error.show_error(problem_words(self._problem) if self._problem is not None else "")
        set_error(self.field, self._problem is not None)
        self._mark(0, "done" if self.field.text() else "idle")
        self._mark(1, "late" if self._problem else "done" if self._welcome else "idle")
        self._mark(2, "idle" if self._welcome is None else "late" if missing else "done")
        self.check_button.setEnabled(bool(self.field.text().strip()) and not self._is_checking)
        self.check_button.setText(self.tr("Checking…") if self._is_checking else self.tr("Check"))
        self.connect_button.setEnabled(is_good)
        self.connect_button.setToolTip("" if is_good else self._why_not(missing))
        self._fill_abilities()

    def _missing(self) -> list[Ability]:
        if self._welcome is None:
            return []
        return [one for one in self._welcome.abilities if one.is_required and not one.is_present]

    def _why_not(self, missing: list[Ability]) -> str:
        if missing:
            return self.tr("The webhook lacks a required right")
        return self.tr("Check the webhook first")

    def _mark(self, number: int, status: str) -> None:
        icon_id = {"done": "ph.check-circle-fill", "late": "ph.warning-octagon-fill"}.get(status, "ph.circle-dashed")
        self._marks[number].set_icon(icon_id, f"status.{status}.fill")

    def _fill_abilities(self) -> None:
        while (item := self._ability_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        welcome = self._welcome
        self._abilities.setVisible(welcome is not None)
        self._steps[2].setEnabled(welcome is not None)
        if welcome is None:
            return
        for number, ability in enumerate(welcome.abilities):
            if number:
                self._ability_rows.addWidget(hairline())
            self._ability_rows.addWidget(self._ability_row(ability))
        who = self.tr("On behalf of {name}").replace("{name}", welcome.user_name)
        self._ability_rows.addWidget(hairline())
        self._ability_rows.addWidget(
            _line(
                "ph.check-circle-fill" if welcome.is_admin else "ph.warning-fill",
                "done" if welcome.is_admin else "risk",
                who,
                self.tr("administrator") if welcome.is_admin else self.tr("not an administrator"),
            )
        )

    def _ability_row(self, ability: Ability) -> QWidget:
        if ability.is_present:
            return _line("ph.check-circle-fill", "done", words(ability.code), self.tr("granted"))
        if ability.is_required:
            return _line("ph.warning-octagon-fill", "late", words(ability.code), self.tr("missing"))
        return _line("ph.warning-fill", "risk", words(ability.code), self.tr("missing, optional"))

    def retranslate(self) -> None:
        """Word every label anew in the current language."""
        self._title.setText(self.tr("Connect my portal"))
        self._about.setText(
            self.tr(
                "A portal administrator is needed. The address of the webhook is kept in the system's "
                "password store and never gets into the log."
            )
        )
        titles = (self.tr("Create an inbound webhook"), self.tr("Paste its address"), self.tr("Its rights"))
        for step, title in zip(self._steps, titles, strict=True):
            step.setText(title)
        self._where.setText(
            self.tr(
                "On the portal: Developer resources → Other → Inbound webhook. "
                "Rights: tasks, projects, users, company structure, chat, chat bots."
            )
        )
        self.field.setAccessibleName(self.tr("Webhook address"))
        set_tool_name(self._eye, self.tr("Show for 10 seconds"))
        self._paste.setText(self.tr("Paste"))
        self.connect_button.setText(self.tr("Connect"))
        self._footer.setText(self.tr("Until the first launch the program only reads the portal."))
        self._refresh()

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
        self._text.setMaximumWidth(520)
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
        self.setFixedHeight(64)
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
        painter.drawText(QRectF(50, 34, box.width() - 80, 18), Qt.AlignmentFlag.AlignTop, self._line)
        right = QPointF(box.width() - 22, box.center().y())
        draw_icon(painter, "ph.caret-right", right, 14, theme.color("text.tertiary"))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.color("focus.ring"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)


def _line(icon_id: str, status: str, text: str, result: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 6, 12, 6)
    row.setSpacing(10)
    row.addWidget(Icon(icon_id, f"status.{status}.fill", 16))
    row.addWidget(label(text, wrap=True), 1)
    said = label(result, "small")
    set_tone(said, status)
    row.addWidget(said)
    return made
