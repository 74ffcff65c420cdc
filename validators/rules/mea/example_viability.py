"""Edits that make viability out of a specimen, for examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import SetCard, SetValues, TransformMatrix

if TYPE_CHECKING:
    from aivc.validators.examples.example import Edit

N_TREATED = 36
"""Rows of ``bulk`` that are treated; those behind them are vehicle."""


def viability(*, treated: float = 0.4, vehicle: float = 1.0, **slots: object) -> tuple[Edit, ...]:
    """Make one value of viability, in thirty columns, for each row of ``bulk``."""
    operator = {
        "operator_id": "arrays",
        "operator_type": "Viability",
        "assay_gap_note": "ATP; EFO has no term",
        "scale": "well",
        "viability_readout": "ATP",
        **slots,
    }
    values = {
        (row, column): (treated if row < N_TREATED else vehicle) + 0.001 * column
        for row in range(48)
        for column in range(30)
    }
    return (
        SetCard("/operators/0", operator),
        SetCard("/tables/0/value_type", "other"),
        SetCard("/tables/0/feature_space", {"feature_type": "image_feature"}),
        TransformMatrix("X", "zero"),
        SetValues("X", values),
    )
