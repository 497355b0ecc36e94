"""What a list of words is about: the words of the process, or the facts that one confirmation asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from outlet_desktop.domain import edit, vocabulary
from outlet_desktop.domain.template import Field, Reason, Role, Stage, Step, StepId, Template
from outlet_desktop.domain.vocabulary import Item, Kind
from outlet_desktop.problem import Problem
from outlet_desktop.ui.editor.document import TemplateDocument


class WordsSource(Protocol):
    """Words in an order. Every change is one edit of the document, which undo takes back; methods raise Problem."""

    kind: Kind

    def items(self) -> Sequence[Item]:
        """The words in their order."""

    def uses(self, item_id: str) -> tuple[Step, ...] | None:
        """The steps that use a word; None = a word of this list is not used elsewhere."""

    def blank(self) -> Item:
        """A word without a name."""

    def add(self, item: Item) -> str:
        """Put one more at the end under an id made of its name, which is returned."""

    def change(self, item: Item, merge: str) -> None:
        """Put a word in place of the one of its id."""

    def move(self, item_id: str, to: int) -> None:
        """Put a word at another place."""

    def remove(self, item_id: str) -> None:
        """Take a word away."""


_BLANKS: dict[Kind, Item] = {
    "roles": Role("", ""),
    "stages": Stage("", ""),
    "fields": Field("", ""),
    "reasons": Reason("", ""),
}


class ProcessWords:
    """Roles, stages, launch questions or reasons of the process in hand."""

    def __init__(self, document: TemplateDocument, kind: Kind) -> None:
        self._document, self.kind = document, kind

    def items(self) -> Sequence[Item]:
        return vocabulary.items(self._document.template, self.kind)

    def uses(self, item_id: str) -> tuple[Step, ...] | None:
        return vocabulary.uses(self._document.template, self.kind, item_id)

    def blank(self) -> Item:
        return _BLANKS[self.kind]

    def add(self, item: Item) -> str:
        made = replace(item, id=vocabulary.new_word_id(item.title, [one.id for one in self.items()]))
        self._edit(lambda template: vocabulary.add(template, self.kind, made))
        return made.id

    def change(self, item: Item, merge: str) -> None:
        self._edit(lambda template: vocabulary.change(template, self.kind, item), merge)

    def move(self, item_id: str, to: int) -> None:
        self._edit(lambda template: vocabulary.move(template, self.kind, item_id, to))

    def remove(self, item_id: str) -> None:
        self._edit(lambda template: vocabulary.remove(template, self.kind, item_id))

    def _edit(self, make: Callable[[Template], Template], merge: str = "") -> None:
        text = {
            "roles": QCoreApplication.translate("WordsPage", "Change the roles"),
            "stages": QCoreApplication.translate("WordsPage", "Change the stages"),
            "fields": QCoreApplication.translate("WordsPage", "Change the questions of the launch"),
            "reasons": QCoreApplication.translate("WordsPage", "Change the reasons for a delay"),
        }[self.kind]
        self._document.edit(make(self._document.template), text, f"{self.kind}:{merge}" if merge else "")


class AskedFacts:
    """The facts that a confirmation asks for; their order is that in which the bot asks."""

    kind: Kind = "fields"

    def __init__(self, document: TemplateDocument, step_id: StepId) -> None:
        self._document, self.step_id = document, step_id

    def items(self) -> Sequence[Item]:
        step = self._document.template.by_id.get(self.step_id)
        return step.fields if step is not None else ()

    def uses(self, item_id: str) -> tuple[Step, ...] | None:
        return None

    def blank(self) -> Item:
        return _BLANKS["fields"]

    def add(self, item: Item) -> str:
        made = replace(item, id=vocabulary.new_word_id(item.title, [one.id for one in self.items()]))
        self._edit(lambda inner: vocabulary.add(inner, "fields", made))
        return made.id

    def change(self, item: Item, merge: str) -> None:
        self._edit(lambda inner: vocabulary.change(inner, "fields", item), merge)

    def move(self, item_id: str, to: int) -> None:
        self._edit(lambda inner: vocabulary.move(inner, "fields", item_id, to))

    def remove(self, item_id: str) -> None:
        def without(inner: Template) -> Template:
            return replace(inner, fields=tuple(one for one in inner.fields if one.id != item_id))

        self._edit(without)

    def _edit(self, make: Callable[[Template], Template], merge: str = "") -> None:
        template = self._document.template
        if self.step_id not in template.by_id:
            raise Problem("edit.unknown_step", step=self.step_id)
        inner = make(Template("", "", fields=template.by_id[self.step_id].fields))
        after = edit.change(template, self.step_id, fields=inner.fields)
        text = QCoreApplication.translate("WordsPage", "Change what is asked for")
        self._document.edit(after, text, f"facts:{self.step_id}:{merge}" if merge else "")
