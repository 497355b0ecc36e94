"""What the log asks of the office, as a Protocol."""

from __future__ import annotations

from typing import Protocol

from outlet_desktop.domain.log import LogCounts, LogDetail, LogFilter, LogPage


class LogOffice(Protocol):
    """The history, a page at a time. Blocking: call it through `ui.background.Background`. Methods raise Problem."""

    def log_page(
        self, wanted: LogFilter, lang: str, *, before: int | None = None, after: int = 0, limit: int = 200
    ) -> LogPage:
        """Lines with `after` < number < `before`, newest first. `lang`: whose sentences a search looks into."""

    def log_counts(self, wanted: LogFilter, lang: str) -> LogCounts:
        """How many lines there are, by day and level."""

    def log_detail(self, number: int) -> LogDetail:
        """Everything known of one line. Problem `log.unknown_line`."""

    def take_back(self, number: int, reason: str = "") -> None:
        """Take a line back, as its detail says. Problems `log.*`, `replace.*`."""

    def export_log(self, wanted: LogFilter, path: str, lang: str) -> int:
        """Write the lines as CSV or XLSX; how many there were. Problems `report.*`."""
