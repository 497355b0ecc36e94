"""One quiet demo portal for all refusals, and a way to see a refusal in both languages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "end2end"))

sys.path.insert(0, str(Path(__file__).parent))

pytest.register_assert_rewrite("live_demo")

from live_demo import PROGRAM, ROOT, Demo, environment  # noqa: E402
from live_office import office as office, server as server  # noqa: E402 - fixtures of the office on a demo

from outlet_desktop.wording import codes, sentence  # noqa: E402

Refused = Callable[..., None]


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A portal where nobody works; tests only look at it and are refused by it."""
    with Demo(tmp_path_factory.mktemp("portal"), "--no-staff", "--no-limits") as made:
        yield made


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Run a command in Russian and in English at once: each ends with 1 and one line that says what to do next.

    `refused(code, facts, *argv)`: the sentence expected on stderr and the arguments. `facts` may be a function of
    the data folder, which is `tmp_path / lang`. `says`: words the sentence has to hold, by language.
    """

    def check(
        code: str,
        facts: Mapping[str, object] | Callable[[Path], Mapping[str, object]],
        *argv: object,
        says: Mapping[str, str] | None = None,
        secrets: tuple[str, ...] = (),
        env: Mapping[str, str] | None = None,
        own_data: bool = True,
    ) -> None:
        started = {}
        for lang in ("ru", "en"):
            data = ("--data", str(tmp_path / lang)) if own_data else ()
            words = [str(word(tmp_path / lang)) if callable(word) else str(word) for word in argv]
            started[lang] = subprocess.Popen(
                [*PROGRAM, *words, *data, "--lang", lang],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=ROOT,
                env=environment(**(env or {})),
            )
        ended = {}
        try:
            for lang, process in started.items():
                ended[lang] = process.communicate(timeout=90)
        finally:
            for process in started.values():
                process.kill()
                process.wait()
        for lang, (printed, errors) in ended.items():
            assert code in codes(lang), f"no words for {code}"
            known = facts(tmp_path / lang) if callable(facts) else facts
            assert errors == f"outlet-desktop: {sentence(code, known, lang)}\n"
            assert printed == ""
            assert started[lang].returncode == 1
            assert "…" not in errors.replace('"…"', ""), "a fact is missing in the sentence"
            # More than "no": a second sentence, or a colon and what to do.
            assert errors.rstrip().endswith((".", "»", ")"))
            for secret in secrets:
                assert secret not in printed + errors
            if says:
                assert says[lang] in errors

    return check


@pytest.fixture
def code_of(portal: Demo) -> str:
    """The secret of the administrator's webhook."""
    return portal.webhook.split("/")[-2]
