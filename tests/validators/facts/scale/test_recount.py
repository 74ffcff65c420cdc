"""Recounted links agree with counting by hand."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from aivc.schema.generated.views import DataFile
from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels
from aivc.validators.facts.scale.pairs import Pairs
from aivc.validators.facts.scale.recount import recount
from aivc.validators.facts.scale.units import units_of
from aivc.validators.facts.scale.weights_file import read_weights


def keyed(labels: list[str | None]) -> KeyedRows:
    return KeyedRows(
        hash_labels([label or "" for label in labels]),
        np.array([label is None for label in labels], bool),
        lambda rows: tuple(labels[row] or "" for row in rows),
    )


IDS = st.sampled_from(["a", "b", "c", "d", None])
WEIGHTS = st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0, 2.0, float("nan")])


@given(
    st.lists(st.tuples(IDS, IDS, WEIGHTS), max_size=12),
    st.sets(st.sampled_from("abc")),
    st.sets(st.sampled_from("bcd")),
)
def test_a_link_is_what_counting_by_hand_gives(rows, sources, targets) -> None:
    ids = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    pairs = Pairs(keyed(ids[0]), keyed(ids[1]), np.array(ids[2], float), "weights", of_rows=False)
    source, target = units_of(keyed(sorted(sources))), units_of(keyed(sorted(targets)))
    found = recount(pairs, source, target)

    whole = [(s, t, w) for s, t, w in rows if s is not None and t is not None]
    linked: dict[tuple[str, str], float] = {}
    for s, t, w in whole:
        if s in sources and t in targets and w > 0:
            linked[s, t] = linked.get((s, t), 0.0) + w
    names = [
        (
            source.rows.texts([int(source.first_rows[s])])[0],
            target.rows.texts([int(target.first_rows[t])])[0],
            w,
        )
        for s, t, w in zip(found.source, found.target, found.weights, strict=True)
    ]
    assert sorted(names) == sorted((s, t, w) for (s, t), w in linked.items())
    assert found.n_pairs == len(whole)
    assert found.unknown_sources.count == len({s for s, _, _ in whole} - sources)
    assert found.n_pairs_unknown_target == sum(t not in targets for _, t, _ in whole)
    n_known = sum(s in sources and t in targets and w > 0 for s, t, w in whole)
    assert found.repeated.count == n_known - len(linked)
    assert found.of_weights is not None
    assert found.of_weights.negative.count == sum(w < 0 for _, _, w in whole)
    assert found.of_weights.not_finite.count == sum(np.isnan(w) for _, _, w in whole)
    sums = {s: sum(w for (one, _), w in linked.items() if one == s) for s, _ in linked}
    assert found.of_weights.off_by_source.count == sum(abs(x - 1) > 1e-3 for x in sums.values())


def test_weights_of_every_format_are_one_table(tmp_path) -> None:
    columns = {"source": [1, 2, 3], "target": ["a", "b", "b"], "weight": [0.5, 0.5, 1.0]}
    parquet.write_table(pa.table(columns), tmp_path / "w.parquet")
    rows = list(zip(*columns.values(), strict=True))
    for suffix, separator in (("tsv", "\t"), ("csv", ",")):
        lines = [separator.join(map(str, row)) for row in (tuple(columns), *rows)]
        (tmp_path / f"w.{suffix}").write_text("\n".join(lines))
    tables = []
    for suffix in ("parquet", "tsv", "csv"):
        facts, table = read_weights(DataFile(path=f"w.{suffix}"), tmp_path)
        assert (facts.problem, facts.actual_rows) == ("", 3)
        tables.append(table)
    for table in tables:
        sources, targets = (
            keys if isinstance(keys, KeyedRows) else keys.held()
            for keys in (table.sources, table.targets)
        )
        np.testing.assert_array_equal(sources.hashes, hash_labels(["1", "2", "3"]))
        np.testing.assert_array_equal(targets.hashes, hash_labels(["a", "b", "b"]))
        np.testing.assert_array_equal(table.weights, [0.5, 0.5, 1.0])


def test_weights_outside_the_folder_are_not_read(tmp_path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "w.csv").write_text("source,target\na,b\n")
    (inside / "link.csv").symlink_to(tmp_path / "w.csv")
    assert read_weights(DataFile(path="w\0.csv"), inside)[0].problem
    for path in ("../w.csv", str(tmp_path / "w.csv"), "link.csv"):
        facts, table = read_weights(DataFile(path=path), inside)
        assert table is None
        assert "leads out" in facts.problem
        assert facts.actual_sha256 is None


def test_weights_that_are_words_are_said(tmp_path) -> None:
    (tmp_path / "w.csv").write_text("source,target,weight\na,b,much\n")
    facts, table = read_weights(DataFile(path="w.csv"), tmp_path)
    assert table is None
    assert facts.problem


def test_shares_without_a_column_of_weights_are_no_table(tmp_path) -> None:
    (tmp_path / "w.csv").write_text("source,target\na,b\n")
    assert read_weights(DataFile(path="w.csv"), tmp_path)[1] is not None
    facts, table = read_weights(DataFile(path="w.csv"), tmp_path, needs_weights=True)
    assert table is None
    assert "no column weight" in facts.problem
