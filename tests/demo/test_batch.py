"""`batch`: references, caps, halt, and PHP's empty maps."""

from __future__ import annotations

from urllib.parse import quote

from .conftest import Portal


def batch(portal: Portal, commands: object, halt: int = 0) -> dict[str, object]:
    result: dict[str, object] = portal.ask("batch", {"halt": halt, "cmd": commands})
    return result


def test_a_command_takes_values_from_the_ones_before_it(portal: Portal) -> None:
    group = portal.ask("sonet_group.create", {"NAME": "ул. Ленина, 5"})
    task = portal.add(GROUP_ID=group)
    got = batch(
        portal,
        {
            "group": "sonet_group.get?FILTER[NAME]=" + quote("ул. Ленина, 5"),
            "tasks": "tasks.task.list?filter[GROUP_ID]=$result[group][0][ID]&select[]=ID",
            "one": "tasks.task.get?taskId=$result[tasks][tasks][0][id]&select[]=TITLE",
            "me": "user.current",
            "mine": "department.get?ID=$result[me][UF_DEPARTMENT]",
        },
    )
    result = got["result"]
    assert isinstance(result, dict)
    assert result["tasks"]["tasks"][0]["id"] == str(task)
    assert result["one"]["task"]["title"] == "Оплатить счёт"
    assert result["mine"][0]["ID"] == "5"
    assert got["result_error"] == []
    assert got["result_next"] == []
    assert got["result_total"] == {"group": 1, "tasks": 1, "mine": 1}


def test_a_reference_inside_a_text_is_filled_in(portal: Portal) -> None:
    got = batch(
        portal,
        {
            "a": "tasks.task.add?fields[TITLE]=A&fields[RESPONSIBLE_ID]=5",
            "b": "tasks.task.add?fields[TITLE]=" + quote("после $result[a][task][id]!") + "&fields[RESPONSIBLE_ID]=5",
        },
    )["result"]
    assert isinstance(got, dict)
    assert got["b"]["task"]["title"] == f"после {got['a']['task']['id']}!"


def test_the_fifty_first_command_is_refused_and_the_rest_runs(portal: Portal) -> None:
    got = batch(portal, {f"c{n}": "server.time" for n in range(52)})
    assert isinstance(got["result"], dict)
    assert isinstance(got["result_error"], dict)
    assert len(got["result"]) == 50
    assert set(got["result_error"]) == {"c50", "c51"}
    assert got["result_error"]["c50"]["error"] == "ERROR_BATCH_LENGTH_EXCEEDED"


def test_halt_stops_at_the_first_error(portal: Portal) -> None:
    commands = {"a": "server.time", "b": "no.such", "c": "server.time"}
    going_on, stopped = batch(portal, commands), batch(portal, commands, halt=1)
    assert set(going_on["result"]) == {"a", "c"}  # type: ignore[call-overload]
    assert set(stopped["result"]) == {"a"}  # type: ignore[call-overload]
    assert stopped["result_error"]["b"]["error"] == "ERROR_METHOD_NOT_FOUND"  # type: ignore[index, call-overload]


def test_a_batch_in_a_batch_is_refused(portal: Portal) -> None:
    got = batch(portal, {"a": "batch?cmd[x]=profile"})
    assert got["result"] == []
    assert got["result_error"]["a"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"  # type: ignore[index, call-overload]


def test_numbered_commands_come_back_as_a_list(portal: Portal) -> None:
    got = batch(portal, ["server.time", "user.admin"])
    assert got["result"] == ["2026-11-24T09:00:00+04:00", True]
    assert batch(portal, {})["result"] == []


def test_a_batch_by_form_says_the_same_as_by_json(portal: Portal) -> None:
    commands = {"a": "user.get?FILTER[ID]=7", "b": "server.time"}
    form = {f"cmd[{key}]": text for key, text in commands.items()} | {"halt": "0"}
    by_form = portal.http.post(portal.server.webhook + "batch", data=form).json()["result"]
    assert by_form["result"] == batch(portal, commands)["result"]


def test_positional_methods_work_inside_a_batch(portal: Portal) -> None:
    task = portal.add()
    text = f"task.checklistitem.add?TASKID={task}&FIELDS[TITLE]={quote('Счёт сверен')}"
    got = batch(portal, {"item": text, "list": f"task.checklistitem.getlist?TASKID={task}"})["result"]
    assert isinstance(got, dict)
    assert [row["TITLE"] for row in got["list"] if row["ID"] == str(got["item"])] == ["Счёт сверен"]
