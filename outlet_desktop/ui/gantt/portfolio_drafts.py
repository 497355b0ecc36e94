"""Launch forms that were not sent, as rows of the portfolio: continue one, give it up, take that back (ui.md §9)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from outlet_desktop.engine.launch_port import LaunchDraft
from outlet_desktop.engine.ports import Office
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.both_ways import BothWays
from outlet_desktop.ui.gantt.grouping import Filter
from outlet_desktop.ui.gantt.portfolio_actions import PortfolioActions
from outlet_desktop.ui.gantt.portfolio_cells import draft_name
from outlet_desktop.ui.gantt.rows import DRAFTS, Key
from outlet_desktop.ui.key_table import key_action
from outlet_desktop.ui.preferences import guard_writing

_AFTER = ("attention", "on_track", "deciding")  # groups above the drafts


class PortfolioDrafts(PortfolioActions):
    """What the portfolio's place does with launch forms that were not sent."""

    def __init__(self, office: Office, background: Background) -> None:
        super().__init__(office, background)
        self._drafts: tuple[LaunchDraft, ...] = ()

    def drafts_changed(self) -> None:
        """There are other drafts now: show them."""
        raise NotImplementedError

    def drafts_shown(self, chosen: Filter) -> tuple[LaunchDraft, ...]:
        """The drafts that pass the filter; a chip counts outlets, so it shows none of them."""
        if chosen.chip:
            return ()
        sought = chosen.text.casefold().split()
        return tuple(
            draft
            for draft in self._drafts
            if all(word in f"{draft.request.address} {draft.request.city}".casefold() for word in sought)
        )

    def _read_drafts(self) -> None:
        self._background.run(self._office.drafts, self._take_drafts, slot="gantt.drafts")

    def _take_drafts(self, drafts: tuple[LaunchDraft, ...]) -> None:
        if drafts != self._drafts:
            self._drafts = drafts
            self.drafts_changed()
            self.heading_changed.emit()

    def _draft(self, draft_id: str) -> LaunchDraft | None:
        return next((one for one in self._drafts if one.id == draft_id), None)

    def _current_draft(self) -> LaunchDraft | None:
        line = self.view.outline.find(self.view.current)
        return line.draft if line is not None else None

    def open_draft(self, draft_id: str) -> None:
        """Go on with that form."""
        self.navigate.emit("launch", f"draft:{draft_id}")

    def why_not_drop(self) -> str:
        """Why the selected row cannot be deleted: only a draft can."""
        return "" if self._current_draft() is not None else "key.no_draft"

    def drop_current(self) -> None:
        """Give up the selected draft."""
        draft = self._current_draft()
        if draft is not None:
            self.drop_draft(draft.id)

    def drop_draft(self, draft_id: str) -> None:
        """Give a form up; Ctrl+Z and the toast keep it again."""
        draft = self._draft(draft_id)
        if draft is None:
            return
        office, facts = self._office, {"address": draft_name(draft)}

        def forth() -> None:
            def told(_nothing: None) -> None:
                self._read_drafts()
                self.undoable.emit("draft.dropped", facts)

            self._background.run(lambda: office.drop_launch_draft(draft.id), told, otherwise=self._draft_refused)

        def back() -> None:
            def told(_moment: object) -> None:
                self._read_drafts()
                self.message.emit("draft.kept", facts, "info")

            self._background.run(lambda: office.save_launch_draft(draft), told, otherwise=self._draft_refused)

        self._undo.push(BothWays(self.tr("Delete the draft"), forth, back))

    def _draft_refused(self, problem: Problem) -> None:
        self._undo.clear()
        self.message.emit(problem.code, problem.facts, "error")

    def row_menu(self, key: Key) -> QMenu:
        if key[0] != "draft":
            return super().row_menu(key)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        go_on = menu.addAction(self.tr("Continue the draft"))
        go_on.triggered.connect(lambda: self.open_draft(key[1]))
        drop = menu.addAction(self.tr("Delete the draft"))
        drop.setShortcut(key_action("portfolio.drop_draft").keys[0])
        drop.triggered.connect(lambda: self.drop_draft(key[1]))
        for action in (go_on, drop):
            guard_writing(action)
        return menu


def with_drafts(groups: Sequence[tuple[str, list[OutletRow]]]) -> list[tuple[str, list[OutletRow]]]:
    """The groups with a place for drafts among them: below what is under way, without groups at the end."""
    if any(name == DRAFTS for name, _rows in groups):
        return list(groups)
    names = [name for name, _rows in groups]
    is_by_attention = not any(":" in name for name in names) and names != [""]
    place = sum(name in _AFTER for name in names) if is_by_attention else len(names)
    return [*groups[:place], (DRAFTS, []), *groups[place:]]
