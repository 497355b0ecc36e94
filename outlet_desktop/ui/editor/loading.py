"""Reading a process for the editor, on the worker."""

from __future__ import annotations

from dataclasses import dataclass

from outlet_desktop.domain.arrange import arrange
from outlet_desktop.domain.template import Template
from outlet_desktop.engine.ports import Office, TemplateInfo
from outlet_desktop.ui.editor.files import read_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """One process as it was read: all processes, the drawing in hand, the newest revision."""

    infos: tuple[TemplateInfo, ...] = ()
    template: Template | None = None
    published: Template | None = None
    recent: tuple[str, ...] = ()
    is_recovered: bool = False  # its draft was being edited when the program ended suddenly


def load_process(office: Office, process_id: str, *, look_for_unclosed: bool = False) -> Loaded:
    """Read a process on the worker; "" = the one that a crash left open, else the last draft, else the first one."""
    infos, recent = office.templates(), office.recent_files()
    unclosed = office.unclosed_draft() if look_for_unclosed else ""
    drafts = {info.id: info.draft_saved_at for info in infos if info.has_draft}
    last = max(drafts, key=lambda one: drafts[one], default="")
    chosen = process_id or (unclosed if unclosed in drafts else last) or (infos[0].id if infos else "")
    if not chosen:
        return Loaded(infos, recent=recent)
    template, published = placed(office.template(chosen)), _newest(office, infos, chosen)
    return Loaded(infos, template, published, recent, chosen == unclosed and chosen in drafts)


def _newest(office: Office, infos: tuple[TemplateInfo, ...], process_id: str) -> Template | None:
    info = next((info for info in infos if info.id == process_id), None)
    if info is None or not info.revisions:
        return None
    return placed(office.template(process_id, max(info.revisions)))


def placed(template: Template) -> Template:
    """The template; where its cards all lie on one place (a file written by hand), laid out."""
    if len(template.steps) > 1 and len({step.at for step in template.steps}) == 1:
        return arrange(template)
    return template


def load_file(office: Office, path: str) -> Loaded:
    """Read a process from a file, and what the office knows of it."""
    template = placed(read_file(path))
    infos = office.templates()
    return Loaded(infos, template, _newest(office, infos, template.id), office.recent_files())
