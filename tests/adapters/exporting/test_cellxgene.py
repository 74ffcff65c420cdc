"""Export to CELLxGENE: complete or refused with everything that is lacking."""

from __future__ import annotations

import anndata
import h5py
import numpy as np
import pytest

from aivc.adapters.exporting.cellxgene.labels import everywhere
from aivc.adapters.exporting.cellxgene.obs_check import lacking_in_obs
from aivc.adapters.exporting.cellxgene.standard import ASKED
from aivc.adapters.exporting.exporter import ExportError, IncompleteForTargetError
from aivc.adapters.exporting.registry import load_exporter
from tests.adapters.exporting.conftest import add_embedding, export


def replace_column(path, name, values, frame="obs"):
    """Put a column of text in the place of another."""
    with h5py.File(path, "r+") as file:
        group = file[frame]
        if name in group:
            del group[name]
        else:
            group.attrs["column-order"] = [*group.attrs["column-order"], name]
        made = group.create_dataset(name, data=values, dtype=h5py.string_dtype())
        made.attrs["encoding-type"], made.attrs["encoding-version"] = "string-array", "0.2.0"


def remove_column(path, name):
    """Take a column of obs away."""
    with h5py.File(path, "r+") as file:
        obs = file["obs"]
        del obs[name]
        obs.attrs["column-order"] = [c for c in obs.attrs["column-order"] if c != name]


@pytest.fixture(scope="module")
def made_of(as_they_are, tmp_path_factory):
    """Export each specimen once."""
    folder = tmp_path_factory.mktemp("cellxgene")
    found = {}
    for name in ("drug", "guides"):
        target = folder / f"{name}.h5ad"
        unheld = export("cellxgene", as_they_are[f"{name} embedded"], target)
        found[name] = (anndata.read_h5ad(target), unheld)
    return found


@pytest.fixture
def cellxgene(run, tmp_path):
    def export(path, name="cellxgene"):
        target = tmp_path / "out.h5ad"
        unheld = run(name, path, target)
        return anndata.read_h5ad(target), unheld

    return export


@pytest.fixture
def lacking(run, tmp_path):
    def refused(path, name="cellxgene"):
        target = tmp_path / "out.h5ad"
        with pytest.raises(IncompleteForTargetError) as error:
            run(name, path, target)
        assert not target.exists()
        assert not list(tmp_path.glob(".out*"))
        return [(lack.where, lack.what) for lack in error.value.lacking]

    return refused


def test_a_complete_dataset_becomes_a_file(made_of):
    made, _ = made_of["drug"]
    assert {column.name for column in ASKED} <= set(made.obs.columns)
    for column in ASKED:
        assert made.obs[column.name].dtype == "category"
        assert not made.obs[column.name].isna().any()
    assert made.obs.is_primary_data.dtype == bool
    assert made.uns["organism_ontology_term_id"] == "NCBITaxon:9606"
    assert made.uns["X_approximate_distribution"] == "count"
    assert made.X.dtype == np.float32
    assert made.raw is None
    assert not made.var.feature_is_filtered.any()
    assert list(made.obsm) == ["X_umap"]


def test_what_was_applied_is_named_by_terms(made_of):
    made, unheld = made_of["drug"]
    rows = made.obs.drop_duplicates("condition_id").set_index("condition_id")
    terms = rows["experimental_condition_ontology_term_id"]
    assert terms["dmso"] == "na"
    assert terms["dex_low"] == "CHEBI:41879"
    assert terms["dex_pano"] == "CHEBI:41879 || CHEBI:85990"
    assert {"conditions", "controls", "activities"} <= {entry.where for entry in unheld}


def test_guides_are_described_and_named_in_each_row(made_of):
    made, _ = made_of["guides"]
    pairs = made.obs[["guide_id", "genetic_perturbation_id", "genetic_perturbation_strategy"]]
    found = {tuple(row) for row in pairs.astype(str).itertuples(index=False)}
    interference = "CRISPR interference screen"
    assert ("KLF1_1|MYB_1", "KLF1_1 || MYB_1", interference) in found
    assert ("non-targeting_1", "non-targeting_1", "control") in found
    described = made.uns["genetic_perturbations"]
    assert described["GATA1_1"]["role"] == "targeting"
    assert described["GATA1_1"]["intended_features"] == {"ENSG00000102145": "GATA1"}
    assert "intended_features" not in described["non-targeting_1"]


def test_counts_go_to_raw_and_normalised_values_stay_in_x(as_they_are, made_of):
    before = anndata.read_h5ad(as_they_are["guides"])
    made, _ = made_of["guides"]
    assert np.array_equal(made.raw.X.toarray(), before.layers["counts"].toarray())
    assert np.array_equal(made.X.toarray(), before.X.toarray())
    assert made.raw.X.dtype == np.float32
    assert "counts" not in made.layers
    assert list(made.raw.var_names) == list(made.var_names)
    assert "feature_is_filtered" not in made.raw.var


def test_a_cell_line_has_no_donor(written, cellxgene):
    path = written("guides")
    for column in ("donor_id", "sex_ontology_term_id", "self_reported_ethnicity_ontology_term_id"):
        remove_column(path, column)
    add_embedding(path)
    made, _ = cellxgene(path)
    assert set(made.obs.donor_id) == {"na"}
    assert set(made.obs.sex_ontology_term_id) == {"na"}
    assert set(made.obs.tissue_ontology_term_id) == {"CVCL_0004"}


def test_facts_of_rows_come_from_samples_and_donors_where_obs_says_nothing(written, cellxgene):
    path = written("drug")
    before = anndata.read_h5ad(path).obs
    columns = (
        "donor_id", "sex_ontology_term_id", "development_stage_ontology_term_id", "tissue_type",
        "disease_ontology_term_id", "tissue_ontology_term_id", "assay_ontology_term_id",
        "suspension_type", "is_primary_data", "self_reported_ethnicity_ontology_term_id",
    )  # fmt: skip
    for column in columns:
        remove_column(path, column)
    add_embedding(path)
    made, _ = cellxgene(path)
    for column in columns:
        assert made.obs[column].astype(str).tolist() == before[column].astype(str).tolist()


def test_everything_that_is_lacking_is_said_at_once(written, lacking):
    path = written("drug", removed=["/title", "/samples/0/suspension_type", "/agents/0/chebi_id"])
    for column in ("suspension_type", "cell_type_ontology_term_id"):
        remove_column(path, column)
    found = lacking(path)
    where = [place for place, _ in found]
    assert where == sorted(where)
    assert set(where) == {
        "/agents/0/chebi_id",
        "/title",
        "obs/cell_type_ontology_term_id",
        "obs/suspension_type",
        "obsm",
    }
    told = dict(found)
    assert "48 of 48 rows" in told["obs/cell_type_ontology_term_id"]
    assert "8 of 48 rows" in told["obs/suspension_type"]


@pytest.mark.parametrize(
    ("column", "label", "word"),
    [
        ("cell_type_ontology_term_id", "CL:9999999", "not in CL"),
        ("cell_type_ontology_term_id", "UBERON:0000178", "no term of CL"),
        ("cell_type_ontology_term_id", "na", "only cell lines"),
        ("assay_ontology_term_id", "EFO:0001444", "not below"),
        ("assay_ontology_term_id", "EFO:0002772", "not below"),
        ("assay_ontology_term_id", "EFO:0009310", "deprecated; EFO:0009899"),
        ("disease_ontology_term_id", "unknown", "no term of MONDO or PATO"),
        ("disease_ontology_term_id", "MONDO:0005578 || MONDO:0005148", "not sorted"),
        ("sex_ontology_term_id", "male", "no term of PATO"),
        ("sex_ontology_term_id", "na", "only cell lines"),
        ("self_reported_ethnicity_ontology_term_id", "HANCESTRO:0601", "not below"),
        ("development_stage_ontology_term_id", "MmusDv:0000110", "not below"),
        ("tissue_type", "biopsy", "none of"),
        ("tissue_ontology_term_id", "CVCL_0004", "takes a term of UBERON"),
        ("suspension_type", "na", "takes cell or nucleus"),
    ],
)
def test_a_label_that_cellxgene_does_not_take_is_named(column, label, word):
    assert word in dict(refused({column: label}))[f"obs/{column}"]


TAKEN = {
    "assay_ontology_term_id": "EFO:0009922",
    "cell_type_ontology_term_id": "CL:0000624",
    "development_stage_ontology_term_id": "HsapDv:0000123",
    "disease_ontology_term_id": "PATO:0000461",
    "donor_id": "D1",
    "self_reported_ethnicity_ontology_term_id": "unknown",
    "sex_ontology_term_id": "PATO:0000383",
    "suspension_type": "cell",
    "tissue_ontology_term_id": "UBERON:0000178",
    "tissue_type": "tissue",
}


def refused(changes):
    """Judge four rows that all say the same."""
    said = {name: everywhere(4, label) for name, label in {**TAKEN, **changes}.items()}
    return [(x.where, x.what) for x in lacking_in_obs(said, "NCBITaxon:9606")]


def test_labels_that_cellxgene_takes_are_no_problem():
    assert refused({}) == []
    assert refused({"disease_ontology_term_id": "MONDO:0005148 || MONDO:0005578"}) == []
    assert refused({"self_reported_ethnicity_ontology_term_id": "HANCESTRO:0019"}) == []


def test_features_without_ensembl_ids_are_refused(written, lacking):
    path = written("drug")
    add_embedding(path)
    names = [f"GENE{k}" for k in range(40)]
    with h5py.File(path, "r+") as file:
        index = file["var"].attrs["_index"]
        file["var"][index][...] = names
    found = dict(lacking(path))
    assert "40 of 40 are none" in found["var"]


def test_ids_may_stand_in_a_column_and_lose_their_version(written, cellxgene):
    path = written("drug", {"/tables/0/feature_space/feature_column": "gene_id"})
    add_embedding(path)
    with h5py.File(path, "r+") as file:
        index = file["var"].attrs["_index"]
        ids = file["var"][index].asstr()[...]
        file["var"][index][...] = [f"name{k}" for k in range(40)]
    replace_column(path, "gene_id", [f"{name}.12" for name in ids], "var")
    made, _ = cellxgene(path)
    assert list(made.var_names) == list(ids)
    assert made.var["author_feature_id"].tolist() == [f"name{k}" for k in range(40)]


def test_retired_features_are_left_behind_by_name(written, cellxgene):
    path = written("drug")
    before = anndata.read_h5ad(path)
    add_embedding(path)
    with h5py.File(path, "r+") as file:
        index = file["var"].attrs["_index"]
        file["var"][index][3] = "ENSG00000999999"
    made, unheld = cellxgene(path)
    assert made.n_vars == 39
    kept = [k for k in range(40) if k != 3]
    assert np.array_equal(made.X.toarray(), before.X.toarray()[:, kept])
    assert (
        made.var["author_feature_name"].tolist() == before.var["feature_name"].iloc[kept].tolist()
    )
    (told,) = [entry for entry in unheld if entry.where == "var"]
    assert "ENSG00000999999" in told.what


def damage_counts(path, change):
    with h5py.File(path, "r+") as file:
        change(file["X"])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda x: x["data"].__setitem__(0, 0.5), "1 values are none"),
        (lambda x: x["data"].__setitem__(0, -1.0), "1 values are none"),
        (lambda x: x["data"].__setitem__(0, 3e7), "are larger"),
        (
            lambda x: x["data"].__setitem__(slice(x["indptr"][0], x["indptr"][1]), 0.0),
            "1 rows have none",
        ),
    ],
)
def test_counts_that_are_none_are_refused(written, lacking, change, word):
    path = written("drug")
    add_embedding(path)
    damage_counts(path, change)
    assert any(where == "X" and word in what for where, what in lacking(path))


def test_missing_counts_are_asked_for(written, lacking):
    path = written("drug", {"/tables/0/value_type": "log_normalized"})
    add_embedding(path)
    assert [where for where, _ in lacking(path)] == ["/tables"]


def test_guides_that_nobody_lists_are_named(written, lacking):
    path = written("guides", removed=["/agents/0/guides/1"])
    add_embedding(path)
    found = dict(lacking(path))
    assert "GATA1_2" in found["/agents/*/guides"]


def test_a_guide_without_a_protospacer_is_named(written, lacking):
    path = written("guides", removed=["/agents/0/guides/0/protospacer_sequence"])
    add_embedding(path)
    assert "/agents/0/guides/0/protospacer_sequence" in dict(lacking(path))


def test_names_of_guides_are_made_acceptable(written, cellxgene):
    path = written("guides", {"/agents/0/guides/0/guide_id": "GATA1/1 a"})
    with h5py.File(path, "r+") as file:
        labels = file["obs/guide_id/categories"].asstr()[...]
        made = ["GATA1/1 a" if label == "GATA1_1" else label for label in labels]
        del file["obs/guide_id/categories"]
        stored = file["obs/guide_id"].create_dataset(
            "categories", data=made, dtype=h5py.string_dtype()
        )
        stored.attrs["encoding-type"] = "string-array"
        stored.attrs["encoding-version"] = "0.2.0"
    add_embedding(path)
    made, unheld = cellxgene(path)
    assert "GATA1_1_a" in made.uns["genetic_perturbations"]
    assert any(entry.what == "the name 'GATA1/1 a'" for entry in unheld)


def test_names_that_cellxgene_keeps_become_those_of_the_author(written, cellxgene):
    path = written("drug")
    add_embedding(path)
    replace_column(path, "cell_type", ["T"] * 48)
    replace_column(path, "__mark", ["a"] * 48)
    made, unheld = cellxgene(path)
    assert made.obs["author_cell_type"].tolist() == ["T"] * 48
    assert made.obs["author_mark"].tolist() == ["a"] * 48
    assert not {"cell_type", "__mark"} & set(made.obs.columns)
    assert {"obs/cell_type", "obs/__mark", "var/feature_name"} <= {e.where for e in unheld}


def test_a_file_before_analysis_has_no_cell_types(written, cellxgene):
    made, unheld = cellxgene(written("drug"), "cellxgene-pre-analysis")
    assert "cell_type_ontology_term_id" not in made.obs
    assert not made.obsm
    assert any(entry.where == "obs/cell_type_ontology_term_id" for entry in unheld)


def test_arrays_that_are_no_embeddings_stay_behind(written, cellxgene):
    path = written("drug")
    add_embedding(path)
    add_embedding(path, "X_bad", np.full((48, 2), np.inf))
    add_embedding(path, "X_line", np.zeros((48, 1)))
    add_embedding(path, "spatial")
    made, unheld = cellxgene(path)
    assert set(made.obsm) == {"X_umap", "spatial_coordinates"}
    where = {entry.where for entry in unheld}
    assert {"obsm/X_bad", "obsm/X_line", "obsm/spatial"} <= where


def test_features_filtered_out_of_x_come_back_as_zeros(written, cellxgene, tmp_path):
    path = written("guides", {"/tables/1/path_in_file": "raw/X"})
    before = anndata.read_h5ad(path)
    small = before[:, 5:30].copy()
    small.raw = anndata.AnnData(before.layers["counts"], before.obs, before.var)
    del small.layers["counts"]
    small.obsm["X_umap"] = np.arange(96.0).reshape(48, 2)
    small.write_h5ad(path)
    made, _ = cellxgene(path)
    assert made.n_vars == 40
    assert list(made.var_names) == list(before.var_names)
    assert np.array_equal(made.X[:, 5:30].toarray(), before.X[:, 5:30].toarray())
    assert made.X[:, :5].nnz == 0
    assert made.var.feature_is_filtered.tolist() == [not 5 <= k < 30 for k in range(40)]


def test_the_same_bytes_come_out_again(run, written, tmp_path):
    path = written("guides")
    add_embedding(path)
    for name in ("one.h5ad", "two.h5ad"):
        run("cellxgene", path, tmp_path / name)
    assert (tmp_path / "one.h5ad").read_bytes() == (tmp_path / "two.h5ad").read_bytes()


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(ExportError, match="h5ad"):
        load_exporter("cellxgene").placed(tmp_path / "out.zarr")
