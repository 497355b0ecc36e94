"""A canvas with its tool bar and list of steps on a desk of their own, and a hand that counts what it does."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.domain import file_format
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.outline import Outline
from outlet_desktop.ui.editor.tool_bar import ToolBar

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class AtOnce:
    """A Background that does the work where it is asked for; what is drawn needs no thread."""

    def run(self, work: Any, done: Any = None, *, otherwise: Any = None, slot: str = "") -> Future[Any]:
        made: Future[Any] = Future()
        made.set_result(work())
        if done is not None:
            done(made.result())
        return made


class NoOffice:
    """Keeps drafts in memory."""

    def __init__(self) -> None:
        self.drafts: list[Template] = []

    def save_draft(self, template: Template) -> None:
        self.drafts.append(template)


class Desk(QWidget):
    """Tool bar above, list of steps at the left, canvas in the middle."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.document = TemplateDocument(NoOffice(), AtOnce(), self)  # type: ignore[arg-type]
        self.canvas = ProcessCanvas(self.document)
        self.tool_bar = ToolBar(self.canvas, self.document)
        self.outline = Outline(self.canvas)
        self.tool_bar.outline_button.toggled.connect(self.outline.set_shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tool_bar)
        column.addWidget(self.canvas, 1)
        row.addLayout(column, 1)
        self.resize(1440, 900)
        self.show()
        self.document.open(template)
        self.canvas.zoom_to(1.0)
        self.activateWindow()
        self.canvas.setFocus()

    @property
    def template(self) -> Template:
        return self.document.template

    @property
    def text(self) -> str:
        return file_format.write(self.document.template)


@dataclass
class Hand:
    """Real mouse and key events, counted.

    Attributes:
        clicks, drags, keys: What was done; a double click is two clicks.
        typed: Characters of names, which are as many however one draws.
    """

    bot: QtBot
    desk: Desk
    clicks: int = 0
    drags: int = 0
    keys: int = 0
    typed: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def canvas(self) -> ProcessCanvas:
        return self.desk.canvas

    def middle(self, step_id: StepId) -> QPoint:
        """The middle of a card on the viewport; the card is brought into view."""
        self.canvas.reveal(step_id)
        return self.canvas.mapFromScene(self.canvas.process.nodes[step_id].body().center())

    def spot(self, x: float, y: float) -> QPoint:
        """Where a scene point is on the viewport."""
        return self.canvas.mapFromScene(QPointF(x, y))

    def port(self, step_id: StepId, *, out: bool = True) -> QPoint:
        """Where arrows leave (or enter) a card."""
        return self.canvas.mapFromScene(self.canvas.process.nodes[step_id].port_points()[out])

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = NONE, widget: QWidget | None = None) -> None:
        self.clicks += 1
        self.bot.mouseClick(widget or self.canvas.viewport(), LEFT, modifiers, at)

    def press_button(self, button: QWidget) -> None:
        """Click a button of the pad or the tool bar."""
        assert button.isVisible()
        assert button.isEnabled()
        self.click(button.rect().center(), widget=button)

    def double_click(self, at: QPoint) -> None:
        self.clicks += 2
        self.bot.mouseDClick(self.canvas.viewport(), LEFT, pos=at)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifiers: Qt.KeyboardModifier = NONE,
        *,
        release: bool = True,
        widget: QWidget | None = None,
    ) -> None:
        self.drags += 1
        on = widget or self.canvas.viewport()
        self.bot.mouseMove(on, start)
        self.bot.mousePress(on, LEFT, modifiers, start)
        for part in (1, 2, 3, 4):
            self.move(start + (end - start) * part / 4, modifiers, on)
        if release:
            self.bot.mouseRelease(on, LEFT, modifiers, end)

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier = NONE, widget: QWidget | None = None) -> None:
        """Move with the button down; QTest sends no modifiers along with a move, so the event is made here."""
        on = widget or self.canvas.viewport()
        place = QPointF(at)
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, place, on.mapToGlobal(place), Qt.MouseButton.NoButton, LEFT, modifiers
        )
        QApplication.sendEvent(on, event)

    def drag_off(self, button: QWidget, at: QPoint) -> None:
        """Drag a button to a place of the viewport."""
        end = button.mapFromGlobal(self.canvas.viewport().mapToGlobal(at))
        self.drag(button.rect().center(), end, widget=button)

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE, widget: QWidget | None = None) -> None:
        self.keys += 1
        self.said.append(str(key) if isinstance(key, str) else key.name.removeprefix("Key_"))
        on = widget or QApplication.focusWidget() or self.canvas
        self.bot.keyClick(on, Qt.Key[f"Key_{key}"] if isinstance(key, str) else key, modifiers)

    def type(self, text: str) -> None:
        """Type a name where the keys go."""
        self.typed += len(text)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is not self.canvas
        if text.isascii():
            self.bot.keyClicks(focus, text)
        elif isinstance(focus, QLineEdit):  # QTest has no keys for other letters
            focus.insert(text)
        else:
            focus.insertPlainText(text)  # type: ignore[attr-defined]

    def choose(self, number: int) -> None:
        """Click an entry of the menu that is open."""
        menu = self.menu()
        action: QAction = menu.actions()[number]
        self.click(menu.actionGeometry(action).center(), widget=menu)

    def menu(self) -> QMenu:
        return next(menu for menu in self.canvas.findChildren(QMenu) if menu.isVisible())
