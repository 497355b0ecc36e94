"""What is sent is answered in its own place: batches keep the order, lose nothing and repeat nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from hypothesis import given, settings, strategies as st

from outlet_desktop.domain import command as c
from outlet_desktop.portal.bitrix import BitrixPortal
from outlet_desktop.portal.chain import PAGE
from outlet_desktop.portal.encode import BATCH, in_batches
from outlet_desktop.portal.pace import Bucket

from .scripted import NOW, WEBHOOK, Scripted, answered

KINDS = ("create", "refused", "missing", "bot", "complete")


class Book:
    """A portal that answers each command by what its title or id says, and writes down all it was sent."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.got: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        commands = json.loads(request.content)["cmd"]
        self.sizes.append(len(commands))
        results: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        for name, text in reversed(commands.items()):  # by name, not by place
            method, _, query = text.partition("?")
            values = parse_qs(query)
            number = values["fields[TITLE]"][0] if method == "tasks.task.add" else values["taskId"][0]
            self.got.insert(len(self.got), number)
            kind = KINDS[int(number) % 10]
            if kind == "refused":
                errors[name] = {"error": number, "error_description": ""}
            elif kind != "missing":
                results[name] = {"task": {"id": number}}
        return answered(results, errors)


def bodies_of(portal: BitrixPortal, kinds: list[str]) -> list[str]:
    """A body of each kind; the number in it is 10 × its place + its kind."""
    found = []
    for place, kind in enumerate(kinds, 1):
        number = 10 * place + KINDS.index(kind)
        made: c.Command = c.CreateTask(f"k{place}", str(number), "", 5, NOW + timedelta(days=1), NOW, NOW)
        if kind == "bot":
            made = c.SendMessage(f"k{place}", 5, str(number))
        elif kind == "complete":
            made = c.CompleteTask(number)
        found.append(portal.body(made))
    return found


@settings(max_examples=60, deadline=None)
@given(kinds=st.lists(st.sampled_from(KINDS), max_size=180))
def test_every_command_is_sent_once_and_answered_in_its_own_place(kinds: list[str]) -> None:
    book = Book()
    portal = BitrixPortal(WEBHOOK, bucket=Bucket(1e6, 10**6), transport=httpx.MockTransport(book.answer))
    try:
        bodies = bodies_of(portal, kinds)
        results = [one for some in in_batches(bodies) for one in portal.send(some, 4e9)]
    finally:
        portal.close()
    wanted: list[c.CommandResult] = []
    for place, kind in enumerate(kinds, 1):
        number = 10 * place + KINDS.index(kind)
        wanted.append(
            {
                "create": c.Done(number),
                "refused": c.Refused(str(number), ""),
                "missing": c.Unknown("missing"),
                "bot": c.NotExecuted("not_connected"),
                "complete": c.Done(),
            }[kind]
        )
    assert results == wanted
    sent = [str(10 * place + KINDS.index(kind)) for place, kind in enumerate(kinds, 1) if kind != "bot"]
    assert Counter(book.got) == Counter(sent)
    assert all(0 < size <= BATCH for size in book.sizes)


@settings(max_examples=40, deadline=None)
@given(
    ids=st.sets(st.integers(1, 10**6), max_size=2700),
    lost=st.sets(st.integers(0, 49), max_size=3),
)
def test_a_list_of_any_length_is_read_whole_once_and_in_order(ids: set[int], lost: set[int]) -> None:
    """Also where the portal has lost some pages of the first request: they are asked for again."""
    ordered = sorted(ids)
    requests = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal requests
        requests += 1
        results: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        last = ""
        for name, text in json.loads(request.content)["cmd"].items():
            if name == "now":
                results[name] = NOW.isoformat()
                continue
            query = parse_qs(text.partition("?")[2])
            asked = query["filter[>ID]"][0]
            last = last if asked.startswith("$result") else asked
            if requests == 1 and int(name[1:]) in lost - {0}:
                errors[name] = {"error": "INTERNAL_SERVER_ERROR", "error_description": ""}
                last = ""
                continue
            above = [one for one in ordered if one > int(last)][:PAGE] if last else ordered[:PAGE]
            at = NOW.isoformat()
            row = {"title": "t", "status": "2", "responsibleId": "1", "createdDate": at, "changedDate": at}
            results[name] = {"tasks": [row | {"id": str(one), "xmlId": "outlet:a:b:1"} for one in above]}
            last = str(above[-1]) if len(above) == PAGE else ""
        return answered(results, errors)

    portal = BitrixPortal(WEBHOOK, bucket=Bucket(1e6, 10**6), transport=httpx.MockTransport(answer))
    try:
        changes = portal.poll(NOW, None)
    finally:
        portal.close()
    assert [task.id for task in changes.tasks] == ordered
    assert requests <= 2 + len(ordered) // (PAGE * (BATCH - 1))


@pytest.mark.parametrize("count", [BATCH + 1, 2 * BATCH])
def test_more_than_a_batch_holds_is_never_cut_in_silence(scripted: Callable[..., Scripted], count: int) -> None:
    one = scripted(answered())
    with pytest.raises(ValueError):
        one.portal.send(bodies_of(one.portal, ["create"] * count), one.now + 20)
    assert one.requests == []
