#!/usr/bin/env bash
# The long proof of the engine's promises: tests/proof.sh [N]
#   N seeds of each configuration of the simulation (1000), and 200 real kills (or OUTLET_KILLS).
# What is promised, and what a run showed: docs/engine.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-.venv/bin/python}
seeds=${1:-1000}
kills=${OUTLET_KILLS:-200}
unset PYTHONDONTWRITEBYTECODE
export QT_QPA_PLATFORM=offscreen

printf '== %s seeds of each configuration\n' "$seeds"
"$python" tests/engine/proof.py --seeds "$seeds"

printf '\n== each rule left out\n'
"$python" -m pytest -q tests/engine/test_ablations.py tests/engine/test_laws.py

printf '\n== %s real kills\n' "$kills"
OUTLET_KILLS=$kills "$python" -m pytest -q -s tests/end2end/test_killed_agent.py
printf '\nproved\n'
