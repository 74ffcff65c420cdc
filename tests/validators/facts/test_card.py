"""A card and the tables beside it."""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from aivc.storage.card_source import CardOrigin, CardSource
from aivc.storage.card_tables import files as table_files
from aivc.validators.facts.card import collect_card

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
aivc_schema_version: 0.1.0
id: doi:10.5281/zenodo.1
title: T
conditions:
- condition_id: dmso
conditions_table: {path: tables/conditions.tsv}
interventions:
- intervention_id: i1
  events:
  - {event_type: administer, event_time: {value: 0, unit: h}}
"""

CONDITIONS = """\
condition_id\tlabel\tharvest_time\tharvest_time_unit\tintervention\tmatch:dose\tcolour
c1\tfirst\t24\th\ti1\t0.2\tred
c2\t\t48\th\ti2\t\t

c3\tthird\t\t\ti2\t"low"\t
"""


def source(folder: Path, text: str, origin: CardOrigin = CardOrigin.SIDECAR) -> CardSource:
    return CardSource(origin, folder / "data.aivc.yaml", text)


def read(folder: Path, text: str = TEXT, profile: str = "minimal"):
    return collect_card([source(folder, text)], profile)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "conditions.tsv").write_text(CONDITIONS)
    return tmp_path


def test_rows_come_behind_what_is_written(folder):
    card = read(folder)
    assert [c.condition_id for c in card.view.conditions] == ["dmso", "c1", "c2", "c3"]
    first, second, third = card.view.conditions[1:]
    assert (first.harvest_time.value, first.harvest_time.unit) == (24, "h")
    assert [(m.column, m.column_value) for m in first.matches] == [("dose", 0.2)]
    assert (second.label, second.matches) == (None, ())
    assert third.matches[0].column_value == "low"
    assert third.pointer == "/conditions/3"


def test_what_is_known_of_a_table(folder):
    (table,) = read(folder).facts.tables
    content = (folder / "tables" / "conditions.tsv").read_bytes()
    assert (table.slot, table.path, table.problem) == (
        "conditions_table",
        "tables/conditions.tsv",
        "",
    )
    assert table.actual_sha256 == hashlib.sha256(content).hexdigest()
    assert (table.actual_rows, table.unknown_columns) == (3, ("colour",))
    assert (table.declared_sha256, table.declared_rows) == (None, None)


def test_what_a_card_declares_of_a_table(folder):
    text = TEXT.replace("conditions.tsv}", f"conditions.tsv, n_rows: 9, sha256: {'0' * 64}}}")
    (table,) = read(folder, text).facts.tables
    assert (table.declared_rows, table.declared_sha256) == (9, "0" * 64)


def test_lines_of_rows_are_those_of_the_table(folder):
    lines = read(folder).lines
    assert lines.line_of("/conditions/0/condition_id") == 5
    assert lines.line_of("/conditions/2/label") == 6
    assert lines.line_of("/conditions_table") == 6
    assert lines.line_of("/title") == 3


def test_structure_is_checked_with_the_rows(folder):
    (folder / "tables" / "conditions.tsv").write_text("condition_id\tn_replicates\nc1\tmany\n")
    problems = read(folder).facts.structure
    assert "/conditions/1/n_replicates" in {problem.pointer for problem in problems}


def test_the_profile_decides_what_is_required(folder):
    few = read(folder, profile="minimal").facts.structure
    many = read(folder, profile="release").facts.structure
    assert {p.slot for p in few} < {p.slot for p in many}
    assert "license" in {p.slot for p in many}


def test_a_table_as_parquet_or_csv_is_the_same(folder, tmp_path):
    rows = {
        "condition_id": ["c1", "c2"],
        "harvest_time": [24.0, None],
        "harvest_time_unit": ["h", None],
        "match:is_treated": [True, False],
    }
    pd.DataFrame(rows).to_parquet(folder / "c.parquet")
    csv = "condition_id,harvest_time,harvest_time_unit,match:is_treated\nc1,24,h,true\nc2,,,false\n"
    (folder / "c.csv").write_bytes(b"\xef\xbb\xbf" + csv.replace("\n", "\r\n").encode())
    views = [
        read(folder, TEXT.replace("tables/conditions.tsv", name)).view.conditions
        for name in ("c.parquet", "c.csv")
    ]
    assert views[0] == views[1]
    assert views[0][2].matches[0].column_value is False


def test_events_go_to_their_interventions(folder):
    rows = [
        "intervention_id\tevent_type\tevent_time\tevent_time_unit\tagent",
        "i1\twashout\t24\th\t",
        "i2\tadminister\t0\th\tpano",
        "i2\twashout\t2\th\tpano",
    ]
    (folder / "events.tsv").write_text("\n".join(rows))
    card = read(folder, TEXT + "events_table: {path: events.tsv}\n")
    events = {i.intervention_id: [e.event_type for e in i.events] for i in card.view.interventions}
    assert events == {"i1": ["administer", "washout"], "i2": ["administer", "washout"]}
    assert card.lines.line_of("/interventions/1/events/0") == 11
    assert card.lines.line_of("/interventions/0/events/0") == 10


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("absent.tsv", None),
        ("../outside.tsv", "condition_id\nc\n"),
        ("/etc/passwd", None),
        ("link.tsv", None),
        ("tables", None),
        ("t.xlsx", "condition_id\n"),
        ("t", "condition_id\n"),
        ("t.tsv", ""),
        ("t.tsv", "condition_id\tlabel\nc1\n"),
        ("t.tsv", "condition_id\tcondition_id\nc1\tc1\n"),
        ("t.tsv", b"condition_id\nc\xb5\n"),
        ("t.csv", 'condition_id\n"c\n'),
        ("t.tsv", "condition_id\n" + "c" * 200_000),
        ("t.parquet", "PAR1 no"),
    ],
)
def test_tables_that_cannot_be_read(folder, path, content):
    (folder.parent / "outside.tsv").write_text("condition_id\nc\n")
    (folder / "link.tsv").symlink_to(folder.parent / "outside.tsv")
    if content is not None and not path.startswith((".", "/")):
        data = content if isinstance(content, bytes) else content.encode()
        (folder / path).write_bytes(data)
    card = read(folder, TEXT.replace("tables/conditions.tsv", path))
    (table,) = card.facts.tables
    if path == "t.csv":
        assert card.view.conditions[-1].condition_id == "c"  # an open quote ends with the file
        return
    assert table.problem
    assert str(folder) not in table.problem
    assert table.actual_rows is None
    assert [c.condition_id for c in card.view.conditions] == ["dmso"]
    assert card.facts.raw is not None


def test_events_without_an_intervention(folder):
    (folder / "e.tsv").write_text("intervention_id\tevent_type\n\twashout\n")
    (_, table) = read(folder, TEXT + "events_table: {path: e.tsv}\n").facts.tables
    assert "intervention_id" in table.problem


def test_huge_tables_are_refused(folder, monkeypatch):
    monkeypatch.setattr(table_files, "MAX_ROWS", 2)
    assert read(folder).facts.tables[0].problem
    monkeypatch.setattr(table_files, "MAX_BYTES", 10)
    assert read(folder).facts.tables[0].actual_sha256 is None


def test_no_card():
    card = collect_card([], "release")
    assert not card.facts.is_present
    assert card.facts.raw is None
    assert card.view.title is None
    assert card.lines.line_of("/title") == 0


def test_a_card_that_cannot_be_parsed(tmp_path):
    card = read(tmp_path, "title: [\nid: x")
    assert card.facts.is_present
    assert card.facts.raw is None
    assert card.facts.parse_problem
    assert card.facts.parse_line == 2
    assert card.facts.structure == ()


def test_the_same_card_as_yaml_and_json_has_one_digest(tmp_path):
    yaml = "title: T\nid: x\n"
    embedded = source(tmp_path, json.dumps({"id": "x", "title": "T"}), CardOrigin.EMBEDDED)
    other = source(tmp_path, '{"id": "x", "title": "U"}', CardOrigin.EMBEDDED)
    facts = collect_card([source(tmp_path, yaml), embedded, other], "minimal").facts
    digests = [s.digest for s in facts.sources]
    assert digests[0] == digests[1] != digests[2]
    assert facts.sources[0].text_sha256 == hashlib.sha256(yaml.encode()).hexdigest()
    assert [s.origin for s in facts.sources] == ["sidecar", "embedded", "embedded"]


def test_the_first_card_is_followed(tmp_path):
    cards = [source(tmp_path, "title: A\n"), source(tmp_path, "title: B\n")]
    assert collect_card(cards, "minimal").view.title == "A"


def test_repeated_keys_and_version(tmp_path):
    facts = read(tmp_path, "title: A\naivc_schema_version: 0.1.0\ntitle: B\n").facts
    assert facts.duplicate_keys == ("/title",)
    assert facts.schema_version == "0.1.0"


@pytest.mark.parametrize(
    "text", ["conditions: 5\n", "conditions_table: x\n", "interventions: {}\n"]
)
def test_slots_of_another_type_stop_nothing(folder, text):
    more = "conditions_table: {path: tables/conditions.tsv}\n" if "table" not in text else ""
    card = read(folder, text + more)
    assert len(card.view.conditions) == (3 if more else 0)


def test_ten_thousand_conditions(tmp_path):
    rows = "".join(f"c{k}\t24\th\ti{k}\tp{k // 10}\t{k % 10 / 10}\n" for k in range(10_000))
    head = "condition_id\tharvest_time\tharvest_time_unit\tintervention\tmatch:pert\tmatch:dose\n"
    (tmp_path / "c.tsv").write_text(head + rows)
    text = "title: T\nconditions_table: {path: c.tsv}\n"
    start = time.process_time()
    card = read(tmp_path, text, "release")
    # The budget is 2 s; a slow machine gets more, but not what a quadratic algorithm takes.
    assert time.process_time() - start < 20
    assert len(card.view.conditions) == 10_000
