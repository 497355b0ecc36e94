"""Words and icons of kinds, field types and outcomes, as the inspector shows them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from outlet_desktop.domain.condition import parse
from outlet_desktop.domain.template import Estimate, FieldType, StepKind, Template
from outlet_desktop.problem import Problem

KIND_ICONS = {
    StepKind.TASK: "ph.check-square",
    StepKind.APPROVAL: "ph.circle-wavy-check-fill",
    StepKind.CONFIRMATION: "ph.lock-key-fill",
    StepKind.MILESTONE: "ph.flag-fill",
}
OUTCOME_ICONS = {"approve": "ph.check-circle", "rework": "ph.arrow-u-up-left", "reject": "ph.x-circle"}


def kind_name(kind: StepKind) -> str:
    """`Задача`, `Task`."""
    return {
        StepKind.TASK: QCoreApplication.translate("EditorWords", "Task"),
        StepKind.APPROVAL: QCoreApplication.translate("EditorWords", "Approval"),
        StepKind.CONFIRMATION: QCoreApplication.translate("EditorWords", "Confirmation"),
        StepKind.MILESTONE: QCoreApplication.translate("EditorWords", "Milestone"),
    }[kind]


def type_name(kind: FieldType) -> str:
    """`да или нет`, `yes or no`: what may be answered."""
    return {
        FieldType.TEXT: QCoreApplication.translate("EditorWords", "text"),
        FieldType.INT: QCoreApplication.translate("EditorWords", "whole number"),
        FieldType.MONEY: QCoreApplication.translate("EditorWords", "sum"),
        FieldType.DATE: QCoreApplication.translate("EditorWords", "date"),
        FieldType.CHOICE: QCoreApplication.translate("EditorWords", "one of a list"),
        FieldType.BOOL: QCoreApplication.translate("EditorWords", "yes or no"),
        FieldType.FILE: QCoreApplication.translate("EditorWords", "file"),
    }[kind]


def condition_problem(template: Template, text: str) -> Problem | None:
    """Why this condition cannot be used: `condition.syntax`, or a field that the launch form does not ask."""
    if not text.strip():
        return None
    try:
        names = parse(text).names()
    except Problem as problem:
        return problem
    unknown = sorted(names - {question.id for question in template.fields})
    return Problem("finding.condition_unknown_field", name=unknown[0]) if unknown else None


def duration_problem(duration: Estimate) -> Problem | None:
    """`finding.duration_order` unless optimistic <= likely <= pessimistic."""
    days = [duration.optimistic, duration.likely, duration.pessimistic]
    return None if days == sorted(days) else Problem("finding.duration_order", days=" · ".join(map(str, days)))
