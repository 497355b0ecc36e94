"""The process being edited: the template in hand, its undo stack, its draft on disk, what the checks say."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from outlet_desktop.domain.check import Finding, check
from outlet_desktop.domain.past import Samples
from outlet_desktop.domain.template import StageId, StepId, Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.critical import CriticalPath, critical_path
from outlet_desktop.ui.editor.routing import routes
from outlet_desktop.ui.preferences import preferences

SAVE_AFTER_MS = 20  # nobody makes two edits in that time: a program that is killed loses one at most


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the checks say about one template; worked out off the GUI thread.

    Attributes:
        critical: Longest way to the goal over the most likely durations, working days.
        days_by_stage: Working days of that way spent in each stage.
    """

    template: Template
    findings: tuple[Finding, ...] = ()
    critical: CriticalPath = field(default_factory=CriticalPath)
    days_by_stage: Mapping[StageId, int] = field(default_factory=dict)

    @property
    def severities(self) -> Mapping[StepId, str]:
        """The most severe finding of every step that has one."""
        found: dict[StepId, str] = {}
        for finding in self.findings:
            for step_id in (finding.step, *finding.steps):
                if step_id and found.get(step_id) != "error":
                    found[step_id] = finding.severity
        return found

    @property
    def error_count(self) -> int:
        """How many findings forbid publishing."""
        return sum(finding.severity == "error" for finding in self.findings)


def analyse(template: Template, past: Samples | None = None) -> Analysis:
    """Check a template and find its critical path. Pure. `past`: how long its steps took in finished outlets."""
    path = critical_path(template)
    days: dict[StageId, int] = {}
    for step_id in path.steps:
        step = template.by_id[step_id]
        days[step.stage] = days.get(step.stage, 0) + step.duration.likely
    return Analysis(template, check(template, past), path, days)


def _is_as_long(one: Template, other: Template) -> bool:
    """Whether two templates may be equal: of those that are not, most are told apart without a look at their steps."""
    return len(one.flows) == len(other.flows) and len(one.steps) == len(other.steps)


class Edit(QUndoCommand):
    """One reversible edit, kept as the whole template before and after it.

    Templates are frozen and small, so undo and redo compute nothing and cannot disagree. Consecutive
    edits with one `merge_id` (typing a title, moving one selection) are one entry.
    """

    def __init__(self, document: TemplateDocument, after: Template, text: str, merge_id: int = -1) -> None:
        super().__init__(text)
        self._document, self._merge_id = document, merge_id
        self._before, self._after = document.template, after

    def redo(self) -> None:
        self._document.show(self._after)

    def undo(self) -> None:
        self._document.show(self._before)

    def id(self) -> int:
        return self._merge_id

    def mergeWith(self, newer: QUndoCommand) -> bool:
        assert isinstance(newer, Edit)
        self._after = newer._after
        self.setObsolete(self._after == self._before)
        return True


class TemplateDocument(QObject):
    """A template being edited.

    Signals:
        changed: (before, after), once per command, undo or redo.
        replaced: Another template was opened; views start anew.
        analysed: The Analysis of the current template is ready.
        routed: (template, routes): the arrows of a large drawing, see `route`.
        saved: The draft was written; the local time as "HH:MM".
        save_failed: The draft could not be written: its Problem.
        refused: Nothing may be changed from this window: the Problem; a field that was typed into says what it said.
    """

    changed = Signal(object, object)
    replaced = Signal(object)
    analysed = Signal(object)
    routed = Signal(object, object)
    saved = Signal(str)
    save_failed = Signal(object)
    refused = Signal(object)

    def __init__(self, office: Office, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self._template = self._before = Template("", "")
        self._analysis = Analysis(self._template)
        self._epoch = 0
        self._is_draft_stale = False
        self._is_saving = False
        self._check: Future[Analysis] | None = None
        self._is_unchecked = False
        self._past: Samples = {}
        self.stack = QUndoStack(self)
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self.save_now)

    @property
    def template(self) -> Template:
        """The template in hand."""
        return self._template

    @property
    def analysis(self) -> Analysis:
        """The newest analysis; may be of the template one edit ago while the next is being made."""
        return self._analysis

    def open(self, template: Template) -> None:
        """Start on another template; the undo history is emptied."""
        self.save_now()
        self.stack.clear()
        if template.id != self._template.id:
            self._past = {}
        self._template = template
        self._analysis = Analysis(template)
        self.replaced.emit(template)
        self._analyse()

    def edit(self, after: Template, text: str, merge: str = "") -> None:
        """Push an edit unless nothing differs. Neighbouring edits of one non-empty `merge` are one entry."""
        if after is self._template or (_is_as_long(after, self._template) and after == self._template):
            return
        if not self.may_edit():
            return
        merge_id = zlib.crc32(f"{self._epoch}:{merge}".encode()) & 0x7FFFFFFF if merge else -1
        self.stack.push(Edit(self, after, text, merge_id))

    def may_edit(self) -> bool:
        """Whether this window may change the process; says so where it may not."""
        if preferences.is_read_only:
            self.refused.emit(Problem("office.read_only"))
        return not preferences.is_read_only

    def end_merge(self) -> None:
        """Make the next edit an entry of its own (the selection or the field in hand changed)."""
        self._epoch += 1

    def show(self, template: Template) -> None:
        """Make `template` the one in hand. Only `Edit` calls this."""
        before, self._template = self._template, template
        self._is_draft_stale = True
        if not self._is_saving and not self._save_timer.isActive():
            self._save_timer.start()
        self.changed.emit(before, template)
        if self._before is not template:
            self._before.release()  # the undo stack keeps it: thousands of states with their indexes take 100 MB
        self._before = before
        self._analyse()

    def mark_published(self, template: Template) -> None:
        """The template in hand was published as `template`: it differs only in its revision."""
        if template.revision != self._template.revision:
            self._template = template
        self.stack.setClean()

    def save_now(self) -> Future[None] | None:
        """Write the draft if an edit waits for it; the write under way, for who must wait for its end."""
        self._save_timer.stop()
        if not self._is_draft_stale:
            return None
        self._is_draft_stale, self._is_saving = False, True
        template = self._template
        return self._background.run(
            lambda: self._office.save_draft(template), lambda _none: self._was_saved(), otherwise=self._save_failed
        )

    def _was_saved(self) -> None:
        self._is_saving = False
        if self._is_draft_stale:  # edited meanwhile: one write at a time, however fast the edits come
            self._save_timer.start()
        self.saved.emit(datetime.now().strftime("%H:%M"))

    def set_past(self, process_id: str, past: Samples) -> None:
        """How long the steps took in finished outlets is known: estimates are judged by it from now on."""
        if process_id == self._template.id and past != self._past:
            self._past = past
            self._analyse()

    def route(self, template: Template) -> None:
        """Have the arrows of a large drawing routed on the worker; `routed` brings them."""
        self._background.run(
            lambda: routes(template), lambda made: self.routed.emit(template, made), slot=f"route:{id(self)}"
        )

    def _save_failed(self, problem: Problem) -> None:
        self._is_draft_stale, self._is_saving = True, False
        self.save_failed.emit(problem)

    def _analyse(self) -> None:
        """Check the template on the worker; while a check runs, the next one waits and is of the newest template."""
        if self._check is not None and not self._check.done():
            self._is_unchecked = True
            return
        self._is_unchecked = False
        template, past = self._template, self._past
        self._check = self._background.run(
            lambda: analyse(template, past), self._take_analysis, slot=f"analyse:{id(self)}"
        )

    def _take_analysis(self, analysis: Analysis) -> None:
        if self._is_unchecked:  # edited meanwhile: what was found is no news any more
            self._analyse()
            return
        self._analysis = analysis
        self.analysed.emit(analysis)
