#!/usr/bin/env bash
# The long proof of the engine's promises: tests/proof.sh [N]
#   N seeds of each configuration of the simulation (1000), and 200 real kills (or OUTLET_KILLS).
# Every part runs, whatever the others found; the table at the end says what held and how long it took.
# What is promised, and what a run showed: docs/engine.md.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
python=${PYTHON:-.venv/bin/python}
seeds=${1:-1000}
kills=${OUTLET_KILLS:-200}
unset PYTHONDONTWRITEBYTECODE
export QT_QPA_PLATFORM=offscreen
export OUTLET_KILLS=$kills
table=()
failed=0
began=$SECONDS

part() { # part NAME COMMAND…
  local name=$1 at=$SECONDS verdict=held
  shift
  printf '\n== %s\n' "$name"
  "$@" || { verdict=BROKEN failed=1; }
  table+=("$(printf '%-44s  %-6s  %6d s' "$name" "$verdict" $((SECONDS - at)))")
}

part "$seeds seeds of each configuration" "$python" tests/engine/proof.py --seeds "$seeds"
part "each rule left out" "$python" -m pytest -q -n0 tests/engine/test_ablations.py
part "laws, for any process and order" "$python" -m pytest -q -n0 tests/engine/test_laws.py
part "$kills real kills" "$python" -m pytest -q -n0 -s tests/end2end/test_killed_agent.py

printf '\n== summary\n'
printf '%s\n' "${table[@]}"
printf '%-44s  %-6s  %6d s\n' "all" "$([ "$failed" = 0 ] && echo held || echo BROKEN)" $((SECONDS - began))
exit "$failed"
