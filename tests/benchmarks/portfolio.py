"""Gantt, schedule, forecast and GUI thread: every ratio of these rows of docs/schedule.md "Speed", in one run.

    python tests/benchmarks/portfolio.py [--runs 9] [--outlets 1000]

Peers are taken from the extra `bench` (networkx, matplotlib; PySide6 is there anyway). Milliseconds are reported and
ratios judged: `ok`, `within slack` (1.5 times, for a machine that others use too) or `MISSED`. Exit code 1 with a miss.
"""

from __future__ import annotations

import argparse
import sys

import gantt
import gui_thread
import schedule
from ratios import show


def main() -> int:
    """Print all tables; 1 when a target is missed beyond the slack."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--outlets", type=int, default=1000)
    arguments = parser.parse_args()
    missed = show([*schedule.schedule_rows(arguments.runs), *schedule.forecast_rows(arguments.runs)])
    missed += show(gantt.gantt_rows(arguments.runs))
    missed += not gui_thread.report(arguments.outlets, 4.0)
    return min(1, missed)


if __name__ == "__main__":
    sys.exit(main())
