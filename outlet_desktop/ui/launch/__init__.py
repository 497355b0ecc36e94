"""Launching an outlet."""

from outlet_desktop.ui.launch.place import LaunchPlace

__all__ = ["LaunchPlace"]
