"""An outlet under way and a portfolio."""

from __future__ import annotations

import pytest
from report_rows import make_outlet, make_portfolio

from outlet_desktop.schedule.gantt import OutletRow, Portfolio


@pytest.fixture
def outlet() -> OutletRow:
    return make_outlet()


@pytest.fixture
def portfolio() -> Portfolio:
    return make_portfolio()
