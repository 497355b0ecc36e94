"""The part of page 1 that says which outlet: address with its duplicate check, city, region."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from outlet_desktop.ui.controls import Combo, FieldError, label, set_error
from outlet_desktop.ui.launch.draft import Draft
from outlet_desktop.ui.launch.hint import Hint, column_of
from outlet_desktop.ui.launch.known import KnownOutlet, guess_city, guess_region, is_same_place, nearest
from outlet_desktop.ui.messages import format_date
from outlet_desktop.ui.text_size import fix_height


class WhereForm(QWidget):
    """Address, city and region of a draft.

    Signals:
        open_outlet: Opening id of the known outlet that the hint names.
        touched: Name of a field that a person has left or filled.
    """

    open_outlet = Signal(str)
    touched = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._labels: dict[str, QLabel] = {}
        self._guessed_city = self._guessed_region = ""
        self._similar = ""
        column = column_of(self, margins=(0, 0, 0, 0), spacing=4)
        self.address = QLineEdit()
        fix_height(self.address, 32)
        self.address.textChanged.connect(self._address_typed)
        self.address.editingFinished.connect(lambda: self.touched.emit("address"))
        self.error = FieldError()
        self.hint = Hint()
        self.hint.followed.connect(lambda: self.open_outlet.emit(self._similar))
        column.addWidget(self._label("address"))
        column.addWidget(self.address)
        column.addWidget(self.error)
        column.addWidget(self.hint)
        column.addSpacing(8)
        places = QGridLayout()
        places.setHorizontalSpacing(12)
        places.setVerticalSpacing(4)
        self.city, self.region = Combo(), Combo()
        self.region_hint = Hint()
        for number, (name, combo) in enumerate((("city", self.city), ("region", self.region))):
            combo.setEditable(True)
            combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
            combo.setMinimumWidth(100)
            places.addWidget(self._label(name), 0, number)
            places.addWidget(combo, 1, number)
        places.addWidget(self.region_hint, 2, 1)
        places.setColumnStretch(0, 2)
        places.setColumnStretch(1, 3)
        self.city.currentTextChanged.connect(self._city_typed)
        self.region.currentTextChanged.connect(self._region_typed)
        column.addLayout(places)

    def _label(self, name: str) -> QLabel:
        made = label("", "small", "secondary")
        self._labels[name] = made
        return made

    def retranslate(self) -> None:
        """Word the fields anew."""
        texts = {
            "address": self.tr("Address: the portal project gets this name"),
            "city": self.tr("City"),
            "region": self.tr("Region"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
        for name, editor in (("address", self.address), ("city", self.city), ("region", self.region)):
            editor.setAccessibleName(texts[name])
        self.address.setPlaceholderText(self.tr("City, street, house"))
        self.show_hints()

    def show_known(self) -> None:
        """Offer the cities and regions that are known."""
        draft = self.draft
        cities = {city for one in draft.regions.values() for city in one} | {outlet.city for outlet in draft.known}
        regions = set(draft.regions) | {outlet.region for outlet in draft.known}
        for combo, values in ((self.city, cities), (self.region, regions)):
            with QSignalBlocker(combo):
                text = combo.currentText()
                combo.clear()
                combo.addItems(sorted(value for value in values if value))
                combo.setCurrentText(text)
        self.show_hints()

    def show_form(self) -> None:
        """Put the draft's values into the editors."""
        request = self.draft.request
        with QSignalBlocker(self.address):
            if self.address.text() != request.address:
                self.address.setText(request.address)
        for combo, text in ((self.city, request.city), (self.region, request.region)):
            with QSignalBlocker(combo):
                combo.setCurrentText(text)
        self.show_hints()

    def start_afresh(self) -> None:
        """A new form: nothing has been guessed yet."""
        self._guessed_city = self._guessed_region = ""
        self.show_form()

    def show_error(self, text: str) -> None:
        """Say what is wrong with the address; "" = nothing."""
        self.error.show_error(text)
        set_error(self.address, bool(text))
        self.show_hints()

    def show_hints(self) -> None:
        """Say below the fields what is known of the address, and where the region comes from."""
        request = self.draft.request
        by_city = guess_region(request.city, self.draft.known, self.draft.regions)
        is_guess = bool(by_city) and request.region == by_city
        known = {*self.draft.regions, *(outlet.region for outlet in self.draft.known)}
        is_new = bool(request.region.strip()) and request.region.strip() not in known
        if is_guess or not is_new:
            text = self.tr("by the city, can be changed") if is_guess else ""
            self.region_hint.say("ph.map-pin", "text.secondary", text)
        else:
            self.region_hint.say("ph.info", "text.secondary", self.tr("a new region: people by default"))
        address = request.address.strip()
        if not address or self.error.text():
            self.hint.say("ph.info", "text.secondary", "")
            return
        close = nearest(address, self.draft.others)
        self._similar = close.opening if close is not None else ""
        if close is None:
            self.hint.say("ph.check-circle-fill", "status.done.fill", self.tr("No such outlet yet"))
        elif is_same_place(address, close):
            self.hint.say("ph.warning-fill", "status.risk.fill", self.tr("Looks like the same:"), *self._named(close))
        else:
            text = self.tr("No such outlet yet. Similar:")
            self.hint.say("ph.check-circle-fill", "status.done.fill", text, *self._named(close))

    def _named(self, outlet: KnownOutlet) -> tuple[str, str]:
        opened = outlet.finished_on
        return outlet.address, self.tr("opened {day}").format(day=format_date(opened)) if opened is not None else ""

    # ------------------------------------------------------------------ what a person does

    def _address_typed(self, text: str) -> None:
        if text.strip():
            self.touched.emit("address")
        city = guess_city(text, self.draft.known, self.draft.regions)
        values: dict[str, object] = {"address": text}
        if city and self.city.currentText() in ("", self._guessed_city):
            self._guessed_city = city
            with QSignalBlocker(self.city):
                self.city.setCurrentText(city)
            values["city"] = city
            values.update(self._region_for(city))
        self.draft.change(**values)

    def _city_typed(self, text: str) -> None:
        self.draft.change(city=text, **self._region_for(text))

    def _region_for(self, city: str) -> dict[str, object]:
        region = guess_region(city, self.draft.known, self.draft.regions)
        if not region or self.region.currentText() not in ("", self._guessed_region):
            return {}
        self._guessed_region = region
        with QSignalBlocker(self.region):
            self.region.setCurrentText(region)
        return {"region": region}

    def _region_typed(self, text: str) -> None:
        self.draft.change(region=text)
