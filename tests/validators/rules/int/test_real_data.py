"""Rules about interventions and grammar on real data: silent, but for what was planted."""

from __future__ import annotations

import copy
import shutil

import h5py
import pytest
import yaml

from aivc.storage import find_card, open_dataset
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.registry import rules_of

pytestmark = pytest.mark.realdata

GBM = "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
NORMAN = "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
PAPALEXI = "crispr_papalexi_eccite/derived/papalexi.h5mu"
TGGATES = "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad"
HEADER = {"aivc_schema_version": "0.1.0", "id": "x:y", "title": "Real data"}


def hours(value):
    return {"value": value, "unit": "h"}


def found_in(path, card, folder, families=("INT", "GRM")):
    """Return (code, location, count) of everything that the families say at level obs."""
    beside = folder / "card.yaml"
    beside.write_text(yaml.safe_dump({**HEADER, **card}), "utf-8")
    with open_dataset(path) as dataset:
        view, facts, _ = collect(dataset, find_card(path, beside, dataset), level=Level.OBS)
    return sorted(
        (rule.code, str(evidence.location), evidence.count)
        for family in families
        for rule in rules_of(family)
        if rule.level is not Level.FULL
        for evidence in rule.check(view, facts)
    )


def gbm_card():
    return {
        "organism_ontology_term_id": ["NCBITaxon:9606"],
        "tables": [{"path_in_file": "X", "measured_by": "rna"}],
        "operators": [{"operator_id": "rna", "operator_type": "SingleCellRNA", "scale": "cell"}],
        "binding": {
            "keys": [
                {"role": "donor", "columns": ["patient_id"]},
                {"role": "dose", "columns": ["treatment"]},
            ]
        },
        "agents": [
            {"agent_id": "panobinostat", "agent_type": "Chemical"},
            {"agent_id": "DMSO", "agent_type": "Chemical"},
        ],
        "interventions": [
            {
                "intervention_id": "give",
                "acts_at": "sample",
                "time_zero": "first_dose",
                "events": [
                    {
                        "event_type": "administer",
                        "event_time": hours(0),
                        "agent": "panobinostat",
                        "amount": {"value": 0.2, "unit": "umol/L"},
                        "dose_kind": "molar_concentration",
                        "exposure_mode": "bath_concentration",
                    }
                ],
                "vehicle": "vehicle",
            }
        ],
        "controls": [
            {
                "control_id": "vehicle",
                "control_kind": "vehicle",
                "control_agent": "DMSO",
                "is_for_all_treated": True,
            }
        ],
        "conditions": [
            {
                "condition_id": "treated",
                "intervention": "give",
                "harvest_time": hours(24),
                "matches": [{"column": "condition", "column_value": "panobinostat"}],
            },
            {
                "condition_id": "vehicle",
                "control": "vehicle",
                "harvest_time": hours(24),
                "matches": [{"column": "condition", "column_value": "ctrl"}],
            },
        ],
    }


def test_five_patients_and_a_drug_are_described_without_a_finding(real_data, tmp_path):
    assert found_in(real_data / GBM, gbm_card(), tmp_path) == []


@pytest.mark.parametrize(
    ("planted", "families", "found"),
    [
        (
            {"interval": {"value": 1, "unit": "d"}, "additional_doses": 2},
            ("INT", "GRM"),
            ("GRM003", "card:/conditions/0/harvest_time", 1),
        ),
        (
            {"amount": {"value": 10, "unit": "um"}},
            ("INT", "GRM", "VOC"),
            ("VOC018", "card:/interventions/0/events/0/amount/unit", 1),
        ),
        (
            {"amount": {"value": 200, "unit": "nm"}},
            ("INT", "GRM", "VOC"),
            ("INT002", "card:/interventions/0/events/0/amount/unit", 1),
        ),
        (
            {"event_time": hours(-2)},
            ("INT", "GRM"),
            ("GRM002", "card:/interventions/0/events/0/event_time", 1),
        ),
        (
            {"amount": {"value": 0, "unit": "umol/L"}},
            ("INT", "GRM"),
            ("INT004", "card:/conditions/0/intervention", 1),
        ),
    ],
)
def test_a_fault_planted_in_the_card_is_found_once(real_data, tmp_path, planted, families, found):
    card = gbm_card()
    # The dose column holds the dose and the drug in one text; here only the card is judged.
    card["binding"]["keys"].pop()
    before = found_in(real_data / GBM, card, tmp_path, families)
    card["interventions"][0]["events"][0].update(planted)
    after = found_in(real_data / GBM, card, tmp_path, families)
    assert [finding for finding in after if finding not in before] == [found]


def norman_card(labels, separator="+"):
    genes = sorted({gene for label in labels for gene in label.split("+")} - {"control"})
    return {
        "binding": {
            "keys": [{"role": "agent", "columns": ["condition"]}],
            **({"combination_separator": separator} if separator else {}),
        },
        "agents": [
            {
                "agent_id": gene,
                "agent_type": "GeneticPerturbation",
                "genetic_modality": "activation",
            }
            for gene in genes
        ],
        "interventions": [
            {
                "intervention_id": label,
                "events": [
                    {
                        "event_type": "administer",
                        "event_time": hours(0),
                        "agent": gene,
                        "exposure_mode": "constitutive_genetic",
                    }
                    for gene in label.split("+")
                ],
                **(
                    {
                        "combination": {
                            "members": [{"agent": gene} for gene in label.split("+")],
                            "combination_order": "simultaneous",
                        }
                    }
                    if "+" in label
                    else {}
                ),
            }
            for label in labels
            if label != "control"
        ],
        "controls": [{"control_id": "control", "control_kind": "non_targeting_guide"}],
        "conditions": [
            {
                "condition_id": label,
                "matches": [{"column": "condition", "column_value": label}],
                **({"control": label} if label == "control" else {"intervention": label}),
            }
            for label in labels
        ],
    }


def labels_of(path, column="condition"):
    with h5py.File(path) as file:
        return [label.decode() for label in file["obs"][column]["categories"][:]]


def test_pairs_of_genes_are_read_at_the_declared_separator(real_data, tmp_path):
    path = real_data / NORMAN
    labels = labels_of(path)
    assert any("+" in label for label in labels)
    assert found_in(path, norman_card(labels), tmp_path) == []


def test_pairs_without_a_declared_separator_are_named(real_data, tmp_path):
    path = real_data / NORMAN
    labels = labels_of(path)
    n_pairs = sum("+" in label for label in labels)
    found = found_in(path, norman_card(labels, separator=None), tmp_path)
    assert found == [("INT033", "obs/condition", n_pairs)]


@pytest.mark.parametrize("separator", ["+", "-"])
def test_hla_a_is_not_read_as_a_combination(real_data, tmp_path, separator):
    path = tmp_path / "renamed.h5ad"
    shutil.copyfile(real_data / NORMAN, path)
    path.chmod(0o600)
    labels = labels_of(path)
    single = next(label for label in labels if "+" not in label and label != "control")
    pair = next(label for label in labels if "+" in label)
    # Where a hyphen is declared, only the known name of a single agent is safe from it.
    renamed = {single: "HLA-A", pair: "NKX2-1+HLA-DRA" if separator == "+" else pair}
    labels = [renamed.get(label, label) for label in labels]
    with h5py.File(path, "r+") as file:
        file["obs"]["condition"]["categories"][...] = [label.encode() for label in labels]
    found = found_in(path, norman_card(labels, separator), tmp_path)
    assert found == []


def test_a_label_with_more_genes_than_were_applied_is_found(real_data, tmp_path):
    path = real_data / NORMAN
    labels = labels_of(path)
    card = norman_card(labels)
    pair = next(i for i in card["interventions"] if "combination" in i)
    del pair["combination"], pair["events"][1]
    assert found_in(path, card, tmp_path) == [("INT016", "obs/condition", 1)]


def papalexi_card(path):
    with h5py.File(path) as file:
        names = [name.decode() for name in file["mod/guide/var/_index"][:]]
    agents = {}
    for name in names:
        gene, _, _ = name.rpartition("g")
        agents.setdefault(gene, []).append(name)
    return {
        "agents": [
            {
                "agent_id": gene,
                "agent_type": "GeneticPerturbation",
                "genetic_modality": "knockout",
                "strategy": "control" if gene == "NT" else "CRISPR knockout screen",
                "guides": [
                    {
                        "guide_id": name,
                        "guide_role": "control" if gene == "NT" else "targeting",
                        **({} if gene == "NT" else {"guide_features": [f"ENSG{k:011d}"]}),
                    }
                    for name in guides
                ],
            }
            for k, (gene, guides) in enumerate(agents.items())
        ],
    }


def test_a_control_guide_with_a_target_is_found_among_a_hundred(real_data, tmp_path):
    path = real_data / PAPALEXI
    card = papalexi_card(path)
    assert sum(len(agent["guides"]) for agent in card["agents"]) == 107
    assert found_in(path, card, tmp_path) == []
    spoilt = copy.deepcopy(card)
    spoilt["agents"][3]["guides"][1]["guide_role"] = "control"
    assert found_in(path, spoilt, tmp_path) == [
        ("INT008", "card:/agents/3/guides/1/guide_features", 1)
    ]


def test_names_of_compounds_keep_their_commas_and_hyphens(real_data, tmp_path):
    path = real_data / TGGATES
    with open_dataset(path) as dataset:
        compounds = dataset.tables[0].obs.column("treatmentid").categories
    assert any("," in name for name in compounds)
    for separator in (",", "-"):
        card = {
            "binding": {
                "keys": [{"role": "agent", "columns": ["treatmentid"]}],
                "combination_separator": separator,
            },
            "agents": [{"agent_id": name, "agent_type": "Chemical"} for name in compounds],
            "interventions": [
                {
                    "intervention_id": name,
                    "events": [{"event_type": "administer", "event_time": hours(0), "agent": name}],
                }
                for name in compounds
            ],
            "conditions": [
                {
                    "condition_id": name,
                    "intervention": name,
                    "harvest_time": hours(24),
                    "matches": [{"column": "treatmentid", "column_value": name}],
                }
                for name in compounds
            ],
        }
        assert [f for f in found_in(path, card, tmp_path) if f[0] == "INT016"] == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (GBM, []),
        # `1` and `1+1` are no scale of doses.
        (NORMAN, []),
        (PAPALEXI, []),
        (
            TGGATES,
            [("INT001", "obs/concentration", 1712), ("INT032", "obs/duration", 2382)],
        ),
        (
            "drug_a549_dex_sciplex2/derived/a549_dex.h5ad",
            [("INT001", "obs/dose", 444)],
        ),
        (
            "timecourse_worm_embryo/derived/worm_embryo.h5ad",
            [("INT032", "obs/embryo.time", 1805), ("INT032", "obs/raw.embryo.time", 1805)],
        ),
        ("cellxgene_fixtures/example_valid.h5ad", []),
        ("citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad", []),
        ("scproteomics_scope2_scp1/derived/scp1_proteins.h5ad", []),
        ("spatialdata_blobs_zarr/blobs.sdata.zarr", []),
        ("spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr", []),
        ("anndata_archive/adata.h5ad", []),
    ],
)
def test_a_file_without_a_card_gets_only_what_its_columns_deserve(real_data, name, found):
    with open_dataset(real_data / name) as dataset:
        view, facts, _ = collect(dataset, (), level=Level.OBS)
    seen = sorted(
        (rule.code, str(evidence.location), evidence.count)
        for family in ("INT", "GRM")
        for rule in rules_of(family)
        if not rule.needs_card
        for evidence in rule.check(view, facts)
    )
    assert seen == found
