"""The language of the screen: "ru" or "en", switched live.

`language.apply("en")` installs the catalogues `resources/i18n/outlet_desktop.{ru,en}.qm` (and Qt's own, for
its dialogs), sets the default locale and sends QEvent.LanguageChange to every window; widgets word themselves
anew in `retranslate()`. English needs a catalogue too, for its plurals.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

from outlet_desktop.places import resource
from outlet_desktop.wording.sentences import LANGUAGES

_log = logging.getLogger(__name__)
_TERRITORIES = {
    "ru": QLocale(QLocale.Language.Russian, QLocale.Country.Russia),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Language(QObject):
    """The current language.

    Attributes:
        name: "ru" or "en"; what `wording.sentence` takes as `lang`.

    Signals:
        changed: The new name; emitted after the translators were replaced.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = "ru"
        self._installed: list[QTranslator] = []

    @property
    def locale(self) -> QLocale:
        """Locale of numbers, month and day names."""
        return _TERRITORIES[self.name]

    def apply(self, name: str) -> None:
        """Switch to "ru" or "en"; a catalogue that is missing leaves English labels and a line in the log.

        Raises ValueError for another name.
        """
        if name not in LANGUAGES:
            raise ValueError(f"no such language: {name}")
        app = QCoreApplication.instance()
        assert app is not None
        self.name = name
        QLocale.setDefault(self.locale)
        for translator in self._installed:
            app.removeTranslator(translator)
        self._installed = [made for made in (_qt_words(name), _our_words(name)) if made is not None]
        for translator in self._installed:
            app.installTranslator(translator)
        # Removing and installing tell the windows too, but only where there was a catalogue.
        QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit(name)


def _our_words(name: str) -> QTranslator | None:
    file = resource("i18n", f"outlet_desktop.{name}.qm")
    made = QTranslator()
    if file.is_file() and made.load(str(file)):
        return made
    _log.warning("no catalogue of labels: %s", file.name)
    return None


def _qt_words(name: str) -> QTranslator | None:
    """Qt's own catalogue ("Cut", "Select all" in the menu of a text field), if it is installed."""
    made = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return made if made.load(f"qtbase_{name}", folder) else None


language = Language()
