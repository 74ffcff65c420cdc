"""Edits that make a clinical table out of a specimen, for examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.examples.example import SetCard, SetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.validators.examples.example import Edit


def clinical(subjects: Sequence[Any] | None, *, binding: object = None) -> tuple[Edit, ...]:
    """Call the rows of ``bulk`` visits of subjects; no column of subjects where there are none."""
    operator = {
        "operator_id": "arrays",
        "operator_type": "ClinicalTable",
        "assay_gap_note": "laboratory values; EFO has no term",
        "scale": "organism",
        "subject_column": "USUBJID",
    }
    column = () if subjects is None else (SetColumn("obs", "USUBJID", list(subjects)),)
    # Conditions of the specimen tell times of harvest.
    told = (SetCard("/conditions", []), SetCard("/binding", binding or {}))
    return (SetCard("/operators/0", operator), *told, *column)
