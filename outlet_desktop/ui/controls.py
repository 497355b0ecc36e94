"""Small widgets of every screen, to the measures of the visual spec; they follow theme and language.

Words and lines
    label(text="", scale="body", tone="", *, wrap=False, selectable=False, tabular=False) -> QLabel
        scale: display title number heading body bodyStrong small caption code; tone: secondary tertiary
        accent disabled, or a status (idle active done risk late blocked). Change later: set_tone(label, "late").
    ElidedLabel(text="", scale="body", tone="")    one line, "…" at the right, the whole text as tooltip
    KeyHint(keys)                                  "Ctrl+Z" in a small frame
    hairline(*, vertical=False) -> QFrame          1 px

Buttons (text is set anew by the owner's retranslate(): button.setText)
    primary_button(text, icon_id="") -> QPushButton
    secondary_button(text="", icon_id="") -> QPushButton     only the icon without a text
    danger_button(text) -> QPushButton
    flat_button(text="", icon_id="") -> QPushButton
    link_button(text) -> QPushButton
    set_button_size(button, "small" | "" | "large")          24, 28, 32 high
    tool_button(icon_id, name="", keys="", *, checkable=False, checked_icon="") -> QToolButton    28 x 28
    set_tool_name(button, name, keys="")                     tooltip and accessible name (retranslate)
    word_button(icon_id, text, *, checkable=False, menu=False) -> QToolButton   flat 28, icon 16, words
    FilterChip(icon_id, text, count=0, token="text.secondary")   toggled(bool), set_count(n), set_text(text)
    Segmented(options: Sequence[(key, text) | (key, text, icon_id)])   chosen(str), choose(key), current,
        set_texts({key: text})

Marks
    Icon(icon_id, token="text.secondary", size=16)  set_icon(icon_id, token)
    Tag(text, status="", icon_id="")                status "" = neutral; set(text, status, icon_id)
    Avatar(initials="", size=20)                    set_initials(text)

Blocks
    Banner(status, fact, consequence="")            add_action(button); set(status, fact, consequence)
    EmptyState(icon_id, title, text="", button=None)    set_words(title, text)
    Progress()                                      4 px bar and words: set(text, done, total)
    FieldError()                                    message below a field: show_error(text), clear_error()

Inputs
    Combo(parent=None)          items at least 28 high; the wheel does not change it while it has no focus
    SpinBox(minimum=0, maximum=999, value=0)
    DateEdit(day=None)          dd.MM.yyyy with a calendar; day, set_day(date), day_changed(date)
    set_error(field, is_wrong)  2 px red border
"""

from __future__ import annotations

from outlet_desktop.ui.control_blocks import Banner, EmptyState, FieldError, Progress
from outlet_desktop.ui.control_buttons import (
    FilterChip,
    Segmented,
    danger_button,
    flat_button,
    link_button,
    primary_button,
    secondary_button,
    set_button_size,
    set_tool_name,
    tool_button,
    word_button,
)
from outlet_desktop.ui.control_inputs import Combo, DateEdit, SpinBox, set_error
from outlet_desktop.ui.control_marks import (
    Avatar,
    ElidedLabel,
    Icon,
    KeyHint,
    Tag,
    hairline,
    label,
    set_tone,
)

__all__ = [
    "Avatar",
    "Banner",
    "Combo",
    "DateEdit",
    "ElidedLabel",
    "EmptyState",
    "FieldError",
    "FilterChip",
    "Icon",
    "KeyHint",
    "Progress",
    "Segmented",
    "SpinBox",
    "Tag",
    "danger_button",
    "flat_button",
    "hairline",
    "label",
    "link_button",
    "primary_button",
    "secondary_button",
    "set_button_size",
    "set_error",
    "set_tone",
    "set_tool_name",
    "tool_button",
    "word_button",
]
