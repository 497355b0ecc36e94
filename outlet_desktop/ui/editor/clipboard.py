"""Steps on the system clipboard: the process file for another drawing, plain sentences for everything else."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QMimeData

from outlet_desktop.domain import edit, file_format
from outlet_desktop.domain.template import StepId, Template
from outlet_desktop.ui.editor.card_words import card_words

FORMAT = "application/x-outlet-process+json"


def to_clipboard(template: Template, step_ids: Collection[StepId]) -> QMimeData:
    """These steps: as a process file under `FORMAT` and as JSON, and as text of one line a step."""
    text = file_format.write(edit.extract(template, step_ids))
    data = QMimeData()
    for name in (FORMAT, "application/json"):
        data.setData(name, text.encode())
    inside = frozenset(step_ids)
    data.setText("\n".join(card_words(template, template.by_id[one]) for one in template.order if one in inside))
    return data


def from_clipboard(data: QMimeData | None) -> Template:
    """The process on the clipboard; a process file copied as text is one too. Raises Problem `file.*`.

    `data` is None where the clipboard has never held anything.
    """
    kept = data.data(FORMAT).data() if data is not None else b""
    text = bytes(kept).decode("utf-8", "replace") if kept else data.text() if data is not None else ""
    return file_format.read(text)
