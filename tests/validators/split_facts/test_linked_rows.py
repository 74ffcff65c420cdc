"""Rows of several tables that measure one thing, and how splits treat them."""

import hashlib

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.schema.reading import read_card
from aivc.splits.errors import InfeasibleSplitError
from aivc.storage import open_dataset
from aivc.storage.writing.elements.points import MadePoints
from aivc.validators.split_facts.linked_rows import linked_rows
from aivc.validators.split_facts.observe import observe
from aivc.verbs.linked_links import linked_links
from tests.validators.split_facts.tissue import HALF, circles, table, write

FOUR = ["a", "b", "c", "d"]
SQUARE = [[0, 0], [10, 0], [0, 10], [10, 10]]
SETS = [
    {
        "unit_set_id": "cells",
        "scale": "cell",
        "element": "shapes/cells",
        "unit_id_column": "unit",
    },
    {
        "unit_set_id": "spots",
        "scale": "spot",
        "element": "shapes/spots",
        "unit_id_column": "unit",
    },
    {"unit_set_id": "molecules", "scale": "molecule", "element": "points/dots"},
]
TABLES = [
    {"path_in_file": "tables/of_cells/X", "unit_set": "cells"},
    {"path_in_file": "tables/of_spots/X", "unit_set": "spots"},
]


def store(tmp_path, regions=("cells", "spots"), ids=(FOUR, ["s", "t"]), **columns):
    cells = table("tables/of_cells", [regions[0]] * 4, ids[0], ["1", "2", "3", "4"], columns)
    spots = table("tables/of_spots", [regions[1]] * 2, ids[1], ["1", "9"])
    dots = {
        "x": np.zeros(6),
        "y": np.zeros(6),
        "cell": ["a", "a", "b", "none", "c", None],
        "spot": ["s", "s", "t", "s", "none", "t"],
    }
    elements = [
        circles("cells", FOUR, SQUARE),
        circles("spots", "st", [[2, 2], [4, 4]]),
        MadePoints("dots", dots, [HALF]),
    ]
    return write(tmp_path / "s.zarr", [cells, spots], elements)


def link(link_type, source, target, **more):
    return {
        "link_id": f"{source}_to_{target}",
        "source_set": source,
        "target_set": target,
        "link_type": link_type,
        **more,
    }


def found(path, links=(), **more):
    said = {"unit_sets": SETS, "tables": TABLES, "links": list(links)}
    card = read_card({**said, **more})
    with open_dataset(path) as dataset:
        rows = observe(dataset, card)
        return linked_rows(dataset, card, rows, path.parent)


def things(linked):
    """Return the rows of each thing."""
    return [linked.row[linked.node == node].tolist() for node in np.unique(linked.node)]


def test_nothing_is_linked_that_nobody_links(tmp_path):
    assert found(store(tmp_path)) == ()


def test_the_same_instances_of_one_region(tmp_path):
    path = store(tmp_path, ("cells", "cells"), (FOUR, ["d", "a"]))
    (linked,) = found(path)
    assert (linked.what, linked.told_by) == ("cell", "region_key and instance_key")
    assert sorted(things(linked)) == [[0, 5], [3, 4]]


def test_a_set_that_two_tables_declare(tmp_path):
    path = store(tmp_path, ("cells", "spots"), (FOUR, ["d", "a"]))
    tables = [{**TABLES[0]}, {**TABLES[1], "unit_set": "cells"}]
    (linked,) = found(path, tables=tables)
    assert linked.what == "cell"
    assert sorted(things(linked)) == [[0, 5], [3, 4]]


def test_cells_in_spots_by_a_column(tmp_path):
    path = store(tmp_path, spot=["s", "s", "t", None])
    sets = [{**SETS[0], "element": "tables/of_cells"}, *SETS[1:]]
    links = [link("cell_to_spot", "cells", "spots", partner_column="spot")]
    (linked,) = found(path, links, unit_sets=sets)
    assert linked.what == "matter"
    assert things(linked) == [[0, 4], [1, 4], [2, 5]]


def test_cells_in_spots_by_a_table_beside_the_card(tmp_path):
    path = store(tmp_path)
    pairs = pa.table(
        {"source": ["a", "b", "d"], "target": ["t", "t", "s"], "weight": [1.0, 0.5, 0.0]}
    )
    parquet.write_table(pairs, tmp_path / "pairs.parquet")
    digest = hashlib.sha256((tmp_path / "pairs.parquet").read_bytes()).hexdigest()
    weights = {"path": "pairs.parquet", "sha256": digest}
    (linked,) = found(path, [link("cell_to_spot", "cells", "spots", weights=weights)])
    assert things(linked) == [[0, 5], [1, 5]]


def test_other_pieces_are_not_the_same(tmp_path):
    path = store(tmp_path, spot=["s", "s", "t", None])
    told = link("cell_to_spot", "cells", "spots", partner_column="spot", pairing="matched_donor")
    assert found(path, [told]) == ()


NOWHERE = {"unassigned_labels": ["none"]}
COUNTED = [
    link("transcript_to_cell", "molecules", "cells", partner_column="cell", **NOWHERE),
    link("transcript_to_cell", "molecules", "spots", partner_column="spot", **NOWHERE),
]


def test_molecules_that_both_count(tmp_path):
    (linked,) = found(store(tmp_path), COUNTED)
    assert linked.what == "molecules"
    assert things(linked) == [[0, 4], [1, 5]]


@pytest.mark.parametrize(
    "links",
    [
        [COUNTED[0], {**COUNTED[1], "partner_column": "nowhere"}],
        [link("cell_to_spot", "cells", "spots", partner_column="nowhere")],
        [link("cell_to_spot", "cells", "spots", weights={"path": "absent.parquet"})],
    ],
)
def test_what_cannot_be_followed_is_said(tmp_path, links):
    path = store(tmp_path)
    (linked,) = found(path, links)
    assert linked.problem
    assert not len(linked.node)
    card = read_card({"unit_sets": SETS, "tables": TABLES, "links": links})
    with open_dataset(path) as dataset:
        rows = observe(dataset, card)
        with pytest.raises(InfeasibleSplitError):
            linked_links(dataset, card, rows, path.parent)
        assert linked_links(dataset, card, rows, path.parent, refuses=False) == ()


def test_links_of_a_maker_hang_together(tmp_path):
    path = store(tmp_path)
    card = read_card({"unit_sets": SETS, "tables": TABLES, "links": COUNTED})
    with open_dataset(path) as dataset:
        (links,) = linked_links(dataset, card, observe(dataset, card), path.parent)
    assert links.codes.tolist() == [0, 1, -1, -1, 0, 1]
    assert links.reason == "molecules"
