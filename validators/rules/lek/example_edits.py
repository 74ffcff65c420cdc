"""Edits that the examples of these rules have in common."""

from __future__ import annotations

from aivc.validators.examples.example import SetColumn, SetManifest


def unit(axis: str) -> tuple[SetManifest, SetManifest]:
    """Keep an axis whole, and claim nothing."""
    return SetManifest("/unit_of_split", axis), SetManifest("/claims", [])


def bound(role: str, *columns: str) -> tuple[SetManifest]:
    """Bind columns in the manifest."""
    keys = [{"role": role, "columns": list(columns)}]
    return (SetManifest("/binding", {"keys": keys}),)


def by_thirds(column: str, train: str, validation: str, test: str) -> SetColumn:
    """Give each part of the specimen ``donor_split`` one value of its own."""
    return SetColumn("obs", column, [*(train,) * 16, *(validation,) * 16, *(test,) * 16])
