"""Single-letter keys that work in any keyboard layout.

With the Russian layout on, the key that says V types «М» and Qt reports that character. What stays the
same is the place of the key: its native virtual key on Windows, its scan code elsewhere. Events that
carry neither (synthetic ones) are read by the letter of the ЙЦУКЕН layout.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeyEvent

# Places of the letters on a PC keyboard: X11 and Wayland key codes are evdev codes + 8.
_EVDEV = {
    16: "Q", 17: "W", 18: "E", 19: "R", 20: "T", 21: "Y", 22: "U", 23: "I", 24: "O", 25: "P",
    30: "A", 31: "S", 32: "D", 33: "F", 34: "G", 35: "H", 36: "J", 37: "K", 38: "L",
    44: "Z", 45: "X", 46: "C", 47: "V", 48: "B", 49: "N", 50: "M",
}  # fmt: skip
_MAC = {
    0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q",
    13: "W", 14: "E", 15: "R", 16: "Y", 17: "T", 31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J",
    40: "K", 45: "N", 46: "M",
}  # fmt: skip
_RUSSIAN = dict(zip("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True))


def latin_letter(event: QKeyEvent) -> str:
    """The letter A-Z on the pressed key in the Latin layout, or "" when the key is no letter."""
    key = event.key()
    if 0x41 <= key <= 0x5A:
        return chr(key)
    virtual = event.nativeVirtualKey()
    if sys.platform == "win32" and 0x41 <= virtual <= 0x5A:
        return chr(virtual)
    code = event.nativeScanCode()
    if sys.platform == "darwin":
        found = _MAC.get(virtual, "")
    else:
        found = _EVDEV.get(code - 8, "") if sys.platform != "win32" else ""
    if found and not event.text().isascii():
        return found
    return _RUSSIAN.get(event.text().upper(), "") or _RUSSIAN.get(chr(key) if 0x400 <= key <= 0x4FF else "", "")
