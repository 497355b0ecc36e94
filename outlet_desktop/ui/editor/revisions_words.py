"""Words for what differs between two revisions: names of properties, their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from outlet_desktop.domain.difference import FlowChange, Part
from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.template import (
    Escalation,
    Estimate,
    Field,
    FieldType,
    Outcome,
    Reminder,
    StepId,
    StepKind,
    Template,
)
from outlet_desktop.ui.editor.inspector_words import kind_name, type_name
from outlet_desktop.ui.messages import DASH, MINUS, NO_BREAK, days

ARROW = " → "


class Counted(QObject):
    """Words with a number; only `tr` of an object finds their plural forms."""

    def items(self, count: int) -> str:
        """`4 пункта` of a checklist."""
        return self.tr("%n item(s)", "", count)

    def whole_step(self, flows: int) -> str:
        """`шаг и 3 связи`: a step that came or went with its arrows."""
        return self.tr("step and %n dependency(ies)", "", flows)


def revision_name(number: int) -> str:
    """`ревизия 7`, or the draft (number 0)."""
    if not number:
        return QCoreApplication.translate("RevisionWords", "Draft")
    return QCoreApplication.translate("RevisionWords", "Revision {number}").format(number=number)


def quoted(title: str) -> str:
    """`«Обучить персонал»`."""
    return QCoreApplication.translate("RevisionWords", "“{title}”").format(title=title)


def property_name(name: str) -> str:
    """What a person calls that attribute of a step, role, stage, question, reason or template."""
    found = {
        "title": QCoreApplication.translate("RevisionWords", "name"),
        "name": QCoreApplication.translate("RevisionWords", "name"),
        "kind": QCoreApplication.translate("RevisionWords", "kind"),
        "role": QCoreApplication.translate("RevisionWords", "role"),
        "stage": QCoreApplication.translate("RevisionWords", "stage"),
        "duration": QCoreApplication.translate("RevisionWords", "estimate"),
        "description": QCoreApplication.translate("RevisionWords", "description"),
        "condition": QCoreApplication.translate("RevisionWords", "condition"),
        "checklist": QCoreApplication.translate("RevisionWords", "checklist"),
        "fields": QCoreApplication.translate("RevisionWords", "fields of the result"),
        "reasons": QCoreApplication.translate("RevisionWords", "reasons of delay"),
        "remind": QCoreApplication.translate("RevisionWords", "reminder"),
        "escalate": QCoreApplication.translate("RevisionWords", "escalation"),
        "result_required": QCoreApplication.translate("RevisionWords", "required result"),
        "outcomes": QCoreApplication.translate("RevisionWords", "answers"),
        "at": QCoreApplication.translate("RevisionWords", "place on the sheet"),
        "flows": QCoreApplication.translate("RevisionWords", "dependencies"),
        "code": QCoreApplication.translate("RevisionWords", "code"),
        "type": QCoreApplication.translate("RevisionWords", "type"),
        "required": QCoreApplication.translate("RevisionWords", "required"),
        "choices": QCoreApplication.translate("RevisionWords", "choices"),
        "clock": QCoreApplication.translate("RevisionWords", "whose delay"),
        "detected": QCoreApplication.translate("RevisionWords", "how it is found"),
        "goal": QCoreApplication.translate("RevisionWords", "goal"),
        "stage_order": QCoreApplication.translate("RevisionWords", "order of stages"),
        "role_order": QCoreApplication.translate("RevisionWords", "order of roles"),
        "field_order": QCoreApplication.translate("RevisionWords", "order of questions"),
        "reason_order": QCoreApplication.translate("RevisionWords", "order of reasons"),
    }
    return found.get(name, name)


def part_name(kind: str, title: str) -> str:
    """`Роль «Розница»`."""
    words = {
        "role": QCoreApplication.translate("RevisionWords", "Role “{title}”"),
        "stage": QCoreApplication.translate("RevisionWords", "Stage “{title}”"),
        "field": QCoreApplication.translate("RevisionWords", "Question “{title}”"),
        "reason": QCoreApplication.translate("RevisionWords", "Reason “{title}”"),
    }
    return words[kind].format(title=title)


def estimate_words(estimate: Estimate) -> str:
    """`1 · 2 · 5 р. д.`, one number where all three are the same."""
    low, middle, high = estimate.optimistic, estimate.likely, estimate.pessimistic
    if low == middle == high:
        return days(middle)
    return f"{low} · {middle} · {days(high)}"


def role_title(template: Template, role_id: str) -> str:
    """The role's title; its id where the template does not have it, words where none is set."""
    if not role_id:
        return QCoreApplication.translate("RevisionWords", "not set")
    role = template.role(role_id)
    return role.title if role is not None else role_id


def value_words(template: Template, name: str, value: object) -> str:
    """A value of a property as `template` words it; one line."""
    match name, value:
        case "role", str():
            return role_title(template, value)
        case "stage", str():
            return next((stage.title for stage in template.stages if stage.id == value), value or DASH)
        case "goal", str():
            return title_of(template, value) if value in template.by_id else value or DASH
        case "checklist", tuple():
            return Counted().items(len(value)) if value else _none()
        case "outcomes" | "fields", tuple():
            return ", ".join(one.label if isinstance(one, Outcome) else one.title for one in value) or _none()
        case "reasons", tuple():
            known = {reason.id: reason.title for reason in template.reasons}
            return ", ".join(known.get(str(one), str(one)) for one in value) or _none()
        case "stage_order" | "role_order" | "field_order" | "reason_order", tuple():
            return _order(template, name, value)
        case "condition", str():
            return value or QCoreApplication.translate("RevisionWords", "always")
    return _plain(value)


def detail_words(template: Template, name: str, value: object) -> str:
    """The same for a tooltip: lists item by item."""
    if name == "checklist" and isinstance(value, tuple):
        return "; ".join(value) or _none()
    if name == "fields" and isinstance(value, tuple):
        return "; ".join(_question(one) for one in value) or _none()
    if name == "outcomes" and isinstance(value, tuple):
        return "; ".join(_outcome(template, one) for one in value) or _none()
    return value_words(template, name, value)


def flow_words(old: Template, new: Template, step_id: StepId, changes: Iterable[FlowChange]) -> tuple[str, str]:
    """The arrows of a step that are gone, and those that came: `после «A», до «B»`."""
    before: list[str] = []
    after: list[str] = []
    for change in changes:
        source, target = change.pair
        is_input = target == step_id
        for flow, template, found in ((change.old, old, before), (change.new, new, after)):
            if flow is None:
                continue
            other = quoted(title_of(template, source if is_input else target))
            lag = f" +{days(flow.lag)}" if flow.lag else ""
            words = (
                QCoreApplication.translate("RevisionWords", "after {step}")
                if is_input
                else QCoreApplication.translate("RevisionWords", "before {step}")
            )
            found.append(words.format(step=other) + lag)
    return ", ".join(before), ", ".join(after)


def way_words(old: tuple[int, int], new: tuple[int, int]) -> str:
    """Where a card went: `правее на 288, выше на 96`."""
    across, down = new[0] - old[0], new[1] - old[1]
    found = []
    if across:
        words = (
            QCoreApplication.translate("RevisionWords", "{number} to the right")
            if across > 0
            else QCoreApplication.translate("RevisionWords", "{number} to the left")
        )
        found.append(words.format(number=abs(across)))
    if down:
        words = (
            QCoreApplication.translate("RevisionWords", "{number} lower")
            if down > 0
            else QCoreApplication.translate("RevisionWords", "{number} higher")
        )
        found.append(words.format(number=abs(down)))
    return ", ".join(found)


def _none() -> str:
    return QCoreApplication.translate("RevisionWords", "none")


def _question(field: Field) -> str:
    star = " *" if field.required else ""
    return f"{field.title} ({type_name(field.type)}){star}"


def _outcome(template: Template, outcome: Outcome) -> str:
    if outcome.back_to == "initiator":
        return outcome.label + ARROW + QCoreApplication.translate("RevisionWords", "the initiator")
    back = ", ".join(title_of(template, one) for one in outcome.back_to if one in template.by_id)
    return outcome.label + (ARROW + back if back else "")


def _order(template: Template, name: str, ids: tuple[str, ...]) -> str:
    parts: Mapping[str, Sequence[Part]] = {
        "stage_order": template.stages,
        "role_order": template.roles,
        "field_order": template.fields,
        "reason_order": template.reasons,
    }
    titles = {part.id: part.title for part in parts[name]}
    return ", ".join(titles.get(one, one) for one in ids)


def _plain(value: object) -> str:
    match value:
        case Estimate():
            return estimate_words(value)
        case StepKind():
            return kind_name(value)
        case FieldType():
            return type_name(value)
        case bool():
            yes, no = (
                QCoreApplication.translate("RevisionWords", "yes"),
                QCoreApplication.translate("RevisionWords", "no"),
            )
            return yes if value else no
        case Reminder():
            words = QCoreApplication.translate("RevisionWords", "{before} before, then every {repeat}")
            return words.format(before=days(value.before_days), repeat=days(value.repeat_days))
        case Escalation():
            return QCoreApplication.translate("RevisionWords", "{days} overdue").format(days=days(value.after_days))
        case None | "" | ():
            return DASH
        case tuple():
            return ", ".join(str(one) for one in value)
    return " ".join(str(value).split())


def signed_pair(old: int, new: int) -> str:
    """`2 → 3 р. д.`"""
    return f"{str(old).replace('-', MINUS)}{NO_BREAK}→{NO_BREAK}{days(new)}"
