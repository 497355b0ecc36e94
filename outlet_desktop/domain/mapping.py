"""Steps of one process in the words of another: what a paste between two processes does to roles, stages, fields.

A word is the same when its title is (letter case and spaces aside), else when its id is. What the other process has
no word for comes along, and is said. Fields are the same only with the same type, for conditions compare them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from outlet_desktop.domain.condition import renamed
from outlet_desktop.domain.piece import targets_of
from outlet_desktop.domain.template import Field, Reason, Role, Stage, Step, StepId, Template
from outlet_desktop.domain.vocabulary import new_word_id
from outlet_desktop.problem import Problem

W = TypeVar("W", Role, Stage, Field, Reason)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A piece whose words are those of another process.

    Attributes:
        added: Titles of words the other process does not have; they come along.
        renamed: (title here, title there) of words that are the same by their id only.
        loose: Approvals whose rework goes back to a step that is not in the piece.
    """

    piece: Template
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    loose: tuple[StepId, ...] = ()


def fit(piece: Template, template: Template) -> Fitted:
    """The piece (see `piece.extract`) in the words of `template`."""
    added: list[str] = []
    renamings: list[tuple[str, str]] = []

    def pair(mine: Sequence[W], theirs: Sequence[W]) -> tuple[dict[str, str], tuple[W, ...]]:
        names: dict[str, str] = {}
        kept: list[W] = []
        taken = {word.id for word in theirs}
        for word in mine:
            same = _same(word, theirs)
            if same is None:
                names[word.id] = new_word_id(word.title, taken) if word.id in taken else word.id
                taken.add(names[word.id])
                added.append(word.title or word.id)
                kept.append(replace(word, id=names[word.id]))
                continue
            names[word.id] = same.id
            if _plain(same.title) != _plain(word.title):
                renamings.append((word.title or word.id, same.title or same.id))
        return names, tuple(kept)

    roles, new_roles = pair(piece.roles, template.roles)
    stages, new_stages = pair(piece.stages, template.stages)
    fields, new_fields = pair(piece.fields, template.fields)
    reasons, new_reasons = pair(piece.reasons, template.reasons)
    fitted = replace(
        piece,
        roles=new_roles,
        stages=new_stages,
        fields=new_fields,
        reasons=new_reasons,
        steps=tuple(_worded(step, roles, stages, fields, reasons) for step in piece.steps),
    )
    inside = piece.by_id.keys()
    loose = tuple(
        step.id
        for step in piece.steps
        if any(target not in inside for outcome in step.outcomes for target in targets_of(outcome))
    )
    return Fitted(fitted, tuple(dict.fromkeys(added)), tuple(dict.fromkeys(renamings)), loose)


def _same(word: W, theirs: Sequence[W]) -> W | None:
    """The other process's word for the same thing."""
    known = [other for other in theirs if getattr(other, "type", None) == getattr(word, "type", None)]
    title = _plain(word.title)
    by_title = [other for other in known if title and _plain(other.title) == title]
    by_id = [other for other in known if other.id == word.id]
    for other in by_title:
        if other.id == word.id:
            return other
    for other in by_title or by_id:
        return other
    return None


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _worded(
    step: Step,
    roles: Mapping[str, str],
    stages: Mapping[str, str],
    fields: Mapping[str, str],
    reasons: Mapping[str, str],
) -> Step:
    changed = {name: other for name, other in fields.items() if name != other}

    def text(words: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: "{" + changed.get(found[1], found[1]) + "}", words)

    escalate = step.escalate
    if escalate is not None:
        escalate = replace(escalate, to=roles.get(escalate.to, escalate.to))
    return replace(
        step,
        role=roles.get(step.role, step.role),
        stage=stages.get(step.stage, step.stage),
        reasons=tuple(dict.fromkeys(reasons.get(reason, reason) for reason in step.reasons)),
        escalate=escalate,
        condition=_asking(step.condition, changed),
        title=text(step.title) if changed else step.title,
        description=text(step.description) if changed else step.description,
        checklist=tuple(map(text, step.checklist)) if changed else step.checklist,
    )


def _asking(condition: str, changed: Mapping[str, str]) -> str:
    """The condition about the fields' new ids; as it is where it cannot be read."""
    if not condition or not changed:
        return condition
    try:
        return renamed(condition, changed)
    except Problem:
        return condition
