"""The page of revisions: two of them in one drawing, the table of changes, what they do to an opening, restoring."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.template import StepId
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import (
    Icon,
    Segmented,
    Tag,
    hairline,
    label,
    link_button,
    secondary_button,
)
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.loading import placed
from outlet_desktop.ui.editor.paper import Paper
from outlet_desktop.ui.editor.revisions_bar import RevisionsBar
from outlet_desktop.ui.editor.revisions_canvas import DifferenceView
from outlet_desktop.ui.editor.revisions_data import DRAFT, Comparison, Shelf, compare, load_shelf, loads
from outlet_desktop.ui.editor.revisions_list import RevisionList
from outlet_desktop.ui.editor.revisions_names import RevisionNames
from outlet_desktop.ui.editor.revisions_panel import ImpactPanel
from outlet_desktop.ui.editor.revisions_rows import MARKS, Row, count_of, rows_of, why
from outlet_desktop.ui.editor.revisions_table import ChangesPanel
from outlet_desktop.ui.key_table import DRAWING, REVISIONS
from outlet_desktop.ui.messages import signed_days
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.text_size import fix_height, fix_side
from outlet_desktop.ui.theme import theme, token

SIDE = 320  # px
SHIFT_AHEAD = 7  # days from today to the start of the outlet that is thought through at first
_FINISHED = (OpeningState.DONE, OpeningState.CANCELLED, OpeningState.REJECTED)


class RevisionsPage(QWidget):
    """Opened by `start`, left by Esc. Follows the drawing in hand while that is the newer revision.

    Signals:
        closed: Back to the editor.
        chosen: Other revisions are compared: the words of the top bar have changed.
        step_opened: Id of a step that shall be shown in the editor.
        restore_wanted: (Template, number): that revision shall be the draft.
        refused: A Problem of the office.
    """

    closed = Signal()
    chosen = Signal()
    step_opened = Signal(str)
    restore_wanted = Signal(object, int)
    refused = Signal(object)

    def __init__(
        self, office: Office, background: Background, document: TemplateDocument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._background, self._document = office, background, document
        self._names = RevisionNames()
        self._portfolio: Portfolio | None = None
        self._comparison: Comparison | None = None
        self._rows: tuple[Row, ...] = ()
        self._start_on: date | None = None
        self.numbers = (DRAFT, DRAFT)
        self._build()
        self._connect()
        self.retranslate()

    # ------------------------------------------------------------------------------------------ layout

    def _build(self) -> None:
        self.bar, self.view, self.changes = RevisionsBar(), DifferenceView(), ChangesPanel()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.changes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QFrame()
        side.setObjectName("sidePanel")
        fix_side(side, SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        fix_height(head, int(token("size.toolBar")))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self.tabs = Segmented((("impact", ""), ("list", "")))
        self.tag = Tag("")
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.tag)
        column.addWidget(head)
        column.addWidget(hairline())
        self.impact, self.list = ImpactPanel(), RevisionList()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.impact)
        self._pages.addWidget(self.list)
        column.addWidget(self._pages, 1)
        return side

    def _connect(self) -> None:
        self.bar.chosen.connect(self.choose)
        self.bar.filtered.connect(self._show)
        self.bar.go_wanted.connect(self.go)
        self.tabs.chosen.connect(self.show_page)
        self.view.step_chosen.connect(self.changes.choose_step)
        self.view.step_chosen.connect(self.view.choose)
        self.view.step_opened.connect(self._open_step)
        self.changes.opened.connect(self._open_step)
        self.changes.current_changed.connect(self._row_chosen)
        self.impact.start_changed.connect(self._start_chosen)
        self.impact.note.textChanged.connect(self._note_typed)
        self.list.compare_wanted.connect(lambda number: self.choose(number, self.numbers[1]))
        self.list.restore_wanted.connect(self.restore)
        self._document.changed.connect(lambda _before, _after: self._drawing_changed())
        theme.changed.connect(self.update)
        self.keys = PlaceKeys(REVISIONS, DRAWING, parent=self)
        for name, run in (
            ("revisions.next", lambda: self.go(1)),
            ("revisions.previous", lambda: self.go(-1)),
            ("drawing.close", self.closed.emit),
            ("drawing.fit", self.view.fit),
            ("drawing.actual", lambda: self.view.zoom_to(1.0)),
            ("drawing.larger", lambda: self.view.zoom_step(1)),
            ("drawing.smaller", lambda: self.view.zoom_step(-1)),
        ):
            self.keys.on(name, run, owner=self)

    # ------------------------------------------------------------------------------ what is compared

    @property
    def comparison(self) -> Comparison | None:
        """What is shown; None while it is being worked out for the first time."""
        return self._comparison

    @property
    def note(self) -> str:
        """What was typed for the list of revisions: the note with which the draft will be published."""
        return " ".join(self._names.note.split())

    def forget(self) -> None:
        """Another process is in hand, or the draft was published: the note is spent."""
        self._names.note = ""

    def start(self, *, is_draft: bool, saved: str = "", portfolio: Portfolio | None = None) -> None:
        """Compare the drawing in hand with the newest revision; without a draft, the newest two.

        Args:
            is_draft: Whether the drawing in hand differs from the newest revision.
            saved: When it was saved, `11:04`.
            portfolio: The outlets, to count those that stay on a revision.
        """
        self._names.is_draft, self._names.saved, self._portfolio = is_draft, saved, portfolio
        self._names.shelf, self._comparison, self._rows = None, None, ()
        process_id = self._document.template.id
        self._background.run(
            lambda: load_shelf(self._office, process_id),
            self._shelf_read,
            otherwise=self._refuse,
            slot=f"shelf:{id(self)}",
        )

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(problem)
        if self._comparison is None:  # there is nothing to look at
            self.closed.emit()

    def _shelf_read(self, shelf: Shelf) -> None:
        self._names.shelf = shelf
        self.impact.use_calendar(shelf.calendar)
        known = [one.revision for one in shelf.revisions]
        if self._names.is_draft or not known:
            self.numbers = (known[0] if known else DRAFT, DRAFT)
        else:
            self.numbers = (known[1] if len(known) > 1 else known[0], known[0])
        if self._start_on is None:
            self._start_on = shelf.calendar.first_from(self._today() + timedelta(days=SHIFT_AHEAD))
        self._compare()

    def _today(self) -> date:
        return self._portfolio.today if self._portfolio is not None else date.today()

    def choose(self, older: int, newer: int) -> None:
        """Compare these two; `DRAFT` is the drawing in hand."""
        if (older, newer) != self.numbers:
            self.numbers = (older, newer)
            self._compare()

    def _start_chosen(self, day: date) -> None:
        self._start_on = day
        self._compare()

    def _drawing_changed(self) -> None:
        if self.isVisible() and DRAFT in self.numbers:
            self._compare()

    def _compare(self) -> None:
        shelf, start_on = self._names.shelf, self._start_on
        if shelf is None or start_on is None:
            return
        draft, numbers = self._document.template, self.numbers
        self._background.run(
            lambda: compare(self._office, draft, numbers, start_on, shelf.calendar),
            self._compared,
            otherwise=self._refuse,
            slot=f"compare:{id(self)}",
        )

    def _compared(self, comparison: Comparison) -> None:
        self._comparison = comparison
        is_first = not self._rows
        self._rows = rows_of(comparison)
        if is_first and self._rows and all(row.mark == "moved" for row in self._rows):
            self.bar.chips["moved"].setChecked(True)
        self._show()
        self.chosen.emit()

    # ----------------------------------------------------------------------------------- what is shown

    def _show(self) -> None:
        comparison, shelf = self._comparison, self._names.shelf
        if comparison is None or shelf is None:
            return
        shown = self.bar.shown_marks
        self.bar.show_counts({mark: count_of(self._rows, mark) for mark in MARKS})
        self.bar.show_choices(
            [(number, self._names.choice(number)) for number in self._names.offered(self.numbers)], self.numbers
        )
        self.view.process.no_role = self.tr("No role")
        self.view.process.ghost_words = self.tr("place in {revision}").format(
            revision=self._names.short(self.numbers[0])
        )
        self.view.show_comparison(comparison, shown)
        rows = [row for row in self._rows if row.mark in shown]
        self.view.tips = {row.step: self.changes.model.tip(row) for row in self._rows if row.step}
        self.changes.show_rows(rows, len(self._rows), (self.name(self.numbers[0]), self.name(self.numbers[1])))
        names = self._names.short(self.numbers[0]), self._names.short(self.numbers[1])
        self.impact.show_comparison(
            comparison, names, why(comparison, self._rows), self._staying(), loads(comparison, shelf)
        )
        self.impact.show_note(self._names.note_of(self.numbers[1]), self.numbers[1] == DRAFT)
        self.list.show_entries(self._names.entries(self.numbers), self.numbers)
        self._show_tag(comparison.shift)
        self._show_place()

    def _show_tag(self, shift: int | None) -> None:
        if shift is None:
            self.tag.set(self.tr("no date"))
        elif shift > 0:
            self.tag.set(signed_days(shift), "risk", "ph.warning-fill")
        else:
            self.tag.set(signed_days(shift), "done" if shift else "")

    def _show_place(self) -> None:
        self.bar.show_place(max(self.changes.current + 1, 0), len(self.changes.model.rows))

    def _staying(self) -> int:
        """Unfinished outlets that run on the older revision."""
        rows = self._portfolio.rows if self._portfolio is not None else ()
        name = self._comparison.old.name if self._comparison is not None else ""
        return sum(
            row.template == name and row.revision == self.numbers[0] and row.state not in _FINISHED for row in rows
        )

    def name(self, number: int) -> str:
        """`Ревизия 7`, `Черновик v8`."""
        return self._names.name(number)

    def _note_typed(self) -> None:
        if not self.impact.note.isReadOnly():
            self._names.note = self.impact.note.toPlainText()

    # ------------------------------------------------------------------------------------- going about

    def show_page(self, name: str) -> None:
        """The panel shows "impact" or "list"."""
        self.tabs.choose(name)
        self._pages.setCurrentIndex(1 if name == "list" else 0)
        if name == "list":
            self.list.view.setFocus()

    def go(self, way: int) -> None:
        """The next (1) or previous (-1) change; round at the ends."""
        count = len(self.changes.model.rows)
        if count:
            here = self.changes.current
            self.changes.choose((here + way) % count if here >= 0 else (0 if way > 0 else count - 1))

    def _row_chosen(self, row: int) -> None:
        rows = self.changes.model.rows
        if 0 <= row < len(rows):
            self.view.choose(rows[row].step)
        self._show_place()

    def _open_step(self, step_id: StepId) -> None:
        if step_id in self._document.template.by_id:
            self.step_opened.emit(step_id)

    def restore(self, number: int) -> None:
        """Ask that a revision be made the draft."""
        draft = self._document.template
        self._background.run(
            lambda: placed(self._office.template(draft.id, number)),
            lambda template: self.restore_wanted.emit(template, number),
            otherwise=self._refuse,
        )

    def focus(self) -> None:
        """The keys go to the table of changes."""
        self.changes.table.setFocus()

    def paper(self, today: str) -> Paper:
        """The drawing of both revisions for print."""
        older, newer = (self._names.short(number) for number in self.numbers)
        words = self.tr("Comparison of {older} and {newer}").format(older=older, newer=newer)
        title = f"{self._document.template.name}: {words}"
        table = [line.split("\t") for line in self.changes.model.plain().split("\n")]
        return Paper(self.view.process, title, today, lambda stage: self.view.header.words(stage)[0], table)

    # ----------------------------------------------------------------------------------- the top bar

    def heading(self) -> QWidget:
        """Processes > the process (goes back) > the two revisions."""
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(self.tr("Processes"), "body", "secondary"))
        row.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
        back = link_button(self._document.template.name)
        back.setToolTip(self.tr("Back to the drawing (Esc)"))
        back.clicked.connect(self.closed)
        row.addWidget(back)
        row.addWidget(Icon("ph.caret-right", "text.tertiary", 12))
        older, newer = (self._names.short(number) for number in self.numbers)
        words = self.tr("Comparison of {older} and {newer}").format(older=older, newer=newer)
        row.addWidget(label(words if self._names.shelf is not None else self.tr("Revisions"), "title"))
        row.addStretch(1)
        return made

    def restore_button(self) -> QPushButton:
        """The button that makes the older revision the draft."""
        number = self.numbers[0]
        made = secondary_button(self.tr("Restore {revision}").format(revision=self._names.short(number)))
        made.setToolTip(self.tr("The drawing becomes that of this revision; undo takes it back"))
        made.setEnabled(number != DRAFT and self._comparison is not None)
        made.clicked.connect(lambda: self.restore(number))
        return made

    def retranslate(self) -> None:
        """Word everything anew."""
        self.view.setAccessibleName(self.tr("Drawing of both revisions"))
        self.tabs.set_texts({"impact": self.tr("Influence"), "list": self.tr("Revisions")})
        for part in (self.bar, self.changes, self.impact, self.list):
            part.retranslate()
        if self._comparison is not None:
            self._rows = rows_of(self._comparison)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
