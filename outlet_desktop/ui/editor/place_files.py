"""Which process is open: loaded from the office, read from a file, begun anew, found again after a crash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from PySide6.QtWidgets import QFileDialog, QWidget

from outlet_desktop.domain import edit
from outlet_desktop.domain.file_format import FILE_ENDING
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office, TemplateInfo
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.canvas import ProcessCanvas
from outlet_desktop.ui.editor.document import TemplateDocument
from outlet_desktop.ui.editor.files import save_file
from outlet_desktop.ui.editor.heading import NameDialog
from outlet_desktop.ui.editor.inspector import Inspector
from outlet_desktop.ui.editor.loading import Loaded, load_file, load_process
from outlet_desktop.ui.place import Place
from outlet_desktop.ui.waiting import Waiting


class FilesPlace(Place):
    """The part of `ProcessesPlace` that opens and keeps processes."""

    document: TemplateDocument
    canvas: ProcessCanvas
    inspector: Inspector
    _waiting_note: Waiting

    def __init__(self, office: Office, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._background = office, background
        self._infos: tuple[TemplateInfo, ...] = ()
        self._published: Template | None = None
        self._saved = ""
        self._is_first = True  # nothing was loaded in this run yet
        self._is_touched = False  # a draft is to be closed in good order
        self.recent: tuple[str, ...] = ()

    # what the deriving class shows

    def _show_state(self) -> None:
        raise NotImplementedError

    def _show_empty(self) -> None:
        raise NotImplementedError

    def _show_editor(self) -> None:
        raise NotImplementedError

    def _count_running(self, template: Template) -> None:
        raise NotImplementedError

    def _take_typed(self) -> None:
        """What is being typed on a card or in the inspector counts before anything is done with the drawing."""
        self.canvas.name_editor.finish()
        self.inspector.flush()

    # ------------------------------------------------------------------------------------- from the office

    def open_process(self, process_id: str) -> None:
        """Load a process of the office; "" = the one whose draft was saved last, else the first one."""
        self._take_typed()
        self.document.save_now()
        is_first = self._is_first
        asked = self._background.run(
            lambda: load_process(self._office, process_id, look_for_unclosed=is_first),
            self._loaded,
            otherwise=self._refused,
            slot=f"load:{id(self)}",
        )
        if not self.document.template.id:
            self._waiting_note.begin(self.tr("Reading the process…"), asked)

    def _loaded(self, loaded: Loaded) -> None:
        self._waiting_note.end()
        self._infos, self.recent = loaded.infos, loaded.recent
        if loaded.template is None:
            self._show_empty()
            self._show_state()
            return
        self._is_first = False
        self._published = loaded.published
        info = self._info(loaded.template.id)
        self._saved = info.draft_saved_at[11:16] if info is not None else ""
        self._count_running(loaded.template)
        self._show_editor()
        self.document.open(loaded.template)
        self._read_past(loaded.template.id)
        if loaded.is_recovered:
            self._is_touched = True
            self.message.emit("editor.recovered", {"name": loaded.template.name, "time": self._saved}, "info")

    def _read_past(self, process_id: str) -> None:
        """How long its steps took comes after the drawing: many tasks are read for it."""
        office = self._office

        def take(past: dict[str, tuple[int, ...]]) -> None:
            self.document.set_past(process_id, past)
            if self.document.template.id == process_id:
                self.inspector.set_past(past)

        self._background.run(
            lambda: dict(office.past(process_id)), take, otherwise=lambda _problem: None, slot=f"past:{id(self)}"
        )

    def _info(self, process_id: str) -> TemplateInfo | None:
        return next((info for info in self._infos if info.id == process_id), None)

    def _refused(self, problem: Problem) -> None:
        self.message.emit(problem.code, problem.facts, "error")

    def _reload_infos(self, _none: object = None) -> None:
        self._background.run(self._office.templates, self._take_infos)

    def _take_infos(self, infos: tuple[TemplateInfo, ...]) -> None:
        self._infos = infos
        self._show_state()

    def processes(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of every process, the one in hand by its present name."""
        here = self.document.template
        names = [(info.id, here.name if info.id == here.id else info.name) for info in self._infos]
        if here.id and self._info(here.id) is None:
            names.append((here.id, here.name))
        return tuple(names)

    # ----------------------------------------------------------------------------------------- files

    def open_file(self, path: str) -> None:
        """Show the process of a file. A broken file is refused and the drawing in hand stays."""
        self._take_typed()
        self.document.save_now()
        self._background.run(
            lambda: load_file(self._office, path),
            lambda loaded: self._file_read(loaded, path),
            otherwise=self._refused,
        )

    def _file_read(self, loaded: Loaded, path: str) -> None:
        assert loaded.template is not None
        template = loaded.template
        if template.id == self.document.template.id:
            # The same process: the file is one more edit, which undo takes back.
            self._show_editor()
            self.document.end_merge()
            self.document.edit(replace(template, revision=self.document.template.revision), self.tr("Open a file"))
        else:
            self._loaded(loaded)
            if self._info(template.id) is None:  # unknown so far: it is kept as a draft from now on
                self._background.run(
                    lambda: self._office.save_draft(template), self._reload_infos, otherwise=self._refused
                )
        self._note(path)
        self.message.emit("editor.file_opened", {"name": template.name}, "success")

    def save_file(self, path: str) -> None:
        """Write the process in hand to a file."""
        self._take_typed()
        template = self.document.template

        def kept(path: str) -> None:
            self._note(path)
            self.message.emit("editor.file_saved", {"path": path}, "success")

        self._background.run(lambda: save_file(path, template), kept, otherwise=self._refused)

    def _note(self, path: str) -> None:
        def take(recent: tuple[str, ...]) -> None:
            self.recent = recent

        self._background.run(lambda: self._office.note_file(path), take, otherwise=lambda _problem: None)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a process file"), self._folder(), self._file_filter())
        if path:
            self.open_file(path)

    def choose_target(self) -> None:
        """Ask where to, and save."""
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the process to a file"), self._suggested(FILE_ENDING), self._file_filter()
        )
        if path:
            self.save_file(path)

    def _folder(self) -> str:
        """Where files were last."""
        return str(PurePath(self.recent[0]).parent) if self.recent else ""

    def _suggested(self, ending: str) -> str:
        name = self.document.template.name or self.document.template.id
        name = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name) + ending
        return str(PurePath(self._folder()) / name) if self.recent else name

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
        self._published, self._saved = None, ""
        self._count_running(made)
        self._show_editor()
        self.document.open(made)
        self.inspector.set_past({})
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
