"""The coverage of the anchors of a chain, as the card declares it and as the data have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.reports.chains.model import Coverage
from aivc.validators.engine import printable
from aivc.validators.grammar.anchors import ROLE_OF_SCALE
from aivc.validators.grammar.operators import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.operators import Rescale

DIFFERENCE = "SCL030"
"""The rule that judges whether a declared coverage is another one than the counted."""


@dataclass(frozen=True, slots=True)
class KnownCoverage:
    """What is known of one anchor."""

    declared: Coverage | None = None
    counted: Coverage | None = None
    pointer: str = ""
    """Where its coverage is declared in the card."""
    source_scale: str = ""
    """Scale that the anchor starts from."""
    remark: str = ""
    """What else there is to say, such as why nothing was counted."""


NOTHING_KNOWN = KnownCoverage()


def links_by_id(card: DatasetCard, facts: Facts) -> Mapping[str, KnownCoverage]:
    """Return what is known of every link of a card by its id."""
    measured = facts.scale.links if facts.scale is not None else ()
    counted = {found.link_id: found for found in measured}
    scales = {unit_set.unit_set_id: unit_set.scale for unit_set in card.unit_sets}
    known: dict[str, KnownCoverage] = {}
    for link in card.links:
        if link.link_id is None or link.link_id in known:
            continue
        found = counted.get(link.link_id)
        recount, remark = None, "not recounted at this level"
        if found is not None and found.is_measured:
            recount, remark = (
                Coverage(
                    found.n_source,
                    found.n_source_linked,
                    found.n_target,
                    found.n_target_linked,
                    *_names(link),
                ),
                "",
            )
        elif found is not None:
            remark = f"not recounted: {found.problem}"
        pointer = link.coverage.pointer if link.coverage is not None else ""
        known[link.link_id] = KnownCoverage(
            _declared(link), recount, pointer, scales.get(link.source_set) or "", remark
        )
    return known


def of_key(step: Rescale, facts: Facts) -> KnownCoverage:
    """Return what is known of a step that rows take by a key which they carry."""
    role = ROLE_OF_SCALE.get(step.target, "")
    columns = facts.design.roles.get(role) if facts.design is not None else None
    if columns is None or columns.counts is None:
        return NOTHING_KNOWN
    n_named = int(columns.counts.sum())
    n_rows = n_named + columns.n_missing
    return KnownCoverage(
        remark=f"{n_named:,} of {n_rows:,} rows name one of {len(columns.levels):,}"
    )


def _declared(link: ScaleLink) -> Coverage | None:
    said = link.coverage
    if (
        said is None
        or said.n_source is None
        or said.n_source_linked is None
        or said.n_target is None
        or said.n_target_linked is None
    ):
        return None
    return Coverage(
        said.n_source, said.n_source_linked, said.n_target, said.n_target_linked, *_names(link)
    )


def _names(link: ScaleLink) -> tuple[str, str]:
    return printable(link.source_set or UNKNOWN, 80), printable(link.target_set or UNKNOWN, 80)
