"""Rows that are read again give what rows that are held give, whatever they hold."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import zarr
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from aivc.schema.reading import read_card
from aivc.storage import open_dataset
from aivc.validators.facts.scale import keyed_rows, parquet_rows, streamed_keys
from aivc.validators.facts.scale.collect_scale import collect_scale
from aivc.validators.facts.scale.parquet_rows import ParquetRows
from aivc.validators.facts.scale.streamed_keys import StreamedKeys

CELLS = ["c0", "c1", "c2", "c3", None]
PARTNERS = ["c0", "c1", "c2", "c9", "UNASSIGNED", "", None]
UNITS = [
    {"unit_set_id": "transcripts", "scale": "molecule", "element": "points/t"},
    {"unit_set_id": "named", "scale": "molecule", "element": "points/t", "unit_id_column": "id"},
    {"unit_set_id": "cells", "scale": "cell", "element": "shapes/cells", "unit_id_column": "id"},
    {"unit_set_id": "seen", "scale": "cell", "element": "points/t", "unit_id_column": "cell"},
]


def link(source, target, **further):
    raw = {
        "link_id": f"{source}_{target}_{len(further)}",
        "source_set": source,
        "target_set": target,
        "direction": "project",
        "link_type": "transcript_to_cell",
        **further,
    }
    return {key: value for key, value in raw.items() if value is not None}


COLUMN = {"partner_column": "cell", "unassigned_labels": ["UNASSIGNED"]}
LINKS = [
    link("transcripts", "cells", **COLUMN),
    link("named", "cells", **COLUMN, conserved_quantity="counts"),
    link("named", "cells", partner_column="cell"),
    link("cells", "named", **COLUMN, direction="lift", conserved_quantity="counts"),
    link("cells", "named", **COLUMN, direction="project", conserved_quantity="counts", x=None),
    link("named", "cells", **COLUMN, conserved_quantity="cells", x=None, y=None),
    link("named", "seen"),
    link("seen", "named", conserved_quantity="cells"),
    link("transcripts", "seen", unassigned_labels=["UNASSIGNED", "c9"]),
    link("seen", "transcripts"),
    link("transcripts", "cells", partner_column="absent"),
]


def written(path, ids, partners, n_parts, cells):
    root = zarr.open_group(path, mode="w", zarr_format=2)
    root.attrs["spatialdata_attrs"] = {"version": "0.2"}
    for name in ("points/t", "shapes/cells"):
        root.create_group(name)
    (path / "points/t/points.parquet").mkdir()
    for number, rows in enumerate(np.array_split(np.arange(len(partners)), n_parts)):
        part = pa.table({"id": ids.take(pa.array(rows)), "cell": partners.take(pa.array(rows))})
        parquet.write_table(part, path / f"points/t/points.parquet/part.{number}.parquet")
    parquet.write_table(pa.table({"id": cells}), path / "shapes/cells/shapes.parquet")


def measured(path, *, held=False):
    card = read_card({"unit_sets": UNITS, "links": LINKS})
    with open_dataset(path) as dataset, pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_rows, "_BATCH", 3)
        patch.setattr(streamed_keys, "_BLOCK", 3)
        if held:
            keyed = ParquetRows.keyed
            patch.setattr(ParquetRows, "keyed", lambda *given: keyed(*given).held())
        return collect_scale(card, dataset, path.parent, roles=None, tables={}, has_matrices=True)


NUMBERS = st.sampled_from([0, 1, 2, 3, 9, 10, 99, 100, 2**40])
IDS = st.one_of(
    st.lists(NUMBERS, max_size=14).map(lambda ids: pa.array(ids, pa.int64())),
    st.lists(NUMBERS, max_size=14, unique=True).map(lambda ids: pa.array(ids, pa.int64())),
    st.lists(NUMBERS, max_size=14, unique=True).map(lambda ids: pa.array(sorted(ids), pa.uint64())),
    st.lists(st.one_of(st.none(), NUMBERS), max_size=14).map(lambda ids: pa.array(ids, pa.int64())),
    st.lists(st.sampled_from(["a", "b", "é", "", None]), max_size=14).map(
        lambda ids: pa.array(ids, pa.string())
    ),
)


@settings(max_examples=20, deadline=None)
@given(IDS, st.data(), st.integers(1, 3), st.lists(st.sampled_from(CELLS), max_size=6))
def test_streamed_and_held_rows_say_the_same(tmp_path_factory, ids, data, n_parts, cells) -> None:
    n_rows = len(ids)
    drawn = st.lists(st.sampled_from(PARTNERS), min_size=n_rows, max_size=n_rows)
    partners = pa.array(data.draw(drawn), pa.string())
    path = tmp_path_factory.mktemp("streams") / "made.zarr"
    written(path, ids, partners, n_parts, pa.array(cells, pa.string()))
    streamed, held = measured(path), measured(path, held=True)
    assert streamed.unit_sets == held.unit_sets
    for one, other in zip(streamed.links, held.links, strict=True):
        assert one == other
    assert not streamed.links[0].problem
    assert "absent" in streamed.links[-1].problem


def test_transcripts_are_not_held(tmp_path, monkeypatch) -> None:
    path = tmp_path / "made.zarr"
    ids, partners = pa.array([5, 3, 4, 1]), pa.array(["c0", "c1", "c9", None])
    written(path, ids, partners, 2, pa.array(["c0", "c1"]))
    held = StreamedKeys.held

    def of_cells_only(keys):
        assert keys.rows.what == "shapes/cells"
        return held(keys)

    monkeypatch.setattr(StreamedKeys, "held", of_cells_only)
    card = read_card({"unit_sets": UNITS[:3], "links": LINKS[:4]})
    with open_dataset(path) as dataset:
        found = collect_scale(card, dataset, tmp_path, roles=None, tables={}, has_matrices=True)
    assert [(one.n_source, one.n_source_linked) for one in found.links[:3]] == [(4, 2)] * 3
    assert found.links[0].unknown_targets.examples == ("c9",)


def test_statistics_that_deny_missing_ids_are_not_believed(tmp_path, monkeypatch) -> None:
    path = tmp_path / "made.zarr"
    ids = pa.array([1, None, 2])
    written(path, ids, pa.array(["c0", "c1", None]), 1, pa.array(["c0"]))
    monkeypatch.setattr(parquet_rows, "_has_all", lambda *_: True)
    named = measured(path).unit_sets[1]
    assert "statistics" in named.problem
    assert named.n_units is None


def test_rows_that_pandas_numbered_are_called_by_these_numbers(tmp_path) -> None:
    path = tmp_path / "made.zarr"
    written(path, pa.array([0, 1, 2, 3]), pa.array([1, 3, 3, 4]), 2, pa.array(["a", "b", "c"]))
    bounds = '{"index_columns": [{"kind": "range", "start": 1, "stop": 4, "step": 1}]}'
    cells = pa.table({"id": ["a", "b", "c"]}).replace_schema_metadata({"pandas": bounds})
    parquet.write_table(cells, path / "shapes/cells/shapes.parquet")
    units = [UNITS[0], {"unit_set_id": "cells", "scale": "cell", "element": "shapes/cells"}]
    card = read_card(
        {"unit_sets": units, "links": [link("transcripts", "cells", partner_column="cell")]}
    )
    with open_dataset(path) as dataset:
        said = collect_scale(card, dataset, tmp_path, roles=None, tables={}, has_matrices=False)
    (linked,) = said.links
    assert linked.n_target_linked == 2
    assert linked.unknown_targets.examples == ("4",)


@pytest.mark.parametrize(("start", "step"), [(0, 1), (8, 1), (-3, 1), (5, 7), (4, -2)])
def test_numbers_are_hashed_as_their_texts(start, step) -> None:
    numbers = range(start, start + 95 * step, step)
    texts = [str(number) for number in numbers]
    assert (keyed_rows.hash_numbers(numbers) == keyed_rows.hash_labels(texts)).all()
