"""Edits that make single-cell proteomics out of a specimen, for examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import SetCard, SetColumn, TransformMatrix

if TYPE_CHECKING:
    from aivc.validators.examples.example import Edit

CHANNELS = ("RI1", "RI2", "RI3", "RI4")
"""Of twelve sets: row ``4 * set + channel``."""

CONDITIONS = ("carrier", "reference", "empty", "cells")


def labelled(*, kinds: tuple[str, ...] = CONDITIONS, **slots: object) -> tuple[Edit, ...]:
    """Make the arrays of ``bulk`` twelve sets of four channels, the last of them a cell.

    ``kinds`` names the condition of each channel; controls of that name are made for the first
    three.
    """
    operator = {
        "operator_id": "arrays",
        "operator_type": "SingleCellProteomics",
        "assay_ontology_term_id": "EFO:0002766",
        "scale": "cell",
        "isolation_protocol": "cellenone",
        "mass_label": "TMT16plex",
        **slots,
    }
    controls = [
        {"control_id": "carrier", "control_kind": "carrier"},
        {"control_id": "reference", "control_kind": "reference_channel"},
        {"control_id": "empty", "control_kind": "empty"},
    ]
    conditions = [
        *({"condition_id": name, "control": name} for name in CONDITIONS[:3]),
        {"condition_id": "cells"},
    ]
    return (
        SetCard("/operators/0", operator),
        SetCard("/tables/0/value_type", "intensity"),
        SetCard("/tables/0/feature_space", {"feature_type": "protein"}),
        SetCard("/controls", controls),
        SetCard("/conditions", conditions),
        SetCard("/batches", [{"batch_id": f"set_{k}", "batch_kind": "tmt_set"} for k in range(12)]),
        SetColumn("obs", "Channel", [CHANNELS[row % 4] for row in range(48)]),
        SetColumn("obs", "batch_id", [f"set_{row // 4}" for row in range(48)]),
        SetColumn("obs", "condition_id", [kinds[row % 4] for row in range(48)]),
    )


def with_totals(*levels: float) -> tuple[Edit, ...]:
    """Give the channels of each set these intensities, the same for all proteins."""
    from aivc.validators.examples.example import SetValues

    values = {(row, column): levels[row % 4] for row in range(48) for column in range(30)}
    return (TransformMatrix("X", "zero"), SetValues("X", values))
