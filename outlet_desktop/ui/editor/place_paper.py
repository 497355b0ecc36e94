"""The drawing on paper, in a picture file, on the clipboard: of the process and of the comparison of revisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QFileDialog

from outlet_desktop.ui.editor.paper import Paper, as_png
from outlet_desktop.ui.editor.place_files import FilesPlace

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ENDINGS = (".pdf", ".svg", ".png")
CLIPBOARD_PIXELS = 24_000_000  # other programs take the picture uncompressed


class PaperPlace(FilesPlace):
    """The part of `ProcessesPlace` that gives drawings away."""

    def paper(self) -> Paper:
        """What is in front: the process, two revisions, or an outlet on its drawing."""
        raise NotImplementedError

    def picture_name(self) -> str:
        """What the picture is called, in words."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------- printing

    def print_drawing(self) -> None:
        """Ask for a printer, and print."""
        self._take_typed()
        printer = self.ask_printer()
        if printer is not None:
            count = self.paper().print_on(printer)
            self.message.emit("editor.printed", {"count": count}, "success")

    def ask_printer(self) -> QPrinter | None:
        """The system's print dialog; None = cancelled."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setDocName(self.picture_name())
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    # ---------------------------------------------------------------------------------------- files

    def choose_picture(self) -> None:
        """Ask where to and in which format, and write."""
        filters = {
            ".pdf": self.tr("PDF document") + " (*.pdf)",
            ".svg": self.tr("SVG drawing") + " (*.svg)",
            ".png": self.tr("PNG picture") + " (*.png)",
        }
        path, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export the drawing"), self._suggested(".pdf"), ";;".join(filters.values())
        )
        if not path:
            return
        if PurePath(path).suffix.lower() not in ENDINGS:
            path += next((ending for ending, words in filters.items() if words == chosen), ".pdf")
        self.export(path)

    def export(self, path: str) -> None:
        """Write what is in front as PDF, SVG or PNG, by the ending of the path."""
        self._take_typed()
        paper, office = self.paper(), self._office
        content: Callable[[], bytes]
        match PurePath(path).suffix.lower():
            case ".svg":
                made = paper.svg()
                content = lambda: made  # noqa: E731
            case ".png":
                image = paper.image()
                content = lambda: as_png(image)  # noqa: E731  # encoding takes longest: the worker does it
            case _:
                made = paper.pdf()
                content = lambda: made  # noqa: E731
        self._background.run(
            lambda: office.keep_file(path, content()),
            lambda _none: self.message.emit("editor.exported", {"path": path}, "success"),
            otherwise=self._refused,
        )

    # ---------------------------------------------------------------------------------------- clipboard

    def copy_picture(self) -> None:
        """Put what is in front on the clipboard: a picture for letters, an SVG for those who take it."""
        self._take_typed()
        paper = self.paper()
        data = QMimeData()
        data.setImageData(paper.image(most=CLIPBOARD_PIXELS))
        data.setData("image/svg+xml", paper.svg())
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit("editor.picture_copied", {"name": self.picture_name()}, "success")

    @staticmethod
    def _today() -> str:
        return datetime.now().strftime("%d.%m.%Y")
