"""Matrices of a container, with what measured and made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.feature_space import feature_guess
from aivc.adapters.drafting.measured import Measured
from aivc.adapters.drafting.measurement import operator_guess, said_operator
from aivc.adapters.drafting.names import distinct, words_of
from aivc.adapters.drafting.operators import add_operator, operator_id_of, pair_operators
from aivc.adapters.drafting.processing import add_selection, add_steps
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.value_types import EMBEDDINGS, value_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.look import MatrixLook
    from aivc.storage.model import Dataset, Matrix, Table

PROTEIN_WORDS = frozenset({"protein", "proteins", "adt", "antibody", "cite", "prot"})
COUNTED = frozenset({"counts", "binary", "normalized_counts", "log_normalized", "empty"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The section of tables and operators, and what was found on the way."""

    section: Section
    measured: tuple[Measured, ...]


def draft_tables(
    dataset: Dataset,
    obs: Mapping[str, ObsColumns],
    looks: Mapping[str, MatrixLook],
    hints: Hints,
) -> Tables:
    """Draft every matrix of a container with its operator.

    Parameters
    ----------
    dataset
        The opened container.
    obs
        The obs columns by table.
    looks
        What a sample of rows of each matrix looks like, by path in the file.
    hints
        What a person or a format says of operators.
    """
    section = Section({"tables": [], "operators": [], "activities": []})
    measured = tuple(
        _measured(table, dataset, obs[table.name], looks, hints)
        for table in dataset.tables
        if table.matrices
    )
    ids = distinct([operator_id_of(item) for item in measured])
    for operator_id, item in zip(ids, measured, strict=True):
        if item.operator.operator_type:
            add_operator(section, operator_id, item, obs[item.table.name])
        for matrix in item.table.matrices:
            _add_table(section, operator_id, item, matrix, looks)
        _add_proteins(section, item, looks)
    _derive(section)
    pair_operators(section, measured)
    add_selection(section, measured)
    if not section.slots["activities"]:
        del section.slots["activities"]
    return Tables(section, measured)


def _measured(
    table: Table,
    dataset: Dataset,
    obs: ObsColumns,
    looks: Mapping[str, MatrixLook],
    hints: Hints,
) -> Measured:
    features = feature_guess(table)
    found = [looks.get(_path(table, matrix)) for matrix in table.matrices]
    is_counted = any(look is not None and look.kind in COUNTED for look in found)
    operator = operator_guess(table, features, obs, dataset.elements, is_counted=is_counted)
    paths = [_path(table, matrix) for matrix in table.matrices]
    said = next((hints.operators[path] for path in paths if path in hints.operators), None)
    if said is not None:
        operator = said_operator(str(said.value), said.because, operator)
    return Measured(table, features, operator)


def _add_table(
    section: Section,
    operator_id: str,
    item: Measured,
    matrix: Matrix,
    looks: Mapping[str, MatrixLook],
) -> None:
    place = ("tables", len(section.slots["tables"]))
    path = _path(item.table, matrix)
    look = looks.get(path)
    kind, because = value_type(look, item.operator.operator_type)
    table: dict[str, Any] = {
        "path_in_file": path,
        **({"measured_by": operator_id} if item.operator.operator_type else {}),
        "value_type": kind,
        "n_obs": matrix.shape[0],
        "n_var": matrix.shape[1],
    }
    section.guess((*place, "value_type"), because)
    space = _feature_space(section, place, item, is_raw=matrix.name == "raw/X")
    if space:
        table["feature_space"] = space
    steps = add_steps(section, look) if look is not None and look.kind == kind else []
    if steps:
        table["was_generated_by"] = steps
    section.slots["tables"].append(table)


def _path(table: Table, matrix: Matrix) -> str:
    return f"{table.name}/{matrix.name}" if table.name else matrix.name


def _feature_space(
    section: Section, place: tuple[str | int, ...], item: Measured, *, is_raw: bool
) -> dict[str, Any]:
    features = item.features
    feature_type = features.feature_type
    if item.operator.operator_type == "ImagingSpatial" and item.operator.assay == "EFO:0700000":
        feature_type = "protein"
    if feature_type is None:
        return {}
    space: dict[str, Any] = {"feature_type": feature_type}
    is_fitting = features.naming is not None and (
        feature_type in {"gene", "peak", "peptide", "image_feature"}
        or features.naming.scheme == "uniprot"
    )
    if is_fitting and features.naming is not None:
        space["identifier_scheme"] = features.naming.scheme
        if features.column is not None and not is_raw:
            space["feature_column"] = features.column
        section.guess((*place, "feature_space"), features.because)
    else:
        space["identifier_scheme"] = "local"
        said = (
            features.because
            if feature_type == features.feature_type
            else "they are names of markers"
        )
        section.guess((*place, "feature_space"), said or "the names are of no known kind")
    return space


def _derive(section: Section) -> None:
    """Name the counts that scaled values beside them were probably computed from."""
    tables: list[dict[str, Any]] = section.slots["tables"]
    for position, table in enumerate(tables):
        counts = [
            other["path_in_file"]
            for other in tables
            if other["value_type"] == "raw_counts"
            and other.get("measured_by") == table.get("measured_by")
            and other["n_obs"] == table["n_obs"]
        ]
        if table["value_type"] in {"normalized_counts", "log_normalized"} and len(counts) == 1:
            table["derived_from_table"] = counts[0]
            said = f"{counts[0]} holds counts of the same rows"
            section.guess(("tables", position, "derived_from_table"), said)


def _paired(section: Section) -> dict[str, list[str]]:
    """Pair with the first operator, which measured the same cells, where there is one."""
    return {"paired_with": [o["operator_id"] for o in section.slots["operators"][:1]]}


def _add_proteins(section: Section, item: Measured, looks: Mapping[str, MatrixLook]) -> None:
    """Add counts of antibodies that are kept in obsm, as CITE-seq often is."""
    for matrix in item.table.obsm:
        name = matrix.name.removeprefix("obsm/")
        words = set(words_of(name))
        if not words & PROTEIN_WORDS or words & set(EMBEDDINGS):
            continue
        operator_id = "protein"
        if all(o["operator_id"] != operator_id for o in section.slots["operators"]):
            place = ("operators", len(section.slots["operators"]))
            section.slots["operators"].append(
                {
                    "operator_id": operator_id,
                    "operator_type": "SurfaceProtein",
                    "assay_ontology_term_id": "EFO:0030008",
                    "scale": "cell",
                    "is_destructive": True,
                    **_paired(section),
                }
            )
            section.guess(place, f"obsm holds {name}, whose rows are the cells of X")
        path = _path(item.table, matrix)
        kind, because = value_type(looks.get(path), "SurfaceProtein")
        place = ("tables", len(section.slots["tables"]))
        section.guess((*place, "value_type"), because)
        section.slots["tables"].append(
            {
                "path_in_file": path,
                "measured_by": operator_id,
                "value_type": kind,
                "n_obs": matrix.shape[0],
                "n_var": matrix.shape[1],
                "feature_space": {"feature_type": "antibody_tag", "identifier_scheme": "local"},
            }
        )
