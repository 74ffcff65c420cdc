"""Names and doses as data sets of the field hold them."""

import h5py
import pytest

from aivc.schema.vocabulary import (
    GeneMatchKind,
    Quantity,
    QuantityProblemKind,
    find_cell_line,
    genes,
    organism_of_gene_ids,
    parse_quantity,
)

pytestmark = pytest.mark.realdata


def column(path, *keys):
    """Return the distinct texts of an obs column or an index of an h5ad file."""
    with h5py.File(path) as file:
        node = file["/".join(keys)]
        if isinstance(node, h5py.Group):
            node = node["categories"]
        return sorted({text.decode() for text in node[:]})


def only_file(folder, pattern):
    (path,) = folder.rglob(pattern)
    return path


def test_a_crispr_screen_names_its_genes(real_data) -> None:
    path = only_file(real_data / "crispr_norman19_mcfaline23_perturbench", "*.h5ad")
    table = genes("human")
    members = {name for text in column(path, "obs", "perturbation_raw") for name in text.split("+")}
    kinds = {name: table.resolve(name).kind for name in members - {"control"}}
    assert kinds.pop("KIAA1804") is GeneMatchKind.ALIAS
    assert set(kinds.values()) == {GeneMatchKind.APPROVED}
    lines = {text: find_cell_line(text).kind.value for text in column(path, "obs", "cell_type")}
    assert lines == {"A172": "folded", "T98G": "exact", "U87MG": "ambiguous", "k562": "folded"}


def test_worm_genes_tell_their_organism(real_data) -> None:
    path = real_data / "timecourse_worm_embryo" / "derived" / "worm_embryo.h5ad"
    with h5py.File(path) as file:
        index = file["var"].attrs["_index"]
    names = column(path, "var", index)
    assert organism_of_gene_ids(names) == ("NCBITaxon:6239", 1.0)
    held = sum(genes("NCBITaxon:6239").by_id(name) is not None for name in names)
    assert held > 0.99 * len(names)
    times = [parse_quantity(text) for text in column(path, "obs", "time.point")]
    assert {time.unit.ucum for time in times if isinstance(time, Quantity)} == {"min"}


def test_l1000_doses_are_micromolar(real_data) -> None:
    path = only_file(real_data / "l1000_ljp_a375", "*.gct")
    rows = (line.split("\t") for line in path.read_text("latin-1").splitlines()[2:60])
    doses = {text for row in rows if row[0] == "pert_idose" for text in row[1:]} - {"na"}
    read = {text: parse_quantity(text, "lincs") for text in doses}
    assert read.pop("-666").kind is QuantityProblemKind.MISSING_UNIT
    assert {found.unit.ucum for found in read.values()} == {"umol/L"}
    refused = {parse_quantity(text).kind for text in read}
    assert refused == {QuantityProblemKind.UNIT}


def test_a_dose_in_a_label_is_read(real_data) -> None:
    path = real_data / "drug_gbm_panobinostat_5donors" / "derived" / "gbm_panobinostat.h5ad"
    found = {text: parse_quantity(text) for text in column(path, "obs", "treatment")}
    dose = found["0.2 uM panobinostat"]
    assert (dose.value, dose.unit.ucum, dose.rest) == (0.2, "umol/L", "panobinostat")
    assert found["vehicle (DMSO)"].kind is QuantityProblemKind.NO_NUMBER
