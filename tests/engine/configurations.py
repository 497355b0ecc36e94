"""The named configurations of the simulation: what each seed of one has to live through.

Bounds that hold in all of them: the clocks of two machines on one journal differ by at most 60 s, a request is executed
within 60 s of being sent or not at all, and a list shows what was so at most 4 s ago. The portal's own clock may
be wrong by an hour.
"""

from __future__ import annotations

from dataclasses import replace

from scene import Setting

QUIET = Setting(kill=0.0, net=0.0, freeze=0.0, repeat=0.0, offline=0.0, expired=0.0, edits=0.0)
FAULTS = Setting(kill=0.0, freeze=0.0, edits=0.5)
TWO = Setting(engines=2, skew_s=30.0, kill=0.005, freeze=0.01)

CONFIGURATIONS: dict[str, Setting] = {
    "calm": QUIET,
    "faults": FAULTS,
    "kills": replace(QUIET, kill=0.03, edits=0.5),
    "usual": Setting(),
    "decisions": Setting(reject=0.15, rework=0.1),
    "hand edits": replace(FAULTS, edits=3.0, wipe=0.05, net=0.04),
    "long offline": Setting(offline=1.0, away_s=(7200.0, 14400.0), expired=0.5),
    "two engines, calm": replace(QUIET, engines=2, skew_s=30.0),
    "two engines": TWO,
    "everything": replace(TWO, kill=0.015, expired=0.3, wipe=0.02, repeat=0.1, freeze=0.02),
}

# A journal brought back from a copy: only creations are promised, for what people told the program meanwhile is gone.
RESTORED = Setting(kill=0.03, late=0.6, net=0.2, restore=0.5, reject=0.0, rework=0.0, edits=0.0)

# Outside the bounds: a process that sleeps between its look at the clock and the socket for longer than GRACE.
FROZEN_GAP = replace(TWO, gap=0.05, kill=0.0)
