"""Draws in the process editor by real keys until it is killed: `drawing_child.py DATA`; a line for each edit.

Not a test: `test_killed_editor.py` runs it as a process. Each line is the number of steps that the drawing has now.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_desktop import settings
from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.ui.background import Background
from outlet_desktop.ui.editor.place import ProcessesPlace
from outlet_desktop.ui.theme import theme

BETWEEN_EDITS_MS = 60  # faster than anybody draws


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    theme.apply("light")
    office = LocalOffice(folder, folder / "outlet.db", settings.load(folder), "en")
    place = ProcessesPlace(office, Background())
    place.message.connect(lambda code, _facts, _kind: print(code, flush=True))
    place.resize(1300, 800)
    place.show()
    place.activateWindow()
    place.open(None)
    QTest.qWait(400)
    while not place.document.analysis.template.steps:
        QTest.qWait(20)
    place.canvas.process.select({place.document.template.order[0]})
    place.canvas.setFocus()
    print(len(place.document.template.steps), flush=True)
    while app is not None:
        QTest.keyClick(place.canvas, Qt.Key.Key_T)  # a new step after the selected one; its name opens
        print(len(place.document.template.steps), flush=True)
        QTest.qWait(BETWEEN_EDITS_MS)
        place.canvas.name_editor.finish()
        place.canvas.setFocus()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
