"""Sentences people read, in Russian and English: errors, warnings, reasons, bot texts, the "why".

Pure: the catalogues `resources/i18n/messages.{ru,en}.json` are data, code -> template. In a template
`{name}` is a fact and `{days|день|дня|дней}` is a fact followed by the word that agrees with it: three forms in
Russian (1, 2-4, 5+), two in English (`{days|day|days}`). `{days?|день|дня|дней}` writes the word alone. Dates
(`datetime.date`) are written dd.mm.yyyy, floats with a comma in Russian. Text in a fact is never parsed.
"""

from outlet_desktop.wording.sentences import codes, plural_form, sentence

__all__ = ["codes", "plural_form", "sentence"]
