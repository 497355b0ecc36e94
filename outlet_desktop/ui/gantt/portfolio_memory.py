"""What the portfolio remembers from one start to the next, as a line of JSON. Pure, no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Memory:
    """The look of the portfolio.

    Attributes:
        columns, widths: As of `columns.ColumnChoice`; widths and `split` in px.
        px_per_day: The scale of the chart. sort: "" or a column's key; `descending` with it.
        outlets: Opened in place. closed_groups: Closed ones. stages: (opening, stage, is open).
    """

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] | None = None
    split: int = 0
    px_per_day: float = 0.0
    grouping: str = ""
    sort: str = ""
    descending: bool = False
    legend: bool = True
    strip: bool = True
    outlets: tuple[str, ...] = ()
    closed_groups: tuple[str, ...] = ()
    stages: tuple[tuple[str, str, bool], ...] = ()

    def as_text(self) -> str:
        """For `window.ini`."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_memory(text: str) -> Memory | None:
    """What was kept; None where there is nothing, or something another version wrote that this one cannot read."""
    try:
        found: Any = json.loads(text) if text else None
        if not isinstance(found, dict):
            return None
        known = {field.name for field in fields(Memory)}
        facts = {name: value for name, value in found.items() if name in known}
        for name in ("columns", "outlets", "closed_groups"):
            facts[name] = tuple(str(one) for one in facts.get(name, ()))
        facts["stages"] = tuple((str(a), str(b), bool(c)) for a, b, c in facts.get("stages", ()))
        facts["widths"] = {str(key): int(width) for key, width in (facts.get("widths") or {}).items()}
        facts["split"], facts["px_per_day"] = int(facts.get("split", 0)), float(facts.get("px_per_day", 0.0))
        return Memory(**facts)
    except (TypeError, ValueError, AttributeError):
        return None
