"""The inspector of a window for viewing: fields look read-only, what writes is disabled and says why."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from outlet_desktop.ui.control_marks import restyle
from outlet_desktop.ui.editor.inspector_lists import StepLink
from outlet_desktop.ui.preferences import guard_writing, preferences

_TEXTS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


def hold_fields(form: QWidget) -> None:
    """Make every field below `form` read-only while the window is for viewing, and editable again afterwards.

    Rows come and go with the document: called after each change of it. Links to other steps go on working.
    """
    is_held = preferences.is_read_only
    for field in form.findChildren(QWidget):
        if isinstance(field, _TEXTS) and not isinstance(field.parent(), (QAbstractSpinBox, QComboBox)):
            if field.isReadOnly() != is_held:
                field.setReadOnly(is_held)
                _dress(field, is_held)
        elif isinstance(field, QComboBox):
            guard_writing(field)
            _dress(field, is_held)
        elif isinstance(field, QAbstractButton) and not isinstance(field, StepLink):
            guard_writing(field)


def _dress(field: QWidget, is_held: bool) -> None:
    if bool(field.property("viewOnly")) != is_held:
        field.setProperty("viewOnly", is_held)
        restyle(field)
