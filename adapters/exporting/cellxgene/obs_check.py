"""What is lacking in the columns that CELLxGENE asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.exporting.cellxgene.standard import (
    ASKED,
    CELL_LINE,
    JOIN,
    NA,
    OF_CELL_LINE,
    TISSUE_PREFIX,
)
from aivc.adapters.exporting.exporter import Lacking
from aivc.schema.vocabulary import has_hierarchy, is_descendant, lookup
from aivc.schema.vocabulary.suspensions import allowed_suspensions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.adapters.exporting.cellxgene.labels import RowLabels
    from aivc.adapters.exporting.cellxgene.standard import AskedColumn

ETHNICITIES = ("HANCESTRO:0601", "HANCESTRO:0602")
STAGES = {"NCBITaxon:9606": "HsapDv:0000001", "NCBITaxon:10090": "MmusDv:0000001"}
NOT_HELD = frozenset({"ZFA", "ZFS", "FBbt", "FBdv", "WBbt", "WBls"})
"""Vocabularies of other animals, which are not held offline; CELLxGENE checks their terms."""

ADVICE = {
    "cell_type_ontology_term_id": "the cell type of each cell, or `unknown`",
    "sex_ontology_term_id": "the sex of each donor, or `unknown`",
    "self_reported_ethnicity_ontology_term_id": "the ethnicity of each donor, or `unknown`",
    "development_stage_ontology_term_id": "the stage of development of each donor, or `unknown`",
    "disease_ontology_term_id": "the disease of each sample; PATO:0000461 where it is healthy",
    "donor_id": "the donor of each sample",
    "suspension_type": "what was suspended: cell, nucleus or na",
    "tissue_ontology_term_id": "the tissue, or the cell line, of each sample",
    "tissue_type": "what kind of material each sample is",
    "assay_ontology_term_id": "the assay, as the EFO term of the operator",
}


def lacking_in_obs(said: Mapping[str, RowLabels], organism: str | None) -> Iterator[Lacking]:
    """Yield what is missing in the columns, and what CELLxGENE would not take.

    Parameters
    ----------
    said
        The labels of each column asked for.
    organism
        The one organism of the file; None where it is not known.
    """
    for column in ASKED:
        found = said.get(column.name)
        if found is None:
            continue
        where = f"obs/{column.name}"
        if found.n_missing:
            rows = f"{found.n_missing:,} of {len(found.codes):,} rows say nothing"
            yield Lacking(where, f"{ADVICE[column.name]} ({rows})")
        for label, n_rows in found.counts().items():
            problem = _problem(column, label, organism)
            if problem:
                yield Lacking(where, f"{label!r} in {n_rows:,} rows {problem}")
    yield from _together(said)


def _problem(column: AskedColumn, label: str, organism: str | None) -> str:
    if label in column.words:
        return ""
    if not column.prefixes:
        return f"is none of {', '.join(column.words)}" if column.words else ""
    terms = label.split(JOIN)
    if len(terms) > 1 and terms != sorted(set(terms)):
        return "is not sorted, or repeats a term"
    return next((p for term in terms if (p := _of_term(column, term, organism))), "")


def _of_term(column: AskedColumn, term: str, organism: str | None) -> str:
    prefix = term.replace("_", ":").partition(":")[0]
    if prefix in NOT_HELD:
        return ""
    if prefix not in column.prefixes:
        return f"is no term of {' or '.join(column.prefixes)}"
    found = lookup(term)
    if found is None:
        return f"is not in {prefix}"
    if found.deprecated:
        instead = f"; {found.replaced_by} takes its place" if found.replaced_by else ""
        return f"is deprecated{instead}"
    above = _above(column, prefix, organism)
    if term in column.terms or not (above or column.terms) or not has_hierarchy(prefix):
        return ""
    if any(is_descendant(term, one) for one in above):
        return ""
    return (
        f"is not below {' or '.join(above)}"
        if above
        else "is none of the terms that CELLxGENE takes"
    )


def _above(column: AskedColumn, prefix: str, organism: str | None) -> tuple[str, ...]:
    if column.name == "development_stage_ontology_term_id":
        stage = STAGES.get(organism or "")
        return (stage,) if stage else ()
    if column.name == "self_reported_ethnicity_ontology_term_id":
        return ETHNICITIES if prefix == "HANCESTRO" else ()
    if column.name == "tissue_ontology_term_id" and prefix == "UBERON":
        return ("UBERON:0001062",)
    return column.above


def _together(said: Mapping[str, RowLabels]) -> Iterator[Lacking]:
    """Yield what two columns say against each other."""
    kinds, tissues = said["tissue_type"], said["tissue_ontology_term_id"]
    for kind, tissue in _pairs(kinds, tissues):
        wanted = TISSUE_PREFIX.get(kind)
        if wanted and not tissue.startswith(wanted) and lookup(tissue) is not None:
            problem = f"{tissue!r} for the tissue type {kind!r}, which takes a term of {wanted}"
            yield Lacking("obs/tissue_ontology_term_id", problem)
    is_line = kinds.where(CELL_LINE)
    for name in (*OF_CELL_LINE, "cell_type_ontology_term_id"):
        if name not in said:
            continue
        n_rows = int(np.count_nonzero(said[name].where(NA) & ~is_line))
        if n_rows and not name.startswith("self_reported"):
            problem = f"`na` in {n_rows:,} rows, which only cell lines may say"
            yield Lacking(f"obs/{name}", problem)
    for assay, suspension in _pairs(said["assay_ontology_term_id"], said["suspension_type"]):
        allowed = allowed_suspensions(assay)
        if allowed and suspension not in allowed:
            problem = f"{suspension!r} for the assay {assay}, which takes {' or '.join(allowed)}"
            yield Lacking("obs/suspension_type", problem)


def _pairs(first: RowLabels, second: RowLabels) -> list[tuple[str, str]]:
    is_known = (first.codes >= 0) & (second.codes >= 0)
    pairs = np.unique(np.column_stack([first.codes[is_known], second.codes[is_known]]), axis=0)
    return [(first.labels[a], second.labels[b]) for a, b in pairs.tolist()]
