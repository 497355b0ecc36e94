"""The panel beside an outlet's chart: why, who, when, what if."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import gantt_sample as sample
import pytest
from gantt_office import SampleOffice
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.schedule.waterfall import Part
from outlet_desktop.schedule.what_if import Prospect
from outlet_desktop.ui.gantt.delay_panel import PartRow
from outlet_desktop.ui.gantt.outlet import OutletPlace
from outlet_desktop.ui.gantt.what_if import ProspectRow

LEFT = Qt.MouseButton.LeftButton
PROSPECTS = (
    Prospect("S13", "today", 0, date(2027, 1, 14), 1, 0.06),
    Prospect("S23", "shorter", 11, date(2027, 1, 11), 4, 0.3),
)


def late(row: OutletRow) -> OutletRow:
    """The outlet of picture 02: 2 + 1 + 5 + 2 - 3 = +7."""
    return replace(
        row,
        delays=(Part("S09", 2), Part("S11", 1), Part("S13", 5)),
        spread_days=2,
        buffer_days=3,
        slip_days=7,
        histogram=((date(2027, 1, 11), 2000), (date(2027, 1, 15), 2000), (date(2027, 1, 25), 1000)),
    )


@pytest.fixture
def shown(qtbot: QtBot, office: SampleOffice, outlet: OutletPlace, monkeypatch: pytest.MonkeyPatch) -> OutletPlace:
    office.changed = late
    monkeypatch.setattr(office, "prospects", lambda _opening: PROSPECTS)
    outlet.activate()
    qtbot.waitUntil(lambda: bool(rows(outlet.panel, ProspectRow)))
    QApplication.processEvents()
    return outlet


def rows(inside: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in inside.findChildren(kind) if one.isVisible()]


def texts(inside: QWidget) -> str:
    return "\n".join(found.text() for found in inside.findChildren(QLabel))


def test_every_part_is_told_with_its_days_and_they_add_up(shown: OutletPlace) -> None:
    said = [row.accessibleName() for row in rows(shown.panel, PartRow)]
    assert [name.split(": ", 1)[1].split(". ")[0].split("\u00a0")[0] for name in said] == ["+2", "+1", "+5", "+2"]
    assert "\u22123" in texts(shown.panel)  # the buffer
    assert "+7\u00a0р.\u00a0д." in texts(shown.panel).replace(" ", "\u00a0")


def test_a_click_on_a_part_selects_its_step_in_a_stage_that_was_closed(qtbot: QtBot, shown: OutletPlace) -> None:
    (part,) = [row for row in rows(shown.panel, PartRow) if row.step == "S09"]  # type: ignore[attr-defined]
    qtbot.mouseClick(part, LEFT)
    assert shown.view.current == ("step", sample.FIRST, "S09")
    assert shown.view.line_rect(("step", sample.FIRST, "S09")) is not None


def test_enter_on_a_prospect_selects_its_step(qtbot: QtBot, shown: OutletPlace) -> None:
    prospect = rows(shown.panel, ProspectRow)[1]
    assert "11" in prospect.accessibleName()
    qtbot.keyClick(prospect, Qt.Key.Key_Return)
    assert shown.view.current == ("step", sample.FIRST, "S23")


def test_the_task_of_what_holds_it_opens_on_the_portal(
    qtbot: QtBot, shown: OutletPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    shown.open_url = lambda url: opened.append(url.toString())
    (button,) = [
        made
        for made in rows(shown.panel, QToolButton)
        if "portal" in made.accessibleName() or "портале" in made.accessibleName()
    ]
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(opened))
    assert "/tasks/task/view/" in opened[0]


def test_the_cross_hides_it_and_the_key_brings_it_back(qtbot: QtBot, shown: OutletPlace) -> None:
    qtbot.mouseClick(shown.panel._close, LEFT)
    assert not shown.panel.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_W)
    assert shown.panel.isVisible()


def test_a_narrow_window_keeps_the_chart_instead(qtbot: QtBot, shown: OutletPlace) -> None:
    shown.resize(900, 700)
    QApplication.processEvents()
    assert not shown.panel.isVisible()
    shown.resize(1372, 824)
    QApplication.processEvents()
    assert shown.panel.isVisible()


def test_fresh_data_of_the_same_outlet_keep_what_was_known(
    qtbot: QtBot, shown: OutletPlace, office: SampleOffice
) -> None:
    office.changed = lambda row: replace(late(row), done=row.done + 1)
    shown.activate()
    qtbot.waitUntil(
        lambda: shown.view.row is not None and shown.view.row.done == office.changed(shown.view.row).done - 1
    )
    assert len(rows(shown.panel, ProspectRow)) == 2


def test_a_reason_that_was_named_stands_before_the_facts(
    qtbot: QtBot, shown: OutletPlace, office: SampleOffice
) -> None:
    def because(row: OutletRow) -> OutletRow:
        steps = tuple(
            replace(one, reason_text="Поставщик задержал поставку") if one.step == "S13" else one for one in row.steps
        )
        return replace(late(row), steps=steps)

    office.changed = because
    shown.activate()
    qtbot.waitUntil(lambda: "Поставщик задержал поставку. " in texts(shown.panel))
