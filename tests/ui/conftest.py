"""Every screen test starts in English (the language of the sources) and in the light theme."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from outlet_desktop.ui.language import language
from outlet_desktop.ui.theme import theme


@pytest.fixture(autouse=True)
def _english_and_light(qapp: object, qtbot: QtBot) -> None:
    if language.name != "en":
        language.apply("en")
    if theme.name != "light":
        theme.apply("light")
