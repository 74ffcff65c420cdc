"""Text read in the wrong encoding is told from text that is merely foreign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.storage.model import StorageProblem
from aivc.validators.rules.tab.wrongly_decoded_text import SUSPECT, check, repaired
from tests.validators.rules.handmade import facts_of, table_of, text_column


@given(st.text(st.characters(min_codepoint=0xA1, max_codepoint=0x24F), min_size=1))
def test_utf8_read_as_latin1_is_repaired(text: str) -> None:
    assert repaired(text.encode().decode("latin-1")) == text


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_needs_no_repair(text: str) -> None:
    assert repaired(text) == ""


@pytest.mark.parametrize(
    "text", ["10 \u00b5M", "K\u00f6ln", "Ren\u00e9e", "\u65e5\u672c", "\u03b1-syn", "37 \u00b0C"]
)
def test_text_that_is_right_stays(text: str) -> None:
    assert repaired(text) == ""


def test_columns_names_and_stored_bytes_are_looked_at() -> None:
    table = table_of(
        obs={"dose": text_column("dose", {"10 \u00c2\u00b5M": 4, "1 uM": 6})},
        var={"r\u00c3\u00a9gion": text_column("r\u00c3\u00a9gion", {"a": 5})},
    )
    problem = StorageProblem("text-not-utf8", "obs/plate", "obs/plate holds bytes")
    found = list(check(read_card({}), facts_of(table, problems=(problem,))))
    assert [(str(e.location), e.count) for e in found] == [
        ("obs/plate", 1),
        ("obs/dose", 4),
        ("var/r\u00c3\u00a9gion", 1),
    ]


@given(st.text(st.characters(max_codepoint=0x2FFF)))
def test_nothing_that_can_be_repaired_escapes_the_first_look(text: str) -> None:
    for encoding in ("latin-1", "cp1252"):
        try:
            wrong = text.encode().decode(encoding)
        except UnicodeDecodeError:
            continue
        if repaired(wrong):
            assert SUSPECT.search(wrong)
