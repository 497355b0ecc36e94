"""What the forms of the inspector share: an edit is carried out, or its Problem stands under the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_desktop.domain.template import Step, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.controls import hairline
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.inspector_fields import FieldBox
from outlet_desktop.ui.messages import problem_words

PAD = 16
BETWEEN = 10


class Form(QWidget):
    """A column of fields bound to the document.

    Signals:
        step_wanted: Id of a step that was clicked.
    """

    step_wanted = Signal(str)

    def __init__(self, document: TemplateDocument) -> None:
        super().__init__()
        self.document = document
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAD, 4, PAD, PAD)
        self.column.setSpacing(BETWEEN)

    def section(self, *parts: QWidget) -> QWidget:
        """A hairline and these parts below it, in one widget that can be hidden."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(hairline())
        column.addSpacing(6)
        for part in parts:
            column.addWidget(part)
        self.column.addWidget(made)
        return made

    def apply(
        self, make: Callable[[Template], Template], text: str, box: FieldBox | None = None, merge: str = ""
    ) -> bool:
        """Edit the document; a Problem is shown in `box` and False returned. Neighbours of one `merge` merge."""
        try:
            after = make(self.document.template)
        except Problem as problem:
            if box is not None:
                box.show_error(problem_words(problem))
            return False
        if box is not None:
            box.show_error("")
        self.document.edit(after, text, merge)
        return True

    def flush(self) -> None:
        """Take what is being typed."""

    def refresh(self, *, force: bool = False) -> None:
        """Show the document as it is now; with `force` in place of anything typed and not taken."""

    def retranslate(self) -> None:
        """Words anew."""


def role_items(template: Template, current: str | None, nothing: str, *, with_none: bool) -> list[tuple[str, str]]:
    """Roles to choose from; a current one that the process does not have is offered by its id."""
    items = [(role.id, role.title or role.id) for role in template.roles]
    if current and current not in {key for key, _ in items}:
        items.append((current, current))
    return [("", nothing), *items] if with_none or current == "" else items


def stage_items(template: Template, current: str | None, nothing: str) -> list[tuple[str, str]]:
    """Stages to choose from, as `role_items`."""
    items = [(stage.id, stage.title or stage.id) for stage in template.stages]
    if current and current not in {key for key, _ in items}:
        items.append((current, current))
    return [("", nothing), *items] if current == "" or not items else items


def common(values: list[str]) -> str | None:
    """The value that all share, or None."""
    return values[0] if values and len(set(values)) == 1 else None


def common_duration(steps: list[Step]) -> tuple[int | None, ...]:
    """Min, usual and max, each None where the steps differ."""
    columns = [
        {step.duration.optimistic for step in steps},
        {step.duration.likely for step in steps},
        {step.duration.pessimistic for step in steps},
    ]
    return tuple(next(iter(column)) if len(column) == 1 else None for column in columns)
