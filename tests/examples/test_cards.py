"""The cards of published datasets are sound by themselves, and say of their files what is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

import pytest

from aivc.storage.card_source import CardOrigin, CardSource
from aivc.validators.engine import run_rules
from aivc.validators.facts.card import collect_card
from aivc.validators.findings import Level, Severity
from aivc.validators.profile import load_profile
from aivc.validators.registry import rules_of
from aivc.verbs.convert import convert
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
    "scproteomics_scope2_scp1_peptides": "../scproteomics_scope2_scp1/derived/scp1_peptides.h5ad",
    "spatial_cycif_scimap": "example_data.h5ad",
    "spatialdata_blobs_zarr": "blobs.sdata.zarr",
    "spatialdata_merfish_ileum": "derived/merfish_mouse_ileum_cropped.sdata.zarr",
    "timecourse_worm_embryo": "derived/worm_embryo.h5ad",
}
"""The file of each card, in the folder of real data of the same name."""

CONVERTED = {
    "cellpainting_lincs_SQ00015054": (".", "SQ00015054.h5ad"),
    "clinical_pharmaverse_adam": (".", "adam.h5ad"),
    "hashing_gmmdemux_pbmc": ("filtered_feature_bc_matrix", "hashing.h5ad"),
    "omezarr_exemplar001": ("derived", "exemplar001.zarr"),
    "spatial_vendor_mini_cosmx": ("../spatial_vendor_mini/CosMx_small", "cosmx.h5ad"),
    "spatial_vendor_mini_merscope": ("../spatial_vendor_mini/MERSCOPE_small", "merscope.h5ad"),
    "spatial_vendor_mini_xenium": ("../spatial_vendor_mini/Xenium_small", "xenium.h5ad"),
    "visium_squidpy_tiny": (".", "visium.h5ad"),
}
"""What `aivc convert` makes the file of the other cards of, and the name of that file."""

RECORDS = {"survival_lifelines"}
"""Cards of tables of records, which can be divided and evaluated, but not validated as datasets."""

FOUND: dict[str, Counter[tuple[str, str]]] = {
    "cellpainting_lincs_SQ00015054": Counter(
        {
            ("CRD001", "error"): 2,  # structures of 58 compounds, versions of the software
            ("CTL013", "warning"): 1,  # replicates are on other plates
            ("SCL012", "warning"): 1,  # the cells that profiles are medians of are not in the file
            ("TAB010", "warning"): 1,  # the plate map says its name twice
        }
    ),
    "citeseq_pbmc10k_protein": Counter(
        {
            ("CRD001", "error"): 1,  # nothing is known of what counted the reads
            ("PRV011", "warning"): 1,  # var/highly_variable, and by what it was chosen is not known
            ("PRV012", "warning"): 1,  # neither genome nor annotation is known
            ("TAB006", "warning"): 1,  # the word None where a gene has no antibody
        }
    ),
    "clinical_pharmaverse_adam": Counter(
        {
            ("CRD001", "error"): 4,  # steps, structure, times of measurement, horizon of endpoints
            ("CRD007", "error"): 1,  # patches have an area, their dose is not said
            ("CRD032", "warning"): 1,  # rows are people, and no samples were taken
            ("CTL012", "warning"): 1,  # who failed the screening is compared with nobody
            ("TAB006", "warning"): 1,  # REGION1 is NA, here for North America; no rule can tell
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
    "hashing_gmmdemux_pbmc": Counter(
        {
            ("CRD001", "error"): 6,  # organism, steps, and everything about the four samples
            ("CRD025", "error"): 1,  # of which sample a droplet is was not decided
        }
    ),
    "scproteomics_scope2_scp1": Counter(
        {
            ("CRD001", "error"): 1,  # times of harvest
            ("CRD032", "warning"): 1,  # which line the cells are of
            ("GRM014", "error"): 1,  # what made monocytes macrophages
            ("MEA039", "warning"): 1,  # reporters without signal are zeros, beside missing values
        }
    ),
    "scproteomics_scope2_scp1_peptides": Counter(
        {
            ("CRD001", "error"): 1,  # as of the proteins
            ("CRD032", "warning"): 1,
            ("GRM014", "error"): 1,
            ("MEA039", "warning"): 1,
        }
    ),
    "omezarr_exemplar001": Counter(
        {
            ("CRD001", "error"): 2,  # size of a pixel, segmentation
        }
    ),
    "spatial_cycif_scimap": Counter(
        {
            ("CRD001", "error"): 5,  # tissue, disease, pixel, segmentation, version of scimap
            ("CRD007", "error"): 1,  # donor
            ("PRV004", "warning"): 1,  # gates, set on nobody knows which cells
        }
    ),
    "spatial_vendor_mini_cosmx": Counter(
        {
            ("CRD001", "error"): 2,  # processing, segmentation
            ("MAT009", "warning"): 1,  # six of nine cells have none of the eight genes
        }
    ),
    "spatial_vendor_mini_merscope": Counter(
        {
            ("CRD001", "error"): 3,  # processing, size of a pixel, segmentation
            ("MAT018", "error"): 1,  # nothing was counted in the nine genes that were kept
        }
    ),
    "spatial_vendor_mini_xenium": Counter(
        {
            ("CRD001", "error"): 2,  # processing, segmentation
        }
    ),
    "spatialdata_blobs_zarr": Counter(
        {
            ("CRD001", "error"): 3,  # organism, size of a pixel, segmentation: there is none
            ("CRD032", "warning"): 1,  # nor is there a sample
            ("MEA066", "warning"): 1,  # its table still has the other 23
            ("SCL031", "warning"): 2,  # the fixture left 3 of 26 objects and 6 of 300 points
        }
    ),
    "spatialdata_merfish_ileum": Counter(
        {
            ("CRD001", "error"): 2,  # no processing and no versions of Baysor and Cellpose
            (
                "MEA065",
                "warning",
            ): 2,  # cells are counted whole, molecules of the crop alone are there
            ("SCL022", "error"): 1,  # molecules of cells that the crop has no counts of
            ("SCL031", "warning"): 2,  # a sixth of the molecules; outlines at the edge of the crop
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
    "visium_squidpy_tiny": Counter(
        {
            ("CRD001", "error"): 3,  # tissue, disease and stain
            ("CRD007", "error"): 1,  # donor
            ("MEA058", "warning"): 1,  # the larger picture is black
            ("PRV012", "warning"): 1,  # genome is known, annotation is not
            ("SCL052", "warning"): 1,  # how exactly spots were laid over the picture
            ("VOC008", "warning"): 1,  # three retired genes
        }
    ),
}
"""What each card and its file lack, found by hand and confirmed by the rules."""

LACKING = {"hashing_gmmdemux_pbmc": {"CRD001"}, "spatialdata_blobs_zarr": {"CRD001"}}
"""What the profile minimal asks for and no source says: the organism."""

OF_THE_CARD = frozenset({"CRD001", "CRD007", "CRD032", "CTL012", "GRM014", "PRV004", "PRV012"})
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


def file_of(name: str, real_data: Path, folder: Path) -> Path:
    if name in DATA:
        return (real_data / name / DATA[name]).resolve()
    source, file = CONVERTED[name]
    convert((real_data / name / source).resolve(), output=folder / file)
    return folder / file


@pytest.mark.realdata
@pytest.mark.parametrize("name", FOUND)
def test_the_rules_find_what_card_and_file_lack(real_data: Path, tmp_path: Path, name: str) -> None:
    report = validate(file_of(name, real_data, tmp_path), card=card_of(name))
    assert serious(report.findings) == FOUND[name]


@pytest.mark.parametrize("name", CONVERTED)
def test_the_card_of_a_converted_file_names_the_command_that_makes_it(name: str) -> None:
    source, file = CONVERTED[name]
    place = normpath(f"{name}/{source}")
    assert f"#   aivc convert {place} -o {file}\n" in card_of(name).read_text("utf-8")


def test_every_example_is_pinned():
    named = {path.parent.name for path in EXAMPLES.glob("*/*.aivc.yaml")}
    assert named == FOUND.keys() | RECORDS
    assert DATA.keys() | CONVERTED.keys() == set(FOUND)
    assert not DATA.keys() & CONVERTED.keys()


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_card_of_records_can_be_read(name):
    card = read(name, "minimal")
    assert not card.facts.parse_problem
    assert {problem.slot for problem in card.facts.structure} == {"tables"}


@pytest.mark.parametrize("name", FOUND)
def test_a_card_can_be_read_and_has_the_structure_of_one(name):
    card = read(name, "minimal")
    assert not card.facts.parse_problem
    assert not card.facts.duplicate_keys
    assert not [table.problem for table in card.facts.tables if table.problem]
    # What one slot makes necessary is asked for by every profile.
    asked = {code for code, _ in FOUND[name]} & {"CRD007"} | LACKING.get(name, set())
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
