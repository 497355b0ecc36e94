"""The breadcrumb of the editor: Processes > the process (a list of them), its tag, when it was saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QSizePolicy, QToolButton, QWidget

from outlet_desktop.ui.controls import ElidedLabel, Icon, Tag, label
from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.text_size import fix_height, tall, wide
from outlet_desktop.ui.theme import font, theme


@dataclass(frozen=True, slots=True)
class HeadingState:
    """What the breadcrumb says; `tag_status` "active" for a draft, "" for a published revision."""

    name: str = ""
    tag: str = ""
    tag_status: str = ""
    tail: str = ""


class _TitleButton(QToolButton):
    """The name of the process in title size, with a caret: opens the list of processes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font("title"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        fix_height(self, 28)

    def sizeHint(self) -> QSize:
        return QSize(min(wide(460), QFontMetrics(font("title")).horizontalAdvance(self.text()) + 32), tall(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(160, self.sizeHint().width()), tall(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = self.underMouse() or self.isDown()
        painter.setBrush(theme.color("surface.hover") if is_hot else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus.ring"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        made = font("title")
        painter.setFont(made)
        painter.setPen(theme.color("text.primary"))
        room = self.width() - 30
        words = QFontMetrics(made).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect().adjusted(6, 0, -24, 0), Qt.AlignmentFlag.AlignVCenter, words)
        draw_icon(
            painter, "ph.caret-down", QPointF(self.width() - 13, self.height() / 2), 14, theme.color("text.secondary")
        )


class Heading(QFrame):
    """The left part of the top bar; `show_state` may be connected to a signal."""

    def __init__(self, fill_menu: Callable[[QMenu], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(self.tr("Processes"), "body", "secondary"))
        row.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
        self.title = _TitleButton()
        self.title.setAccessibleName(self.tr("Process"))
        self.title.setToolTip(self.tr("Another process"))
        self._menu = QMenu(self.title)
        self._menu.aboutToShow.connect(lambda: fill_menu(self._menu))
        self.title.setMenu(self._menu)
        row.addWidget(self.title)
        self.tag = Tag("")
        row.addSpacing(2)
        row.addWidget(self.tag)
        row.addSpacing(2)
        self.tail = ElidedLabel("", "small", "tertiary")
        row.addWidget(self.tail, 1)

    def show_state(self, state: HeadingState) -> None:
        """Say it."""
        self.title.setText(state.name)
        self.title.setToolTip(f"{state.name}\n{self.tr('Another process')}")
        self.title.updateGeometry()
        self.title.setVisible(bool(state.name))
        self.tag.set(state.tag, state.tag_status)
        self.tag.setVisible(bool(state.tag))
        self.tail.setText(state.tail)


class NameDialog(QInputDialog):
    """Asks for another name of the process; `textValueSelected` brings it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(QCoreApplication.translate("ProcessesPlace", "Process"))
        self.setLabelText(QCoreApplication.translate("ProcessesPlace", "Name of the process"))
        self.setTextValue(name)
        self.setOkButtonText(QCoreApplication.translate("ProcessesPlace", "Rename"))
        self.setCancelButtonText(QCoreApplication.translate("ProcessesPlace", "Cancel"))
        self.resize(440, self.sizeHint().height())


def fill_processes(menu: QMenu, names: Iterable[tuple[str, str]], here: str, go: Callable[[str], object]) -> None:
    """One checkable line for each (id, name)."""
    for process_id, name in names:
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(process_id == here)
        action.triggered.connect(lambda _=False, process_id=process_id: go(process_id))
