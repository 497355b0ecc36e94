"""A recorded run: the real desktop on its demo at one day per second, a picture every second. Nobody touches anything.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/recorded_run.py OUT [--seconds 40] [--lang ru] [--theme light]
                                                                          [--every 1.0] [--size 1440x900]

The demo's staff do, are late and answer by themselves, the engine opens what follows, the window shows it. Half of
the time the portfolio is in front, half of it the outlet that is latest. OUT gets `000.png`, `001.png` … and `run.txt`
with the portal's date, the number of steps done and the statuses of each picture.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from outlet_desktop import settings as choices
from outlet_desktop.cli import demo_link, main as run
from outlet_desktop.ui.main_window import MainWindow

DAY_PER_SECOND = 86_400.0


class Recorder:
    """Takes a picture of the window as long as it lives."""

    def __init__(self, out: Path, seconds: float, every_s: float, size: tuple[int, int]) -> None:
        self.out, self.seconds, self.every_s, self.size = out, seconds, every_s, size
        self.window: Any = None
        self.count = 0
        self.began = 0.0
        self.lines: list[str] = []
        self.timer = QTimer()
        self.timer.setInterval(200)
        self.timer.timeout.connect(self.wait)
        self.timer.start()

    def wait(self) -> None:
        """Until the demo's past has been made and the first data are there."""
        window = self.window = self.window or next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None
        )
        if window is None or getattr(window, "_portfolio", None) is None or not window._portfolio.rows:
            return
        if getattr(window, "_office", None) is None:
            return
        window.resize(*self.size)
        self.timer.timeout.disconnect(self.wait)
        self.timer.timeout.connect(self.take)
        self.timer.setInterval(round(self.every_s * 1000))
        self.began = time.monotonic()

    def take(self) -> None:
        """One picture; in the middle of the run the latest outlet comes to the front."""
        gone = time.monotonic() - self.began
        portfolio = self.window._portfolio
        if self.count == round(self.seconds / self.every_s / 2):
            worst = max(portfolio.rows, key=lambda row: (row.attention, row.slip_days or 0))
            self.window.go("outlet", worst.opening)
        self.window.grab().save(str(self.out / f"{self.count:03d}.png"))
        counts = Counter(row.status.value for row in portfolio.rows)
        done = sum(row.done for row in portfolio.rows)
        told = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
        self.lines.append(f"{self.count:03d}  {gone:6.1f} s  portal {portfolio.as_of}  steps done {done}  {told}")
        self.count += 1
        if gone >= self.seconds:
            self.timer.stop()
            (self.out / "run.txt").write_text("\n".join(self.lines) + "\n", "utf-8")
            self.window.close()
            QApplication.quit()


def main() -> int:
    """Record; 1 when nothing moved."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--every", type=float, default=1.0)
    parser.add_argument("--lang", default="ru")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1440x900")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    demo_link.SPEED = DAY_PER_SECOND
    demo_link.DemoLink.__init__.__defaults__ = (DAY_PER_SECOND,)
    app = QApplication(sys.argv[:1])
    width, height = (int(part) for part in arguments.size.split("x"))
    recorder = Recorder(arguments.out, arguments.seconds, arguments.every, (width, height))
    with tempfile.TemporaryDirectory() as folder:
        choices.save(Path(folder), replace(choices.load(Path(folder)), theme=arguments.theme, language=arguments.lang))
        run(["--demo", "--data", folder, "--lang", arguments.lang])
    del app
    print(f"{recorder.count} pictures in {arguments.out}")
    return 0 if recorder.count > 1 and recorder.lines[0].split("  ")[3] != recorder.lines[-1].split("  ")[3] else 1


if __name__ == "__main__":
    sys.exit(main())
