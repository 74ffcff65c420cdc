"""Flat files of NanoString CosMx."""
