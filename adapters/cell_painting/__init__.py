"""Profiles of cells in microscopy."""
