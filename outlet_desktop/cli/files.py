"""`check` and `convert`: process files without a store or a portal."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from outlet_desktop.cli.launching import read_template
from outlet_desktop.domain import file_format
from outlet_desktop.domain.check import check, has_errors
from outlet_desktop.problem import Problem
from outlet_desktop.wording import sentence

ENDINGS = (".outlet.json", ".svg", ".png", ".pdf")


def run_check(arguments: argparse.Namespace) -> int:
    """Print the findings; 1 when there are errors."""
    template = read_template(Path(arguments.file))
    findings = check(template)
    said = [
        {
            "severity": finding.severity,
            "code": finding.code,
            "step": finding.step or None,
            "text": sentence(finding.code, finding.facts, arguments.lang),
        }
        for finding in findings
    ]
    if arguments.json:
        print(json.dumps({"findings": said}, ensure_ascii=False, indent=2))
    else:
        for line in said:
            step = template.by_id.get(str(line["step"] or ""))
            where = f"{step.id} «{step.title}»: " if step else ""
            word = sentence(f"severity.{line['severity']}", {}, arguments.lang)
            print(f"{word}: {where}{line['text']}")
        if not said:
            print(sentence("check.clean", {"steps": len(template.steps)}, arguments.lang))
    return 1 if has_errors(findings) else 0


def run_convert(arguments: argparse.Namespace) -> int:
    """Write the process in the form that the target's ending names."""
    template = read_template(Path(arguments.source))
    target = Path(arguments.target)
    if target.name.endswith(".outlet.json"):
        write_text(target, file_format.write(template))
    elif target.suffix in ENDINGS:
        from outlet_desktop.report.drawing import write_drawing

        write_drawing(template, target)
    else:
        raise Problem("convert.unknown_ending", ending=target.suffix or target.name, known=", ".join(ENDINGS))
    print(target)
    return 0


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises Problem `file.cannot_write`."""
    temporary = path.with_name(path.name + ".new")
    try:
        temporary.write_text(text, "utf-8")
        os.replace(temporary, path)
    except OSError as error:
        raise Problem("file.cannot_write", path=str(path), detail=error.strerror or str(error)) from error
