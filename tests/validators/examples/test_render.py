"""Every edit is told in words, and what is found is named."""

import pytest
import yaml

from aivc.validators.examples import example as edits
from aivc.validators.examples.in_words import TRANSFORMED
from aivc.validators.examples.render import SENTENCES, render_example
from aivc.validators.examples.transforms import TRANSFORMS


def text_of(*changes: edits.Edit, expect: tuple[edits.Expect, ...] = ()) -> str:
    return render_example(edits.Example("title", changes, expect))


def test_every_kind_of_edit_and_transform_has_words() -> None:
    assert set(SENTENCES) == set(edits.Edit.__args__)
    assert set(TRANSFORMED) == set(TRANSFORMS)


@pytest.mark.parametrize(
    ("edit", "parts"),
    [
        (edits.SetCard("/license", "MIT"), ["`MIT`", "`/license`"]),
        (edits.SetCard("/accessions/-", "geo:GSE1"), ["`geo:GSE1`", "`/accessions`"]),
        (edits.DropCard("/license"), ["nothing", "`/license`"]),
        (edits.NoCard(), ["no card"]),
        (edits.CardText("title: [\n"), ["```yaml", "title: ["]),
        (edits.EmbedCard({"/title": "Old"}), ["embedded", "`/title`", "`Old`"]),
        (edits.SetColumn("obs", "a", True), ["obs `a`", "`true`", "every row"]),
        (edits.SetColumn("obs", "a", {0: "x", 1: "x", 5: None}), ["`x` in rows 0-1", "missing"]),
        (edits.SetColumn("var", "a", ["x"] * 4), ["rows 0-3"]),
        (edits.DropColumn("obs", "a", table="mod/rna"), ["`mod/rna/obs`", "`a`"]),
        (edits.SetNames("var", {3: ""}), ["row 3", '`""`']),
        (edits.SetValues("X", {(0, 3): float("nan")}), ["`X`", "`NaN`", "row 0, column 3"]),
        (edits.CopyRows("X", {4: 2, 5: 2}), ["rows 4-5 are copies of row 2"]),
        (edits.TransformMatrix("X", "half", table="mod/rna"), ["`mod/rna/X`", "halved"]),
        (edits.AddMatrix("layers/a", "X", "log1p"), ["`layers/a`", "`X`", "logarithm"]),
        (edits.AddFile("samples.tsv", "sample_id\ts1\n"), ["`samples.tsv`", "```text", "s1"]),
        (edits.SetUns("title", "x"), ["`uns`", "`title`", "`x`"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_edit_is_told_with_what_it_names(edit: edits.Edit, parts: list[str]) -> None:
    text = text_of(edit)
    assert [part for part in parts if part not in text] == []


def test_nested_values_are_shown_as_yaml() -> None:
    value = {"agent_id": "water", "label": "water: still"}
    text = text_of(edits.SetCard("/agents/-", value))
    block = text.split("```yaml")[1].split("```")[0]
    assert yaml.safe_load(block) == [value]


def test_findings_are_named_with_their_count() -> None:
    text = text_of(expect=(edits.Expect("obs/donor_id", 16), edits.Expect("card:/title")))
    assert "`obs/donor_id` (16 times)" in text
    assert "`card:/title`." in text
    assert "Nothing is found." in text_of()


def test_labels_cannot_break_out_of_code() -> None:
    text = text_of(edits.SetColumn("obs", "a`b", "x\n# heading"))
    assert "`` a`b ``" in text
    assert "\n# heading" not in text
