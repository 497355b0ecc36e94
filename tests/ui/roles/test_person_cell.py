"""A person in a cell of the matrix: a name that has no room for one line stands on two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from outlet_desktop.domain.opening import Person
from outlet_desktop.ui.roles import person_cell
from outlet_desktop.ui.theme import font, theme

NAZAROV = Person(1, "Дмитрий Назаров", is_active=False)


def painted(person: Person, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were drawn, as they were shown."""
    shown: list[str] = []
    original = person_cell.paint_text

    def note(painter: QPainter, rect: QRect, text: str, *rest: object) -> int:
        face = rest[0]
        shown.append(QFontMetrics(face).elidedText(text, person_cell.Qt.TextElideMode.ElideRight, rect.width()))  # type: ignore[call-overload]
        return original(painter, rect, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(person_cell, "paint_text", note)
    image = QImage(400, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    person_cell.paint_person(painter, QRect(0, 0, width, 38), person, "")
    painter.end()
    return shown


def test_a_dismissed_persons_name_is_whole_in_a_wide_and_in_a_narrow_column(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply("light")
    advance = QFontMetrics(font("body", weight=500)).horizontalAdvance
    around = person_cell.AVATAR + 8 + 24
    assert painted(NAZAROV, advance(NAZAROV.name) + around + 8, monkeypatch) == ["Дмитрий Назаров"]
    assert painted(NAZAROV, advance("Д. Назаров") + around + 4, monkeypatch) == ["Д. Назаров"]
    assert painted(NAZAROV, advance("Д. Назаров") + around - 6, monkeypatch) == ["Дмитрий", "Назаров"]
    assert painted(NAZAROV, 100, monkeypatch)[-1].endswith("Назаров")  # the avatar makes room
