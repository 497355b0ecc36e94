"""Dates in, dates out: working days, critical path, forecast. Pure."""
