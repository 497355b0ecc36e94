"""The portfolio of outlets and the Gantt of one outlet."""
