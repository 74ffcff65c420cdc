"""Measurements of one cell that lie in two parts."""

from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from aivc.schema.generated.views import SplitManifest
from aivc.splits.manifest.assignments import AssignmentTable
from aivc.splits.observations import Observations
from aivc.storage.keys.text_hash import hash_texts
from aivc.storage.records.texts import texts_of_arrow
from aivc.validators.split_facts.pairing import measure_pairing
from tests.validators.split_facts.rows_by_hand import PAIR, parts, rows

RNA, PROTEIN = "mod/rna", "mod/prot"


def container(rna, protein, axis=0):
    """Two modalities with rows of these names."""
    return SimpleNamespace(
        tables=tuple(
            SimpleNamespace(
                name=name,
                n_obs=len(names),
                attributes={"axis": axis},
                obs=SimpleNamespace(index=lambda names=names: [np.array(names, dtype=object)]),
            )
            for name, names in ((RNA, rna), (PROTEIN, protein))
        )
    )


def named(n, columns=None):
    made = rows(n, columns=columns)
    names = np.array([f"r{k}" for k in range(n)], dtype=object)
    return Observations(**{**vars(made), "id_hashes": hash_texts(names)})


def document(assigned, key="observation_id"):
    """Assignments as (key, table, part)."""
    keys, tables, held = (
        texts_of_arrow(pa.chunked_array([pa.array(column, pa.string())]))
        for column in zip(*assigned, strict=True)
    )
    table = AssignmentTable(len(assigned), {key: keys}, held, tables)
    return SimpleNamespace(table=table, view=SplitManifest())


CELLS = ["r0", "r1", "r2", "r3"]
WHOLE = [
    (name, table, "train" if name < "r2" else "test") for name in CELLS for table in (RNA, PROTEIN)
]
HALVES = parts([0, 0, 1, 1])


def measured(assigned, dataset=None, observations=None, **key):
    return measure_pairing(
        dataset or container(CELLS, CELLS),
        observations or named(4),
        HALVES,
        [PAIR],
        document(assigned, **key),
    )


def test_both_modalities_in_one_part():
    facts = measured(WHOLE)
    assert facts.tables == (PROTEIN, RNA)
    assert facts.n_paired == 4
    assert facts.torn == ()


def test_modalities_in_two_parts():
    torn = [("r1", PROTEIN, "test") if row == ("r1", PROTEIN, "train") else row for row in WHOLE]
    (found,) = measured(torn).torn
    assert (found.evaluated_table, found.reference_table) == (PROTEIN, RNA)
    assert found.rows.tolist() == [1]
    assert found.examples == ("r1",)


def test_cell_that_only_one_modality_measures():
    torn = [("r1", PROTEIN, "test") if row == ("r1", PROTEIN, "train") else row for row in WHOLE]
    facts = measured(torn, container(CELLS, ["r0", "r2", "r3"]))
    assert facts.torn == ()
    assert facts.n_paired == 3


def test_row_without_a_table_is_about_all():
    torn = [("r0", None, "train"), ("r0", PROTEIN, "test"), ("r1", RNA, "train")]
    (found,) = measured(torn).torn
    assert (found.evaluated_table, found.reference_table) == (PROTEIN, RNA)
    assert found.examples == ("r0",)


def test_groups_in_two_parts():
    donors = named(4, {"donor_id": ["D1", "D1", "D2", None]})
    groups = [("D1", RNA, "train"), ("D1", PROTEIN, "test"), ("D2", RNA, "test")]
    (found,) = measured(groups, observations=donors, key="donor_id").torn
    assert found.examples == ("r0", "r1")


def test_same_name_of_other_observations_is_no_pair():
    torn = [("r1", PROTEIN, "test") if row == ("r1", PROTEIN, "train") else row for row in WHOLE]
    assert measured(torn, container(CELLS, CELLS, axis=1)) is None


@pytest.mark.parametrize("table", [None, RNA])
def test_assignments_that_tell_no_tables_apart(table):
    assert measured([(name, table, "train") for name in CELLS]) is None


def test_names_that_nobody_has():
    facts = measured([("x", RNA, "train"), ("x", PROTEIN, "test")])
    assert facts.torn == ()
