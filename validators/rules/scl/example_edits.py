"""Edits that the examples of these rules have in common, for the specimen ``drug``.

Its cells are named ``c00`` to ``c47`` in a column of their own, eight of each sample in turn, so
that a table of weights can name them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, SetCard, SetColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.validators.examples.example import Edit

SAMPLES = ("D1_P1", "D1_P2", "D2_P1", "D2_P2", "D3_P1", "D3_P2")
CELLS = tuple(f"c{row:02d}" for row in range(48))
OWN_SAMPLE = tuple((cell, SAMPLES[row // 8], 1.0) for row, cell in enumerate(CELLS))
"""Each cell, its sample, and the weight one."""

Pair = tuple[str, str, float]


def weighted(
    pairs: Iterable[Pair] = OWN_SAMPLE, semantics: str = "probability", sha256: str = ""
) -> tuple[Edit, ...]:
    """Let a table of weights link cells to samples."""
    rows = "".join(f"{source}\t{target}\t{weight:g}\n" for source, target, weight in pairs)
    text = f"source\ttarget\tweight\n{rows}"
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    return (
        SetColumn("obs", "cell", list(CELLS)),
        SetCard("/unit_sets/0/unit_id_column", "cell"),
        AddFile("weights.tsv", text),
        SetCard("/links/0/weights", {"path": "weights.tsv", "sha256": digest}),
        SetCard("/links/0/weight_semantics", semantics),
    )


def replaced(changes: Mapping[int, Pair]) -> tuple[Pair, ...]:
    """Return the pairs with some of them changed, by position."""
    return tuple(changes.get(row, pair) for row, pair in enumerate(OWN_SAMPLE))


def aligned(**alignment: object) -> tuple[SetCard, ...]:
    """Let spots of 55 micrometres be registered with cells."""
    return (
        SetCard(
            "/unit_sets/-",
            {
                "unit_set_id": "spots",
                "scale": "spot",
                "n_units": 6,
                "unit_id_column": "sample_id",
                "physical_size": {"value": 55, "unit": "um"},
            },
        ),
        SetCard(
            "/links/-",
            {
                "link_id": "cells_under_spots",
                "source_set": "cells",
                "target_set": "spots",
                "direction": "project",
                "link_type": "cell_to_spot",
                "link_basis": "image_registration",
                "aggregation_function": "sum",
                "alignment": {
                    "error_metric": "target_registration_error",
                    "error_value": {"value": 8, "unit": "um"},
                    "n_landmarks": 12,
                    "landmarks_independent_of_fit": True,
                    **alignment,
                },
            },
        ),
    )
