"""Compare the compounds of two parts: the same one, its parent, its scaffold, its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import chemistry_available, inchikey_ok
from aivc.splits.identity.similarity import DEFAULT_THRESHOLD
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.split_facts.compound_facts import (
    CompoundFacts,
    CompoundMatch,
    CompoundOverlap,
    CompoundPair,
    Likeness,
)
from aivc.validators.split_facts.compound_table import Compounds
from aivc.validators.split_facts.written_labels import count_written, written_overlap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import Pair, SplitFacts

MOST_SHOWN = 5
NO_NUMBER = float("nan")


def measure_compounds(
    split: SplitFacts, observations: Observations, partitioning: Partitioning
) -> CompoundFacts | None:
    """Measure what the parts of a split share of compounds.

    Parameters
    ----------
    split
        The facts so far; the axes are counted.
    observations, partitioning
        The rows, their structures and their parts.

    Returns
    -------
    CompoundFacts or None
        None where there are no agents, or nothing is known of their structures and scaffolds.
    """
    agents = split.axes.get("agent")
    if agents is None or not (observations.structures or "scaffold" in split.axes):
        return None
    threshold = split.manifest.similarity_threshold
    compounds = Compounds(
        agents,
        dict(observations.structures),
        _scaffolds(observations),
        DEFAULT_THRESHOLD if threshold is None else threshold,
    )
    pairs = tuple(split.pairs())
    written = count_written(observations, partitioning)
    compared = sorted({part for pair in pairs for part in (pair.evaluated, pair.reference)})
    used = compounds.of_parts(compared)
    told = [name for name in used if name in compounds.structures]
    smiles = [name for name in told if not inchikey_ok(compounds.structures[name].strip())]
    unreadable = [n for n in smiles if chemistry_available() and n not in compounds.prints_of]
    scaffold = split.axes.get("scaffold")
    return CompoundFacts(
        threshold=compounds.threshold,
        is_threshold_stated=threshold is not None,
        is_chemistry_available=chemistry_available(),
        n_compounds=len(used),
        n_with_structure=len(told),
        n_compared=sum(name in compounds.prints_of for name in used),
        n_unreadable=len(unreadable),
        unreadable=tuple(unreadable[:MOST_SHOWN]),
        scaffold_source=scaffold.source if scaffold is not None else "",
        pairs=tuple(_pair(split, pair, compounds, written) for pair in pairs),
        n_rows_of_combinations=compounds.rows_of_combinations(compared),
    )


def _scaffolds(observations: Observations) -> dict[str, frozenset[str]]:
    """Return the scaffolds of each agent, as rows have them side by side."""
    agents, scaffolds = observations.axes["agent"], observations.axes.get("scaffold")
    if scaffolds is None:
        return {}
    found: dict[str, set[str]] = {}
    for agent, scaffold in joint_codes([agents.codes, scaffolds.codes]).combinations.tolist():
        if agent >= 0 and scaffold >= 0:
            found.setdefault(agents.levels[agent], set()).add(scaffolds.levels[scaffold])
    return {name: frozenset(each) for name, each in found.items()}


def _pair(
    split: SplitFacts, pair: Pair, compounds: Compounds, written: NDArray[np.int64] | None
) -> CompoundPair:
    rows, reference = compounds.rows_of(pair.evaluated), compounds.rows_of(pair.reference)
    drug = _published(split, pair, "drug")
    overlaps = [
        _exact(rows, reference, drug) if written is None else written_overlap(written, pair, drug),
        _parents(rows, reference, compounds, _published(split, pair, "parent")),
    ]
    if compounds.scaffolds:
        name = _published(split, pair, "scaffold")
        overlaps.append(_by_scaffold(rows, reference, compounds, name))
    nearest = None
    if len(compounds.prints):
        name = _published(split, pair, "neighbour")
        found, nearest = _neighbours(rows, reference, compounds, name)
        overlaps.append(found)
    return CompoundPair(pair, tuple(overlaps), nearest)


def _published(split: SplitFacts, pair: Pair, word: str) -> str:
    evaluated, reference = split.parts[pair.evaluated].name, split.parts[pair.reference].name
    return f"{evaluated}_{word}_same_in_{reference}_frac"


def _overlap(
    likeness: Likeness,
    published: str,
    rows: Mapping[str, int],
    shared: Collection[str],
    missing: Collection[str] = (),
    others: Sequence[CompoundMatch] = (),
) -> CompoundOverlap:
    return CompoundOverlap(
        likeness=likeness,
        published=published,
        n_compounds=len(rows),
        n_rows=sum(rows.values()),
        n_shared=len(shared),
        n_rows_shared=sum(rows[name] for name in shared),
        n_missing=len(missing),
        n_rows_missing=sum(rows[name] for name in missing),
        others=tuple(others),
    )


def _exact(
    rows: Mapping[str, int], reference: Mapping[str, int], published: str
) -> CompoundOverlap:
    return _overlap(Likeness.EXACT, published, rows, [name for name in rows if name in reference])


def _parents(
    rows: Mapping[str, int], reference: Mapping[str, int], compounds: Compounds, published: str
) -> CompoundOverlap:
    first: dict[str, str] = {}
    for name in sorted(reference):
        first.setdefault(compounds.parent_of(name), name)
    shared = [name for name in rows if name in reference or compounds.parent_of(name) in first]
    others = [
        CompoundMatch(
            name,
            first[compounds.parent_of(name)],
            NO_NUMBER,
            rows[name],
            compounds.parent_of(name),
        )
        for name in shared
        if name not in reference
    ]
    return _overlap(Likeness.PARENT, published, rows, shared, others=others)


def _by_scaffold(
    rows: Mapping[str, int], reference: Mapping[str, int], compounds: Compounds, published: str
) -> CompoundOverlap:
    first: dict[str, str] = {}
    for name in sorted(reference):
        for scaffold in compounds.scaffolds.get(name, ()):
            first.setdefault(scaffold, name)
    common = {
        name: min(both)
        for name in rows
        if (both := compounds.scaffolds.get(name, frozenset()) & first.keys())
    }
    others = [
        CompoundMatch(name, first[scaffold], NO_NUMBER, rows[name], scaffold)
        for name, scaffold in common.items()
        if name not in reference
    ]
    missing = [name for name in rows if name not in compounds.scaffolds]
    return _overlap(Likeness.SCAFFOLD, published, rows, list(common), missing, others)


def _neighbours(
    rows: Mapping[str, int], reference: Mapping[str, int], compounds: Compounds, published: str
) -> tuple[CompoundOverlap, tuple[float, float, float] | None]:
    places = compounds.prints_of
    compared = [name for name in rows if name in places]
    among = sorted(name for name in reference if name in places)
    missing = [name for name in rows if name not in places]
    if not compared or not among:
        return _overlap(Likeness.NEIGHBOUR, published, rows, [], missing), None
    found = compounds.prints.nearest([places[n] for n in compared], [places[n] for n in among])
    nearest = {
        name: (compounds.prints.labels[place], similarity)
        for name, (place, similarity) in zip(compared, found, strict=True)
    }
    shared = [
        name for name, (_, similarity) in nearest.items() if similarity >= compounds.threshold
    ]
    others = [
        CompoundMatch(name, *nearest[name], rows[name]) for name in shared if name not in reference
    ]
    others.sort(key=lambda match: (-match.similarity, match.compound))
    overlap = _overlap(Likeness.NEIGHBOUR, published, rows, shared, missing, others)
    return overlap, _spread(np.array([similarity for _, similarity in nearest.values()]))


def _spread(similarities: NDArray[np.float64]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(similarities, [0.0, 0.5, 1.0]).tolist()
    return low, middle, high
