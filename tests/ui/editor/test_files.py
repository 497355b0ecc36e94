"""Files of processes: the recent ones, dropping one onto the window, and what a crash has left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain import edit, file_format
from outlet_desktop.ui.actions import Actions
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.drop_files import FileDrop
from outlet_desktop.ui.editor.document import SAVE_AFTER_MS
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.key_list import KeyList
from outlet_desktop.ui.language import language

OTHER = replace(TEMPLATE, id="kiosk", name="Киоск", revision=0)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def open_place(qtbot: QtBot, office: FakeOffice, background: Background) -> ProcessesPlace:
    made = ProcessesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1400, 860)
    made.show()
    made.told = []  # type: ignore[attr-defined]
    made.message.connect(lambda *one: made.told.append(one))  # type: ignore[attr-defined]
    with qtbot.waitSignal(made.document.analysed):
        made.open(None)
    return made


@pytest.fixture
def background() -> Iterator[Background]:
    language.apply("ru")
    made = Background()
    yield made
    made.close()


def process_file(folder: Path, template: object = OTHER, name: str = "киоск.outlet.json") -> Path:
    path = folder / name
    path.write_text(file_format.write(template), "utf-8")  # type: ignore[arg-type]
    return path


def test_files_opened_and_saved_are_the_recent_ones_and_open_again(
    qtbot: QtBot, office: FakeOffice, background: Background, tmp_path: Path
) -> None:
    place = open_place(qtbot, office, background)
    path = process_file(tmp_path)
    place.open_file(str(path))
    qtbot.waitUntil(lambda: place.recent == (str(path),))
    assert place.document.template.id == "kiosk"
    saved = tmp_path / "ещё.outlet.json"
    place.save_file(str(saved))
    qtbot.waitUntil(lambda: place.recent == (str(saved), str(path)))
    menu = QMenu()
    place._bar._fill_more(menu)
    recent = next(inner for action in menu.actions() if isinstance(inner := action.menu(), QMenu) and inner.actions())
    assert [action.text() for action in recent.actions()] == ["ещё.outlet.json", "киоск.outlet.json"]
    recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: place.recent[0] == str(path))
    assert place._suggested(".pdf") == str(tmp_path / "Киоск.pdf")
    place.may_leave()


def test_a_file_of_the_process_in_hand_is_one_edit_that_undo_takes_back(
    qtbot: QtBot, office: FakeOffice, background: Background, tmp_path: Path
) -> None:
    place = open_place(qtbot, office, background)
    path = process_file(tmp_path, edit.rename(TEMPLATE, "S02", "Другое имя"), "тот же.outlet.json")
    place.open_file(str(path))
    qtbot.waitUntil(lambda: place.document.template.by_id["S02"].title == "Другое имя")
    place.document.stack.undo()
    assert place.document.template == TEMPLATE
    place.may_leave()


# ------------------------------------------------------------------------------------------------ the window


def drag(window: QWidget, *paths: str) -> tuple[bool, bool]:
    """Drag files over the window and drop them; whether each was accepted."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(QPointF(10, 10), copy, data, left, none)
    drop.ignore()
    QApplication.sendEvent(window, drop)
    return enter.isAccepted(), drop.isAccepted()


def test_a_process_file_dropped_anywhere_on_the_window_is_taken(qtbot: QtBot) -> None:
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    FileDrop(window, taken.append)
    assert drag(window, "/tmp/a.png", "/tmp/б.outlet.json") == (True, True)
    assert taken == ["/tmp/б.outlet.json"]


def test_other_files_are_not_taken(qtbot: QtBot) -> None:
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    FileDrop(window, taken.append)
    assert drag(window, "/tmp/a.png") == (False, False)
    assert taken == []


# ------------------------------------------------------------------------------------------------ after a crash


def test_the_draft_a_crash_has_left_is_opened_first_and_said_once(
    qtbot: QtBot, office: FakeOffice, background: Background
) -> None:
    office.publish(OTHER)
    office.save_draft(edit.rename(OTHER, "S02", "Недописано"))  # and the program ended
    place = open_place(qtbot, office, background)
    assert place.document.template.id == "kiosk"
    assert place.document.template.by_id["S02"].title == "Недописано"
    told = [one[0] for one in place.told]  # type: ignore[attr-defined]
    assert told == ["editor.recovered"]
    place.may_leave()
    assert office.unclosed == ""


def test_what_is_typed_in_the_inspector_is_kept_when_another_process_is_opened(
    qtbot: QtBot, office: FakeOffice, background: Background
) -> None:
    office.publish(OTHER)
    place = open_place(qtbot, office, background)
    first = place.document.template.id
    place.inspector.set_selection(frozenset({"S02"}))
    place.inspector.step_form.description.setPlainText("Начато и не дописано")
    other = "kiosk" if first != "kiosk" else TEMPLATE.id
    with qtbot.waitSignal(place.document.replaced):
        place.open_process(other)
    assert office.template(first).by_id["S02"].description == "Начато и не дописано"
    place.may_leave()


def test_leaving_an_untouched_process_waits_for_nothing(
    qtbot: QtBot, office: FakeOffice, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_place(qtbot, office, background)
    monkeypatch.setattr("outlet_desktop.ui.editor.place.wait", lambda *_args, **_named: pytest.fail("it waited"))
    assert place.may_leave()


def test_after_an_orderly_end_the_last_draft_is_opened_and_nothing_is_said(
    qtbot: QtBot, office: FakeOffice, background: Background
) -> None:
    office.publish(OTHER)
    office.save_draft(edit.rename(OTHER, "S02", "Недописано"))
    office.close_drafts()
    place = open_place(qtbot, office, background)
    assert place.document.template.id == "kiosk"
    assert place.told == []  # type: ignore[attr-defined]
    place.may_leave()


def test_an_edit_is_written_within_a_moment_and_edits_meanwhile_are_one_more_write(
    qtbot: QtBot, office: FakeOffice, background: Background
) -> None:
    assert SAVE_AFTER_MS <= 50
    place = open_place(qtbot, office, background)
    for number in range(30):
        place.document.edit(edit.rename(place.document.template, "S02", f"Имя {number}"), "rename")
        place.document.end_merge()

    def last() -> str:
        drafts = [arguments[0] for name, arguments in office.calls if name == "save_draft"]
        return drafts[-1].by_id["S02"].title if drafts else ""  # type: ignore[attr-defined]

    qtbot.waitUntil(lambda: last() == "Имя 29", timeout=1000)
    written = [name for name, _ in office.calls if name == "save_draft"]
    assert len(written) < 10
    place.may_leave()


def test_the_list_of_keys_has_those_of_the_comparison_and_of_paper(qtbot: QtBot) -> None:
    window = QWidget()
    keys = KeyList(Actions(window))
    qtbot.addWidget(window)
    qtbot.addWidget(keys)
    groups = {title: [hint for hint, _ in lines] for title, lines in keys.groups()}
    assert {"F8", "Shift+F8"} <= set(groups["Comparison of revisions"])
    assert {"Ctrl+P", "Ctrl+Shift+E"} <= set(groups["Process editor"])
