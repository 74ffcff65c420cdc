"""What an export reads: tables beside a card, and which condition a row belongs to."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.exporter import ExportError
from aivc.adapters.exporting.pairs import observed_pairs
from aivc.adapters.exporting.source import open_export_source

EVENTS = (
    "intervention_id\tevent_type\tevent_time\tevent_time_unit\tagent\tamount\tamount_unit\n"
    "give_dex_low\tadminister\t0\th\tdexamethasone\t7\tumol/L\n"
)


def test_events_of_a_table_belong_to_their_interventions(written, tmp_path):
    (tmp_path / "events.tsv").write_text(EVENTS)
    data = written(
        "drug",
        {"/events_table": {"path": "events.tsv"}},
        removed=["/interventions/0/events"],
    )
    with open_export_source(data) as source:
        arm = next(a for a in arms_of(source.card) if a.condition_id == "dex_low")
    assert [(e.agent, e.amount.value) for e in arm.events] == [("dexamethasone", 7.0)]


@pytest.mark.parametrize("name", ["conditions.tsv", "conditions.csv", "conditions.parquet"])
def test_conditions_of_a_table_come_behind_those_of_the_card(written, tmp_path, name):
    columns = {
        "condition_id": ["dex_low"],
        "intervention": ["give_dex_low"],
        "harvest_time": ["24"],
        "harvest_time_unit": ["h"],
    }
    if name.endswith(".parquet"):
        parquet.write_table(pa.table(columns), tmp_path / name)
    else:
        mark = "\t" if name.endswith(".tsv") else ","
        lines = [mark.join(columns), mark.join(values[0] for values in columns.values())]
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    data = written("drug", {"/conditions_table": {"path": name}}, removed=["/conditions/0"])
    with open_export_source(data) as source:
        table = source.dataset.tables[0]
        rows = source.rows_of("conditions", table)
        arms = arms_of(source.card)
    assert arms[-1].condition_id == "dex_low"
    assert arms[-1].members[0].agent_id == "dexamethasone"
    assert rows.counts()[rows.ids.index("dex_low")] == 6
    assert (rows.codes >= 0).all()


@pytest.mark.parametrize("path", ["../outside.tsv", "absent.tsv"])
def test_a_table_that_is_not_beside_the_card_is_refused(written, tmp_path, path):
    (tmp_path.parent / "outside.tsv").write_text(EVENTS)
    data = written("drug", {"/events_table": {"path": path}})
    with (
        pytest.raises(ExportError, match=r"folder of the card|beside the card"),
        open_export_source(data),
    ):
        pass


def test_a_link_out_of_the_folder_is_refused(written, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.tsv"
    outside.write_text(EVENTS)
    (tmp_path / "events.tsv").symlink_to(outside)
    data = written("drug", {"/events_table": {"path": "events.tsv"}})
    with pytest.raises(ExportError, match="out of the folder"), open_export_source(data):
        pass


def test_rows_are_told_apart_by_matches(written):
    changes = {
        "/conditions": [
            {"condition_id": "one", "matches": [{"column": "plate_id", "column_value": "P1"}]},
            {"condition_id": "two", "matches": [{"column": "plate_id", "column_value": "P2"}]},
        ]
    }
    with open_export_source(written("drug", changes)) as source:
        rows = source.rows_of("conditions", source.dataset.tables[0])
    assert dict(zip(rows.ids, rows.counts().tolist(), strict=True)) == {"one": 24, "two": 24}


def test_rows_are_told_apart_by_a_bound_column(written):
    changes = {
        "/conditions": [{"condition_id": "P1"}, {"condition_id": "P2"}],
        "/binding": {"keys": [{"role": "condition", "columns": ["plate_id"]}]},
    }
    with open_export_source(written("drug", changes)) as source:
        rows = source.rows_of("conditions", source.dataset.tables[0])
        pairs = observed_pairs(source)
    assert rows.counts().tolist() == [24, 24]
    assert ("D1_P1", "P1") in pairs
    assert ("D1_P1", "P2") not in pairs


def test_a_single_condition_is_that_of_every_row(written):
    changes = {"/conditions": [{"condition_id": "all"}], "/binding": {"keys": []}}
    data = written("drug", changes)
    from tests.adapters.exporting.test_cellxgene import remove_column

    remove_column(data, "condition_id")
    with open_export_source(data) as source:
        rows = source.rows_of("conditions", source.dataset.tables[0])
    assert rows.counts().tolist() == [48]


def test_what_the_card_says_of_conditions_counts_where_rows_say_nothing(written):
    changes = {
        "/conditions": [{"condition_id": "c", "condition_sample": ["D1_P1"]}],
        "/binding": {"keys": []},
    }
    with open_export_source(written("drug", changes)) as source:
        pairs = observed_pairs(source)
    assert pairs[0] == ("D1_P1", "c")
    assert ("D2_P1", None) in pairs


def test_members_of_a_combination_come_in_its_order(written):
    members = [
        {"agent": "panobinostat", "order_index": 2},
        {"agent": "dexamethasone", "order_index": 1},
    ]
    data = written("drug", {"/interventions/5/combination/members": members})
    with open_export_source(data) as source:
        arm = next(a for a in arms_of(source.card) if a.condition_id == "dex_pano")
    assert [member.agent_id for member in arm.members] == ["dexamethasone", "panobinostat"]


@pytest.mark.parametrize(("kind", "expected"), [("positive", False), ("untreated", True)])
def test_only_some_controls_are_compared_with(written, kind, expected):
    with open_export_source(written("drug", {"/controls/0/control_kind": kind})) as source:
        arm = next(a for a in arms_of(source.card) if a.condition_id == "dmso")
    assert arm.is_control == expected
