"""The cards of published datasets are sound by themselves, and say of their files what is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aivc.storage.card_source import CardOrigin, CardSource
from aivc.validators.engine import run_rules
from aivc.validators.facts.card import collect_card
from aivc.validators.findings import Level, Severity
from aivc.validators.profile import load_profile
from aivc.validators.registry import rules_of
from aivc.verbs.validate import validate
from tests.validators.rules.handmade import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.validators.facts.card import ReadCard
    from aivc.validators.findings import Finding

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

DATA = {
    "citeseq_pbmc10k_protein": "pbmc_10k_protein_v3.h5ad",
    "crispr_norman19_mcfaline23_perturbench": "devel.h5ad",
    "crispr_papalexi_eccite": "derived/papalexi.h5mu",
    "dose_time_tggates_hepatocyte": "derived/tggates_rna.h5ad",
    "drug_a549_dex_sciplex2": "derived/a549_dex.h5ad",
    "drug_gbm_panobinostat": "../drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad",
    "scproteomics_scope2_scp1": "derived/scp1_proteins.h5ad",
    "spatialdata_merfish_ileum": "derived/merfish_mouse_ileum_cropped.sdata.zarr",
    "timecourse_worm_embryo": "derived/worm_embryo.h5ad",
}
"""The file of each card, in the folder of real data of the same name."""

FOUND: dict[str, Counter[tuple[str, str]]] = {
    "citeseq_pbmc10k_protein": Counter(
        {
            ("CRD001", "error"): 1,  # nothing is known of what counted the reads
            ("PRV011", "warning"): 1,  # var/highly_variable, and by what it was chosen is not known
            ("PRV012", "warning"): 1,  # neither genome nor annotation is known
            ("TAB006", "warning"): 1,  # the word None where a gene has no antibody
        }
    ),
    "crispr_norman19_mcfaline23_perturbench": Counter(
        {
            ("CRD001", "error"): 2,  # versions of scanpy, and times of harvest
            ("CTL013", "warning"): 1,  # one sample a line, and no replicate is told apart
            ("DSG004", "warning"): 1,  # modality, assay and lines differ between the two studies
            ("MAT007", "warning"): 1,  # scipy finds the indices out of order too
            ("MAT021", "warning"): 1,  # only the logarithm was released
            ("PRV004", "warning"): 1,  # variable genes, chosen of nobody knows which cells
            ("PRV012", "warning"): 1,
        }
    ),
    "crispr_papalexi_eccite": Counter(
        {
            ("CRD001", "error"): 2,  # no processing and no times of harvest are known
            ("CRD025", "error"): 1,  # the guide of a cell is in a matrix, in no column
            ("PRV012", "warning"): 1,
        }
    ),
    "dose_time_tggates_hepatocyte": Counter(
        {
            ("CRD001", "error"): 2,  # version of affy, and structures of 34 compounds
            ("CRD007", "error"): 1,  # which vehicle it was
            ("CTL013", "warning"): 1,  # two conditions have one array
            ("DSG004", "warning"): 1,  # each compound was one experiment on one lot
            ("PRV004", "warning"): 1,  # quantiles of all arrays were made equal
        }
    ),
    "drug_a549_dex_sciplex2": Counter(
        {
            ("PRV012", "warning"): 1,  # genome is known, annotation is not
            ("VOC008", "warning"): 1,  # two retired genes
            ("VOC009", "warning"): 1,  # ENSG00000240216.7
        }
    ),
    "drug_gbm_panobinostat": Counter(
        {
            ("CRD001", "error"): 2,  # no processing and no times of harvest are known
            ("PRV012", "warning"): 1,
            ("VOC008", "warning"): 1,  # ENSG00000112096 was retired
        }
    ),
    "scproteomics_scope2_scp1": Counter(
        {
            ("CRD001", "error"): 1,  # times of harvest
            ("CRD032", "warning"): 1,  # which line the cells are of
            ("GRM014", "error"): 1,  # what made monocytes macrophages
        }
    ),
    "spatialdata_merfish_ileum": Counter(
        {
            ("CRD001", "error"): 2,  # no processing and no versions of Baysor and Cellpose
        }
    ),
    "timecourse_worm_embryo": Counter(
        {
            ("CRD001", "error"): 1,  # nothing is known of what counted the reads
            ("CRD007", "error"): 1,  # pools of embryos, whose donors have no names
            ("PRV012", "warning"): 1,
            ("VOC008", "warning"): 1,  # 31 of 10,000 genes were retired
        }
    ),
}
"""What each card and its file lack, found by hand and confirmed by the rules."""

OF_THE_CARD = frozenset({"CRD001", "CRD032", "CRD007", "GRM014", "PRV004", "PRV012"})
"""Codes above that the card alone gives."""

LOOK_AT_THE_FILE = frozenset({"CRD011", "CRD020", "CRD021", "CRD022", "CRD023"})


def card_of(name: str) -> Path:
    (path,) = (EXAMPLES / name).glob("*.aivc.yaml")
    return path


def read(name: str, profile: str) -> ReadCard:
    path = card_of(name)
    return collect_card([CardSource(CardOrigin.EXPLICIT, path, path.read_text("utf-8"))], profile)


def serious(findings: Iterable[Finding]) -> Counter[tuple[str, str]]:
    return Counter((f.code, f.severity.value) for f in findings if f.severity is not Severity.INFO)


@pytest.mark.realdata
@pytest.mark.parametrize("name", FOUND)
def test_the_rules_find_what_card_and_file_lack(real_data: Path, name: str) -> None:
    report = validate((real_data / name / DATA[name]).resolve(), card=card_of(name))
    assert serious(report.findings) == FOUND[name]


def test_every_example_is_pinned():
    assert {path.parent.name for path in EXAMPLES.glob("*/*.aivc.yaml")} == set(FOUND) == set(DATA)


@pytest.mark.parametrize("name", FOUND)
def test_a_card_can_be_read_and_has_the_structure_of_one(name):
    card = read(name, "minimal")
    assert not card.facts.parse_problem
    assert not card.facts.duplicate_keys
    assert not [table.problem for table in card.facts.tables if table.problem]
    # What one slot makes necessary is asked for by every profile.
    asked = {code for code, _ in FOUND[name]} & {"CRD007"}
    assert {problem.code for problem in card.facts.structure} == asked


@pytest.mark.parametrize("name", FOUND)
def test_a_card_alone_gives_only_what_its_sources_lack(name):
    card = read(name, "release")
    families = ("CRD", "VOC", "INT", "GRM", "PRV", "CTL")
    rules = [
        rule
        for family in families
        for rule in rules_of(family)
        if rule.level is not Level.FULL and rule.code not in LOOK_AT_THE_FILE
    ]
    outcome = run_rules(
        card.view,
        replace(facts_of(), card=card.facts),
        level=Level.OBS,
        profile=load_profile("release"),
        rules=rules,
    )
    expected = {key: n for key, n in FOUND[name].items() if key[0] in OF_THE_CARD}
    assert serious(outcome.findings) == expected
