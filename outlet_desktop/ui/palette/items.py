"""Rows of the palette: actions of the window, outlets, what one can do with them, steps, people, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from outlet_desktop.domain.opening import OpeningId, OpeningState, Person, UserId
from outlet_desktop.domain.template import StepId
from outlet_desktop.schedule.gantt import OutletRow
from outlet_desktop.ui.actions import Actions, code_of, icon_of, keys_of
from outlet_desktop.ui.gantt.cells import KIND_ICONS, status_icon, status_words
from outlet_desktop.ui.gantt.outlet_commands import OutletCommand, commands_of
from outlet_desktop.ui.key_table import keys_text
from outlet_desktop.ui.language import language
from outlet_desktop.ui.messages import short_date, words
from outlet_desktop.ui.palette.fuzzy import Match
from outlet_desktop.ui.palette.steps import Processes, StepHit
from outlet_desktop.ui.place_keys import PlaceKeys
from outlet_desktop.ui.preferences import preferences
from outlet_desktop.wording import sentence

RECENT, OUTLETS, OF_OUTLET, ACTIONS, STEPS, GO = "recent", "outlets", "of_outlet", "actions", "steps", "go"
GROUPS = {
    RECENT: "palette.recent",
    OUTLETS: "palette.outlets",
    OF_OUTLET: "palette.of_outlet",
    ACTIONS: "palette.actions",
    STEPS: "palette.steps",
    GO: "palette.go",
}
"""Groups in the order of the list, and the codes of their names."""

_PLACE, _ITSELF = "go.", "palette"  # names of actions that open a place; of the one that opens the palette
_ALSO = {
    "command.remind": "also.remind",
    "command.hand": "also.hand",
    "command.target": "also.target",
    "command.pause": "also.pause",
    "command.resume": "also.resume",
    "command.cancel": "also.cancel",
    "command.project": "also.project",
    "command.export": "also.export",
    "command.launch": "also.launch",
    "command.poll": "also.poll",
    "command.theme": "also.theme",
    "command.keys": "also.keys",
    "command.roles": "also.roles",
}
"""Further words by which a command is looked for; never shown."""

_OVER = (OpeningState.CANCELLED, OpeningState.REJECTED)


@dataclass(frozen=True, slots=True)
class Item:
    """One row. `why_not`: why it cannot be run now; `beside`: further words it is found by."""

    name: str
    group: str
    icon_id: str
    title: str
    run: Callable[[], object]
    detail: str = ""
    keys: str = ""
    why_not: str = ""
    icon_token: str = "text.secondary"
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found, and how. `about`: in place of the name of its group."""

    item: Item
    match: Match
    about: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to find, as it was when the palette opened.

    Attributes:
        rows: Outlets, those needing attention first.
        processes: Steps of every process that an outlet follows.
        here: The outlet that is selected or open, "" = none.
        further: What the open place can do besides.
    """

    rows: tuple[OutletRow, ...] = ()
    people: tuple[Person, ...] = ()
    processes: Processes = field(default_factory=dict)
    here: OpeningId = ""
    further: tuple[Item, ...] = ()

    def row(self, opening: OpeningId) -> OutletRow | None:
        """The outlet of that opening."""
        return next((row for row in self.rows if row.opening == opening), None)


@dataclass(frozen=True, slots=True)
class Doing:
    """What the window does for the palette.

    Attributes:
        go: Opens a place: (name, argument).
        on_outlet: Runs one of `commands_of` an outlet, by its name.
        show_step: Opens an outlet with a step selected. show_person: a person among the people.
    """

    go: Callable[[str, object], object]
    on_outlet: Callable[[OutletRow, str], object]
    show_step: Callable[[OpeningId, StepId], object]
    show_person: Callable[[UserId], object]


class Maker:
    """Makes rows."""

    def __init__(self, actions: Actions, doing: Doing) -> None:
        self._actions, self._doing = actions, doing

    def of_actions(self) -> Iterator[Item]:
        """What the window can do everywhere."""
        for action in self._actions.all():
            name, code = action.objectName(), code_of(action)
            if name == _ITSELF:
                continue
            reason = self._actions.why_not(name)
            yield Item(
                name=f"action:{name}",
                group=GO if name.startswith(_PLACE) else ACTIONS,
                icon_id=icon_of(action),
                title=words(code, {}),
                run=action.trigger,
                keys=keys_of(action).partition(", ")[0],
                why_not=words(reason, {}) if reason else "",
                beside=_other_words(code),
            )

    def outlet(self, row: OutletRow) -> Item:
        """The outlet itself: opens its page."""
        opening = row.opening
        return Item(
            name=f"outlet:{opening}",
            group=OUTLETS,
            icon_id=status_icon(row.status),
            icon_token=f"status.{row.status.value}.fill",
            title=row.address,
            detail=_stands(row),
            run=lambda: self._doing.go("outlet", opening),
            beside=(row.city,),
        )

    def of_outlet(self, row: OutletRow) -> tuple[Item, ...]:
        """What can be done with that outlet."""
        return tuple(self._command(row, one) for one in commands_of(row) if one.name not in ("drawing", "log"))

    def command(self, row: OutletRow, name: str) -> Item | None:
        """One command of that outlet, which says in which: it stands apart from it."""
        found = next((one for one in commands_of(row) if one.name == name), None)
        return self._command(row, found, row.address) if found is not None else None

    def of_nobody(self) -> tuple[Item, ...]:
        """The commands of an outlet while none is selected."""
        return tuple(
            Item(f"none:{one.name}", ACTIONS, one.icon_id, words(one.code, {}), _nothing, why_not=words(one.why_not))
            for one in commands_of(None)
        )

    def _command(self, row: OutletRow, one: OutletCommand, about: str = "") -> Item:
        is_guarded = one.is_writing and preferences.is_read_only
        reason = one.why_not or ("command.read_only" if is_guarded else "")
        return Item(
            name=f"do:{row.opening}:{one.name}",
            group=OF_OUTLET,
            icon_id=one.icon_id,
            title=words(one.code, {}),
            run=lambda: self._doing.on_outlet(row, one.name),
            detail=about or one.detail,
            why_not=words(reason, {}) if reason else "",
            beside=_other_words(one.code),
        )

    def ways(self, row: OutletRow) -> tuple[Item, ...]:
        """Where one can go from that outlet."""
        opening, facts = row.opening, {"address": row.address}
        revision = words("command.revision", {"revision": row.revision})
        return (
            Item(
                f"log:{opening}",
                GO,
                "ph.clock-counter-clockwise",
                words("command.log_of", facts),
                lambda: self._doing.go("log", opening),
            ),
            Item(
                f"drawing:{opening}",
                GO,
                "ph.flow-arrow",
                words("command.process_of", facts),
                lambda: self._doing.go("processes", ("outlet", opening)),
                detail=revision,
            ),
        )

    def step(self, hit: StepHit) -> Item:
        """A step of an outlet: opens the outlet with the step selected."""
        row, step = hit.row, hit.name.step
        person = (hit.holder.person or hit.holder.role_title) if hit.holder is not None else ""
        return Item(
            name=f"step:{row.opening}:{step}",
            group=STEPS,
            icon_id=KIND_ICONS.get(hit.name.kind, "ph.check-square"),
            title=hit.name.title,
            detail=" · ".join(part for part in (row.address, person) if part),
            run=lambda: self._doing.show_step(row.opening, step),
            beside=(row.address,),
        )

    def person(self, person: Person) -> Item:
        """A person: shown among the people."""
        return Item(
            name=f"person:{person.user_id}",
            group=STEPS,
            icon_id="ph.user",
            title=person.name,
            detail=person.position,
            run=lambda: self._doing.show_person(person.user_id),
            beside=(person.position,),
        )


def of_keys(keys: PlaceKeys) -> Iterator[Item]:
    """What the keys of a part of a place do, for whoever does not know them."""
    for action in keys.actions():
        if action.in_palette:
            reason = keys.why_not(action.name)
            yield Item(
                name=f"key:{action.name}",
                group=ACTIONS,
                icon_id=action.icon_id,
                title=words(action.code, {}),
                run=partial(keys.run, action.name),
                keys=keys_text(action.name),
                why_not=words(reason, {}) if reason else "",
                beside=_other_words(action.code),
            )


def _nothing() -> None:
    """A command that cannot be run."""


def _other_words(code: str) -> tuple[str, ...]:
    """The same in the other language, and what people call it besides, in both."""
    also = _ALSO.get(code)
    others = tuple(sentence(also, {}, name) for name in ("ru", "en")) if also else ()
    return (sentence(code, {}, "en" if language.name == "ru" else "ru"), *others)


def _stands(row: OutletRow) -> str:
    status = status_words(row)
    status = status[:1].lower() + status[1:]
    is_open = row.finished_on is None and row.state not in _OVER
    if is_open and row.p50 is not None and row.target is not None and row.p50 > row.target:
        facts = {"status": status, "p50": short_date(row.p50), "target": short_date(row.target)}
        status = words("palette.instead", facts)
    return " · ".join(part for part in (row.city, status) if part)
