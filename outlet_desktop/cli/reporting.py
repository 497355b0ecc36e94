"""`report`: the Gantt of one outlet or the portfolio as a file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from outlet_desktop import report
from outlet_desktop.cli.folder import open_folder
from outlet_desktop.cli.status import Reading
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio


def run_report(arguments: argparse.Namespace) -> int:
    """Write the file and print its path. Without OPENING: the only opening, else (and with --all) the portfolio."""
    folder = open_folder(arguments)
    store = folder.store()
    try:
        if arguments.meeting:
            print(write_meeting(Reading(store), arguments.out, folder.lang))
        else:
            known = store.opening_ids()
            print(write_report(Reading(store), known, arguments.opening, arguments.out, folder.lang, arguments.all))
    finally:
        store.close()
    return 0


def write_meeting(reading: Reading, out: str, lang: str) -> Path:
    """Write the page "for the meeting": the outlets that need attention, in words and bars. Problems `report.*`."""
    rows = reading.rows()
    if not rows:
        raise Problem("report.nothing")
    wanted = {row.opening: reading.prospects(row.opening) for row in rows if row.attention}
    return report.write_meeting(replace(reading.brief(rows), rows=rows), wanted, Path(out), lang)


def write_report(
    reading: Reading, known: tuple[str, ...], opening: str | None, out: str, lang: str, everything: bool = False
) -> Path:
    """Write one outlet, or the portfolio when there is more than one. Problems `report.*`."""
    if not known:
        raise Problem("report.nothing")
    if opening is None and len(known) == 1 and not everything:
        opening = known[0]
    brief = reading.portfolio()
    target: OutletRow | Portfolio = reading.row(opening) if opening else brief
    return report.write(target, Path(out), lang, today=brief.today, days_off=brief.days_off)
