"""Columns of the portfolio's table: which there are, which show, how wide they are. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column that can be shown.

    Attributes:
        gap: Room before it, px. width: At first, px. least: Narrower makes no sense.
        at_right: Its text ends at the right edge.
    """

    key: str
    gap: int
    width: int
    least: int
    at_right: bool = False


SPECS = (
    ColumnSpec("outlet", 0, 218, 90),
    ColumnSpec("region", 8, 84, 40),
    ColumnSpec("director", 8, 96, 40),
    ColumnSpec("stage", 8, 110, 40),
    ColumnSpec("now", 8, 198, 50),
    ColumnSpec("held", 8, 96, 40),
    ColumnSpec("since", 6, 40, 40, True),
    ColumnSpec("waiting", 6, 44, 36, True),
    ColumnSpec("steps", 8, 68, 68),
    ColumnSpec("target", 6, 40, 40, True),
    ColumnSpec("p50", 4, 38, 38, True),
    ColumnSpec("p80", 4, 38, 38, True),
    ColumnSpec("deviation", 4, 34, 34, True),
    ColumnSpec("chance", 6, 46, 44, True),
)
BY_KEY: Mapping[str, ColumnSpec] = {spec.key: spec for spec in SPECS}
USUAL = ("outlet", "now", "steps", "target", "p50", "p80", "deviation")
LEFT, TAIL, WIDEST = 26, 10, 600


@dataclass(slots=True)
class ColumnChoice:
    """The columns a person has chosen; `outlet` always shows.

    Attributes:
        shown: Keys in the order of `SPECS`. widths: px, where a person has changed them.
        ratio: Size of the words to that of the design; columns are as much wider.
    """

    shown: tuple[str, ...] = USUAL
    widths: dict[str, int] = field(default_factory=dict)
    ratio: float = 1.0

    def choose(self, keys: Iterable[str]) -> None:
        """Show these; unknown ones are passed over."""
        wanted = {"outlet", *keys}
        self.shown = tuple(spec.key for spec in SPECS if spec.key in wanted)

    def width(self, key: str) -> int:
        """Width when nothing is squeezed, px."""
        return self.widths.get(key, round(BY_KEY[key].width * self.ratio))

    def set_width(self, key: str, width: int | None) -> int:
        """Another width (None: as at first); gives by how many px the table grew."""
        before = self.width(key)
        if width is None:
            self.widths.pop(key, None)
        else:
            self.widths[key] = min(WIDEST, max(self._least(key), width))
        return self.width(key) - before

    def _least(self, key: str) -> int:
        return round(BY_KEY[key].least * self.ratio)

    def natural(self) -> int:
        """Width of the table when nothing is squeezed, px."""
        return LEFT + sum(BY_KEY[key].gap + self.width(key) for key in self.shown) - BY_KEY["outlet"].gap + TAIL

    def places(self, table: int) -> dict[str, tuple[int, int]]:
        """(left, right) of every shown column in a table of that width, px.

        Room to spare goes to "now"; what is missing is taken from it first, then from the outlet's name. The
        columns of dates keep their widths: past that they are cut at the border of the chart.
        """
        extra = table - self.natural()
        widths = {key: self.width(key) for key in self.shown}
        for key in ("now", "outlet"):
            if key not in widths:
                continue
            given = extra if extra > 0 else max(self._least(key) - widths[key], extra)
            given = min(given, 0) if extra < 0 else given
            widths[key] += given
            extra -= given
        found: dict[str, tuple[int, int]] = {}
        x = LEFT
        for key in self.shown:
            x += 0 if key == "outlet" else BY_KEY[key].gap
            found[key] = (x, x + widths[key])
            x += widths[key]
        return found
