"""Put the matrices of all samples and genomes together, with the tables that lie beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.hints import Said
from aivc.adapters.tenx.features import named_by_symbol
from aivc.adapters.tenx.modalities import modalities_of
from aivc.adapters.tenx.tables import GEM_GROUP, SAMPLE_ID, obs_columns, obs_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.beside import Beside
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.features import Features
    from aivc.storage.made.dataset import MadeTable


FEATURE_CALL = "feature_call"
GUIDE_CALLS = frozenset({"protospacer_calls_per_cell.csv"})

ROLES: Mapping[str, tuple[str, Said]] = MappingProxyType(
    {
        SAMPLE_ID: ("sample", Said((SAMPLE_ID,), "each matrix of the source is of one sample")),
        FEATURE_CALL: ("guide", Said((FEATURE_CALL,), "Cell Ranger lists the guides of cells so")),
        GEM_GROUP: ("lane", Said((GEM_GROUP,), "Cell Ranger numbers the libraries so")),
    }
)
"""Roles of the columns that are made of barcodes and of names of files."""


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """Tables, and for each the operator that counted it.

    Attributes
    ----------
    tables
        The tables in order.
    operators
        Class of the operator of each table, None where the format does not say.
    features
        Features of each genome that has a matrix of its own, else of all.
    roles
        Columns of obs whose meaning the format defines, by role.
    """

    tables: tuple[MadeTable, ...]
    operators: tuple[str | None, ...]
    features: tuple[Features, ...]
    roles: Mapping[str, Said]


def assemble(
    genomes: Mapping[str, Sequence[CountMatrix]],
    beside: Beside,
    log: ConversionNotes,
    uns: Mapping[str, Any],
) -> Assembled:
    """Make the tables of a dataset.

    Parameters
    ----------
    genomes
        Matrices of all samples, by the genome whose genes alone they hold; under the empty name
        where a matrix holds the genes of all genomes.
    beside
        What lies beside the matrices.
    log
        Takes notes.
    uns
        Free metadata of the first table.

    Raises
    ------
    UnreadableInputError
        Samples have different features.
    """
    tables: list[MadeTable] = []
    operators: list[str | None] = []
    features = []
    roles: dict[str, Said] = {}
    for genome, stored in genomes.items():
        parts = _told_apart(stored, beside, log)
        columns = obs_columns(parts)
        said = [column.info.name for column in columns]
        columns += beside.columns_of(parts, said, log)
        if any(path.name in GUIDE_CALLS for path in beside.cell_tables):
            said += [column.info.name for column in columns if column.info.name == FEATURE_CALL]
        name = genome if len(genomes) > 1 else ""
        made = tables_of(parts, obs_of(parts, columns), log, name=name, uns=None if tables else uns)
        modalities = modalities_of(parts[0].features)
        operators += [modality.operator for modality in modalities]
        features.append(parts[0].features)
        tables += made
        roles |= {role: told for name, (role, told) in ROLES.items() if name in said}
        _note_names(parts, name, log)
    return Assembled(tuple(tables), tuple(operators), tuple(features), roles)


def _told_apart(
    parts: Sequence[CountMatrix], beside: Beside, log: ConversionNotes
) -> list[CountMatrix]:
    """Give features the names and columns that they are to have, once for all that share them."""
    done: dict[int, Features] = {}
    for part in parts:
        key = id(part.features)
        if key not in done:
            done[key] = beside.described(_named(part.features, log), log)
    return [replace(part, features=done[id(part.features)]) for part in parts]


def _named(features: Features, log: ConversionNotes) -> Features:
    by_symbol = named_by_symbol(features)
    if by_symbol is None:
        return features
    n_ids = len(set(features.ids.tolist()))
    said = (
        f"{len(features):,} features have {n_ids:,} different identifiers or mere numbers; their "
        "symbols are better names, and the identifiers are kept in the column feature_id"
    )
    log.converted("identifiers of features", "symbols", said)
    return by_symbol


def _note_names(parts: Sequence[CountMatrix], table: str, log: ConversionNotes) -> None:
    n_cells = sum(len(part.barcodes) for part in parts)
    said = "they are the barcodes of cells"
    if len(parts) > 1:
        said = f"they are barcodes behind the names of {len(parts):,} samples, which are joined"
        log.added("obs column sample_id", said, n_rows=n_cells)
    place = f"mod/{table}" if table else None
    log.mapped(f"{n_cells:,} barcodes", "names of the rows", said, place)
    n_features = len(parts[0].features)
    said = "they are the identifiers of features"
    log.mapped(f"{n_features:,} features", "names of the columns", said, place)
