"""The two public Python clients of Bitrix24 behind one small face, for the tests and the benchmark.

Both are other people's work and know nothing of us: what they accept from the demo portal is a second opinion on
it. Nothing of them is imported before a client is made, so this file loads without the extra `peers`.
"""

from __future__ import annotations

import asyncio
import importlib
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Protocol
from unittest import mock

Row = dict[str, Any]


class UnknownMethod(Exception):
    """What a client raises for a method the portal does not have; its text holds the portal's error code."""


class PublicClient(Protocol):
    """What both can do; rows and tasks are as the portal wrote them."""

    package: str
    name: str

    def current_user(self) -> Row: ...
    def users(self) -> list[Row]: ...
    def departments(self) -> list[Row]: ...
    def tasks(self, wanted: Row, select: Sequence[str]) -> list[Row]: ...
    def tasks_of(self, task_ids: Sequence[int]) -> list[Row]: ...
    def add(self, fields: Row) -> Row: ...
    def update(self, task_id: int, fields: Row) -> Row: ...
    def get(self, task_id: int) -> Row: ...
    def complete(self, task_id: int) -> Row: ...
    def add_many(self, tasks: Iterable[Row]) -> list[Row]: ...
    def create_group(self, name: str, keywords: str) -> int: ...
    def group(self, group_id: int) -> list[Row]: ...
    def call_unknown(self, method: str) -> None: ...
    def close(self) -> None: ...


class FastBitrix24:
    """`fast-bitrix24`, its asynchronous class: the other one takes a loop from wherever it finds one."""

    package = "fast_bitrix24"
    name = "fast-bitrix24"

    def __init__(self, webhook: str, retry_delay_s: float | None = None) -> None:
        """`retry_delay_s` is not for this one: its pauses are constants."""
        from fast_bitrix24 import BitrixAsync

        self._runner = asyncio.Runner()  # one loop for its whole life, as its events belong to one
        self._portal = BitrixAsync(webhook, verbose=False)

    def _call(self, method: str, items: Any) -> Any:
        return self._runner.run(self._portal.call(method, items))

    def _all(self, method: str, params: Row | None = None) -> list[Row]:
        return list(self._runner.run(self._portal.get_all(method, params)))

    def current_user(self) -> Row:
        return dict(self._runner.run(self._portal.call("user.current", raw=True))["result"])

    def users(self) -> list[Row]:
        return self._all("user.get")

    def departments(self) -> list[Row]:
        return self._all("department.get")

    def tasks(self, wanted: Row, select: Sequence[str]) -> list[Row]:
        return self._all("tasks.task.list", {"filter": wanted, "select": list(select)})

    def tasks_of(self, task_ids: Sequence[int]) -> list[Row]:
        found = self._runner.run(self._portal.get_by_ID("tasks.task.get", list(task_ids), "taskId"))
        return [answer["task"] for answer in found.values()]

    def add(self, fields: Row) -> Row:
        return dict(self._call("tasks.task.add", {"fields": fields}))

    def update(self, task_id: int, fields: Row) -> Row:
        return dict(self._call("tasks.task.update", {"taskId": task_id, "fields": fields}))

    def get(self, task_id: int) -> Row:
        return dict(self._call("tasks.task.get", {"taskId": task_id}))

    def complete(self, task_id: int) -> Row:
        return dict(self._call("tasks.task.complete", {"taskId": task_id}))

    def add_many(self, tasks: Iterable[Row]) -> list[Row]:
        return list(self._call("tasks.task.add", [{"fields": fields} for fields in tasks]))

    def create_group(self, name: str, keywords: str) -> int:
        return int(self._call("sonet_group.create", {"NAME": name, "KEYWORDS": keywords, "PROJECT": "Y"}))

    def group(self, group_id: int) -> list[Row]:
        return self._all("sonet_group.get", {"FILTER": {"ID": group_id}})

    def call_unknown(self, method: str) -> None:
        from fast_bitrix24.server_response import ErrorInServerResponseException

        try:
            self._call(method, {"a": 1})
        except ErrorInServerResponseException as error:
            raise UnknownMethod(str(error)) from error

    def close(self) -> None:
        self._runner.close()


class B24PySdk:
    """`b24pysdk`, the vendor's own. It speaks https only, so one property of it is replaced: the scheme."""

    package = "b24pysdk"
    name = "b24pysdk"

    def __init__(self, webhook: str, retry_delay_s: float | None = None) -> None:
        """`retry_delay_s`: its pause before it asks again, and what each further pause adds; None = 1 s and 1 s."""
        from b24pysdk import BitrixWebhook, Client, Config

        # Imported by name: the package offers a function of the same name.
        caller: Any = importlib.import_module("b24pysdk.api.callers.call_method")._MethodCaller
        self._undo = ExitStack()
        over_http = property(lambda self: f"http://{self._domain}/rest")
        self._undo.enter_context(mock.patch.object(caller, "_base_url", over_http))
        self._undo.enter_context(mock.patch.dict(os.environ, {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}))
        config = Config()
        kept = config.default_initial_retry_delay, config.default_retry_delay_increment
        self._undo.callback(self._set_delays, config, *kept)
        if retry_delay_s is not None:
            self._set_delays(config, retry_delay_s, retry_delay_s)
        base, _, token = webhook.partition("/rest/")
        self._token = BitrixWebhook(domain=base.removeprefix("http://"), webhook_token=token)
        self._client = Client(self._token)

    @staticmethod
    def _set_delays(config: Any, initial: float, increment: float) -> None:
        config.default_initial_retry_delay = initial
        config.default_retry_delay_increment = increment

    def current_user(self) -> Row:
        return dict(self._client.user.current().response.result)

    def users(self) -> list[Row]:
        return list(self._client.user.get().as_list().response.result)

    def departments(self) -> list[Row]:
        return list(self._client.department.get().as_list().response.result)

    def tasks(self, wanted: Row, select: Sequence[str]) -> list[Row]:
        """By its quicker way: pages chained by id inside a batch."""
        return list(self._client.tasks.task.list(filter=wanted, select=select).as_list_fast().response.result)

    def numbered_tasks(self, wanted: Row, select: Sequence[str]) -> list[Row]:
        """By its other way: pages by `start`, as many as `total` says."""
        return list(self._client.tasks.task.list(filter=wanted, select=select).as_list().response.result)

    def tasks_of(self, task_ids: Sequence[int]) -> list[Row]:
        return list(self._client.tasks.task.list(filter={"ID": list(task_ids)}).as_list().response.result)

    def add(self, fields: Row) -> Row:
        return dict(self._client.tasks.task.add(fields).response.result["task"])

    def update(self, task_id: int, fields: Row) -> Row:
        return dict(self._client.tasks.task.update(task_id, fields).response.result["task"])

    def get(self, task_id: int) -> Row:
        return dict(self._client.tasks.task.get(task_id).response.result["task"])

    def complete(self, task_id: int) -> Row:
        return dict(self._client.tasks.task.complete(task_id).response.result["task"])

    def add_many(self, tasks: Iterable[Row]) -> list[Row]:
        answer = self._client.call_batches([self._client.tasks.task.add(fields) for fields in tasks]).response.result
        if answer.result_error:
            raise RuntimeError(f"refused: {answer.result_error}")
        done: Mapping[str, Row] = answer.result
        return [found["task"] for found in done.values()]

    def create_group(self, name: str, keywords: str) -> int:
        return int(self._client.sonet_group.create(name, keywords=keywords, project=True).response.result)

    def group(self, group_id: int) -> list[Row]:
        return list(self._client.sonet_group.get(filter={"ID": group_id}).as_list().response.result)

    def call_unknown(self, method: str) -> None:
        from b24pysdk.errors import BitrixAPINotFound

        try:
            self._token.call_method(method, {"a": 1})
        except BitrixAPINotFound as error:
            raise UnknownMethod(error.error) from error

    def version_3(self) -> Any:
        """Its client of REST 3.0."""
        from b24pysdk import Client

        return Client(self._token, prefer_version=3)

    def close(self) -> None:
        self._undo.close()


PUBLIC_CLIENTS: tuple[type[FastBitrix24] | type[B24PySdk], ...] = (FastBitrix24, B24PySdk)
