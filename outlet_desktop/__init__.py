"""Open retail outlets on time: draw the process, launch an outlet, watch it run itself."""

__version__ = "0.1.0"
