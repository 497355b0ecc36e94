"""The log: what the engine and people did, and why."""
