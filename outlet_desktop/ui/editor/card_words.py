"""A card in words: for those who hear the drawing, and for the text of the clipboard."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from outlet_desktop.domain.template import Step, StepId, StepKind, Template
from outlet_desktop.ui.editor.context_pad import kind_names
from outlet_desktop.ui.messages import words

_NAMED = 4  # steps that are named; of more their number is said


def card_words(template: Template, step: Step) -> str:
    """One card: «Обучить персонал, задача, Розница, 5 рабочих дней, после Подобрать персонал»."""
    parts = [step.title or words("card.no_name"), kind_names()[step.kind].lower()]
    if step.kind is not StepKind.MILESTONE:
        role = template.role(step.role)
        parts.append(role.title if role is not None else words("card.no_role"))
        parts.append(words("card.days", {"days": step.duration.likely}))
    sources = [flow.source for flow in template.incoming.get(step.id, ())]
    parts.append(words("card.after", {"steps": _titles(template, sources)}) if sources else words("card.first"))
    if step.condition:
        parts.append(words("card.only_if", {"condition": step.condition}))
    if template.goal == step.id:
        parts.append(words("card.goal"))
    return ", ".join(parts)


def selection_words(template: Template, selected: Collection[StepId], here: StepId | None) -> str:
    """The selected card; of several their number and the card the keys stand on; "" = nothing is selected."""
    step = template.by_id.get(here) if here is not None else None
    if len(selected) > 1:
        card = card_words(template, step) if step is not None else _titles(template, sorted(selected))
        return words("card.selected", {"count": len(selected), "card": card})
    return card_words(template, step) if step is not None else ""


def _titles(template: Template, step_ids: Sequence[StepId]) -> str:
    titles = [template.by_id[one].title or one for one in step_ids if one in template.by_id]
    return words("card.more", {"count": len(titles)}) if len(titles) > _NAMED else "; ".join(titles)
