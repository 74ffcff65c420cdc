"""Splits in other people's formats, each read into the header and the assignments of a manifest."""
