"""The palette of the canvas: type what shall come next, Enter puts it there.

It offers the kinds of steps, each with a role of the process when its name is typed («юрист»: a task, an approval,
a confirmation of the lawyer), the steps that may wait for the selected one, and a new task with the typed name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from outlet_desktop.domain.template import Role, StepKind
from outlet_desktop.ui.editor.context_pad import KIND_ICONS, KIND_KEYS, kind_names
from outlet_desktop.ui.editor.tools_connect import legal_ends
from outlet_desktop.ui.icons import icon
from outlet_desktop.ui.text_size import tall, wide

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.canvas import ProcessCanvas

WIDTH, ROW, MOST = 320, 28, 9  # px, px, rows
_ROLE_KINDS = (StepKind.TASK, StepKind.APPROVAL, StepKind.CONFIRMATION)
_LAYOUT = dict(
    zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.йцукенгшщзхъфывапролджэячсмитьбю",
        "йцукенгшщзхъфывапролджэячсмитьбюqwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: what it says, and what Enter does."""

    text: str
    icon_id: str
    run: Callable[[], object]


def reads_as(query: str, text: str) -> bool:
    """Whether every word of the query begins a word of the text, in either keyboard layout."""
    words = text.casefold().split()

    def fits(asked: str) -> bool:
        return all(any(word.startswith(part) for word in words) for part in asked.split())

    asked = query.casefold()
    return fits(asked) or fits("".join(_LAYOUT.get(letter, letter) for letter in asked))


class StepPalette(QFrame):
    """A field and up to nine rows beside the selected card, or in the middle of the view."""

    def __init__(self, canvas: ProcessCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._offers: list[Offer] = []
        self.setProperty("kind", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        self.field = QLineEdit()
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setUniformItemSizes(True)
        self.rows.setIconSize(QSize(16, 16))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.field)
        column.addWidget(self.rows)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.rows.itemClicked.connect(lambda _item: self.run())
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the rows say."""
        return [offer.text for offer in self._offers]

    def enter(self) -> None:
        """Open, empty."""
        self._canvas.finish_name()
        self.field.clear()
        self._search("")
        self.move(self._place())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close; the keys are the canvas's again."""
        if self.isVisible():
            self._canvas.setFocus()
            self.hide()

    def run(self) -> None:
        """Do what the row in hand says."""
        number = self.rows.currentRow()
        self.leave()
        if 0 <= number < len(self._offers):
            self._offers[number].run()

    def _place(self) -> QPoint:
        canvas = self._canvas
        view, only = canvas.viewport(), canvas.commands.only_selected()
        corner = QPoint((view.width() - WIDTH) // 2, view.height() // 3)
        if only is not None:
            canvas.reveal(only)
            box = canvas.mapFromScene(canvas.process.nodes[only].body()).boundingRect()
            corner = box.topRight() + QPoint(10, -8)
        corner.setX(max(4, min(corner.x(), view.width() - WIDTH - 4)))
        corner.setY(max(4, min(corner.y(), view.height() - self.height() - 4)))
        return view.mapTo(canvas, corner)

    def _search(self, text: str) -> None:
        query = " ".join(text.split())
        self._offers = [offer for offer, _ in zip(self._found(query), range(MOST), strict=False)]
        self.rows.clear()
        for offer in self._offers:
            row = QListWidgetItem(icon(offer.icon_id), offer.text)
            row.setSizeHint(QSize(0, tall(ROW)))
            self.rows.addItem(row)
        self.rows.setCurrentRow(0)
        self.rows.setFixedHeight(max(1, len(self._offers)) * tall(ROW) + 4)
        self.setFixedSize(wide(WIDTH), self.rows.height() + self.field.sizeHint().height() + 16)

    def _found(self, query: str) -> Iterator[Offer]:
        canvas = self._canvas
        template, only = canvas.document.template, canvas.commands.only_selected()
        names = kind_names()
        for kind, name in names.items():
            if reads_as(query, name):
                yield Offer(f"{name}  {KIND_KEYS[kind]}", KIND_ICONS[kind], partial(canvas.add, kind))
        if not query:
            return
        for role in template.roles:
            for kind in _ROLE_KINDS:
                both = f"{names[kind]} {role.title}" if " " in query else role.title
                if reads_as(query, role.title) or reads_as(query, both):
                    yield self._of_role(kind, names[kind], role)
        if only is not None:
            legal = legal_ends(template, only)
            for step_id in template.order:
                step = template.by_id[step_id]
                if step_id in legal and reads_as(query, step.title):
                    yield Offer(
                        self.tr("Connect with “{step}”").format(step=step.title),
                        "ph.arrow-bend-up-right",
                        partial(canvas.commands.connect_steps, only, step_id),
                    )
        yield Offer(
            self.tr("New task “{name}”").format(name=query),
            KIND_ICONS[StepKind.TASK],
            partial(canvas.add, StepKind.TASK, title=query),
        )

    def _of_role(self, kind: StepKind, name: str, role: Role) -> Offer:
        return Offer(f"{name}: {role.title}", KIND_ICONS[kind], partial(self._canvas.add, kind, role=role.id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.hide()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if way is not None and self._offers:
            self.rows.setCurrentRow((self.rows.currentRow() + way) % len(self._offers))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Word everything anew."""
        self.field.setPlaceholderText(self.tr("What comes next: kind, role, step or a name"))
        self.field.setAccessibleName(self.tr("New step"))
        self.rows.setAccessibleName(self.tr("What fits"))
