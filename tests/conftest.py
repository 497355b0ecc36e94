"""What every test needs: offscreen Qt, a fresh language and theme, nothing left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
