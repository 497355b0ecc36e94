"""`batch`: up to 50 commands, one after another, each able to take values from those before."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import msgspec

from outlet_desktop.portal.demo.faults import Fault
from outlet_desktop.portal.demo.forms import decode_query
from outlet_desktop.portal.demo.wire import Api, Json, MethodError, Reply, as_dict, flag, php_array

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Caller, Portal

MAX_COMMANDS = 50

_REFERENCE = re.compile(r"\$result((?:\[[^\]]*\])+)")
_STEP = re.compile(r"\[([^\]]*)\]")


def commands_of(params: dict[str, Json]) -> dict[str, str]:
    """The commands by key, in order."""
    wished = next((value for key, value in params.items() if key.lower() == "cmd"), None)
    return {key: text for key, text in as_dict(wished).items() if isinstance(text, str)}


def command_names(params: dict[str, Json]) -> list[str]:
    """The methods a batch is going to call."""
    return [_split(text)[0] for text in commands_of(params).values()]


def _split(text: str) -> tuple[str, str]:
    name, _, query = text.partition("?")
    return name.strip().strip("/").removesuffix(".json"), query


def resolve(value: Json, results: dict[str, Json]) -> Json:
    """Puts earlier results in place of `$result[a][b]`; what cannot be found becomes empty text."""
    if isinstance(value, dict):
        return {key: resolve(item, results) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve(item, results) for item in value]
    if not isinstance(value, str) or "$result" not in value:
        return value
    whole = _REFERENCE.fullmatch(value)
    if whole is not None:
        found = _follow(whole.group(1), results)
        return "" if found is None else found
    return _REFERENCE.sub(lambda match: _text(_follow(match.group(1), results)), value)


def _follow(path: str, results: Json) -> Json:
    node = results
    for step in _STEP.findall(path):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list):
            node = node[int(step)] if step.isdigit() and int(step) < len(node) else None
        else:
            return None
    return node


def _text(value: Json) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value)


def run_batch(
    portal: Portal,
    caller: Caller,
    params: dict[str, Json],
    values: list[Json],
    api: Api,
    started: float,
    fault: Fault | None,
) -> Reply:
    """Executes a batch; the answer is HTTP 200 whatever its commands say.

    A `cut` fault executes only a prefix (the connection is closed by whoever called).
    """
    if api == "v3":
        return _run_v3(portal, caller, values, started)
    commands = commands_of(params)
    halt = flag(next((value for key, value in params.items() if key.lower() == "halt"), None))
    at = portal.clock.now()
    facts: dict[str, Json] = {"commands": len(commands)}
    if fault is not None:
        facts["fault"] = fault.kind
    number = portal.open_batch(caller, facts)
    allowed = len(commands)
    if fault is not None and fault.kind == "cut":
        allowed = portal.faults.prefix(fault, len(commands))
    results: dict[str, Json] = {}
    errors: dict[str, Json] = {}
    totals: dict[str, Json] = {}
    nexts: dict[str, Json] = {}
    times: dict[str, Json] = {}
    for index, (key, text) in enumerate(commands.items()):
        if index >= allowed:
            break
        name, query = _split(text)
        refusal: MethodError | None = None
        if index >= MAX_COMMANDS:
            refusal = MethodError("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
        elif name.lower() == "batch":
            refusal = MethodError("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", 405)
        else:
            sent = resolve(decode_query(query), results)
            outcome = portal.run(caller, name, sent, list(sent.values()), batch=number)
            refusal = outcome.error
            if refusal is None:
                results[key] = outcome.value
                if outcome.total is not None:
                    totals[key] = outcome.total
                if outcome.next is not None:
                    nexts[key] = outcome.next
                times[key] = outcome.time
        if refusal is not None:
            errors[key] = {"error": refusal.code, "error_description": refusal.text}
            if halt:
                break
    body = {
        "result": {
            "result": php_array(results),
            "result_error": php_array(errors),
            "result_total": php_array(totals),
            "result_next": php_array(nexts),
            "result_time": php_array(times),
        },
        "time": portal.time_block(at, time.perf_counter() - started, caller.webhook.code, "batch"),
    }
    return Reply(200, msgspec.json.encode(body))


def _run_v3(portal: Portal, caller: Caller, values: list[Json], started: float) -> Reply:
    """The 3.0 batch: an array of `{"method", "query"}`; answers in the same order."""
    at = portal.clock.now()
    number = portal.open_batch(caller, {"commands": len(values)})
    results: list[Json] = []
    for item in values[:MAX_COMMANDS]:
        wish = as_dict(item)
        query = as_dict(wish.get("query"))
        outcome = portal.run(caller, str(wish.get("method", "")), query, list(query.values()), api="v3", batch=number)
        if outcome.error is not None:
            results.append({"error": {"code": outcome.error.code, "message": outcome.error.text}})
        else:
            results.append(outcome.value)
    body = {"result": results, "time": portal.time_block(at, time.perf_counter() - started)}
    return Reply(200, msgspec.json.encode(body))
