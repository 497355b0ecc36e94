"""Write a report in the form that the file's ending names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from outlet_desktop.domain.opening import OpeningId
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.schedule.what_if import Prospect

ENDINGS = (".pdf", ".png", ".xlsx")
PAGES = (".pdf", ".png")


def write(target: OutletRow | Portfolio, path: Path, lang: str, *, today: date, days_off: Sequence[date] = ()) -> Path:
    """Write the Gantt of one outlet, or the portfolio, and return `path`.

    A PDF has as many A4 pages as it needs; a PNG is one image, as high as it needs; an XLSX holds dates and numbers
    as such. The file is written whole or not at all.

    Args:
        target: An outlet with its steps, or all outlets.
        lang: Language of captions, "ru" or "en".
        today: Date of the data, in the portal's zone.
        days_off: Days off that are not plain weekends; shaded.

    Raises:
        Problem: `report.unknown_format`, `report.cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Problem("report.unknown_format", ending=ending or path.name, known=", ".join(ENDINGS))

    def make(place: Path) -> None:
        if ending == ".xlsx":
            from outlet_desktop.report.sheet import write_sheet

            write_sheet(target, place, lang, today)
            return
        from outlet_desktop.report.page import save_pages

        flowing = ending == ".png"
        if isinstance(target, OutletRow):
            from outlet_desktop.report.outlet import outlet_pages

            save_pages(outlet_pages(target, lang, today, days_off, flowing=flowing), place)
        else:
            from outlet_desktop.report.portfolio import portfolio_pages

            save_pages(portfolio_pages(target, lang, today, days_off, flowing=flowing), place)

    written_whole(path, make)
    return path


def write_meeting(
    portfolio: Portfolio, prospects: Mapping[OpeningId, Sequence[Prospect]], path: Path, lang: str
) -> Path:
    """Write the page "for the meeting" as PDF (as many pages as it needs) or PNG (one image), and return `path`.

    Args:
        prospects: What would bring the outlets that need attention nearer, best first.

    Raises:
        Problem: `report.unknown_format`, `report.cannot_write`.
    """
    ending = path.suffix.lower()
    if ending not in PAGES:
        raise Problem("report.unknown_format", ending=ending or path.name, known=", ".join(PAGES))

    def make(place: Path) -> None:
        from outlet_desktop.report.meeting import meeting_pages
        from outlet_desktop.report.page import save_pages

        save_pages(meeting_pages(portfolio, prospects, lang, flowing=ending == ".png"), place)

    written_whole(path, make)
    return path


def written_whole(path: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a file beside `path`, then put it there. Raises Problem `report.cannot_write`."""
    place: Path | None = None
    try:
        handle, name = tempfile.mkstemp(suffix=path.suffix.lower(), prefix=".outlet-", dir=path.parent)
        os.close(handle)
        place = Path(name)
        make(place)
        if os.name == "posix":
            mask = os.umask(0)
            os.umask(mask)
            place.chmod(0o666 & ~mask)  # mkstemp's file is for its owner alone
        os.replace(place, path)
    except OSError as error:
        raise Problem("report.cannot_write", path=str(path), detail=error.strerror or str(error)) from error
    finally:
        if place is not None:
            place.unlink(missing_ok=True)
