"""Launching an outlet."""
