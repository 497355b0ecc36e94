"""The rows of the table of changes: one for each step, role, stage, question and reason that differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from outlet_desktop.domain.difference import Change, FlowChange, Mark, PartChange, StepChange
from outlet_desktop.domain.edit import title_of
from outlet_desktop.domain.template import Estimate, Step, StepId, StepKind, Template
from outlet_desktop.ui.editor.revisions_data import Comparison
from outlet_desktop.ui.editor.revisions_words import (
    Counted,
    detail_words,
    estimate_words,
    flow_words,
    part_name,
    property_name,
    quoted,
    role_title,
    value_words,
    way_words,
)
from outlet_desktop.ui.messages import DASH, days, signed, signed_days

MARKS: tuple[Mark, ...] = ("added", "removed", "changed", "moved")
_RANK = {"changed": 0, "removed": 1, "added": 2, "moved": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """One change in words.

    Attributes:
        step: The step it is about; "" for a part of the process.
        effect: Working days by which it moves the opening; None where it moves nothing or cannot be said.
        influence: The same in words.
        details: (property, older value, newer value) for the tooltip.
    """

    mark: Mark
    title: str
    what: str
    old: str
    new: str
    effect: int | None = None
    influence: str = ""
    step: StepId = ""
    kind: StepKind | None = None
    details: tuple[tuple[str, str, str], ...] = ()


def rows_of(comparison: Comparison) -> tuple[Row, ...]:
    """Every change, those that move the opening most first."""
    found, flows = comparison.found, comparison.found.flows_of_steps()
    rows = [_process_row(comparison, change) for change in found.process]
    told = {one.new.id for one in found.changed}
    for one in found.changed:
        rows.append(_changed_row(comparison, one.old, one.new, one.changes, flows.get(one.new.id, ())))
    came = {step.id for step in (*found.added, *found.removed)}
    places = {one.new.id: one for one in found.moved}
    for step_id, changes in flows.items():
        if step_id not in told and step_id not in came:
            old, new = comparison.old.by_id[step_id], comparison.new.by_id[step_id]
            moved = places.pop(step_id, None)
            rows.append(_changed_row(comparison, old, new, moved.changes if moved else (), changes))
    rows += [_removed_row(comparison, step, flows.get(step.id, ())) for step in found.removed]
    rows += [_added_row(comparison, step, flows.get(step.id, ())) for step in found.added]
    rows += [_part_row(comparison, part) for part in found.parts]
    rows += [_moved_row(one) for one in places.values()]
    return tuple(sorted(rows, key=lambda row: (-abs(row.effect or 0), not row.step, _RANK[row.mark])))


def count_of(rows: Sequence[Row], mark: Mark) -> int:
    """How many rows have that mark."""
    return sum(row.mark == mark for row in rows)


def why(comparison: Comparison, rows: Sequence[Row]) -> tuple[str, str, str]:
    """Title, sentence and afterword: why the opening moves."""
    shift = comparison.shift
    if shift is None:
        return (
            QCoreApplication.translate("RevisionWhy", "No date"),
            QCoreApplication.translate(
                "RevisionWhy", "One of the revisions has no goal, or steps that wait for each other."
            ),
            "",
        )
    touching = [row for row in rows if row.step in comparison.effects]
    if not shift:
        title = QCoreApplication.translate("RevisionWhy", "Why the date stays")
        if not touching:
            return (
                title,
                QCoreApplication.translate("RevisionWhy", "No duration, step or dependency has changed."),
                "",
            )
        if any(row.effect for row in touching):
            return title, QCoreApplication.translate("RevisionWhy", "The changes make up for each other."), ""
        return title, QCoreApplication.translate("RevisionWhy", "All changes are within the float of their steps."), ""
    title = QCoreApplication.translate("RevisionWhy", "Why {days}").format(days=signed(shift))
    driving = [row for row in touching if row.effect and (row.effect > 0) == (shift > 0)]
    if not driving:
        return (
            title,
            QCoreApplication.translate("RevisionWhy", "Several changes do it together; none of them does it alone."),
            "",
        )
    sentence = " ".join(_reason(comparison, row) for row in driving[:2])
    rest = len(touching) - len(driving)
    if rest and not any(row.effect for row in touching if row not in driving):
        after = QCoreApplication.translate("RevisionWhy", "The other changes are within the float of their steps.")
    else:
        after = ""
    return title, sentence, after


def _reason(comparison: Comparison, row: Row) -> str:
    step = quoted(row.title)
    old, new = comparison.old.by_id.get(row.step), comparison.new.by_id.get(row.step)
    if old is None and new is not None:
        words = QCoreApplication.translate("RevisionWhy", "{step} is new: {days}.")
        return words.format(step=step, days=days(new.duration.likely))
    if new is None and old is not None:
        words = QCoreApplication.translate("RevisionWhy", "{step} is gone: {days}.")
        return words.format(step=step, days=days(old.duration.likely))
    assert old is not None
    assert new is not None
    if old.duration.likely == new.duration.likely:
        return QCoreApplication.translate("RevisionWhy", "{step} waits for other steps.").format(step=step)
    words = QCoreApplication.translate("RevisionWhy", "{step}: usually {new}, not {old}.")
    said = words.format(step=step, new=days(new.duration.likely), old=old.duration.likely)
    if comparison.after.total_float.get(row.step) == 0:
        said += " " + QCoreApplication.translate("RevisionWhy", "The step is on the critical path.")
    return said


def _influence(comparison: Comparison, step_id: StepId) -> tuple[int | None, str]:
    if step_id not in comparison.effects:
        return None, "0"
    effect = comparison.effects[step_id]
    if effect is None:
        return None, DASH
    if effect:
        return effect, signed_days(effect)
    left = comparison.after.total_float.get(step_id)
    if not left:
        return 0, "0"
    return 0, QCoreApplication.translate("RevisionRows", "0, float {days}").format(days=left)


def _changed_row(
    comparison: Comparison, old: Step, new: Step, changes: Sequence[Change], flows: Sequence[FlowChange]
) -> Row:
    before, after = comparison.old, comparison.new
    details = [
        (
            property_name(change.name),
            detail_words(before, change.name, change.old),
            detail_words(after, change.name, change.new),
        )
        for change in changes
        if change.name != "at"
    ]
    shown = [change for change in changes if change.name != "at"]
    olds = [value_words(before, change.name, change.old) for change in shown]
    news = [value_words(after, change.name, change.new) for change in shown]
    if flows:
        gone, came = flow_words(before, after, new.id, flows)
        details.append((property_name("flows"), gone or DASH, came or DASH))
        olds.append(gone)
        news.append(came)
    if old.at != new.at:
        details.append((property_name("at"), "", way_words(old.at, new.at)))
    effect, influence = _influence(comparison, new.id)
    return Row(
        mark="changed",
        title=title_of(after, new.id),
        what=", ".join(detail[0] for detail in details),
        old=", ".join(one for one in olds if one) or DASH,
        new=", ".join(one for one in news if one) or DASH,
        effect=effect,
        influence=influence,
        step=new.id,
        kind=new.kind,
        details=tuple(details),
    )


def _card_words(template: Template, step: Step) -> str:
    if step.kind is StepKind.MILESTONE:
        return QCoreApplication.translate("RevisionRows", "milestone")
    return f"{role_title(template, step.role)}, {days(step.duration.likely)}"


def _whole_words(flows: Sequence[FlowChange]) -> str:
    if not flows:
        return QCoreApplication.translate("RevisionRows", "step")
    return Counted().whole_step(len(flows))


def _added_row(comparison: Comparison, step: Step, flows: Sequence[FlowChange]) -> Row:
    effect, influence = _influence(comparison, step.id)
    return Row(
        mark="added",
        title=title_of(comparison.new, step.id),
        what=_whole_words(flows),
        old=QCoreApplication.translate("RevisionRows", "no such step"),
        new=_card_words(comparison.new, step),
        effect=effect,
        influence=influence,
        step=step.id,
        kind=step.kind,
        details=_whole_details(comparison, step, flows),
    )


def _removed_row(comparison: Comparison, step: Step, flows: Sequence[FlowChange]) -> Row:
    effect, influence = _influence(comparison, step.id)
    return Row(
        mark="removed",
        title=title_of(comparison.old, step.id),
        what=_whole_words(flows),
        old=_card_words(comparison.old, step),
        new=QCoreApplication.translate("RevisionRows", "no such step"),
        effect=effect,
        influence=influence,
        step=step.id,
        kind=step.kind,
        details=_whole_details(comparison, step, flows),
    )


def _whole_details(comparison: Comparison, step: Step, flows: Sequence[FlowChange]) -> tuple[tuple[str, str, str], ...]:
    gone, came = flow_words(comparison.old, comparison.new, step.id, flows)
    is_new = step.id in comparison.new.by_id
    template = comparison.new if is_new else comparison.old
    pairs = [("role", role_title(template, step.role)), ("duration", estimate_words(step.duration))]
    if step.duration == Estimate(0, 0, 0):
        pairs = pairs[:1] if step.role else []
    told = [(property_name(name), "" if is_new else words, words if is_new else "") for name, words in pairs]
    return (*told, *([(property_name("flows"), gone, came)] if flows else []))


def _moved_row(change: StepChange) -> Row:
    return Row(
        mark="moved",
        title=change.new.title or change.new.id,
        what=property_name("at"),
        old="",
        new=way_words(change.old.at, change.new.at),
        influence=QCoreApplication.translate("RevisionRows", "no influence"),
        step=change.new.id,
        kind=change.new.kind,
    )


def _part_row(comparison: Comparison, part: PartChange) -> Row:
    one = part.new or part.old
    assert one is not None
    told = tuple(
        (
            property_name(change.name),
            value_words(comparison.old, change.name, change.old),
            value_words(comparison.new, change.name, change.new),
        )
        for change in part.changes
    )
    here = QCoreApplication.translate("RevisionRows", "in the process")
    nothing = QCoreApplication.translate("RevisionRows", "none", "no such role, stage, question or reason")
    return Row(
        mark=part.mark,
        title=part_name(part.kind, one.title or one.id),
        what=", ".join(detail[0] for detail in told) or here,
        old=", ".join(detail[1] for detail in told) or (nothing if part.old is None else one.title),
        new=", ".join(detail[2] for detail in told) or (nothing if part.new is None else one.title),
        influence="0",
        details=told,
    )


def _process_row(comparison: Comparison, change: Change) -> Row:
    old = value_words(comparison.old, change.name, change.old)
    new = value_words(comparison.new, change.name, change.new)
    return Row(
        mark="changed",
        title=QCoreApplication.translate("RevisionRows", "The process"),
        what=property_name(change.name),
        old=old,
        new=new,
        influence="0" if change.name != "goal" else DASH,
        details=((property_name(change.name), old, new),),
    )
