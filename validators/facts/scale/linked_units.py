"""The pairs of a link, wherever they stand, and the units that they link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.facts.scale.matrix_pairs import pairs_in_matrix
from aivc.validators.facts.scale.pairs import Pairs, PairsError, pairs_in_columns
from aivc.validators.facts.scale.recount import recount
from aivc.validators.facts.scale.weights_file import read_weights

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.schema.generated.views import ScaleLink
    from aivc.storage.model import Dataset
    from aivc.validators.facts.scale.read_sets import ReadSet
    from aivc.validators.facts.scale.recount import Recount
    from aivc.validators.facts.scale.weights_file import WeightTable


def is_weighted(link: ScaleLink) -> bool:
    """Tell whether the pairs of a link have weights."""
    return link.weight_semantics not in {None, "indicator"}


def pairs_of(
    link: ScaleLink,
    table: WeightTable | None,
    source: ReadSet,
    target: ReadSet,
    dataset: Dataset,
) -> Pairs:
    """Find the pairs of a link.

    Parameters
    ----------
    link
        The link.
    table
        Its table of weights, None where it has none.
    source, target
        The units of its sides.
    dataset
        The opened container.

    Raises
    ------
    PairsError
        Nothing tells which units are linked, or two things do.
    """
    if table is not None and link.pairs_table is not None:
        msg = f"both `weights` and `pairs_table` of link {link.link_id} say which units are linked"
        raise PairsError(msg)
    if link.pairs_table is not None:
        return pairs_in_matrix(link, source, target, dataset, is_weighted=is_weighted(link))
    if table is None or link.weights is None:
        return pairs_in_columns(link, source, target)
    return Pairs(
        table.sources, table.targets, table.weights, link.weights.path or "", of_rows=False
    )


def linked_units(
    link: ScaleLink, source: ReadSet, target: ReadSet, dataset: Dataset, folder: Path
) -> Recount:
    """Return which units a link links, pair by pair.

    Every pair is held; where numbers of pairs are enough, :func:`recount_by_rows` needs less.

    Parameters
    ----------
    link, source, target, dataset
        As of :func:`pairs_of`.
    folder
        Folder of the card, in which tables of weights lie.

    Raises
    ------
    PairsError
        Nothing tells which units are linked, or the table of weights cannot be read.
    """
    table = None
    if link.weights is not None:
        file, table = read_weights(link.weights, folder, needs_weights=is_weighted(link))
        if table is None:
            msg = f"{file.path} cannot be read: {file.problem}"
            raise PairsError(msg)
    return recount(pairs_of(link, table, source, target, dataset), source.units, target.units)
