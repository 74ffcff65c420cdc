"""YAML for people, and tables beside a card."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.drafting.draft import Draft
from aivc.adapters.drafting.long_tables import LONGEST_LIST
from aivc.adapters.drafting.notes import Guess
from aivc.adapters.drafting.written_card import write_card
from aivc.adapters.drafting.yaml_text import render_yaml
from aivc.schema.card_document import read_document
from aivc.schema.structure import check_structure
from aivc.storage.card_tables.rows import read_card_tables

SCALARS = (
    st.text()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
)
CARD = {
    "aivc_schema_version": "0.1.0",
    "id": "local:x",
    "title": "T",
    "organism_ontology_term_id": ["NCBITaxon:9606"],
    "tables": [{"path_in_file": "X", "measured_by": "rna", "value_type": "raw_counts"}],
    "operators": [
        {
            "operator_id": "rna",
            "operator_type": "SingleCellRNA",
            "assay_ontology_term_id": "EFO:0008913",
            "scale": "cell",
        }
    ],
}


@given(
    title=st.text(st.characters(exclude_categories=["Cs"])),
    value=SCALARS.filter(lambda v: not isinstance(v, str) or v.isascii() or v.isprintable()),
    comment=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)
def test_what_is_written_is_read(title, value, comment):
    conditions = [{"condition_id": "c", "matches": [{"column": title, "column_value": value}]}]
    card = {**CARD, "title": title, "conditions": conditions}
    read = read_document(render_yaml(card, {"/title": comment, "/conditions/0": comment}))
    assert read.problem is None
    assert read.data == card


def test_slots_stand_in_the_order_of_the_standard():
    text = render_yaml({**CARD, "license": "CC0-1.0", "description": "D"}, {})
    keys = [line.split(":")[0] for line in text.splitlines() if not line.startswith(" ")]
    assert keys == [
        "aivc_schema_version", "id", "title", "description", "license",
        "organism_ontology_term_id", "tables", "operators",
    ]  # fmt: skip


def test_a_guess_is_marked_at_its_place_and_explained_once():
    samples = [{"sample_id": f"s{k}", "tissue_type": "tissue"} for k in range(3)]
    guesses = tuple(Guess(("samples", k, "tissue_type"), "a column says so") for k in range(3))
    written = write_card(Draft({**CARD, "samples": samples}, guesses, ()), "x")
    assert written.text.count("a column says so") == 1
    assert written.text.count("tissue_type: tissue  # guessed") == 3
    assert written.n_guesses == 1
    assert written.card["draft_notes"] == [
        {
            "about": "/samples",
            "draft_status": "guessed",
            "because": "tissue_type of 3: a column says so",
        }
    ]


def test_long_lists_become_tables_that_validation_reads(tmp_path):
    conditions = [
        {
            "condition_id": f"c{k}",
            "harvest_time": {"value": k, "unit": "h"},
            "matches": [
                {"column": "dose", "column_value": k / 4},
                {"column": "drug", "column_value": f"{k}"},
            ],
        }
        for k in range(LONGEST_LIST + 1)
    ]
    written = write_card(Draft({**CARD, "conditions": conditions}, (), ()), "big")
    (table,) = written.tables
    assert "conditions" not in written.card
    named = written.card["conditions_table"]
    assert named["sha256"] == hashlib.sha256(table.text.encode()).hexdigest()
    assert named["n_rows"] == len(conditions)
    (tmp_path / table.file_name).write_text(table.text, encoding="utf-8")
    (read,) = read_card_tables(written.card, tmp_path)
    assert read.problem == ""
    assert [entity for _, entity in read.objects] == conditions
    assert check_structure(dict(written.card), "DatasetCard", "minimal") == ()
