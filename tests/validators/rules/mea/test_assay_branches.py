"""Assay terms in use are accepted for their operators, and refused for others."""

import pytest

from aivc.schema.vocabulary import is_descendant, lookup
from aivc.validators.rules.mea.assay_branches import FOREIGN, foreign_branch

ACCEPTED = [
    ("SingleCellRNA", "EFO:0009922"),  # 10x 3' v3
    ("SingleCellRNA", "EFO:0022606"),  # 10x Flex
    ("SingleCellRNA", "EFO:0030059"),  # 10x multiome
    ("SingleCellRNA", "EFO:0022962"),  # SHARE-seq
    ("SingleCellRNA", "EFO:0008931"),  # Smart-seq2
    ("SingleCellRNA", "EFO:0030026"),  # sci-Plex
    ("SingleCellRNA", "EFO:0008860"),  # Perturb-Seq
    ("SingleCellRNA", "EFO:0009294"),  # CITE-seq
    ("SingleCellRNA", "EFO:0008853"),  # Patch-seq
    ("SingleCellRNA", "EFO:0009809"),  # single nucleus RNA sequencing
    ("SingleCellATAC", "EFO:0010891"),  # scATAC-seq
    ("SingleCellATAC", "EFO:0030059"),  # 10x multiome
    ("SingleCellATAC", "EFO:0030007"),  # 10x scATAC-seq
    ("SurfaceProtein", "EFO:0030008"),  # CITE-seq, surface protein
    ("SurfaceProtein", "EFO:0700014"),  # ECCITE-seq
    ("SurfaceProtein", "EFO:0009922"),  # the library's own term
    ("SingleCellProteomics", "EFO:0002766"),  # proteomic profiling by mass spectrometer
    ("SpotSpatial", "EFO:0022857"),  # Visium V1
    ("SpotSpatial", "EFO:0030062"),  # Slide-seqV2
    ("SpotSpatial", "EFO:0920058"),  # Visium HD
    ("ImagingSpatial", "EFO:0008992"),  # MERFISH
    ("ImagingSpatial", "EFO:0022615"),  # Xenium
    ("BulkExpression", "EFO:0008896"),  # RNA-Seq
    ("BulkExpression", "EFO:0002768"),  # transcription profiling by array
    ("BulkExpression", "EFO:0030029"),  # NanoString digital spatial profiling
    ("BulkExpression", "EFO:0008931"),  # Smart-seq2 of many cells
    ("BulkProteomics", "EFO:0002765"),  # proteomic profiling by array
    ("BulkProteomics", "EFO:0002766"),  # and by mass spectrometer
    ("BulkProteomics", "EFO:0022945"),  # Western blotting
    ("BulkProteomics", "EFO:0030057"),  # Luminex
    ("PooledScreen", "EFO:0030034"),  # shRNA-seq
    ("PooledScreen", "EFO:0003747"),  # amplicon sequencing
    ("PooledScreen", "EFO:0007551"),  # RNAi screen
    ("Morphology", "EFO:0007550"),  # high content screen
]

REFUSED = [
    ("SingleCellRNA", "EFO:0002768"),
    ("SingleCellRNA", "EFO:0008992"),
    ("SingleCellRNA", "EFO:0022857"),
    ("SingleCellRNA", "EFO:0010891"),
    ("SingleCellRNA", "EFO:0002766"),
    ("SingleCellATAC", "EFO:0009922"),
    ("SingleCellATAC", "EFO:0008931"),
    ("SurfaceProtein", "EFO:0022857"),
    ("SingleCellProteomics", "EFO:0009922"),
    ("SpotSpatial", "EFO:0008992"),
    ("SpotSpatial", "EFO:0009922"),
    ("ImagingSpatial", "EFO:0009922"),
    ("ImagingSpatial", "EFO:0022857"),
    ("BulkExpression", "EFO:0009922"),
    ("BulkExpression", "EFO:0002766"),
    ("BulkProteomics", "EFO:0008896"),
    ("BulkProteomics", "EFO:0002768"),
    ("PooledScreen", "EFO:0030013"),  # guides of single cells
    ("PooledScreen", "EFO:0001030"),
    ("Morphology", "EFO:0009922"),
    ("Viability", "EFO:0008896"),
]


@pytest.mark.parametrize(("operator_type", "curie"), ACCEPTED)
def test_an_assay_of_the_kind_is_accepted(operator_type: str, curie: str) -> None:
    assert lookup(curie) is not None
    assert foreign_branch(operator_type, curie) is None


@pytest.mark.parametrize(("operator_type", "curie"), REFUSED)
def test_an_assay_of_another_kind_is_refused(operator_type: str, curie: str) -> None:
    assert lookup(curie) is not None
    assert foreign_branch(operator_type, curie) is not None


def test_every_root_is_a_current_term() -> None:
    roots = {
        root
        for branches in FOREIGN.values()
        for branch in branches
        for root in (*branch.roots, *branch.unless)
    }
    found = {root: lookup(root) for root in roots}
    assert [root for root, term in found.items() if term is None or term.deprecated] == []


def test_an_exception_lies_where_it_can_matter() -> None:
    assert is_descendant("EFO:0022857", "EFO:0010183")  # Visium is a single cell library in EFO
    assert foreign_branch("SpotSpatial", "EFO:0022857") is None


@pytest.mark.parametrize("curie", ["EFO:9999999", "OBI:0002692", "", "unknown"])
def test_terms_that_cannot_be_looked_up_are_left_to_other_rules(curie: str) -> None:
    assert foreign_branch("SingleCellRNA", curie) is None
