"""Settings: the portal, the calendar, how the window looks, copies of the data, diagnostics."""
