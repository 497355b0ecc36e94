"""Moves every opening forward, safely."""
