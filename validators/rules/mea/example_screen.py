"""Edits that make a pooled screen out of a specimen, for examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import SetCard, SetNames, SetValues

if TYPE_CHECKING:
    from aivc.validators.examples.example import Edit

N_GUIDES = 30


def screen(
    n_reads: float, cells_per_guide: int | None = None, *, n_known: int = N_GUIDES
) -> tuple[Edit, ...]:
    """Count thirty guides in the rows of ``bulk``, of which the card knows some."""
    operator = {
        "operator_id": "arrays",
        "operator_type": "PooledScreen",
        "assay_gap_note": "counts of guides; EFO has no term",
        "scale": "sample",
        "guide_library": "made of thirty",
        **({} if cells_per_guide is None else {"cells_per_guide": cells_per_guide}),
    }
    guides = [{"guide_id": f"guide_{k}", "guide_role": "targeting"} for k in range(n_known)]
    agent = {
        "agent_id": "library",
        "agent_type": "GeneticPerturbation",
        "strategy": "CRISPR knockout screen",
        "guides": guides,
    }
    values = {
        (row, column): round(n_reads * (0.5 + (row + column) % 11 / 10))
        for row in range(48)
        for column in range(N_GUIDES)
    }
    return (
        SetCard("/operators/0", operator),
        SetCard("/tables/0/value_type", "raw_counts"),
        SetCard("/tables/0/feature_space", {"feature_type": "guide"}),
        SetCard("/agents/-", agent),
        SetNames("var", {k: f"guide_{k}" for k in range(N_GUIDES)}),
        SetValues("X", values),
    )
