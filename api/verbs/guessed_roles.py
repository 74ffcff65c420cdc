"""Roles of columns that neither a card nor a manifest tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.storage.model import Dataset


def guesses_for(
    dataset: Dataset, card: DatasetCard, manifest: SplitManifest | None
) -> Mapping[str, tuple[str, ...]] | None:
    """Guess the roles of columns that a manifest leaves open, where there is no card.

    A role that is not looked at would pass unseen; a guess is shown as one.
    """
    from aivc.adapters.drafting.guessed_binding import guessed_roles

    if card.binding is not None or card.samples or card.conditions:
        return None
    keys = manifest.binding.keys if manifest is not None and manifest.binding is not None else ()
    taken = {column for key in keys for column in key.columns}
    return {
        role: columns
        for role, columns in guessed_roles(dataset).items()
        if not taken & {*columns} and role not in {key.role for key in keys}
    }
