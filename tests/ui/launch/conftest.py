"""The place "launch" in a window of its own, with the office of `launch_office`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.register_assert_rewrite("launch_walk")

from launch_office import LaunchOffice  # noqa: E402
from launch_walk import Make, settle  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from outlet_desktop.ui.background import Background  # noqa: E402
from outlet_desktop.ui.language import language  # noqa: E402
from outlet_desktop.ui.launch import LaunchPlace  # noqa: E402
from outlet_desktop.ui.theme import theme  # noqa: E402


@pytest.fixture
def office() -> LaunchOffice:
    return LaunchOffice()


@pytest.fixture
def make(qtbot: QtBot, office: LaunchOffice) -> Iterator[Make]:
    backgrounds: list[Background] = []
    language.apply("ru")

    def made(its_office: LaunchOffice = office) -> LaunchPlace:
        theme.apply("light")
        background = Background()
        backgrounds.append(background)
        place = LaunchPlace(its_office, background)
        qtbot.addWidget(place)
        place.resize(1372, 824)
        place.show()
        place.activateWindow()
        qtbot.waitUntil(place.isActiveWindow)  # shortcuts work in the active window only
        place.activate()
        qtbot.waitUntil(lambda: place.template is not None and bool(place.draft.request.template_id))
        settle(qtbot, place)
        assert place.isActiveWindow()  # no widget showed itself as a window of its own on the way
        return place

    yield made
    for background in backgrounds:
        background.close()
