"""Which samples were seen in which conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from aivc.adapters.exporting.source import ExportSource

Pair = tuple[str | None, str | None]
"""Identifiers of a sample and of a condition; None where it is not known."""


def observed_pairs(source: ExportSource) -> tuple[Pair, ...]:
    """Return each sample with each condition in which it occurs, in the order of the card.

    What the rows of the data say counts; where they say nothing, what the card says of its
    conditions. Conditions and samples that neither connects come alone.
    """
    found: dict[Pair, None] = dict.fromkeys(_of_rows(source))
    if not found:
        found = dict.fromkeys(_of_card(source))
    with_sample = {sample for sample, _ in found}
    with_condition = {condition for _, condition in found}
    for condition in source.card.conditions:
        if condition.condition_id is not None and condition.condition_id not in with_condition:
            found[(None, condition.condition_id)] = None
    for sample in source.card.samples:
        if sample.sample_id is not None and sample.sample_id not in with_sample:
            found[(sample.sample_id, None)] = None
    return tuple(found)


def _of_rows(source: ExportSource) -> list[Pair]:
    pairs = set()
    samples: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    for table in source.dataset.tables:
        by_sample = source.rows_of("samples", table)
        by_condition = source.rows_of("conditions", table)
        if by_sample is None or by_condition is None:
            continue
        samples, conditions = by_sample.ids, by_condition.ids
        is_known = (by_sample.codes >= 0) & (by_condition.codes >= 0)
        joint = by_sample.codes[is_known].astype(np.int64) * len(conditions)
        pairs.update(np.unique(joint + by_condition.codes[is_known]).tolist())
    return [
        (samples[number // len(conditions)], conditions[number % len(conditions)])
        for number in sorted(pairs)
    ]


def _of_card(source: ExportSource) -> list[Pair]:
    return [
        (sample, condition.condition_id)
        for condition in source.card.conditions
        for sample in condition.condition_sample
        if condition.condition_id is not None
    ]
