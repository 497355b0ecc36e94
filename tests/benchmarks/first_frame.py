"""Process start -> end of the first paint: our window against a bare QApplication + QMainWindow, alternately.

    python tests/benchmarks/first_frame.py [runs]

Prints medians in ms and their ratio; the target is 2.0 (docs/architecture.md). Both sides run offscreen with
compiled modules; ours paints 17 outlets kept at the last close, as a user's second start does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication([])
window = Window(); window.resize(1440, 900); window.setCentralWidget(QLabel("x")); window.menuBar().addMenu("File")
window.show(); app.exec()
"""
OURS = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from outlet_desktop.cli import desktop
from outlet_desktop.cli.arguments import parse
from outlet_desktop.ui.main_window import MainWindow
from outlet_desktop.ui.theme import theme
from outlet_desktop.ui.language import language
from pathlib import Path
arguments = parse(["--data", sys.argv[1]])
app = QApplication([])
desktop._raise_other(Path(sys.argv[1]))
theme.apply("light"); language.apply("ru")
window = MainWindow(None, desktop.places(), Path(sys.argv[1]))
def painted():
    print(time.time(), flush=True)
    QTimer.singleShot(0, app.quit)
window.first_painted.connect(painted)
window.show(); app.exec()
"""


def run(program: str, *arguments: str) -> float:
    """Milliseconds from the start of the process to its first painted frame."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return (float(done.stdout.split()[0]) - began) * 1000


def keep_frame(folder: Path) -> None:
    """The frame that a window with 17 outlets leaves behind."""
    from outlet_desktop.domain.opening import OpeningState, Status
    from outlet_desktop.schedule.gantt import OutletRow, Portfolio
    from outlet_desktop.ui.first_frame import write_frame

    today = date(2026, 11, 24)
    statuses = list(Status)
    rows = tuple(
        OutletRow(
            f"opening{number}", f"ул. Ленина, {number}", "Самара", "", OpeningState.RUNNING, statuses[number % 6],
            "Открытие торговой точки", 1, "S37", today, today - timedelta(days=30), today + timedelta(days=40),
            today + timedelta(days=50), today + timedelta(days=45), today + timedelta(days=47),
            today + timedelta(days=55), 0.8, -3, number, 40,
        )
        for number in range(17)
    )  # fmt: skip
    write_frame(folder, Portfolio(rows, today, f"{today}T09:00:00+04:00"))


def main() -> None:
    """Alternate both sides and print the ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        keep_frame(Path(folder))
        for program in (BARE, OURS):
            run(program, folder)  # compiles
        bare, ours = [], []
        for _ in range(runs):
            bare.append(run(BARE))
            ours.append(run(OURS, folder))
    a, b = statistics.median(bare), statistics.median(ours)
    print(f"bare window {a:.0f} ms, outlet_desktop {b:.0f} ms, ratio {b / a:.2f} (target 2.0), {runs} runs each")


if __name__ == "__main__":
    main()
