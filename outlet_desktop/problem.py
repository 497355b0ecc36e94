"""Errors a person can act on."""

from __future__ import annotations


class Problem(Exception):
    """Something that a person can mend: a code and its facts, worded where it is shown.

    The words are `wording.sentence(code, facts, lang)`: what happened and what to do next. Anything that is
    not a Problem is a bug of ours. Facts never hold a secret (a webhook's URL is one).

    Attributes:
        code: Dotted name of the sentence, e.g. `portal.unreachable`.
        facts: Values for its placeholders.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        if not self.facts:
            return self.code
        return f"{self.code} ({', '.join(f'{name}={value}' for name, value in self.facts.items())})"
