"""The box around all steps of a scene, kept up to date edit by edit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from outlet_desktop.domain.template import Step, StepKind
from outlet_desktop.ui.editor.items import NodeItem, StepItem
from outlet_desktop.ui.editor.painting import CARD_H, CARD_W

if TYPE_CHECKING:
    from outlet_desktop.ui.editor.scene import ProcessScene

_MOST = 50  # steps; of more it is measured anew, which takes a millisecond for a thousand


class ContentBox:
    """Measured when it is asked for, and anew only when a step has left its border."""

    def __init__(self, scene: ProcessScene) -> None:
        self._scene = scene
        self._box: QRectF | None = None

    def forget(self) -> None:
        """A milestone or a bar is elsewhere, or everything."""
        self._box = None

    def follow(self, old: Collection[Step], new: Collection[Step]) -> None:
        """These steps were there, those are there now."""
        if self._box is None:
            return
        inner = self._box.adjusted(1, 1, -1, -1)
        is_simple = len(new) < _MOST and all(step.kind is not StepKind.MILESTONE for step in (*old, *new))
        if not is_simple or not all(inner.contains(_card(step)) for step in old):
            self._box = None
            return
        for step in new:
            self._box = self._box.united(_card(step))

    def rect(self) -> QRectF:
        """The box, scene units."""
        if self._box is None:
            box = QRectF()
            template = self._scene.template
            cards = [step.at for step in template.steps if step.kind is not StepKind.MILESTONE]
            if cards:  # by their corners: a thousand boxes of Qt would take longer than all the rest of an edit
                left, top = min(x for x, _ in cards), min(y for _, y in cards)
                right, bottom = max(x for x, _ in cards) + CARD_W, max(y for _, y in cards) + CARD_H
                box = QRectF(left, top, right - left, bottom - top)
            for step in template.steps:
                if step.kind is StepKind.MILESTONE:
                    box = box.united(bounds(self._scene.nodes[step.id]))
            self._box = box
        return QRectF(self._box)


def bounds(item: NodeItem) -> QRectF:
    """What the step takes of the drawing, scene units; of a join with its words."""
    return item.body() if isinstance(item, StepItem) else item.sceneBoundingRect()


def _card(step: Step) -> QRectF:
    """The card of a step that is no milestone, scene units."""
    return QRectF(*step.at, CARD_W, CARD_H)
