"""Note which rows of two tables do not belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.joining import Joined


def note_unmatched(counts: str, side: str, joined: Joined, log: ConversionNotes) -> None:
    """Note the rows that only the counts have, and those that only the other table has."""
    if joined.n_without:
        log.left_alone(
            f"rows of {counts} that {side} lacks",
            f"nothing else is known of {joined.n_without:,} rows; their columns are empty",
        )
    if joined.n_others:
        log.left_alone(
            f"rows of {side} that {counts} lacks",
            f"{joined.n_others:,} rows have no counts and are no rows of the table",
        )
