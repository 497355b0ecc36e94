"""Revisions of a process with a real mouse and keyboard: compared, looked through, restored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))
from fake_office import TEMPLATE, FakeOffice

from outlet_desktop.domain import edit
from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.template import Estimate, Step, StepKind, Template
from outlet_desktop.problem import Problem
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.items import StepItem
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.editor.publish import PublishDialog
from outlet_desktop.ui.editor.revisions import RevisionsPage
from outlet_desktop.ui.editor.revisions_items import DifferenceEdge, MarkedItem
from outlet_desktop.ui.editor.revisions_table import EFFECT, NEW, OLD, STEP, WHAT
from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier

V6 = replace(arrange(TEMPLATE), revision=6, name="Открытие точки")
V7 = replace(V6, revision=7, name=TEMPLATE.name)
NEW_STEP = "S99"


def draft() -> Template:
    """v7 with a longer step, another role, a step gone, one more and one elsewhere."""
    made = V7.with_steps(
        replace(V7.by_id["S03"], duration=Estimate(9, 15, 24), checklist=("Акт подписан",)),
        replace(V7.by_id["S07"], role="developer", description="Радио и листовки"),
    )
    made = edit.delete(made, {"S04"}, ())
    at = V7.by_id["S07"].at
    cold = Step(NEW_STEP, StepKind.TASK, "Проверить холод", stage="launch", role="builder", at=(at[0], at[1] + 192))
    made = replace(made, steps=(*made.steps, cold))
    made = edit.connect(edit.connect(made, "S05", NEW_STEP), NEW_STEP, "S08")
    x, y = made.by_id["S01"].at
    return edit.move(made, {"S01": (x, y + 160)})


@pytest.fixture
def office() -> FakeOffice:
    made = FakeOffice()
    made._published = {V7.id: [V6, V7]}
    made.notes = {(V7.id, 6): "Сроки по истории", (V7.id, 7): "Название короче"}
    made._drafts = {V7.id: draft()}
    return made


@pytest.fixture
def place(qtbot: QtBot, office: FakeOffice) -> Iterator[ProcessesPlace]:
    background = Background()
    made = ProcessesPlace(office, background)
    qtbot.addWidget(made)
    made.resize(1372, 824)
    made.show()
    made.show_portfolio(office.portfolio())
    made.open(None)
    qtbot.waitUntil(lambda: made.document.analysis.template.id == V7.id)
    yield made
    made.document.save_now()
    background.close()


def button(place: ProcessesPlace, qtbot: QtBot, words: str) -> QPushButton:
    """A button of the place in the top bar, by the words on it."""
    made = place.bar_buttons()
    for one in made:
        qtbot.addWidget(one)
    return next(one for one in made if isinstance(one, QPushButton) and words in one.text())


@pytest.fixture
def page(qtbot: QtBot, place: ProcessesPlace) -> RevisionsPage:
    qtbot.mouseClick(button(place, qtbot, "Compare with v7"), LEFT)
    qtbot.waitUntil(lambda: place.revisions.page.comparison is not None)
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    return place.revisions.page


def cells(page: RevisionsPage, row: int) -> list[str]:
    model = page.changes.model
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def row_of(page: RevisionsPage, step: str) -> int:
    return next(number for number, row in enumerate(page.changes.model.rows) if row.step == step)


def click_row(qtbot: QtBot, page: RevisionsPage, row: int, column: int = STEP) -> None:
    table = page.changes.table
    at = table.visualRect(page.changes.model.index(row, column)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=at)


def middle(page: RevisionsPage, step: str) -> QPoint:
    return page.view.mapFromScene(page.view.process.nodes[step].body().center())


def recompared(qtbot: QtBot, page: RevisionsPage, numbers: tuple[int, int]) -> None:
    def is_there() -> bool:
        made = page.comparison
        return made is not None and (made.old_number, made.new_number) == numbers

    qtbot.waitUntil(is_there)


# --------------------------------------------------------------------------------------------- the drawing


def test_the_draft_is_compared_with_the_newest_revision_and_each_step_is_marked(page: RevisionsPage) -> None:
    assert page.numbers == (7, 0)
    scene = page.view.process
    assert dict(scene.marks) == {"S03": "changed", "S07": "changed", "S04": "removed", NEW_STEP: "added"}
    assert isinstance(scene.nodes["S04"], MarkedItem)  # gone from the draft, and still drawn
    assert type(scene.nodes["S02"]) is StepItem
    assert {
        pair: edge.mark for pair, edge in scene.edges.items() if isinstance(edge, DifferenceEdge) and edge.mark
    } == {
        ("S02", "S04"): "removed",
        ("S04", "S05"): "removed",
        ("S05", NEW_STEP): "added",
        (NEW_STEP, "S08"): "added",
    }
    assert {mark: chip.accessibleName().split()[-1] for mark, chip in page.bar.chips.items()} == {
        "added": "1",
        "removed": "1",
        "changed": "2",
        "moved": "1",
    }


def test_the_footer_of_a_changed_card_says_both_values(page: RevisionsPage) -> None:
    longer, other = page.view.process.nodes["S03"], page.view.process.nodes["S07"]
    assert isinstance(longer, MarkedItem)
    assert isinstance(other, MarkedItem)
    assert longer.footer.duration.split() == ["12", "→", "15", "wd"]
    assert not longer.footer.is_role_new
    assert other.footer.role == "Розница → Менеджер по развитию"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_card_that_is_gone_is_drawn_in_red_and_one_that_came_in_green(page: RevisionsPage, name: str) -> None:
    theme.apply(name)
    page.view.zoom_to(1.0)
    for step, color in (("S04", "status.late.fill"), (NEW_STEP, "status.done.fill"), ("S03", "status.active.fill")):
        page.view.choose(step)
        page.view.choose("")
        picture = page.view.viewport().grab().toImage()
        body = page.view.mapFromScene(page.view.process.nodes[step].body()).boundingRect()
        columns = range(body.left() + 12, body.right() - 24)
        inked = max(  # the border is 2 px thick: one row of pixels is fully covered
            sum(picture.pixelColor(x, y) == theme.color(color) for x in columns)
            for y in range(body.top() - 1, body.top() + 3)
        )
        assert inked > 0.4 * len(columns), step  # the dashed one covers five ninths


def test_a_chip_hides_its_changes_from_drawing_and_table_and_moves_are_asked_for(
    qtbot: QtBot, page: RevisionsPage
) -> None:
    scene = page.view.process
    assert not scene.ghosts
    qtbot.mouseClick(page.bar.chips["moved"], LEFT)
    assert scene.marks["S01"] == "moved"
    assert scene.ghosts["S01"].pos().y() == V7.by_id["S01"].at[1]
    assert scene.ghosts["S01"].words == "place in v7"
    assert cells(page, row_of(page, "S01"))[NEW:] == ["160 lower", "no influence"]
    qtbot.mouseClick(page.bar.chips["removed"], LEFT)
    assert "S04" not in scene.nodes
    assert {row.mark for row in page.changes.model.rows} == {"changed", "added", "moved"}
    qtbot.keyClick(page.bar.chips["removed"], Qt.Key.Key_Space)
    assert scene.marks["S04"] == "removed"


# ----------------------------------------------------------------------------------------------- the table


def test_the_table_tells_values_and_the_effect_in_working_days_the_greatest_first(page: RevisionsPage) -> None:
    assert cells(page, 0)[STEP:] == [
        "Черновые работы и электрика",
        "estimate, checklist",
        "8 · 12 · 20\u00a0wd, none",
        "9 · 15 · 24\u00a0wd, 1 item",
        "+3\u00a0wd",
    ]
    other = cells(page, row_of(page, "S07"))
    assert other[WHAT] == "description, role" or other[WHAT] == "role, description"
    assert (other[OLD], other[NEW]) == ("—, Розница", "Радио и листовки, Менеджер по развитию")
    assert other[EFFECT] == "0"
    assert cells(page, row_of(page, "S04"))[WHAT:] == [
        "step and 2 dependencies",
        "Бухгалтер, 2\u00a0wd",
        "no such step",
        "0",
    ]
    assert cells(page, row_of(page, NEW_STEP))[EFFECT] == "0, float 4"
    assert page.tag.text() == "+3\u00a0wd"


def test_a_click_on_a_row_brings_its_card_into_view_and_a_click_on_a_card_its_row(
    qtbot: QtBot, page: RevisionsPage
) -> None:
    page.view.zoom_to(1.0)
    click_row(qtbot, page, row_of(page, NEW_STEP))
    assert page.view.process.selected == {NEW_STEP}
    assert page.view.viewport().rect().contains(middle(page, NEW_STEP))
    assert page.bar.place_label.text() == f"{row_of(page, NEW_STEP) + 1} of 4"
    page.view.fit()
    qtbot.mouseClick(page.view.viewport(), LEFT, pos=middle(page, "S03"))
    assert page.changes.current == row_of(page, "S03")
    qtbot.mouseClick(page.view.viewport(), LEFT, pos=middle(page, "S02"))  # the same in both
    assert page.changes.current == -1
    assert page.view.process.selected == {"S02"}


def test_the_changes_are_gone_through_by_keys_alone(qtbot: QtBot, page: RevisionsPage) -> None:
    assert page.changes.table.hasFocus()
    qtbot.keyClick(page.changes.table, Qt.Key.Key_F8)
    assert page.changes.current == 0
    assert page.view.process.selected == {"S03"}
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Down)
    assert page.changes.current == 1
    assert page.view.process.selected == {page.changes.model.rows[1].step}
    qtbot.keyClick(page.changes.table, Qt.Key.Key_F8, SHIFT)
    qtbot.keyClick(page.changes.table, Qt.Key.Key_F8, SHIFT)
    assert page.changes.current == 3  # round at the end


def test_enter_on_a_row_opens_the_step_in_the_editor_unless_it_is_gone(
    qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage
) -> None:
    page.changes.choose(row_of(page, "S04"))
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Return)
    assert place.revisions.is_shown
    page.changes.choose(row_of(page, NEW_STEP))
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Return)
    assert not place.revisions.is_shown
    assert place.canvas.process.selected == {NEW_STEP}


def test_the_table_can_be_copied(qtbot: QtBot, page: RevisionsPage) -> None:
    qtbot.mouseClick(page.changes.copy_button, LEFT)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][1:] == ["Step", "What has changed", "Revision 7", "Draft v8", "Opening"]
    assert [line[0] for line in lines[1:]] == ["Changed", "Changed", "Removed", "Added"]


# ------------------------------------------------------------------------------------------- what it does


def grid(page: RevisionsPage) -> list[list[str]]:
    return [[cell.text() for cell in row] for row in page.impact._cells]


def test_dates_are_counted_in_working_days_from_the_start_that_is_asked_for(qtbot: QtBot, page: RevisionsPage) -> None:
    assert page.impact.start.day == date(2026, 12, 1)  # a week from today
    assert grid(page)[0][1:3] == ["v7", "v8"]
    assert grid(page)[5] == ["Critical path", "23", "26", "+3"]
    assert grid(page)[1] == ["By schedule", "31.12", "13.01", "+3"]  # 1 to 10 January are off
    assert [line[3] for line in grid(page)[2:4]] != ["—", "—"]
    page.impact.start.set_day(date(2026, 12, 7))
    qtbot.waitUntil(lambda: grid(page)[1] == ["By schedule", "14.01", "19.01", "+3"])


def test_it_says_why_and_whom_it_concerns(page: RevisionsPage) -> None:
    said = [one.text() for one in page.impact.findChildren(QLabel) if one.isVisibleTo(page.impact)]
    assert "Why +3" in said
    assert "“Черновые работы и электрика”: usually 15 wd, not 12. The step is on the critical path." in [
        words.replace("\u00a0", " ") for words in said
    ]
    running = sum(row.state.value not in ("done", "cancelled", "rejected") for row in FakeOffice()._rows)
    assert f"{running} outlets stay on revision 7" in said
    assert "Ершов П., Крылова А.: +1 step" in said or "Крылова А., Ершов П.: +1 step" in said
    assert "Панина О., Гаврилова Е.: −1 step" in said or "Гаврилова Е., Панина О.: −1 step" in said


def test_the_note_goes_with_the_publication_and_is_spent_by_it(
    qtbot: QtBot, place: ProcessesPlace, office: FakeOffice, page: RevisionsPage
) -> None:
    qtbot.waitUntil(lambda: place.document.analysis.template is place.document.template)
    page.impact.note.setFocus()
    qtbot.keyClicks(page.impact.note, "cold is checked")
    publish = button(place, qtbot, "Publish v8")
    assert place.why_not_publish() == ""
    qtbot.mouseClick(publish, LEFT)
    dialog = place.findChild(PublishDialog)
    assert dialog is not None
    assert dialog.note.text() == "cold is checked"
    qtbot.mouseClick(dialog.publish_button, LEFT)
    qtbot.waitUntil(lambda: any(name == "publish" for name, _ in office.calls))
    qtbot.waitUntil(lambda: not place.revisions.is_shown)
    assert office.notes[V7.id, 8] == "cold is checked"
    assert page.note == ""


# ------------------------------------------------------------------------------------- list and restoring


def test_the_list_tells_number_day_and_note_and_enter_compares(qtbot: QtBot, page: RevisionsPage) -> None:
    qtbot.mouseClick(page.tabs.button("list"), LEFT)
    model = page.list.model
    assert [str(model.data(model.index(row))) for row in range(model.rowCount())] == [
        "Draft v8, newer",
        "Revision 7, 12.10.2026, Название короче, older",
        "Revision 6, 02.10.2026, Сроки по истории",
    ]
    assert page.list.current == 7
    qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    recompared(qtbot, page, (6, 0))
    assert page.changes.model.rows[-1].title == "The process"
    assert (page.changes.model.rows[-1].old, page.changes.model.rows[-1].new) == (V6.name, V7.name)


def test_two_revisions_are_chosen_in_the_bar_and_a_note_of_the_past_is_only_read(
    qtbot: QtBot, page: RevisionsPage
) -> None:
    for combo, key in ((page.bar.older, Qt.Key.Key_Down), (page.bar.newer, Qt.Key.Key_Down)):
        combo.setFocus()
        qtbot.keyClick(combo, key)
    recompared(qtbot, page, (6, 7))
    assert page.impact.note.isReadOnly()
    assert page.impact.note.toPlainText() == "Название короче"
    assert page.tag.text() == "0\u00a0wd"
    assert [row.what for row in page.changes.model.rows] == ["name"]


def test_restoring_is_one_step_of_undo(qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage) -> None:
    before = place.document.template
    heard: list[tuple[str, object, str]] = []
    place.message.connect(lambda *told: heard.append(told))
    page.show_page("list")
    qtbot.mouseClick(page.list.view.viewport(), LEFT, pos=page.list.view.visualRect(page.list.model.index(2)).center())
    qtbot.mouseClick(page.list.restore_button, LEFT)
    qtbot.waitUntil(lambda: not place.revisions.is_shown)
    assert replace(place.document.template, revision=6) == V6
    assert place.document.template.revision == before.revision
    assert heard == [("editor.revision_restored", {"revision": 6}, "success")]
    assert place.document.stack.count() == 1
    place.document.stack.undo()
    assert place.document.template is before
    place.document.stack.redo()
    assert replace(place.document.template, revision=6) == V6


def test_restoring_the_newest_revision_from_the_top_bar_leaves_no_draft(
    qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage
) -> None:
    qtbot.mouseClick(button(place, qtbot, "Restore v7"), LEFT)
    qtbot.waitUntil(lambda: not place.revisions.is_shown)
    assert not place.is_draft


# --------------------------------------------------------------------------------------------- the page


def test_esc_goes_back_to_the_drawing_from_wherever_the_focus_is(
    qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage
) -> None:
    for focus in (page.changes.table, page.view, page.bar.older, page.impact.note, page.impact.start):
        place.open_revisions()
        qtbot.waitUntil(lambda: page.comparison is not None)
        focus.setFocus()
        qtbot.keyClick(focus, Qt.Key.Key_Escape)
        assert not place.revisions.is_shown, focus
        assert place.canvas.hasFocus()


def test_the_comparison_follows_undo_while_it_is_shown(
    qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage
) -> None:
    place.document.edit(edit.rename(place.document.template, "S02", "Иначе"), "rename")
    qtbot.waitUntil(lambda: "S02" in page.view.process.marks)
    place.document.stack.undo()
    qtbot.waitUntil(lambda: "S02" not in page.view.process.marks)


def test_the_heading_names_both_revisions_and_leads_back(
    qtbot: QtBot, place: ProcessesPlace, page: RevisionsPage
) -> None:
    heading: QWidget = place.heading()
    qtbot.addWidget(heading)
    heading.show()
    assert "Comparison of v7 and v8" in [one.text() for one in heading.findChildren(QLabel)]
    back = heading.findChild(QPushButton)
    assert back is not None
    qtbot.mouseClick(back, LEFT)
    assert not place.revisions.is_shown


def test_without_a_draft_the_newest_two_revisions_are_compared(qtbot: QtBot, office: FakeOffice) -> None:
    office._drafts.clear()
    background = Background()
    place = ProcessesPlace(office, background)
    qtbot.addWidget(place)
    place.resize(1372, 824)
    place.show()
    place.open(None)
    qtbot.waitUntil(lambda: place.document.analysis.template.id == V7.id)
    qtbot.mouseClick(button(place, qtbot, "Revisions"), LEFT)
    recompared(qtbot, place.revisions.page, (6, 7))
    background.close()


def test_a_refusal_of_the_office_is_told(qtbot: QtBot, place: ProcessesPlace, office: FakeOffice) -> None:
    heard: list[str] = []
    place.message.connect(lambda code, _facts, _kind: heard.append(code))
    office.problem = Problem("store.busy", path="x")
    place.open_revisions()
    qtbot.waitUntil(lambda: heard == ["store.busy"])
    assert not place.revisions.is_shown


def test_all_words_follow_the_language(qtbot: QtBot, page: RevisionsPage) -> None:
    assert "wd" in page.tag.text()
    language.apply("ru")
    QApplication.processEvents()
    assert "р." in page.tag.text()
    longer = page.view.process.nodes["S03"]
    assert isinstance(longer, MarkedItem)
    assert "р." in longer.footer.duration
    assert "р." in cells(page, 0)[EFFECT]
