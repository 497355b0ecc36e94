"""The office behind the window: a real engine thread, a real store, the demo portal over real HTTP."""

from __future__ import annotations

import getpass
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from live_office import eventually

from outlet_desktop.cli.office import LocalOffice
from outlet_desktop.domain import edit
from outlet_desktop.domain.opening import OpeningState
from outlet_desktop.engine.ports import LaunchRequest
from outlet_desktop.portal.demo.server import DemoServer
from outlet_desktop.problem import Problem
from outlet_desktop.settings import Settings


def request(office: LocalOffice, address: str = "ул. Победы, 93") -> LaunchRequest:
    info = office.templates()[0]
    return LaunchRequest(info.id, info.revisions[-1], address, "Самара", fields={"area_m2": 120})


def asked(office: LocalOffice, opening: str, round_: int = 1) -> None:
    key = f"ask:{opening}:S01:{round_}"
    eventually(lambda: office._case(opening).intents.get(key) and office._case(opening).intents[key].portal_id, office)


def test_the_director_approves_and_the_first_tasks_open(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    asked(office, opening)
    office.answer_for(opening, "S01", "approve")
    row = eventually(lambda: (r := office.outlet(opening)).project_id and r.step("S04").task_id and r, office)
    assert {step.step for step in row.steps if step.state.value == "open"} == {"S02", "S03", "S04"}
    assert row.step("S02").person == "Анна Крылова"
    assert office.portal_link(opening).endswith(f"/workgroups/group/{row.project_id}/tasks/")
    assert "/rest/" not in office.portal_link(opening, row.step("S02").task_id)


def test_sent_back_corrected_and_sent_again_asks_the_next_round(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    asked(office, opening)
    office.answer_for(opening, "S01", "rework", "Март поздно")
    eventually(lambda: office.outlet(opening).state is OpeningState.DRAFT, office)
    eventually(lambda: office._case(opening).opening.on_hold == {"S01": "Март поздно"}, office)
    was = office.request_of(opening)
    assert (was.address, was.fields) == ("ул. Победы, 93", {"area_m2": 120})
    office.send_again(opening, replace(was, address="ул. Победы, 95", target_on=date(2027, 4, 1)))
    asked(office, opening, 2)
    row = office.outlet(opening)
    assert (row.address, row.target, row.state) == ("ул. Победы, 95", date(2027, 4, 1), OpeningState.DECIDING)
    with pytest.raises(Problem, match=r"launch\.address_taken"):
        office.launch(request(office, "ул. победы 95"))


def test_a_file_that_is_not_ours_is_told_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "outlet.db").write_text("Это не база данных, а список покупок. " * 10, "utf-8")
    threads = threading.active_count()
    with pytest.raises(Problem, match=r"store\.not_ours"):
        LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru", webhook="http://127.0.0.1:9/rest/1/abcdef/")
    assert threading.active_count() == threads


def test_what_was_not_sent_back_cannot_be_sent_again(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    with pytest.raises(Problem, match=r"launch\.not_sent_back"):
        office.send_again(opening, request(office))


def test_a_cancelled_opening_defers_its_tasks_and_archives_its_project(office: LocalOffice, server: DemoServer) -> None:
    opening = office.launch(request(office))
    asked(office, opening)
    office.answer_for(opening, "S01", "approve")
    project = eventually(
        lambda: office.outlet(opening).step("S04").task_id and office.outlet(opening).project_id, office
    )
    office.cancel(opening, "Собственник передумал")

    def state() -> tuple[str, set[int]]:
        with server.portal.lock:
            closed = server.portal.store.scalar("SELECT closed FROM sonet WHERE id=?", (project,))
            rows = server.portal.store.all(
                "SELECT status FROM task WHERE xml_id LIKE '%:S0_:1' AND xml_id NOT LIKE '%S01%'"
            )
        return closed, {row["status"] for row in rows}

    eventually(lambda: state() == ("Y", {6}), office)
    assert office.outlet(opening).state is OpeningState.CANCELLED


def test_a_deleted_task_is_made_again_only_when_asked(
    office: LocalOffice, server: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outlet_desktop.engine.poll.YOUNG_S", 0.0)
    opening = office.launch(request(office))
    asked(office, opening)
    task = office.outlet(opening).step("S01").task_id
    office.close()
    httpx.post(server.webhook + "tasks.task.delete", json={"taskId": task}).raise_for_status()
    other = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru", webhook=server.webhook)
    try:
        eventually(lambda: (problem := other.outlet(opening).problem) and problem[0] == "step.gone", other)
        assert other.outlet(opening).state is OpeningState.STOPPED
        other.answer_gone(opening, "S01", again=True, reason="")
        row = eventually(lambda: (r := other.outlet(opening)).step("S01").task_id and r, other)
        assert (row.step("S01").round, row.problem) == (2, None)
        assert row.step("S01").task_id != task
    finally:
        other.close()


def test_drafts_and_publishing(office: LocalOffice) -> None:
    template = office.template(office.templates()[0].id)
    changed = edit.rename(template, "S02", "Договориться об аренде")
    office.save_draft(changed)
    assert office.templates()[0].has_draft
    assert office.template(template.id).by_id["S02"].title == "Договориться об аренде"
    assert office.publish(changed, "яснее") == 2
    assert office.templates()[0].revisions == (1, 2)
    assert not office.templates()[0].has_draft
    with pytest.raises(Problem, match=r"template\.has_errors"):
        office.publish(replace(changed, goal=""))


def test_a_preview_shows_the_row_and_commits_nothing(office: LocalOffice) -> None:
    preview = office.preview(replace(request(office), start_on=date(2026, 12, 1)))
    assert preview.finish_on == date(2027, 2, 19)
    assert preview.row is not None
    assert len(preview.row.steps) == 40
    assert office.portfolio().rows == ()


def test_a_second_office_on_the_folder_watches_and_takes_over(
    office: LocalOffice, server: DemoServer, tmp_path: Path
) -> None:
    eventually(lambda: office.engine_state()[0] == "running", office)
    other = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru", webhook=server.webhook)
    try:
        eventually(lambda: other.engine_state()[0] == "watching", other)
        office.close()
        eventually(lambda: other.engine_state()[0] == "running", other)
    finally:
        other.close()


def test_a_revision_is_told_with_its_note_and_dates_are_counted_by_the_companys_calendar(tmp_path: Path) -> None:
    office = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    first = office.templates()[0]
    template = office.template(first.id)
    office.publish(edit.rename(template, template.steps[0].id, "Согласовать место"), "Название короче")
    newest, oldest = office.revisions(first.id)
    assert (newest.revision, newest.note, oldest.revision, oldest.note) == (2, "Название короче", 1, "")
    assert newest.published_at.date() == date.today()
    assert newest.author == getpass.getuser()  # no portal knows a person's name yet
    assert office.calendar().is_working(date(2026, 11, 24))
    assert not office.calendar().is_working(date(2027, 1, 7))
    office.close()


def test_who_published_is_the_person_on_whose_behalf_the_portal_is_asked(office: LocalOffice) -> None:
    eventually(lambda: office.engine_state()[0] == "running" and bool(office.people()), office)
    template = office.template(office.templates()[0].id)
    office.publish(edit.rename(template, "S02", "Договориться об аренде"))
    author = office.revisions(template.id)[0].author
    assert author in {person.name for person in office.people()}


def test_the_past_of_a_process_is_what_its_finished_tasks_took(office: LocalOffice, server: DemoServer) -> None:
    template = office.template(office.templates()[0].id)
    assert office.past(template.id) == {}
    opening = office.launch(request(office))
    asked(office, opening)
    office.answer_for(opening, "S01", "approve")
    eventually(lambda: "S01" in office.past(template.id), office)
    assert office.past(template.id)["S01"] == (0,)  # answered on the day it was asked
    assert office.past("another") == {}


def test_recent_files_and_an_unclosed_draft_are_remembered(tmp_path: Path) -> None:
    office = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    for name in "абвгдежзик":
        office.note_file(f"/документы/{name}.outlet.json")
    assert office.note_file("/документы/з.outlet.json")[:2] == ("/документы/з.outlet.json", "/документы/к.outlet.json")
    assert len(office.recent_files()) == 8
    template = office.template(office.templates()[0].id)
    assert office.unclosed_draft() == ""
    office.save_draft(edit.rename(template, "S02", "Недописано"))
    office.close()
    again = LocalOffice(tmp_path, tmp_path / "outlet.db", Settings(), "ru")
    assert again.unclosed_draft() == template.id
    again.close_drafts()
    assert again.unclosed_draft() == ""
    assert len(again.recent_files()) == 8
    again.close()


def test_a_paused_opening_waits_and_goes_on_with_the_answer_given_meanwhile(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    asked(office, opening)
    office.pause(opening, "Ремонт дороги")
    row = office.outlet(opening)
    assert row.state is OpeningState.PAUSED
    assert row.why[0] == "why.paused"
    assert office.portfolio().rows[0].label == ("label.paused", {})
    with pytest.raises(Problem, match=r"opening\.not_running"):
        office.pause(opening, "ещё раз")
    office.answer_for(opening, "S01", "approve")
    eventually(lambda: ("S01", 1) in office._case(opening).taps, office)
    assert office.outlet(opening).project_id is None
    office.resume(opening)
    eventually(lambda: office.outlet(opening).step("S04").task_id, office)
    with pytest.raises(Problem, match=r"opening\.not_paused"):
        office.resume(opening)
    assert {"event.paused", "event.resumed"} <= {entry.text[0] for entry in office.history(opening)}


def test_a_reason_typed_in_the_app_is_kept_with_its_words(office: LocalOffice) -> None:
    opening = office.launch(request(office))
    asked(office, opening)
    with pytest.raises(Problem, match=r"delay\.unknown"):
        office.set_delay(opening, "S01", "", "  ")
    with pytest.raises(Problem, match=r"delay\.unknown"):
        office.set_delay(opening, "S01", "utility", "")  # not a reason of this step
    office.set_delay(opening, "S01", "documents", "")
    office.set_delay(opening, "S01", "", " Нет  плана этажа ")
    [delay] = office._case(opening).delays  # one for a day, the newest counts
    assert (delay.step, delay.round, delay.words, delay.source) == ("S01", 1, "Нет плана этажа", "app")
    assert delay.user_id == int(office._open().meta("program_id"))  # who typed it, and not who launched it
    reasons = [entry.text[1]["reason"] for entry in office.history(opening) if entry.event == "reason"]
    assert reasons == ["Нет плана этажа", "Не хватает документов или данных"]
