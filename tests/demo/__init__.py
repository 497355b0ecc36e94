"""Tests of the demo portal, over real HTTP."""
