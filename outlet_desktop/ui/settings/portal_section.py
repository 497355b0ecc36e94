"""The portal: in whose name, by which webhook, what it may do, how often it is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout

from outlet_desktop.domain.connection import ConnectionState, Welcome
from outlet_desktop.engine.settings_port import PortalFacts
from outlet_desktop.ui.controls import (
    Combo,
    Icon,
    SpinBox,
    danger_button,
    label,
    secondary_button,
    set_tone,
    set_tool_name,
    tool_button,
)
from outlet_desktop.ui.messages import percent, words
from outlet_desktop.ui.settings.section import Rows, Section
from outlet_desktop.ui.status_bar import connection_text
from outlet_desktop.ui.text_size import fix_width, least_width, scaled

SHOWN_MS = 10_000
RATES = ("2/50", "5/250")


class PortalSection(Section):
    """Signals:
    check_wanted, reveal_wanted, replace_wanted, disconnect_wanted: A button was pressed.
    polling_edited: (seconds between polls, rate).
    """

    check_wanted = Signal()
    reveal_wanted = Signal()
    replace_wanted = Signal()
    disconnect_wanted = Signal()
    polling_edited = Signal(float, str)

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._facts = PortalFacts()
        self._welcome: Welcome | None = None
        self._state: ConnectionState | None = None
        self._had_focus = False
        state = QHBoxLayout()
        state.setSpacing(8)
        self._icon = Icon("ph.cloud-slash", "status.idle.fill", 18)
        self._host, self._live = label("", "bodyStrong", selectable=True), label("", "small", "secondary")
        state.addWidget(self._icon)
        state.addWidget(self._host)
        state.addWidget(self._live)
        state.addStretch(1)
        self.body.addLayout(state)
        self._rows = Rows()
        self.who = label("", selectable=True)
        self.webhook = label("")
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        mono.setPixelSize(scaled(12))
        self.webhook.setFont(mono)
        self.eye = tool_button("ph.eye", checkable=True, checked_icon="ph.eye-slash")
        secret = QHBoxLayout()
        secret.addWidget(self.webhook)
        secret.addWidget(self.eye)
        secret.addStretch(1)
        self.kept = label("")
        self.rights = label("", wrap=True)
        self.interval = SpinBox(2, 3600, 10)
        fix_width(self.interval, 96)
        self.rate = Combo()
        self.rate.addItems(["", ""])
        least_width(self.rate, 160)  # with larger words it gives way, the page is not scrolled sideways for it
        self.reserve = label("", "small", "secondary")
        polling = QHBoxLayout()
        polling.setSpacing(8)
        for part in (self.interval, self.rate, self.reserve):
            polling.addWidget(part)
        polling.addStretch(1)
        for key, value in (
            ("who", self.who), ("webhook", secret), ("kept", self.kept), ("rights", self.rights), ("polling", polling),
        ):  # fmt: skip
            self._rows.add(key, value)
        self.body.addLayout(self._rows)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.check = secondary_button("", "ph.arrows-clockwise")
        self.replace = secondary_button("")
        self.disconnect_button = danger_button("")
        for button in (self.check, self.replace, self.disconnect_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._hide = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hide.timeout.connect(self.hide_secret)
        self.eye.clicked.connect(self._eye_pressed)
        self.check.clicked.connect(self.check_wanted)
        self.replace.clicked.connect(self.replace_wanted)
        self.disconnect_button.clicked.connect(self.disconnect_wanted)
        self.interval.editingFinished.connect(self._edit)
        self.rate.activated.connect(lambda _index: self._edit())

    @property
    def facts(self) -> PortalFacts:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: PortalFacts) -> None:
        """Show the portal in use."""
        self._facts = facts
        self._fill()

    def show_state(self, state: ConnectionState) -> None:
        """Show how the connection is."""
        self._state = state
        text = connection_text(state, self._now())
        self._icon.set_icon(text.icon_id, f"status.{text.status}.fill" if text.status else "status.idle.fill")
        parts = [text.word, *(part for part in text.rest.split(" · ") if part.strip() != state.host)]
        self._live.setText(" · ".join(part for part in parts if part) if state.kind != "none" else "")

    def show_welcome(self, welcome: Welcome | None) -> None:
        """What a check has found out; None while it runs."""
        self._welcome = welcome
        self._fill()

    def set_checking(self, is_on: bool) -> None:
        """While the portal is being asked. The keyboard stays on the button, which cannot be pressed meanwhile."""
        if is_on and self.check.hasFocus():
            self._had_focus = True
            self.check.clearFocus()  # else Qt gives it to the next button, which means something else
        self.check.setEnabled(not is_on and bool(self._facts.host))
        if not is_on and self._had_focus:
            self._had_focus = False
            if self.window().focusWidget() is None:
                self.check.setFocus()
        self.check.setText(self.tr("Checking…") if is_on else self.tr("Check"))

    def show_secret(self, webhook: str) -> None:
        """Show the whole webhook for ten seconds. It cannot be selected, so it does not get into the clipboard."""
        self.webhook.setText(webhook)
        self.eye.setChecked(True)
        self._hide.start()

    def hide_secret(self) -> None:
        """Only its mask again."""
        self._hide.stop()
        self.eye.setChecked(False)
        self.webhook.setText(self._facts.masked or "—")

    def _eye_pressed(self) -> None:
        if self.eye.isChecked():
            self.reveal_wanted.emit()
        else:
            self.hide_secret()

    def hideEvent(self, event: object) -> None:
        self.hide_secret()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _edit(self) -> None:
        found = float(self.interval.value()), RATES[max(self.rate.currentIndex(), 0)]
        if found != (self._facts.interval_s, self._facts.rate):
            self.polling_edited.emit(*found)

    def _fill(self) -> None:
        facts = self._facts
        has_portal = bool(facts.host)
        self._host.setText(facts.host or self.tr("No portal is connected"))
        self.who.setText(facts.user_name or "—")
        if not self._hide.isActive():
            self.webhook.setText(facts.masked or "—")
        self.eye.setVisible(has_portal)
        kept = {
            "key_store": self.tr("in the password store of the system"),
            "run": self.tr("until the program is closed: this system has no password store"),
            "demo": self.tr("a demo of this computer, nothing is kept"),
        }
        self.kept.setText(kept.get(facts.kept, "") if has_portal else "—")
        self._show_rights()
        self.interval.setValue(round(facts.interval_s))
        self.interval.setSuffix(" " + self.tr("s"))
        self.rate.setCurrentIndex(RATES.index(facts.rate) if facts.rate in RATES else 0)
        self.reserve.setText(self.tr("reserve {share}").format(share=percent(facts.reserve)))
        for button in (self.check, self.disconnect_button):
            button.setEnabled(has_portal)
        for field in (self.interval, self.rate):
            field.setEnabled(facts.kept != "demo")
            field.setToolTip("" if facts.kept != "demo" else self.tr("The demo sets its own pace"))

    def _show_rights(self) -> None:
        if self._welcome is None:
            bot = self.tr("the bot is registered") if self._facts.has_bot else self.tr("no bot")
            ask = self.tr("Press “Check” to ask the portal")
            self.rights.setText(f"{bot}. {ask}" if self._facts.host else "—")
            set_tone(self.rights, "secondary")
            return
        abilities = self._welcome.abilities
        missing = [words(one.code) for one in abilities if not one.is_present]
        count = self.tr("{present} of {all}").format(present=len(abilities) - len(missing), all=len(abilities))
        self.rights.setText("\n".join([count, *missing]))
        set_tone(self.rights, "risk" if missing else "done")

    def retranslate(self) -> None:
        self.title.setText(self.tr("Connection"))
        self._rows.word(
            who=self.tr("In the name of"),
            webhook=self.tr("Webhook"),
            kept=self.tr("Kept"),
            rights=self.tr("Rights"),
            polling=self.tr("Asked every"),
        )
        set_tool_name(self.eye, self.tr("Show for 10 seconds"))
        self.interval.setAccessibleName(self.tr("Seconds between two polls"))
        self.rate.setAccessibleName(self.tr("Plan of the portal"))
        for number, text in enumerate((self.tr("2 requests a second"), self.tr("5 requests a second (Enterprise)"))):
            self.rate.setItemText(number, text)
        self.set_checking(False)
        self.replace.setText(self.tr("Replace…"))
        self.disconnect_button.setText(self.tr("Disconnect…"))
        self._fill()
        if self._state is not None:
            self.show_state(self._state)
