"""Who does what."""

from outlet_desktop.ui.roles.place import RolesPlace

__all__ = ["RolesPlace"]
