"""Words, lines and marks: labels, tags, avatars, icons. Signatures: `ui.controls`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from outlet_desktop.ui.icons import draw_icon
from outlet_desktop.ui.text_size import fix_height, tall
from outlet_desktop.ui.theme import font, theme, token


def label(
    text: str = "",
    scale: str = "body",
    tone: str = "",
    *,
    wrap: bool = False,
    selectable: bool = False,
    tabular: bool = False,
) -> QLabel:
    """A line (or, with `wrap`, a paragraph) of plain text in a size and a colour of the theme."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(scale, tabular=tabular))
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    if tone:
        made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the colour of a label made by `label`; "" = primary text."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Read the style sheet anew after a dynamic property changed.

    The style gives a widget back the font that it had when it was polished first, which may be of another text size.
    """
    face = widget.font() if isinstance(widget, QLabel) else None
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if face is not None and face.pixelSize() != widget.font().pixelSize():
        widget.setFont(face)
    widget.update()


def hairline(*, vertical: bool = False) -> QFrame:
    """A line of 1 px between parts of one surface."""
    made = QFrame()
    made.setProperty("kind", "hairline")
    made.setProperty("vertical", vertical)
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" where there is no room; the whole text is then the tooltip.

    `spare`: px beside the words when there is room for all of them.
    """

    def __init__(self, text: str = "", scale: str = "body", tone: str = "", *, spare: int = 2) -> None:
        super().__init__()
        self._whole = ""
        self._spare = spare
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(scale))
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        size = QFontMetrics(self.font()).size(0, self._whole)
        return QSize(size.width() + self._spare, size.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


class KeyHint(QLabel):
    """Keys in a small frame beside the action they run."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setProperty("kind", "key")
        self.setFont(font("caption"))
        fix_height(self, 18)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class Icon(QWidget):
    """An icon in a colour of the theme; decoration, so it is hidden from the screen reader unless named."""

    def __init__(self, icon_id: str, token_path: str = "text.secondary", size: int = 16) -> None:
        super().__init__()
        self._icon_id, self._token, self._size = icon_id, token_path, size
        self.setFixedSize(size, size)

    def set_icon(self, icon_id: str, token_path: str = "text.secondary") -> None:
        """Show another icon."""
        self._icon_id, self._token = icon_id, token_path
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name = self._token if self.isEnabled() else "text.disabled"
        draw_icon(painter, self._icon_id, QRectF(self.rect()).center(), self._size, theme.color(name))


class Tag(QWidget):
    """18 high, tint and text of a status, icon 12 before the words; neutral without a status."""

    def __init__(self, text: str, status: str = "", icon_id: str = "") -> None:
        super().__init__()
        self._text, self._status, self._icon_id = text, status, icon_id
        self.setFont(font("caption", tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words."""
        return self._text

    def set(self, text: str, status: str = "", icon_id: str = "") -> None:
        """Other words, status and icon."""
        self._text, self._status, self._icon_id = text, status, icon_id
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = 12 + 4 if self._icon_id else 0
        return QSize(5 + icon + QFontMetrics(self.font()).horizontalAdvance(self._text) + 5, tall(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = f"status.{self._status}.tint" if self._status else "surface.hover"
        ink = f"status.{self._status}.text" if self._status else "text.secondary"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tint))
        box = QRectF(self.rect())
        radius = token("radius.tag")
        painter.drawRoundedRect(box, radius, radius)
        left = 5.0
        if self._icon_id:
            fill = f"status.{self._status}.fill" if self._status else "text.secondary"
            center = QPointF(left + 6, box.center().y())
            draw_icon(painter, self._icon_id, center, 12, theme.color(fill))
            left += 16
        painter.setPen(theme.color(ink))
        painter.setFont(self.font())
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class Avatar(QWidget):
    """Initials on a neutral disc; the name stands beside it in words."""

    def __init__(self, initials: str = "", size: int = 20) -> None:
        super().__init__()
        self._initials = initials
        self.setFixedSize(size, size)

    def set_initials(self, initials: str) -> None:
        """Another person."""
        self._initials = initials
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface.pressed"))
        painter.drawEllipse(QRectF(self.rect()))
        face = font("caption", weight=600)
        face.setPixelSize(max(9, round(self.width() * 0.38)))
        painter.setFont(face)
        painter.setPen(theme.color("text.secondary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
