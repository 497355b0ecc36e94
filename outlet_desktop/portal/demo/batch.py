"""`batch`: up to 50 commands, one after another, each able to take values from those before; of both APIs."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import msgspec

from outlet_desktop.portal.demo.envelope import method_not_found, refused
from outlet_desktop.portal.demo.faults import Fault
from outlet_desktop.portal.demo.forms import decode_query
from outlet_desktop.portal.demo.wire import V3_METHODS, Json, MethodError, Reply, as_dict, flag, php_array

if TYPE_CHECKING:
    from outlet_desktop.portal.demo.portal import Caller, Portal

MAX_COMMANDS = 50

_REFERENCE = re.compile(r"\$result((?:\[[^\]]*\])+)")
_STEP = re.compile(r"\[([^\]]*)\]")


def commands_of(params: dict[str, Json]) -> dict[str, str]:
    """The commands by key, in order."""
    wished = next((value for key, value in params.items() if key.lower() == "cmd"), None)
    return {key: text for key, text in as_dict(wished).items() if isinstance(text, str)}


def command_names(params: dict[str, Json], values: list[Json]) -> list[str]:
    """The methods a batch is going to call: of `cmd`, or of the array of REST 3.0."""
    newer = [str(item["method"]) for item in values if isinstance(item, dict) and "method" in item]
    return [_split(text)[0] for text in commands_of(params).values()] + newer


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


def _opened(portal: Portal, caller: Caller, count: int, fault: Fault | None) -> tuple[int, int]:
    """The row of the log that a batch's commands refer to, and how many of them are let through."""
    facts: dict[str, Json] = {"commands": count}
    if fault is None:
        return portal.open_batch(caller, facts), count
    number = portal.open_batch(caller, facts | {"fault": fault.kind})
    is_partial = fault.kind == "cut" or portal.stops(fault)
    return number, portal.faults.prefix(fault, count) if is_partial else count


def run_batch(portal: Portal, caller: Caller, params: dict[str, Json], started: float, fault: Fault | None) -> Reply:
    """Executes a batch; the answer is HTTP 200 whatever its commands say.

    A fault that cuts or stops it executes only a prefix (whoever called sees to the rest).

    Raises:
        TimeUp: a command was not finished in time; those before it stay executed.
    """
    commands = commands_of(params)
    halt = flag(next((value for key, value in params.items() if key.lower() == "halt"), None))
    at = portal.clock.now()
    number, allowed = _opened(portal, caller, len(commands), fault)
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
            sent.pop("auth", None)
            outcome = portal.run(caller, name, sent, list(sent.values()), batch=number)
            refusal = outcome.error
            if refusal is None:
                results[key] = outcome.value
                if outcome.total is not None:
                    totals[key] = outcome.total
                if outcome.next is not None:
                    nexts[key] = outcome.next
                if outcome.time:
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


_V3 = "BITRIX_REST_V3_EXCEPTION_"


def _refusal3(params: dict[str, Json], items: list[Json]) -> MethodError | None:
    """Why a 3.0 batch is not even begun, if so."""
    if params or not all(isinstance(item, dict) and isinstance(item.get("method"), str) for item in items):
        # `{"cmd": …}` of the classic API gets this code, by the documentation.
        return MethodError(f"{_V3}INVALIDSELECTEXCEPTION", "Не удалось распознать выражение")
    if len(items) > MAX_COMMANDS:
        # No limit of its own is documented for 3.0: the system error that every method may give.
        return MethodError("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
    if not all(item["method"].lower() in V3_METHODS for item in items):
        return method_not_found()
    return None


def run_batch3(
    portal: Portal, caller: Caller, params: dict[str, Json], items: list[Json], started: float, fault: Fault | None
) -> Reply:
    """The 3.0 batch: an array of `{"method", "query"}`; results in the same order.

    It ends at the first error, which is then the whole answer, while what went before stays executed; an unknown
    method is met before anything is (read in a public copy of the server's source, `CRestApiServer`).

    Raises:
        TimeUp: as `run_batch`.
    """
    at = portal.clock.now()
    number, allowed = _opened(portal, caller, len(items), fault)
    refusal = _refusal3(params, items)
    if refusal is not None:
        return refused(refusal, "v3")
    results: list[Json] = []
    for item in items[:allowed]:
        query = as_dict(item.get("query"))
        outcome = portal.run(caller, item["method"], query, list(query.values()), api="v3", batch=number)
        if outcome.error is not None:
            return refused(outcome.error, "v3")
        results.append(outcome.value)
    body = {"result": results, "time": portal.time_block(at, time.perf_counter() - started)}
    return Reply(200, msgspec.json.encode(body))
