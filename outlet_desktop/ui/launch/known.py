"""Outlets that are known already: the duplicate check of an address, the guess of city and region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from outlet_desktop.domain.people import region_of
from outlet_desktop.schedule.gantt import Portfolio

_LIKENESS = 0.6  # of two addresses that a person may confuse (difflib's ratio)
# Words that one writes and another leaves out. A house number, a street's name and a city are none of them.
_FORMAL_RU = "г город ул улица пр просп проспект пер переулок ш шоссе б бул бульвар р н пл площадь наб набережная мкр"
_FORMAL = frozenset(f"{_FORMAL_RU} д дом стр строение корп корпус к street st str avenue ave road rd".split())


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet the program has already met."""

    opening: str
    address: str
    city: str
    region: str
    finished_on: date | None


def known_outlets(portfolio: Portfolio | None) -> tuple[KnownOutlet, ...]:
    """The outlets of a portfolio, in its order."""
    rows = portfolio.rows if portfolio is not None else ()
    return tuple(KnownOutlet(row.opening, row.address, row.city, row.region, row.finished_on) for row in rows)


def bare(address: str, city: str = "") -> tuple[str, ...]:
    """The words of an address that tell a place: no punctuation, no "ул.", no `city`; letters and digits apart."""
    text = "".join(letter if letter.isalnum() else " " for letter in address.casefold().replace("ё", "е"))
    left_out = {*_FORMAL, *city.casefold().replace("ё", "е").replace("-", " ").split()}
    return tuple(word for word in text.split() if word not in left_out)


def is_same_place(address: str, outlet: KnownOutlet) -> bool:
    """Whether both spell one place: "ул. Ленина 10" and "Ленина, 10", in any order, with or without the city."""
    words = sorted(bare(address, outlet.city))
    return bool(words) and words == sorted(bare(outlet.address, outlet.city))


def nearest(address: str, known: tuple[KnownOutlet, ...]) -> KnownOutlet | None:
    """The known outlet whose address is most like `address`, when a person might confuse them."""
    if len(address.strip()) < 4:
        return None
    best: KnownOutlet | None = None
    best_likeness = _LIKENESS
    for outlet in known:
        if is_same_place(address, outlet):
            return outlet
        words, theirs = bare(address, outlet.city), bare(outlet.address, outlet.city)
        likeness = SequenceMatcher(None, " ".join(words), " ".join(theirs)).ratio()
        if likeness >= best_likeness:
            best, best_likeness = outlet, likeness
    return best


def guess_city(address: str, known: tuple[KnownOutlet, ...], regions: Mapping[str, Iterable[str]] | None = None) -> str:
    """The city, of the regions or of a known outlet, that is one of the address's comma-separated parts, or ""."""
    parts = {part.strip().removeprefix("г. ").casefold() for part in address.split(",")}
    cities = [city for one in (regions or {}).values() for city in one]
    cities += [outlet.city for outlet in known]
    return next((city for city in cities if city and city.casefold() in parts), "")


def guess_region(city: str, known: tuple[KnownOutlet, ...], regions: Mapping[str, Iterable[str]] | None = None) -> str:
    """The region that lists that city, else the one of earlier outlets there, or ""."""
    listed = region_of(city, regions or {})
    if listed:
        return listed
    wanted = city.strip().casefold()
    return next(
        (outlet.region for outlet in known if wanted and outlet.city.casefold() == wanted and outlet.region),
        "",
    )
