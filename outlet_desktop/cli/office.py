"""The office on this machine: what the screen asks, answered from the store, the engine and the portal."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from outlet_desktop import settings as choices
from outlet_desktop.cli.demo_link import DemoLink
from outlet_desktop.cli.engine_thread import EngineThread
from outlet_desktop.cli.launching import bot_seed, commit, ground, seed_store
from outlet_desktop.cli.reporting import write_report
from outlet_desktop.cli.status import Reading
from outlet_desktop.domain.check import check, has_errors
from outlet_desktop.domain.opening import Department, Opening, OpeningId, OpeningState, Person, UserId
from outlet_desktop.domain.record import Case, Happening, HistoryEntry, RoleHolder
from outlet_desktop.domain.template import RoleId, StepId, Template
from outlet_desktop.engine import launch as launching
from outlet_desktop.engine.ports import Ability, ConnectionState, LaunchRequest, Preview, TemplateInfo, Welcome
from outlet_desktop.engine.world import context_of
from outlet_desktop.problem import Problem
from outlet_desktop.schedule.gantt import OutletRow, Portfolio
from outlet_desktop.settings import Settings
from outlet_desktop.storage.store import SqliteStore
from outlet_desktop.storage.templates import Templates

DEMO_INTERVAL_S = 2.0
DEMO_SETTLE_S = 5.0
PREVIEW_TRIALS = 5000


class LocalOffice:
    """Fits the Protocol `engine.ports.Office`.

    Raises Problem `store.*` when the database cannot be opened. Blocking methods share one store connection
    under a lock; the engine has its own. With a demo, `demo` can answer in another person's place.
    """

    def __init__(
        self,
        folder: Path,
        database: Path,
        settings: Settings,
        language: str,
        *,
        webhook: str | None = None,
        demo: DemoLink | None = None,
    ) -> None:
        self.is_demo = demo is not None
        self._folder, self._database, self._settings, self._language = folder, database, settings, language
        self._demo = demo
        self._listeners: list[Callable[[], None]] = []
        self._lock = threading.RLock()
        self._store: SqliteStore | None = None
        self._reading: Reading | None = None
        self._last: Portfolio | None = None
        self._open_tasks: Mapping[UserId, int] = {}
        self._counted_at = float("-inf")
        self._engine: EngineThread | None = None
        if webhook is not None:
            with self._lock:
                self._open()  # a store that cannot be opened is told before anything runs
            self._begin(webhook)

    def _begin(self, webhook: str) -> None:
        demo = self._demo
        self._engine = EngineThread(
            self._folder,
            self._database,
            webhook,
            language=self._language,
            interval_s=DEMO_INTERVAL_S if demo else self._settings.interval_s,
            settle_s=DEMO_SETTLE_S if demo else self._settings.settle_s,
            speed=demo.speed if demo else 1.0,
            changed=self._tell,
        )
        self._engine.start()

    def close(self) -> None:
        """End the engine and close the store."""
        if self._engine is not None:
            self._engine.stop()
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _tell(self) -> None:
        for changed in tuple(self._listeners):
            changed()

    def _open(self) -> SqliteStore:
        """The reader's connection, made on the worker at its first question."""
        if self._store is None:
            store = SqliteStore(self._database)
            seed_store(store, self._language, datetime.now().astimezone())
            self._store = store
            self._reading = Reading(store, self._demo.speed if self._demo else 1.0)
        return self._store

    def _read(self) -> Reading:
        self._open()
        assert self._reading is not None
        return self._reading

    def _now(self) -> datetime:
        return self._read().world.portal_now(self._open())

    # -------------------------------------------------------------------------------- outlets

    def last_portfolio(self) -> Portfolio | None:
        """The portfolio as last computed in this run."""
        return self._last

    def portfolio(self) -> Portfolio:
        """All outlets now."""
        with self._lock:
            self._last = self._read().portfolio()
            return self._last

    def outlet(self, opening: OpeningId) -> OutletRow:
        """One outlet, whole. Problem `status.unknown_opening`."""
        with self._lock:
            return self._read().row(opening)

    def history(self, opening: OpeningId | None, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """Newest first."""
        with self._lock:
            return self._open().history(opening, limit=limit, newest=True)

    # -------------------------------------------------------------------------------- processes

    def templates(self) -> tuple[TemplateInfo, ...]:
        """All processes."""
        with self._lock:
            rows = Templates(self._open().database).all()
        return tuple(
            TemplateInfo(
                row.id, row.name, row.revisions, row.published_on, bool(row.draft_saved_at), row.draft_saved_at
            )
            for row in rows
        )

    def template(self, template_id: str, revision: int | None = None) -> Template:
        """A published revision; None = the draft, else the newest."""
        with self._lock:
            return Templates(self._open().database).get(template_id, revision)

    def save_draft(self, template: Template) -> None:
        """Keep the draft."""
        with self._lock, self._open().transaction():
            Templates(self._open().database).save_draft(template, datetime.now().astimezone())

    def publish(self, template: Template, note: str = "") -> int:
        """Publish as the next revision."""
        if has_errors(check(template)):
            raise Problem("template.has_errors", template=template.name)
        with self._lock, self._open().transaction():
            return Templates(self._open().database).publish(template, datetime.now().astimezone(), note)

    # -------------------------------------------------------------------------------- people

    def people(self) -> tuple[Person, ...]:
        """The portal's people, dismissed ones too."""
        with self._lock:
            return self._open().people()

    def departments(self) -> tuple[Department, ...]:
        """The company structure."""
        with self._lock:
            return self._open().departments()

    def role_holders(self) -> Mapping[RoleId, RoleHolder]:
        """Role -> person."""
        with self._lock:
            return self._open().role_holders()

    def set_role_holder(self, holder: RoleHolder) -> None:
        """Change who plays a role; running openings follow for tasks not opened yet."""
        with self._lock, self._open().transaction():
            self._open().set_role_holder(holder)
            self._open().wake_unfinished()
        self.poll_now()

    def open_tasks_of(self, user_id: UserId) -> int:
        """How many of our tasks that person has open; counted for everybody at once, every two seconds at most."""
        with self._lock:
            if time.monotonic() - self._counted_at > 2.0:
                self._open_tasks = self._open().open_tasks_by_person()
                self._counted_at = time.monotonic()
            return self._open_tasks.get(user_id, 0)

    # -------------------------------------------------------------------------------- launching

    def preview(self, request: LaunchRequest) -> Preview:
        """What launching would give."""
        with self._lock:
            judged = self._judge(request, None)
            preview = launching.preview_of(judged)
            if not judged.opening.baseline:
                return preview
            store = self._open()
            case = Case(judged.opening, {}, None, False, time.time(), 0)
            people = {person.user_id: person for person in store.people()}
            row = self._read().standings.row(case, context_of(store, case, self._read().world), people)
            return replace(preview, row=row)

    def _judge(self, request: LaunchRequest, sent_back: Opening | None) -> launching.Judged:
        store = self._open()
        template = sent_back.template if sent_back else self.template(request.template_id, request.revision or None)
        grounds = replace(ground(store, self._now()), trials=PREVIEW_TRIALS)
        if sent_back is not None:
            known = grounds.taken

            def taken(address: str) -> str | None:
                other = known(address)
                return None if other == sent_back.address else other

            grounds = replace(grounds, taken=taken)
        opening_id = sent_back.id if sent_back else "preview2"
        return launching.judge(request, template, grounds, opening_id)

    def launch(self, request: LaunchRequest) -> OpeningId:
        """Commit an opening; the engine carries it out."""
        with self._lock:
            template = self.template(request.template_id, request.revision or None)
            opening = commit(self._open(), request, template, self._now())
        self._changed_by_us()
        return opening

    def request_of(self, opening: OpeningId) -> LaunchRequest:
        """The launch form of an opening as it was sent."""
        with self._lock:
            sent = self._case(opening).opening
        return LaunchRequest(
            sent.template.id,
            sent.template.revision,
            sent.address,
            sent.city,
            sent.region,
            sent.start_on,
            sent.target_on,
            sent.people,
            sent.fields,
        )

    def send_again(self, opening: OpeningId, request: LaunchRequest) -> None:
        """Correct an opening that was sent back to the initiator and ask the approval anew."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            was = case.opening.state
            if not case.opening.on_hold or was in (OpeningState.REJECTED, OpeningState.CANCELLED):
                raise Problem("launch.not_sent_back", address=case.opening.address)
            judged = self._judge(request, case.opening)
            if judged.errors:
                code, facts = judged.errors[0]
                raise Problem(code, **facts)
            state = OpeningState.DECIDING if case.opening.project_id is None else was
            if state is OpeningState.DRAFT:  # its project came to light while it was with the initiator
                state = OpeningState.RUNNING
            changed = replace(
                judged.opening,
                state=state,
                rounds=case.opening.rounds,
                skipped_by_hand=case.opening.skipped_by_hand,
                on_hold={},
                reason="",
                opened_on=case.opening.opened_on,
                initiator_id=case.opening.initiator_id,
                project_id=case.opening.project_id,
            )
            self._open().readdress(changed)
            self._save(case, changed, "launched", "event.sent_again", {"address": changed.address})
        self._changed_by_us()

    def cancel(self, opening: OpeningId, reason: str) -> None:
        """Stop an opening for good."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            changed = replace(case.opening, state=OpeningState.CANCELLED, reason=reason)
            facts = {"address": changed.address, "reason": reason}
            self._save(case, changed, "opening_rejected", "event.opening_cancelled", facts)
        self._changed_by_us()

    def answer_gone(self, opening: OpeningId, step: StepId, *, again: bool, reason: str) -> None:
        """A deleted task: create it again (next round), or skip the step."""
        with self._lock, self._open().transaction():
            case = self._case(opening)
            rounds = dict(case.opening.rounds)
            rounds[step] = rounds.get(step, 1) + 1
            title = case.opening.template.by_id[step].title
            if again:
                changed = replace(case.opening, rounds=rounds)
                self._save(
                    case, changed, "step_reset", "event.step_reset", {"step": title, "round": rounds[step]}, step
                )
            else:
                skipped = {**case.opening.skipped_by_hand, step: reason}
                changed = replace(case.opening, skipped_by_hand=skipped)
                self._save(case, changed, "hand_edit", "event.skipped_by_hand", {"step": title, "reason": reason}, step)
        self._changed_by_us()

    def answer_for(self, opening: OpeningId, step: StepId, outcome: str, reason: str = "") -> None:
        """Demo only: answer a decision in the asked person's place, over the demo's own REST."""
        if self._demo is None:
            raise Problem("demo.only")
        with self._lock:
            case = self._case(opening)
        round_ = case.opening.rounds.get(step, 1)
        found = case.opening.template.by_id[step].outcome(outcome)
        task = next((s.task for s in case.tasks if s.step == step and s.round == round_ and not s.is_gone), None)
        question = case.intents.get(f"ask:{opening}:{step}:{round_}")
        if found is None or task is None:
            raise Problem("demo.no_question", step=step)
        message = question.portal_id if question else None
        self._demo.answer(task.id, task.responsible_id, message, found.label, outcome != "approve", reason)
        self.poll_now()

    def _case(self, opening: OpeningId) -> Case:
        case = self._open().case(opening)
        if case is None:
            raise Problem("status.unknown_opening", opening=opening)
        return case

    def _save(
        self, case: Case, changed: Opening, event: str, code: str, facts: Mapping[str, object], step: StepId = ""
    ) -> None:
        store = self._open()
        store.save_case(changed, case.states, case.problem, False)
        happening = Happening(event, step, changed.rounds.get(step, 1) if step else 0, code=code, facts=facts)
        store.add_history(self._now(), changed.id, happening, source="person")
        store.wake([changed.id])

    def _changed_by_us(self) -> None:
        self.poll_now()
        self._tell()

    # -------------------------------------------------------------------------------- portal and engine

    def portal_link(self, opening: OpeningId, task_id: int | None = None) -> str:
        """Web address of the project or the task."""
        with self._lock:
            store = self._open()
            host, me = store.meta("host") or "", store.meta("program_id") or "0"
            case = self._case(opening)
        root = f"{'http' if host.startswith(('127.0.0.1', 'localhost')) else 'https'}://{host}"
        if task_id is not None:
            return f"{root}/company/personal/user/{me}/tasks/task/view/{task_id}/"
        if case.opening.project_id is not None:
            return f"{root}/workgroups/group/{case.opening.project_id}/tasks/"
        return root

    def connection(self) -> ConnectionState:
        """State of the connection."""
        return self._engine.connection() if self._engine else ConnectionState("none")

    def engine_state(self) -> tuple[str, float]:
        """What the engine does, and seconds to the next poll."""
        return self._engine.state() if self._engine else ("stopped", 0.0)

    def poll_now(self) -> None:
        """Wake the engine."""
        if self._engine is not None:
            self._engine.wake()

    def report(self, opening: OpeningId | None, path: str, lang: str) -> None:
        """Write a PDF, PNG or XLSX."""
        with self._lock:
            write_report(self._read(), self._open().opening_ids(), opening, path, lang, opening is None)

    def connect(self, url: str) -> Welcome:
        """Try a webhook, keep it where it works, and let the engine act on it."""
        from outlet_desktop.portal.address import normalised
        from outlet_desktop.portal.bitrix import BitrixPortal

        webhook = normalised(url)
        with self._lock:
            portal = BitrixPortal(webhook, bot_seed=bot_seed(self._open()))
            try:
                welcome = portal.connect()
            finally:
                portal.close()
            is_kept = choices.keep_webhook(webhook)
            self._settings = replace(choices.load(self._folder), portal_host=choices.host_of(webhook))
            choices.save(self._folder, self._settings)
            if self._engine is not None:
                self._engine.stop()
            self._begin(webhook)
        kept = Ability("ability.key_store", is_kept, False)
        return replace(welcome, abilities=(*welcome.abilities, kept))

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` (from any thread) after every change."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed) if changed in self._listeners else None
