"""The specimens are valid, true in themselves, and the same every time."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from aivc.schema import vocabulary
from aivc.schema.structure import check_structure
from aivc.validators.examples.specimen import Specimen, SpecimenMatrix
from aivc.validators.examples.specimens import SPECIMENS, specimen_of
from aivc.validators.examples.specimens.genes import GENES

CURIE_PREFIXES = ("CL:", "UBERON:", "EFO:", "MONDO:", "PATO:", "HsapDv:", "CHEBI:", "CVCL_")
DEPTH_OF_LOG = 1e4

every_specimen = pytest.mark.parametrize("name", SPECIMENS)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    else:
        yield key, value


def texts_of(specimen: Specimen) -> set[str]:
    found = {value for _, value in leaves(dict(specimen.card or {})) if isinstance(value, str)}
    for table in specimen.tables.values():
        for values in table.obs.columns.values():
            found.update(value for value in values if isinstance(value, str))
    return found


def table_of(specimen: Specimen, path: str) -> str:
    return next(name for name in specimen.tables if path.startswith(name))


def matrix_at(specimen: Specimen, path: str) -> SpecimenMatrix:
    name = table_of(specimen, path)
    return specimen.tables[name].matrices[path.removeprefix(name).lstrip("/")]


@every_specimen
@pytest.mark.parametrize("profile", ["minimal", "release", "benchmark"])
def test_the_structure_of_every_card_holds(name: str, profile: str) -> None:
    assert check_structure(specimen_of(name).card, "DatasetCard", profile) == ()


@every_specimen
def test_every_ontology_term_is_current(name: str) -> None:
    terms = [text for text in texts_of(specimen_of(name)) if text.startswith(CURIE_PREFIXES)]
    found = {term: vocabulary.lookup(term) for term in terms}
    assert terms
    assert [term for term, entry in found.items() if entry is None or entry.deprecated] == []


@every_specimen
def test_genes_are_annotated_under_the_symbol_given(name: str) -> None:
    genes = vocabulary.genes("NCBITaxon:9606")
    checked = 0
    for table in specimen_of(name).tables.values():
        for feature, symbol in zip(
            table.var.names, table.var.columns.get("feature_name", ()), strict=False
        ):
            assert genes.by_id(feature) == symbol
            checked += 1
    assert checked >= 30
    card_genes = [text for text in texts_of(specimen_of(name)) if text.startswith("ENSG")]
    assert all(genes.by_id(gene) for gene in card_genes)


@every_specimen
def test_units_are_codes_of_ucum_that_fit_their_dose(name: str) -> None:
    card = specimen_of(name).card or {}
    units = {value for key, value in leaves(dict(card)) if key == "unit"}
    parsed = {unit: vocabulary.parse_unit(unit, "ucum") for unit in units}
    read = {unit: code for unit, code in parsed.items() if isinstance(code, vocabulary.Unit)}
    assert read == parsed
    for intervention in card["interventions"]:
        for event in intervention["events"]:
            if "amount" in event:
                assert vocabulary.fits(read[event["amount"]["unit"]], event["dose_kind"])


@pytest.mark.parametrize("name", ["drug", "bulk"])
def test_compounds_are_what_their_keys_say(name: str) -> None:
    pytest.importorskip("rdkit")
    agents = (specimen_of(name).card or {})["agents"]
    assert len(agents) == 3
    for agent in agents:
        assert vocabulary.smiles_to_inchikey(agent["smiles"]) == agent["inchikey"]
        assert vocabulary.parent_inchikey(agent["smiles"]) == agent["parent_inchikey"]


@every_specimen
def test_two_makings_are_equal_and_share_nothing_that_can_be_changed(name: str) -> None:
    first, second = specimen_of(name), specimen_of(name)
    assert first.card == second.card
    for table, values in first.tables.items():
        assert values.obs == second.tables[table].obs
        for matrix, stored in values.matrices.items():
            assert not stored.values.flags.writeable
            np.testing.assert_array_equal(
                stored.values, second.tables[table].matrices[matrix].values
            )


@every_specimen
def test_the_card_counts_what_the_tables_hold(name: str) -> None:
    specimen = specimen_of(name)
    card = specimen.card or {}
    for entry in card["tables"]:
        path = entry["path_in_file"]
        assert matrix_at(specimen, path).values.shape == (entry["n_obs"], entry["n_var"])
        table = specimen.tables[table_of(specimen, path)]
        names = "\n".join(table.var.names).encode()
        declared = entry["feature_space"]["feature_list_sha256"]
        assert hashlib.sha256(names).hexdigest() == declared
    for table in specimen.tables.values():
        rows = Counter(table.obs.columns["condition_id"])
        assert rows == {c["condition_id"]: c["n_observations"] for c in card["conditions"]}


@every_specimen
def test_every_key_of_a_row_is_in_the_card_and_the_other_way_round(name: str) -> None:
    specimen = specimen_of(name)
    card = specimen.card or {}
    kinds = [("samples", "sample_id"), ("batches", "batch_id"), ("donors", "donor_id")]
    for part, key in [*kinds, ("plates", "plate_id"), ("sites", "site_id")]:
        described = {entry[key] for entry in card.get(part, [])}
        for table in specimen.tables.values():
            assert set(table.obs.columns.get(key, ())) - {"na"} == described


@every_specimen
def test_rows_are_named_once_and_hold_different_values(name: str) -> None:
    for table in specimen_of(name).tables.values():
        assert len(set(table.obs.names)) == len(table.obs.names)
        assert len(set(table.var.names)) == len(table.var.names)
        for matrix in table.matrices.values():
            assert np.isfinite(matrix.values).all()
            assert (matrix.values >= 0).all()
            assert (matrix.values > 0).any(axis=0).all()
            assert len({row.tobytes() for row in matrix.values}) == len(matrix.values)


@pytest.mark.parametrize("name", ["drug", "guides", "cite"])
def test_counts_are_whole_and_cells_differ_in_depth(name: str) -> None:
    specimen = specimen_of(name)
    paths = [
        t["path_in_file"]
        for t in (specimen.card or {})["tables"]
        if t["value_type"] == "raw_counts"
    ]
    assert paths
    for path in paths:
        values = matrix_at(specimen, path).values
        assert (values == np.floor(values)).all()
        assert len(np.unique(values.sum(axis=1))) > len(values) / 2


@every_specimen
def test_no_batch_plate_or_donor_gives_the_condition_away(name: str) -> None:
    specimen = specimen_of(name)
    # A culture of bulk is a sample of its own; twelve drugs are not in every sample of three rows.
    has_few_rows = name in {"bulk", "compound_split"}
    roles = [
        role
        for role in ("batch_id", "plate_id", "donor_id", "sample_id")
        if not has_few_rows or role != "sample_id"
    ]
    for table in specimen.tables.values():
        conditions = table.obs.columns["condition_id"]
        for role in roles:
            levels = table.obs.columns.get(role)
            if levels is None or len(set(levels)) == 1:
                continue
            crossed = set(zip(conditions, levels, strict=True))
            assert len(crossed) == len(set(conditions)) * len(set(levels))


@every_specimen
def test_every_treated_row_has_a_control_in_what_it_is_matched_on(name: str) -> None:
    specimen = specimen_of(name)
    card = specimen.card or {}
    columns = {"donor": "donor_id", "plate": "plate_id", "batch": "batch_id", "time": "pert_time_h"}
    control = {c["condition_id"] for c in card["conditions"] if "control" in c}
    for table in specimen.tables.values():
        keys = list(
            zip(
                *(table.obs.columns[columns[r]] for r in card["controls"][0]["matched_on"]),
                strict=True,
            )
        )
        conditions = table.obs.columns["condition_id"]
        with_control = {k for k, c in zip(keys, conditions, strict=True) if c in control}
        assert set(keys) == with_control


def test_guides_lower_their_targets() -> None:
    specimen = specimen_of("guides")
    table = specimen.tables[""]
    values = np.expm1(table.matrices["X"].values.astype(float))
    symbols = table.var.columns["feature_name"]
    target = np.array(table.obs.columns["target"])
    for intervention in (specimen.card or {})["interventions"][:4]:
        gene = intervention["intervention_id"].removeprefix("knock_down_")
        column = values[:, symbols.index(gene)]
        left = column[target == gene].mean() / column[target == "non-targeting"].mean()
        assert left == pytest.approx(intervention["efficiency"][0]["value"], abs=1e-3)
        assert left < 0.3


def test_the_normalised_matrix_of_guides_comes_from_its_counts() -> None:
    matrices = specimen_of("guides").tables[""].matrices
    counts = matrices["layers/counts"].values.astype(float)
    expected = np.log1p(counts / counts.sum(axis=1, keepdims=True) * DEPTH_OF_LOG)
    np.testing.assert_allclose(matrices["X"].values, expected, rtol=1e-6)


def test_the_sex_of_a_donor_shows_in_its_genes() -> None:
    for name, table_name in (("drug", ""), ("cite", "mod/rna")):
        table = specimen_of(name).tables[table_name]
        values = table.matrices["X"].values
        symbols = table.var.columns["feature_name"]
        is_male = np.array(table.obs.columns["sex_ontology_term_id"]) == "PATO:0000384"
        assert (values[is_male, symbols.index("XIST")] == 0).all()
        assert (values[~is_male, symbols.index("RPS4Y1")] == 0).all()


def test_an_unknown_specimen_is_refused() -> None:
    with pytest.raises(KeyError, match="guides"):
        specimen_of("liver")


def test_no_gene_is_listed_that_no_specimen_uses() -> None:
    used = {text for name in SPECIMENS for text in texts_of(specimen_of(name))}
    for name in SPECIMENS:
        for table in specimen_of(name).tables.values():
            used.update(table.var.names)
    assert {symbol for symbol, gene in GENES.items() if gene not in used} == set()
