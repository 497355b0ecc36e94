"""`python -m outlet_desktop`."""

from outlet_desktop.cli import run

run()
