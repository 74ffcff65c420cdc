"""Operators, matrices and processing steps of a container."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.channels import channels_of
from aivc.adapters.drafting.columns import labels_of
from aivc.adapters.drafting.feature_space import feature_guess
from aivc.adapters.drafting.measurement import operator_guess
from aivc.adapters.drafting.names import distinct, joined, words_of
from aivc.adapters.drafting.section import Section
from aivc.adapters.drafting.value_types import EMBEDDINGS, value_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.feature_space import FeatureGuess
    from aivc.adapters.drafting.look import MatrixLook
    from aivc.adapters.drafting.measurement import OperatorGuess
    from aivc.storage.model import Dataset, Matrix, Table

OPERATOR_IDS = {
    "SingleCellRNA": "rna", "SingleCellATAC": "atac", "SurfaceProtein": "protein",
    "SingleCellProteomics": "proteome", "SpotSpatial": "spots", "ImagingSpatial": "imaging",
    "BulkExpression": "expression", "Morphology": "morphology",
}  # fmt: skip
DESTROYS = frozenset(OPERATOR_IDS) - {"Morphology"}
"""Measuring uses the cells up: they are lysed, digested or fixed."""

PROTEIN_WORDS = frozenset({"protein", "proteins", "adt", "antibody", "cite", "prot"})
UMI_WORDS = frozenset({"umi", "umis", "numi"})
SEGMENTERS = {
    "baysor": "Baysor", "cellpose": "Cellpose", "stardist": "StarDist", "mesmer": "Mesmer",
    "proseg": "Proseg",
}  # fmt: skip
COUNTED = frozenset({"counts", "binary", "normalized_counts", "log_normalized", "empty"})
FEWEST_ROWS = 10
"""Rows that must have been looked at before a step is inferred from them."""

GAP = "The file does not say which assay it is, and no single EFO term fits what it shows."


@dataclass(frozen=True, slots=True)
class Measured:
    """One table of the container with its operator and features."""

    table: Table
    features: FeatureGuess
    operator: OperatorGuess


@dataclass(frozen=True, slots=True)
class Tables:
    """The section of tables and operators, and what was found on the way."""

    section: Section
    measured: tuple[Measured, ...]


def draft_tables(
    dataset: Dataset, obs: Mapping[str, ObsColumns], looks: Mapping[str, MatrixLook]
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
    """
    section = Section({"tables": [], "operators": [], "activities": []})
    measured = tuple(
        _measured(table, dataset, obs[table.name], looks)
        for table in dataset.tables
        if table.matrices
    )
    ids = distinct([_operator_id(item) for item in measured])
    for operator_id, item in zip(ids, measured, strict=True):
        _add_operator(section, operator_id, item, obs[item.table.name])
        for matrix in item.table.matrices:
            _add_table(section, operator_id, item, matrix, looks)
        _add_proteins(section, item, looks)
    _derive(section)
    _pair(section, measured)
    _add_selection(section, measured)
    if not section.slots["activities"]:
        del section.slots["activities"]
    return Tables(section, measured)


def _measured(
    table: Table, dataset: Dataset, obs: ObsColumns, looks: Mapping[str, MatrixLook]
) -> Measured:
    features = feature_guess(table)
    found = [looks.get(_path(table, matrix)) for matrix in table.matrices]
    is_counted = any(look is not None and look.kind in COUNTED for look in found)
    operator = operator_guess(table, features, obs, dataset.elements, is_counted=is_counted)
    return Measured(table, features, operator)


def _operator_id(item: Measured) -> str:
    name = item.table.name.rpartition("/")[2]
    if item.table.name.startswith(("mod/", "tables/")) and name:
        return name
    return OPERATOR_IDS[item.operator.operator_type]


def _add_operator(section: Section, operator_id: str, item: Measured, obs: ObsColumns) -> None:
    guess = item.operator
    place = ("operators", len(section.slots["operators"]))
    operator: dict[str, Any] = {"operator_id": operator_id, "operator_type": guess.operator_type}
    section.guess((*place, "operator_type"), guess.because)
    if guess.assay is not None:
        operator["assay_ontology_term_id"] = guess.assay
        if not guess.is_assay_stated:
            said = "the file does not name the assay; this is the broadest term that fits"
            section.guess((*place, "assay_ontology_term_id"), said)
    else:
        operator["assay_gap_note"] = GAP
        section.guess((*place, "assay_gap_note"), "nothing in the file names an assay")
    operator["scale"] = guess.scale
    if guess.operator_type in DESTROYS:
        operator["is_destructive"] = True
        section.guess((*place, "is_destructive"), "cells are lysed, digested or fixed for it")
    if guess.platform is not None:
        operator["expression_platform"] = guess.platform
        section.guess((*place, "expression_platform"), guess.because)
    umi = next((c.name for c in obs if UMI_WORDS & set(words_of(c.name))), None)
    if guess.operator_type == "SingleCellRNA" and umi is not None:
        operator["has_umi"] = True
        section.guess((*place, "has_umi"), f"obs has the column {umi}")
    if guess.operator_type == "SingleCellProteomics":
        for slot, (channel, said) in channels_of(obs).items():
            operator[slot] = channel
            section.guess((*place, slot), said)
    method = next((SEGMENTERS[w] for w in words_of(item.table.name) if w in SEGMENTERS), None)
    if guess.operator_type == "ImagingSpatial" and method is not None:
        operator["segmentation"] = {"segmentation_method": method}
        section.guess((*place, "segmentation"), f"the table is called {item.table.name}")
    section.slots["operators"].append(operator)


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
        "measured_by": operator_id,
        "value_type": kind,
        "n_obs": matrix.shape[0],
        "n_var": matrix.shape[1],
    }
    section.guess((*place, "value_type"), because)
    space = _feature_space(section, place, item, is_raw=matrix.name == "raw/X")
    if space:
        table["feature_space"] = space
    steps = _steps(section, look) if look is not None else []
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


def _steps(section: Section, look: MatrixLook) -> list[str]:
    """Draft the steps that values show traces of."""
    steps: list[str] = []
    if look.n_rows < FEWEST_ROWS:
        return steps
    if look.kind in {"normalized_counts", "log_normalized"}:
        depth = "" if math.isnan(look.scale) else f"target_sum={look.scale:.6g}"
        said = "the rows are counts scaled by one factor each"
        steps.append(_step(section, "normalize", "normalization", said, depth))
    if look.kind == "log_normalized":
        base = "" if look.base == "e" else f", base {look.base}"
        said = f"undoing a logarithm of x + 1{base} gives scaled counts"
        steps.append(_step(section, "log", "log_transform", said, ""))
    return steps


def _step(section: Section, activity_id: str, kind: str, because: str, parameters: str) -> str:
    activities: list[dict[str, Any]] = section.slots["activities"]
    if all(step["activity_id"] != activity_id for step in activities):
        section.guess(("activities", len(activities)), because)
        step: dict[str, Any] = {
            "activity_id": activity_id,
            "step_type": kind,
            "order_index": len(activities) + 1,
        }
        if parameters:
            step["parameters"] = parameters
        step["fit_scope"] = "stateless" if kind == "log_transform" else "per_observation"
        activities.append(step)
    return activity_id


def _derive(section: Section) -> None:
    """Name the counts that scaled values beside them were probably computed from."""
    tables: list[dict[str, Any]] = section.slots["tables"]
    for position, table in enumerate(tables):
        counts = [
            other["path_in_file"]
            for other in tables
            if other["value_type"] == "raw_counts"
            and other["measured_by"] == table["measured_by"]
            and other["n_obs"] == table["n_obs"]
        ]
        if table["value_type"] in {"normalized_counts", "log_normalized"} and len(counts) == 1:
            table["derived_from_table"] = counts[0]
            said = f"{counts[0]} holds counts of the same rows"
            section.guess(("tables", position, "derived_from_table"), said)


def _pair(section: Section, measured: Sequence[Measured]) -> None:
    """Link operators that measured the same cells, as modalities of one MuData do."""
    shares_cells = [item.table.attributes.get("axis") == 0 for item in measured]
    operators = section.slots["operators"]
    rna = [o["operator_id"] for o in operators if o["operator_type"] == "SingleCellRNA"]
    if not rna or not all(shares_cells):
        return
    for position, operator in enumerate(operators):
        if operator["operator_type"] in {"SurfaceProtein", "SingleCellATAC"}:
            operator["paired_with"] = rna[:1]
            said = "the modalities share their cells"
            section.guess(("operators", position, "paired_with"), said)


def _add_selection(section: Section, measured: Sequence[Measured]) -> None:
    """Note that features were chosen; a table of nothing but chosen features was made by it."""
    for item in measured:
        column = next(
            (c for c in item.table.var.columns if joined(c.name) == "highlyvariable"), None
        )
        if column is None:
            continue
        chosen = set(labels_of(item.table.var, column.name))
        said = f"var column {column.name} marks chosen features"
        step = _step(section, "select_features", "feature_selection", said, "")
        section.slots["activities"][-1]["fit_scope"] = "unknown"
        for table in section.slots["tables"]:
            if chosen == {"True"} and table.get("was_generated_by"):
                table["was_generated_by"].append(step)
        return


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
                    "paired_with": [section.slots["operators"][0]["operator_id"]],
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
