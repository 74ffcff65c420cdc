"""Join tables by what they have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.plates.column_names import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

Cells = dict[str, list[str | None]]

BATCH_OF_BROAD = re.compile(r"(BRD-[A-Z]\d{8})-\d{3}-\d{2}-\d{1,2}")
"""A sample of the Broad Institute: the compound, then salt form, batch and supplier."""

SAMPLE, COMPOUND = "broadsample", "pertid"


@dataclass(frozen=True, slots=True)
class Joined:
    """What a table says about rows of another.

    Attributes
    ----------
    cells
        Columns that the rows did not have.
    n_found
        Rows that the table knows.
    already
        Columns that the rows had already, with the same values.
    renamed
        New name by old one, where the rows have another column of that name.
    """

    cells: Cells
    n_found: int
    already: tuple[str, ...]
    renamed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shared:
    """A column that two tables share, and the values of it in each, row by row."""

    own: str
    side: str
    own_values: Sequence[str | None]
    side_values: Sequence[str | None]


def places_of(wanted: Sequence[Hashable], having: Sequence[Hashable]) -> list[int]:
    """Return the last row in which each wanted value stands, -1 where it does not or is None.

    Examples
    --------
    >>> places_of(["b", "x", None], ["a", "b"])
    [1, -1, -1]
    """
    at = {value: row for row, value in enumerate(having) if value is not None}
    return [at.get(value, -1) for value in wanted]


def join(
    own: Mapping[str, Sequence[str | None]],
    side: Cells,
    places: Sequence[int],
    keys: Mapping[str, str] | None = None,
) -> Joined:
    """Take the columns of a table to the rows of another.

    A column is not taken if the rows have one of the same name, prefix aside, that says the same
    wherever the table says something.

    Parameters
    ----------
    own
        The columns that the rows have.
    side
        The columns of the table.
    places
        Row of the table for each row, -1 where it has none, shape (n_rows,).
    keys
        Columns of the table that mean the same as one of the rows, whatever it is called.

    Examples
    --------
    >>> join({"Metadata_drug": ["a", "b"]}, {"drug": ["b"], "moa": ["kinase"]}, [-1, 0]).cells
    {'moa': [None, 'kinase']}
    """
    twins: dict[str, list[str]] = {}
    for name in own:
        twins.setdefault(bare(name), []).append(name)
    known = {name: twin for name, twin in (keys or {}).items() if twin in own}
    for name, twin in known.items():
        twins.setdefault(bare(name), []).append(twin)
    cells: Cells = {}
    already, renamed = [], {}
    for name, values in side.items():
        taken = [values[place] if place >= 0 else None for place in places]
        if any(_says_the_same(own[twin], taken) for twin in twins.get(bare(name), [])):
            already.append(name)
            continue
        new = _other_name(name, {*own, *cells})
        if new != name:
            renamed[name] = new
        cells[new] = taken
    return Joined(cells, sum(place >= 0 for place in places), tuple(already), renamed)


def shared_key(
    own: Mapping[str, Sequence[str | None]], side: Mapping[str, Sequence[str | None]]
) -> Shared | None:
    """Return the column by which a table tells of the values of another, or None.

    It has the same name in both, prefix aside, no value twice in the table, and most values that
    the rows have. A table of compounds of the Broad Institute is found by the compound that a
    sample's identifier begins with.
    """
    own_by_name = {bare(name): name for name in own}
    found = []
    for name, values in side.items():
        if bare(name) in own_by_name:
            twin = own_by_name[bare(name)]
            found.append(Shared(twin, name, own[twin], values))
        if bare(name) == COMPOUND and SAMPLE in own_by_name:
            sample = own_by_name[SAMPLE]
            compounds = [compound_of(label) for label in own[sample]]
            found.append(Shared(sample, name, compounds, values))
    useful = [(n_known(shared), shared) for shared in found if _is_key(shared.side_values)]
    best = max(useful, key=lambda entry: entry[0], default=(0, None))
    return best[1] if best[0] else None


def compound_of(sample: str | None) -> str | None:
    """Return the compound of a sample of the Broad Institute.

    Examples
    --------
    >>> compound_of("BRD-K07857022-002-01-1"), compound_of("DMSO")
    ('BRD-K07857022', None)
    """
    found = None if sample is None else BATCH_OF_BROAD.fullmatch(sample)
    return None if found is None else found[1]


def distinct_rows(cells: Cells) -> Cells:
    """Drop rows that repeat another one.

    Examples
    --------
    >>> distinct_rows({"a": ["1", "1"], "b": ["2", "2"]})
    {'a': ['1'], 'b': ['2']}
    """
    rows = list(dict.fromkeys(zip(*cells.values(), strict=True)))
    columns: list[Any] = [list(column) for column in zip(*rows, strict=True)]
    return dict(zip(cells, columns or [[] for _ in cells], strict=True))


def n_known(shared: Shared) -> int:
    """Count the distinct values of the rows that the table has."""
    return len({v for v in shared.own_values if v is not None} & set(shared.side_values))


def _is_key(values: Sequence[str | None]) -> bool:
    given = [value for value in values if value is not None]
    return len(set(given)) == len(given)


def _says_the_same(own: Sequence[str | None], side: Sequence[str | None]) -> bool:
    pairs = zip(own, side, strict=True)
    return all(theirs is None or theirs == ours for ours, theirs in pairs)


def _other_name(name: str, taken: Collection[str]) -> str:
    new = name
    while new in taken:
        new = f"{new}_joined"
    return new
