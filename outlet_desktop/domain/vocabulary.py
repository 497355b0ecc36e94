"""The words of a template: roles, stages, launch fields and reasons; what uses them, and how they may change.

What is used cannot be removed: the Problem names the uses. An id, once given, stays; so nothing that refers
to it has to be rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from outlet_desktop.domain.condition import comparisons, parse
from outlet_desktop.domain.template import Field, FieldType, Reason, Role, Stage, Step, Template
from outlet_desktop.problem import Problem

Kind = Literal["roles", "stages", "fields", "reasons"]
Item = Role | Stage | Field | Reason
T = TypeVar("T")

_NAMED = 3  # titles that a refusal gives
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_SPELLED = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya"


def new_word_id(title: str, taken: Iterable[str]) -> str:
    """An id made of a title, `ploshchad_zala`; with a number where it is taken."""
    latin = {"_": " ", **dict(zip(_CYRILLIC, _SPELLED.replace("_", "").split(" "), strict=True))}
    words = re.findall(r"[a-z0-9]+", "".join(latin.get(letter, letter) for letter in title.lower()))
    base = "_".join(words)[:24].strip("_") or "item"
    if base[0].isdigit():
        base = f"n_{base}"
    known = set(taken)
    name, number = base, 2
    while name in known:
        name, number = f"{base}_{number}", number + 1
    return name


# ------------------------------------------------------------------------------------------------ uses


def uses(template: Template, kind: Kind, item_id: str) -> tuple[Step, ...]:
    """The steps that use a role, a stage, a launch field (in a condition or a text) or a reason."""
    return tuple(step for step in template.steps if _uses(step, kind, item_id))


def all_uses(template: Template, kind: Kind) -> dict[str, tuple[Step, ...]]:
    """`uses` of every item of that kind."""
    return {item.id: uses(template, kind, item.id) for item in items(template, kind)}


def _uses(step: Step, kind: Kind, item_id: str) -> bool:
    match kind:
        case "roles":
            return step.role == item_id or (step.escalate is not None and step.escalate.to == item_id)
        case "stages":
            return step.stage == item_id
        case "reasons":
            return item_id in step.reasons
        case "fields":
            texts = (step.title, step.description, *step.checklist)
            return item_id in _asked(step.condition) or any(f"{{{item_id}}}" in text for text in texts)


def _asked(condition: str) -> frozenset[str]:
    if not condition:
        return frozenset()
    try:
        return parse(condition).names()
    except Problem:
        return frozenset(re.findall(r"[^\W\d]\w*", condition))  # unreadable: every word may be meant


def items(template: Template, kind: Kind) -> tuple[Item, ...]:
    """The words of one kind, in their order."""
    found: tuple[Item, ...] = getattr(template, kind)
    return found


# ------------------------------------------------------------------------------------------------ changes


def add(template: Template, kind: Kind, item: Item) -> Template:
    """With one more word at the end. Problem `edit.word_twice` when the id is taken, `edit.no_word` without a title."""
    if any(known.id == item.id for known in items(template, kind)):
        raise Problem("edit.word_twice", id=item.id)
    return _with(template, kind, (*items(template, kind), _worded(item)))


def change(template: Template, kind: Kind, item: Item) -> Template:
    """With this word in place of the one of the same id."""
    made = _worded(item)
    return _with(template, kind, tuple(made if one.id == item.id else one for one in items(template, kind)))


def move(template: Template, kind: Kind, item_id: str, to: int) -> Template:
    """With the word at place `to`; the places beyond the ends mean the ends."""
    return _with(template, kind, moved(items(template, kind), item_id, to))


def moved(all_items: Sequence[T], item_id: str, to: int) -> tuple[T, ...]:
    """The items with the one of that id at place `to`."""
    kept: list[Any] = [one for one in all_items if one.id != item_id]  # type: ignore[attr-defined]
    taken: list[Any] = [one for one in all_items if one.id == item_id]  # type: ignore[attr-defined]
    place = max(0, min(to, len(kept)))
    return (*kept[:place], *taken, *kept[place:])


def remove(template: Template, kind: Kind, item_id: str) -> Template:
    """Without a word that nothing uses.

    Raises Problem `edit.role_used`, `edit.stage_used`, `edit.field_used`, `edit.reason_used` (word, count, steps).
    """
    using = uses(template, kind, item_id)
    if using:
        word = next((one.title for one in items(template, kind) if one.id == item_id), "") or item_id
        named = ", ".join(f"«{step.title or step.id}»" for step in using[:_NAMED])
        steps, count = named + (" …" if len(using) > _NAMED else ""), len(using)
        match kind:
            case "roles":
                raise Problem("edit.role_used", word=word, count=count, steps=steps)
            case "stages":
                raise Problem("edit.stage_used", word=word, count=count, steps=steps)
            case "fields":
                raise Problem("edit.field_used", word=word, count=count, steps=steps)
            case "reasons":
                raise Problem("edit.reason_used", word=word, count=count, steps=steps)
    return _with(template, kind, tuple(one for one in items(template, kind) if one.id != item_id))


def remove_role(template: Template, role: str) -> Template:
    """Without a role that no step has."""
    return remove(template, "roles", role)


def _worded(item: Item) -> Item:
    title = " ".join(item.title.split())
    if not title:
        raise Problem("edit.no_word")
    if isinstance(item, Field):
        choices = tuple(dict.fromkeys(" ".join(one.split()) for one in item.choices if one.strip()))
        return replace(item, title=title, choices=choices if item.type is FieldType.CHOICE else ())
    if isinstance(item, Role):
        return replace(item, title=title, code=item.code.strip()[:3].upper(), description=item.description.strip())
    return replace(item, title=title)


def _with(template: Template, kind: Kind, all_items: tuple[Item, ...]) -> Template:
    made: dict[str, Any] = {kind: all_items}
    return replace(template, **made)


def add_asked_field(template: Template, name: str) -> Template:
    """With the launch field that conditions and texts ask for by `name`; its type is that of what it is compared to."""
    if any(question.id == name for question in template.fields):
        return template
    values = [one.value for step in template.steps for one in _comparisons(step.condition) if one.field == name]
    flat = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    kind, choices = FieldType.TEXT, ()
    if flat and all(isinstance(value, bool) for value in flat):
        kind = FieldType.BOOL
    elif flat and all(isinstance(value, int) for value in flat):
        kind = FieldType.INT
    elif flat and all(isinstance(value, int | Decimal) for value in flat):
        kind = FieldType.MONEY
    elif flat and all(isinstance(value, date) for value in flat):
        kind = FieldType.DATE
    title = name.replace("_", " ").strip().capitalize()
    return replace(template, fields=(*template.fields, Field(name, title or name, kind, bool(flat), choices)))


def _comparisons(condition: str) -> Sequence[Any]:
    if not condition:
        return ()
    try:
        return comparisons(parse(condition))
    except Problem:
        return ()
