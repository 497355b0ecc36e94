"""The place "processes": the editor of a process, its revisions, its problems, its files."""

from __future__ import annotations

from concurrent.futures import Future, wait
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from outlet_desktop.domain import edit
from outlet_desktop.domain.file_format import FILE_ENDING
from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office, TemplateInfo
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import Portfolio
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.controls import EmptyState, primary_button
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.files import is_file_name, save_file
from outlet_desktop.ui.editor.heading import NameDialog
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.loading import Loaded, load_file, load_process
from outlet_desktop.ui.editor.place_bar import EditorBar
from outlet_desktop.ui.editor.problems import ProblemsPanel
from outlet_desktop.ui.editor.publish import PublishDialog
from outlet_desktop.ui.editor.revisions_desk import RevisionsDesk
from outlet_desktop.ui.editor.tool_bar import ToolBar
from outlet_desktop.ui.place import Place

SIDE = 320  # px; the inspector
OVERLAY_BELOW = 1320 - 68  # px of the content: below, the inspector lies over the canvas
_SAVE_WAIT_S = 3.0
_FINISHED = (OpeningState.DONE, OpeningState.CANCELLED)


class ProcessesPlace(Place):
    """The process editor.

    `open` takes None (the process in hand, else the first one), a template id, or the path of a file.
    """

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self._infos: tuple[TemplateInfo, ...] = ()
        self._published: Template | None = None
        self._saved = ""
        self._running = 0
        self._portfolio: Portfolio | None = None
        self._is_publishing = False
        self._is_narrow = False
        self.document = TemplateDocument(office, background, self)
        self.canvas = ProcessCanvas(self.document)
        self.tool_bar = ToolBar(self.canvas, self.document)
        self.problems = ProblemsPanel(self.document)
        self.inspector = Inspector(self.document, office, background)
        self._bar = EditorBar(self)
        self._build()
        self._connect()
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
        self.side.setFixedWidth(SIDE)
        inside = QHBoxLayout(self.side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.inspector)
        self._editor = QWidget()
        self._row = QHBoxLayout(self._editor)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left, 1)
        self._row.addWidget(self.side)
        self._open_button = primary_button("")
        self._open_button.clicked.connect(self.choose_file)
        self._empty = EmptyState("ph.flow-arrow", "", "", self._open_button)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._editor)
        self._pages.addWidget(self._empty)
        self.revisions = RevisionsDesk(self, self._pages, self._office, self._background)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        canvas, document = self.canvas, self.document
        canvas.process.selection_changed.connect(self._selection_changed)
        canvas.file_dropped.connect(self.open_file)
        canvas.message.connect(self.message)
        canvas.inspector_wanted.connect(self._to_inspector)
        self.inspector.step_wanted.connect(canvas.show_step)
        self.problems.step_wanted.connect(canvas.show_step)
        self.problems.fix_hovered.connect(canvas.show_fix)
        document.saved.connect(self._draft_saved)
        document.save_failed.connect(self._refused)
        document.analysed.connect(lambda _analysis: self._show_state())
        document.changed.connect(lambda _before, _after: self._show_state())
        document.replaced.connect(lambda _template: self._show_state())
        document.replaced.connect(lambda _template: self.revisions.forget())

    def _add_keys(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, run in (
            (("F8",), self.problems.go_next),
            (("Ctrl+Shift+L",), self.canvas.commands.arrange),
            (("Ctrl+F",), self.canvas.find_box.enter),
            (("Ctrl+0",), self.canvas.fit),
            (("Ctrl+Shift+1", "Ctrl+!"), lambda: self.canvas.zoom_to(1.0)),
            (("Ctrl++", "Ctrl+="), lambda: self.canvas.zoom_step(1)),
            (("Ctrl+-",), lambda: self.canvas.zoom_step(-1)),
        ):
            shortcut = QShortcut(self._editor)  # the page of revisions has keys of its own
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.setContext(inside)
            shortcut.activated.connect(run)

    # ---------------------------------------------------------------------------------- what is open

    def open(self, argument: object) -> None:
        if isinstance(argument, str) and is_file_name(argument):
            self.open_file(argument)
            return
        wanted = argument if isinstance(argument, str) else ""
        here = self.document.template.id
        if here and wanted in ("", here):
            self._reload_infos()
            return
        self.open_process(wanted)

    def open_process(self, process_id: str) -> None:
        """Load a process of the office; "" = the first one."""
        self.canvas.name_editor.finish()
        self.document.save_now()
        self._background.run(
            lambda: load_process(self._office, process_id),
            self._loaded,
            otherwise=self._refused,
            slot=f"load:{id(self)}",
        )

    def _loaded(self, loaded: Loaded) -> None:
        self._infos = loaded.infos
        if loaded.template is None:
            self._pages.setCurrentWidget(self._empty)
            self._show_state()
            return
        self._published = loaded.published
        info = self._info(loaded.template.id)
        self._saved = info.draft_saved_at[11:16] if info is not None else ""
        self._count_running(loaded.template)
        self._pages.setCurrentIndex(0)
        self.document.open(loaded.template)

    def _info(self, process_id: str) -> TemplateInfo | None:
        return next((info for info in self._infos if info.id == process_id), None)

    def _refused(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")

    # ----------------------------------------------------------------------------------------- files

    def open_file(self, path: str) -> None:
        """Show the process of a file. A broken file is refused and the drawing in hand stays."""
        self.canvas.name_editor.finish()
        self.document.save_now()
        self._background.run(lambda: load_file(self._office, path), self._file_read, otherwise=self._refused)

    def _file_read(self, loaded: Loaded) -> None:
        assert loaded.template is not None
        template = loaded.template
        if template.id == self.document.template.id:
            # The same process: the file is one more edit, which undo takes back.
            self.document.edit(replace(template, revision=self.document.template.revision), self.tr("Open a file"))
        else:
            self._loaded(loaded)
            if self._info(template.id) is None:  # unknown so far: it is kept as a draft from now on
                self._background.run(
                    lambda: self._office.save_draft(template), self._reload_infos, otherwise=self._refused
                )
        self.message.emit("editor.file_opened", {"name": template.name}, "success")

    def _reload_infos(self, _none: object = None) -> None:
        self._background.run(self._office.templates, self._take_infos)

    def _take_infos(self, infos: tuple[TemplateInfo, ...]) -> None:
        self._infos = infos
        self._show_state()

    def save_file(self, path: str) -> None:
        """Write the process in hand to a file."""
        template = self.document.template
        self._background.run(
            lambda: save_file(path, template),
            lambda kept: self.message.emit("editor.file_saved", {"path": kept}, "success"),
            otherwise=self._refused,
        )

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a process file"), "", self._file_filter())
        if path:
            self.open_file(path)

    def choose_target(self) -> None:
        """Ask where to, and save."""
        name = self.document.template.name or self.document.template.id
        name = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the process to a file"), name + FILE_ENDING, self._file_filter()
        )
        if path:
            self.save_file(path)

    def _file_filter(self) -> str:
        return self.tr("Processes") + f" (*{FILE_ENDING} *.json)"

    # ------------------------------------------------------------------------------------ the process

    def new_process(self) -> None:
        """An empty process with the roles and reasons of the one in hand."""
        old = self.document.template
        made = replace(
            Template(edit.new_id(old), self.tr("New process")),
            roles=old.roles,
            stages=old.stages,
            reasons=old.reasons,
        )
        self._published, self._saved, self._running = None, "", 0
        self._pages.setCurrentIndex(0)
        self.document.open(made)
        self._background.run(lambda: self._office.save_draft(made), self._reload_infos, otherwise=self._refused)

    def ask_name(self) -> None:
        """Ask for another name of the process."""
        dialog = NameDialog(self.document.template.name, self)
        dialog.textValueSelected.connect(self.rename_process)
        dialog.open()

    def rename_process(self, name: str) -> None:
        """Give the process another name."""
        name = " ".join(name.split())
        if name:
            self.document.edit(replace(self.document.template, name=name), self.tr("Rename the process"))

    # --------------------------------------------------------------------------------------- publishing

    @property
    def next_revision(self) -> int:
        """The number that publishing would give."""
        info = self._info(self.document.template.id)
        return (max(info.revisions) if info is not None and info.revisions else 0) + 1

    @property
    def is_draft(self) -> bool:
        """Whether the drawing differs from the newest revision."""
        if self._published is None:
            return True
        return replace(self.document.template, revision=0) != replace(self._published, revision=0)

    def why_not_publish(self) -> str:
        """Why publishing is not possible now; "" = it is."""
        analysis = self.document.analysis
        if not self.document.template.id:
            return self.tr("No process is open")
        if self._is_publishing:
            return self.tr("Publishing is under way")
        if not self.is_draft:
            return self.tr("Nothing has changed since revision {number}").format(number=self.next_revision - 1)
        if analysis.template is not self.document.template:
            return self.tr("The process is being checked")
        if analysis.error_count:
            return self.tr("%n error(s) left: see the problems below the drawing", "", analysis.error_count)
        return ""

    def ask_publish(self) -> None:
        """Show the question; on a yes, publish."""
        if not self.why_not_publish():
            dialog = PublishDialog(self.next_revision, self._running, self, self.revisions.note)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.confirmed.connect(self.publish)
            dialog.open()

    def publish(self, note: str = "") -> None:
        """Make the drawing the newest revision, in the background."""
        self.canvas.name_editor.finish()
        if self._is_publishing or self.document.analysis.error_count:
            return
        self.document.save_now()
        self._is_publishing = True
        self._show_state()
        template = self.document.template
        self._background.run(
            lambda: (self._office.publish(template, note), self._office.templates()),
            lambda done: self._was_published(template, *done),
            otherwise=self._not_published,
        )

    def _was_published(self, template: Template, revision: int, infos: tuple[TemplateInfo, ...]) -> None:
        self._is_publishing = False
        self._infos = infos
        self._published = replace(template, revision=revision)
        if self.document.template is template:
            self.document.mark_published(self._published)
            self.revisions.forget()
        self._show_state()
        self.message.emit("editor.published", {"name": template.name, "revision": revision}, "success")

    def _not_published(self, problem: Problem) -> None:
        self._is_publishing = False
        self._show_state()
        self._refused(problem)

    def open_revisions(self) -> None:
        """Compare the drawing with the newest revision, or the newest two."""
        if self.document.template.id:
            self.canvas.name_editor.finish()
            self.revisions.open(is_draft=self.is_draft, saved=self._saved, portfolio=self._portfolio)

    # ------------------------------------------------------------------------------------ the top bar

    def heading(self) -> QWidget:
        return self.revisions.page.heading() if self.revisions.is_shown else self._bar.heading()

    def bar_buttons(self) -> list[QWidget]:
        if self.revisions.is_shown:
            return [self.revisions.page.restore_button(), self._bar.publish_button()]
        return self._bar.buttons()

    def processes(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of every process, the one in hand by its present name."""
        here = self.document.template
        names = [(info.id, here.name if info.id == here.id else info.name) for info in self._infos]
        if here.id and self._info(here.id) is None:
            names.append((here.id, here.name))
        return tuple(names)

    def _show_state(self) -> None:
        self._bar.show_state(self._saved, self.tr("%n outlet(s)", "", self._running) if self._running else "")

    def _draft_saved(self, at: str) -> None:
        self._saved = at
        self._show_state()

    def show_portfolio(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._count_running(self.document.template)
        self._show_state()

    def _count_running(self, template: Template) -> None:
        rows = self._portfolio.rows if self._portfolio is not None else ()
        name = self._published.name if self._published is not None else template.name
        self._running = sum(row.template == name and row.state not in _FINISHED for row in rows)

    # -------------------------------------------------------------------------------------- the place

    def activate(self) -> None:
        # A stack of pages gives the focus to its first button; the keys of the editor are those of the canvas.
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit | QTextEdit | QPlainTextEdit) or not self.isAncestorOf(focus):
            self.revisions.page.focus() if self.revisions.is_shown else self.canvas.setFocus()

    def undo_stack(self) -> QUndoStack | None:
        return self.document.stack

    def may_leave(self) -> bool:
        self.canvas.name_editor.finish()
        saving: Future[None] | None = self.document.save_now()
        if saving is not None:  # the window may be closing, which drops what is queued
            wait([saving], timeout=_SAVE_WAIT_S)
        return True

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
            self.side.setGeometry(self.width() - SIDE, top, SIDE, self.height() - top)
            self.side.raise_()
        shown = not narrow or bool(self.canvas.process.selected)
        self.side.setVisible(shown)
        self.canvas.set_covered(SIDE if narrow and shown else 0)

    def retranslate(self) -> None:
        self._open_button.setText(self.tr("Open a file…"))
        self._empty.set_words(
            self.tr("No process yet"), self.tr("Open a process file, or start a new one from the list above")
        )
        self._show_state()
