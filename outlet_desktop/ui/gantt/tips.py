"""Tooltips: a title and a table of facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from outlet_desktop.ui.gantt.ink import c
from outlet_desktop.ui.messages import short_date


def fact_table(title: str, facts: Sequence[tuple[str, str]], keys: str = "") -> str:
    """A tooltip of 320 px: title, names and values, the keys in the last line."""
    quiet, hint = c("text.tertiary").name(), c("text.tertiary").name()
    rows = "".join(
        f'<tr><td style="color:{quiet};padding-right:12px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in facts
        if value
    )
    last = f'<div style="color:{hint}">{escape(keys)}</div>' if keys else ""
    return f'<div style="max-width:320px"><b>{escape(title)}</b><table>{rows}</table>{last}</div>'


def span_words(start: date | None, finish: date | None) -> str:
    """`03.11 – 24.11`."""
    return f"{short_date(start)} – {short_date(finish)}"
