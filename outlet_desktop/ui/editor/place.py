"""The place "processes": the editor of a process, its revisions, its problems, its files."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import EmptyState, primary_button
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.files import is_file_name
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.live_desk import LiveDesk
from outlet_desktop.ui.editor.outline import Outline
from outlet_desktop.ui.editor.paper import Paper
from outlet_desktop.ui.editor.place_bar import EditorBar
from outlet_desktop.ui.editor.place_publishing import PublishingPlace
from outlet_desktop.ui.editor.problems import ProblemsPanel
from outlet_desktop.ui.editor.revisions_desk import RevisionsDesk
from outlet_desktop.ui.editor.tool_bar import ToolBar
from outlet_desktop.ui.key_table import EDITOR
from outlet_desktop.ui.messages import days
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.text_size import fix_side, side_wide
from outlet_desktop.ui.waiting import Waiting

SIDE = 320  # px; the inspector
OVERLAY_BELOW = 1320 - 68  # px of the content: below, the inspector lies over the canvas
_SAVE_WAIT_S = 3.0
_FINISHED = (OpeningState.DONE, OpeningState.CANCELLED)


class ProcessesPlace(PublishingPlace):
    """The process editor.

    `open` takes None (the process in hand, else the first one), a template id, the path of a file, or
    ("outlet", opening): that outlet on its drawing.
    """

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(office, background, parent)
        self._portfolio: Portfolio | None = None
        self._is_narrow = False
        self.document = TemplateDocument(office, background, self)
        self.canvas = ProcessCanvas(self.document)
        self.tool_bar = ToolBar(self.canvas, self.document)
        self.outline = Outline(self.canvas)
        self.problems = ProblemsPanel(self.document)
        self.inspector = Inspector(self.document, office, background)
        self._bar = EditorBar(self)
        self._build()
        self._connect()
        self._editor_keys = PlaceKeys(EDITOR, parent=self)
        self._add_keys()
        self.setFocusProxy(self.canvas)
        self.retranslate()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tool_bar)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.problems)
        self.side = QFrame()
        fix_side(self.side, SIDE)
        inside = QHBoxLayout(self.side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.inspector)
        self._editor = QWidget()
        self._row = QHBoxLayout(self._editor)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.outline)
        self._row.addWidget(left, 1)
        self._row.addWidget(self.side)
        self._open_button = primary_button("")
        self._open_button.clicked.connect(self.choose_file)
        self._empty = EmptyState("ph.flow-arrow", "", "", self._open_button)
        self._waiting_note = Waiting(self.canvas, has_rows=False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._editor)
        self._pages.addWidget(self._empty)
        self.revisions = RevisionsDesk(self, self._pages, self._office, self._background)
        self.live = LiveDesk(self, self._pages, self._office, self._background)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        canvas, document = self.canvas, self.document
        canvas.process.selection_changed.connect(self._selection_changed)
        canvas.file_dropped.connect(self.open_file)
        self.tool_bar.outline_button.toggled.connect(self.outline.set_shown)
        canvas.message.connect(self.message)
        canvas.inspector_wanted.connect(self._to_inspector)
        self.inspector.step_wanted.connect(canvas.show_step)
        self.problems.step_wanted.connect(canvas.show_step)
        self.problems.fix_hovered.connect(canvas.show_fix)
        document.saved.connect(self._draft_saved)
        document.save_failed.connect(self._refused)
        document.refused.connect(self._refused)
        document.analysed.connect(lambda _analysis: self._show_state())
        document.changed.connect(lambda _before, _after: self._touched())
        document.replaced.connect(lambda _template: self._show_state())
        document.replaced.connect(lambda _template: self.revisions.forget())

    def _add_keys(self) -> None:
        canvas, keys = self.canvas, self._editor_keys
        for name, run in (
            ("editor.problem", self.problems.go_next),
            ("editor.arrange", canvas.commands.arrange),
            ("editor.find", canvas.find_box.enter),
            ("editor.outline", self.tool_bar.outline_button.toggle),
            ("editor.fit", canvas.fit),
            ("editor.actual", lambda: canvas.zoom_to(1.0)),
            ("editor.larger", lambda: canvas.zoom_step(1)),
            ("editor.smaller", lambda: canvas.zoom_step(-1)),
        ):
            keys.on(name, run, owner=self._editor)  # the other pages have such keys of their own
        for name, run in (
            ("editor.print", self.print_drawing),
            ("editor.export", self.choose_picture),
            ("editor.picture", self.copy_picture),
            ("editor.open", self.choose_file),
            ("editor.save", self.choose_target),
        ):
            keys.on(name, run, owner=self)
        canvas.keys.refused.connect(lambda _name, code: self.message.emit(code, {}, "info"))

    def bound_keys(self) -> Sequence[PlaceKeys]:
        if self.live.is_shown:
            return (self.live.page.keys,)
        return (self.revisions.page.keys,) if self.revisions.is_shown else (self.canvas.keys, self._editor_keys)

    # ---------------------------------------------------------------------------------- what is open

    def open(self, argument: object) -> None:
        if isinstance(argument, tuple) and argument[:1] == ("outlet",):
            self.live.open(str(argument[1]), is_from_outlet=True)
            return
        self.live.close()
        if isinstance(argument, str) and is_file_name(argument):
            self.open_file(argument)
            return
        wanted = argument if isinstance(argument, str) else ""
        here = self.document.template.id
        if here and wanted in ("", here):
            self._reload_infos()
            return
        self.open_process(wanted)

    def show_editor(self) -> None:
        """The drawing comes to the front; a process is loaded if none is."""
        self._pages.setCurrentIndex(0)
        if self.document.template.id:
            self.canvas.setFocus()
        else:
            self.open_process("")

    def _show_editor(self) -> None:
        if not self.live.is_shown:  # who looks at an outlet goes on looking
            self._pages.setCurrentIndex(0)

    def _show_empty(self) -> None:
        self._pages.setCurrentWidget(self._empty)

    def open_revisions(self) -> None:
        """Compare the drawing with the newest revision, or the newest two."""
        if self.document.template.id:
            self.canvas.name_editor.finish()
            self.revisions.open(is_draft=self.is_draft, saved=self._saved, portfolio=self._portfolio)

    def outlets(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of the outlets of the process in hand that are under way."""
        rows = self._portfolio.rows if self._portfolio is not None else ()
        return tuple(
            (row.opening, f"{row.city}, {row.address}" if row.city else row.address)
            for row in rows
            if self._is_running(row, self.document.template)
        )

    # ----------------------------------------------------------------------------------------- on paper

    def paper(self) -> Paper:
        if self.revisions.is_shown:
            return self.revisions.page.paper(self._today())
        if self.live.is_shown:
            return self.live.page.paper(self._today())
        number = self.next_revision - (0 if self.is_draft else 1)
        tag = self.tr("draft v{number}") if self.is_draft else self.tr("revision {number}")
        path = self.document.analysis.days_by_stage
        return Paper(
            self.canvas.process,
            self.document.template.name,
            f"{tag.format(number=number)} · {self._today()}",
            lambda stage: days(path[stage]) if path.get(stage) else "",
        )

    def picture_name(self) -> str:
        if self.live.is_shown and self.live.page.outlet is not None:
            return self.live.page.outlet.row.address
        return self.document.template.name

    # ------------------------------------------------------------------------------------ the top bar

    def heading(self) -> QWidget:
        if self.live.is_shown:
            return self.live.page.heading()
        return self.revisions.page.heading() if self.revisions.is_shown else self._bar.heading()

    def bar_buttons(self) -> list[QWidget]:
        if self.live.is_shown:
            return [self._bar.picture_button(), self.live.page.outlet_button()]
        if self.revisions.is_shown:
            page = self.revisions.page
            return [self._bar.picture_button(), page.restore_button(), self._bar.publish_button()]
        return self._bar.buttons()

    def commands(self) -> Sequence[QAction]:
        return () if self.live.is_shown or self.revisions.is_shown else self._bar.commands()

    def _show_state(self) -> None:
        self._bar.show_state(self._saved, self.tr("%n outlet(s)", "", self._running) if self._running else "")

    def _draft_saved(self, at: str) -> None:
        self._saved = at
        self._show_state()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._count_running(self.document.template)
        self._show_state()
        self.live.reload()

    def _count_running(self, template: Template) -> None:
        rows = self._portfolio.rows if self._portfolio is not None else ()
        self._running = sum(self._is_running(row, template) for row in rows)

    def _is_running(self, row: OutletRow, template: Template) -> bool:
        name = self._published.name if self._published is not None else template.name
        return row.template == name and row.state not in _FINISHED

    # -------------------------------------------------------------------------------------- the place

    def activate(self) -> None:
        # A stack of pages gives the focus to its first button; the keys of the editor are those of the canvas.
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit | QTextEdit | QPlainTextEdit) or not self.isAncestorOf(focus):
            shown = self._pages.currentWidget()
            if self.revisions.is_shown:
                self.revisions.page.focus()
            else:
                (self.live.page.view if self.live.is_shown and shown is not None else self.canvas).setFocus()

    def regions(self) -> Sequence[QWidget]:
        if self._pages.currentWidget() is not self._editor:
            return (self,)
        return (self.outline, self.tool_bar, self.canvas, self.problems, self.side)

    def undo_stack(self) -> QUndoStack | None:
        return self.document.stack

    def may_leave(self) -> bool:
        self._take_typed()
        if self.document.save_now() is None and not self._is_touched:
            return True
        self._is_touched = False
        # One worker: this ends after the draft is written. The window may be closing, which drops what is queued.
        closing: Future[None] = self._background.run(
            self._office.close_drafts, lambda _none: None, otherwise=lambda _problem: None
        )
        wait([closing], timeout=_SAVE_WAIT_S)
        return True

    def _touched(self) -> None:
        self._is_touched = True
        self._show_state()

    def _selection_changed(self) -> None:
        self.inspector.set_selection(self.canvas.process.selected)
        self._lay_side()

    def _to_inspector(self) -> None:
        self._lay_side()
        self.inspector.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.inspector.isAncestorOf(QApplication.focusWidget() or self):
            self.inspector.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed while a button has the focus are for the canvas; those of a text field are not."""
        focus = QApplication.focusWidget()
        is_text = isinstance(focus, QLineEdit | QTextEdit | QPlainTextEdit | QComboBox)
        is_elsewhere = focus is not self.canvas and not is_text and self._pages.currentIndex() == 0
        is_plain = event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        event.ignore()
        if is_elsewhere and is_plain and not self.side.isAncestorOf(focus or self):
            self.canvas.keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_side()

    def _lay_side(self) -> None:
        """The inspector beside the canvas, or over it while the window is narrow and a step is selected."""
        narrow = self.width() < OVERLAY_BELOW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            if narrow:
                self._row.removeWidget(self.side)
            else:
                self._row.addWidget(self.side)
        if narrow:
            top = self.tool_bar.height()
            self.side.setGeometry(self.width() - side_wide(SIDE), top, side_wide(SIDE), self.height() - top)
            self.side.raise_()
        shown = not narrow or bool(self.canvas.process.selected)
        self.side.setVisible(shown)
        self.canvas.set_covered(side_wide(SIDE) if narrow and shown else 0)
        self.problems.setContentsMargins(0, 0, side_wide(SIDE) if narrow and shown else 0, 0)

    def retranslate(self) -> None:
        self._open_button.setText(self.tr("Open a file…"))
        self._empty.set_words(
            self.tr("No process yet"), self.tr("Open a process file, or start a new one from the list above")
        )
        self._show_state()
