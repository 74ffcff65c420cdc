"""Export to scPerturb: its columns, and the way back."""

from __future__ import annotations

import anndata
import numpy as np
import pytest
import yaml

from aivc.adapters.exporting.exporter import IncompleteForTargetError
from tests.adapters.exporting.conftest import export

ASKED_FOR = (
    "disease", "cancer", "tissue_type", "perturbation", "organism", "perturbation_type",
    "ncounts", "ngenes", "nperts", "percent_mito", "percent_ribo",
)  # fmt: skip
"""What `assert_annotations` of sanderlab/scPerturb (utils.py) looks for in obs."""


@pytest.fixture(scope="module")
def made(as_they_are, tmp_path_factory):
    """Export each specimen once."""
    folder = tmp_path_factory.mktemp("scperturb")
    found = {}
    for name in ("drug", "guides"):
        target = folder / f"{name}.h5ad"
        unheld = export("scperturb", as_they_are[name], target)
        found[name] = (anndata.read_h5ad(target), unheld)
    return found


@pytest.mark.parametrize("name", ["drug", "guides"])
def test_the_columns_that_scperturb_checks_are_there(made, name):
    table, _ = made[name]
    assert table.obs.index.name == "cell_barcode"
    assert set(ASKED_FOR) <= set(table.obs.columns)
    assert {"ncounts", "ncells"} <= set(table.var.columns)


def test_what_was_done_stands_in_flat_columns(made):
    rows = made["drug"][0].obs.drop_duplicates("condition_id").set_index("condition_id")
    assert rows.loc["dmso", "perturbation"] == "control"
    assert rows.loc["dmso", "nperts"] == 0
    assert rows.loc["dex_low", ["perturbation", "dose_value", "dose_unit", "time"]].tolist() == [
        "dexamethasone", 0.01, "uM", 24,
    ]  # fmt: skip
    both = rows.loc["dex_pano"]
    assert (both.perturbation, both.perturbation_2) == ("dexamethasone", "panobinostat")
    assert (both.dose_value, both.dose_value_2, both.nperts) == (1.0, 0.05, 2)
    assert np.isnan(rows.loc["pano_pulses", "dose_value"])


def test_guides_are_called_by_their_targets(made):
    table, _ = made["guides"]
    rows = table.obs.drop_duplicates("condition_id").set_index("condition_id")
    assert rows.loc["GATA1_8d", ["perturbation", "perturbation_type", "target"]].tolist() == [
        "GATA1", "CRISPRi", "GATA1",
    ]  # fmt: skip
    assert rows.loc["KLF1_MYB_8d", "perturbation"] == "KLF1+MYB"
    assert rows.loc["GATA1_8d", "time"] == 192
    assert set(rows.cell_line) == {"K-562"}
    assert set(rows.tissue_type) == {"cell_line"}
    assert rows.cancer.all()


def test_sums_are_those_of_the_raw_counts(made):
    table, _ = made["guides"]
    counts = table.X.toarray()
    assert (counts % 1 == 0).all()
    assert table.obs.ncounts.tolist() == counts.sum(axis=1).tolist()
    assert table.obs.ngenes.tolist() == (counts > 0).sum(axis=1).tolist()
    assert table.var.ncells.tolist() == (counts > 0).sum(axis=0).tolist()
    mitochondrial = table.var.feature_name.str.startswith("MT-").to_numpy()
    share = 100 * counts[:, mitochondrial].sum(axis=1) / counts.sum(axis=1)
    assert np.allclose(table.obs.percent_mito, share)


def test_the_normalised_matrix_becomes_a_layer(made):
    table, _ = made["guides"]
    expected = np.log1p(1e4 * table.X.toarray() / table.X.toarray().sum(axis=1, keepdims=True))
    assert np.allclose(table.layers["source_X"].toarray(), expected, atol=1e-3)


def test_columns_of_the_source_stay(made):
    table, _ = made["drug"]
    assert set(table.obs.source_tissue_type) == {"tissue"}
    assert {"well_position", "total_counts", "cell_type_ontology_term_id"} <= set(table.obs)
    assert table.uns["organism_ontology_term_id"] == "NCBITaxon:9606"


def test_schedules_and_controls_are_named(made):
    _, unheld = made["drug"]
    where = {entry.where for entry in unheld}
    assert where == {"card", "condition dmso", "condition pano_pulses"}


def test_without_counts_the_sums_are_left_out_and_named(run, written, tmp_path):
    data = written("drug", {"/tables/0/value_type": "log_normalized"})
    unheld = run("scperturb", data, tmp_path / "out.h5ad")
    obs = anndata.read_h5ad(tmp_path / "out.h5ad").obs
    assert not {"ncounts", "ngenes"} & set(obs.columns)
    assert any("ncounts" in entry.what for entry in unheld)


def test_rows_without_a_condition_are_refused(run, written, tmp_path):
    data = written("drug", removed=["/conditions"])
    with pytest.raises(IncompleteForTargetError) as refused:
        run("scperturb", data, tmp_path / "out.h5ad")
    assert [lack.where for lack in refused.value.lacking] == ["/conditions"]


def test_the_same_bytes_come_out_again(run, written, tmp_path):
    data = written("guides")
    for name in ("one.h5ad", "two.h5ad"):
        run("scperturb", data, tmp_path / name)
    assert (tmp_path / "one.h5ad").read_bytes() == (tmp_path / "two.h5ad").read_bytes()


def drafted(path):
    """Draft a card of a file and return what each condition says."""
    from aivc.verbs.init import init

    card = yaml.safe_load(init(path, force=True).text)
    events = {i["intervention_id"]: i["events"] for i in card["interventions"]}
    found = {}
    for condition in card["conditions"]:
        done = frozenset(
            (
                event["agent"].lower(),
                event.get("amount", {}).get("value"),
                event.get("amount", {}).get("unit"),
            )
            for event in events.get(condition.get("intervention"), [])
        )
        found[done] = condition.get("harvest_time", {}).get("value")
    return found


def test_drafted_back_the_conditions_are_the_same(run, written, tmp_path):
    run("scperturb", written("drug"), tmp_path / "drug_out.h5ad")
    dex, pano = "dexamethasone", "panobinostat"
    assert drafted(tmp_path / "drug_out.h5ad") == {
        frozenset(): 24,
        frozenset({(dex, 0.01, "umol/L")}): 24,
        frozenset({(dex, 1, "umol/L")}): 24,
        frozenset({(pano, 0.005, "umol/L")}): 24,
        frozenset({(pano, 0.05, "umol/L")}): 24,
        frozenset({(dex, 1, "umol/L"), (pano, 0.05, "umol/L")}): 24,
    }  # the pulses are named as left behind


def test_drafted_back_the_guides_are_the_same(run, written, tmp_path):
    run("scperturb", written("guides"), tmp_path / "guides_out.h5ad")
    genes = ("gata1", "hspa5", "klf1", "myb")
    expected = {frozenset({(gene, None, None)}): 192 for gene in genes}
    expected[frozenset({("klf1", None, None), ("myb", None, None)})] = 192
    expected[frozenset()] = 192
    assert drafted(tmp_path / "guides_out.h5ad") == expected
