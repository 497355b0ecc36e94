"""Bitrix24: one client, and a demo portal to try it on."""
