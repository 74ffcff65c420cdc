"""What the TOML of cell-load says, and what it silently gets wrong."""

import pytest
from seen_rows import rows_of

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.cell_load import import_cell_load

GENES = ["non-targeting", "AARS", "NUP107", "MYC"]
CELLS = ["rpe1", "jurkat", "k562"]
PAIRS = [(cells, gene) for cells in CELLS for gene in GENES]
ROWS = rows_of(
    [f"c{k}" for k in range(len(PAIRS))],
    {"cell_type": [cells for cells, _ in PAIRS], "gene": [gene for _, gene in PAIRS]},
    controls=[k for k, (_, gene) in enumerate(PAIRS) if gene == "non-targeting"],
)

EXAMPLE = """
[datasets]
screen = "somewhere"
[training]
screen = "train"
[zeroshot]
"screen.jurkat" = "test"
[fewshot]
[fewshot."screen.rpe1"]
val = ["AARS"]
test = ["AARS", "NUP107"]
"""


def read(folder, text=EXAMPLE, rows=ROWS, **told):
    path = folder / "s.toml"
    path.write_text(text)
    return import_cell_load(path, rows, **told)


def parts(found):
    columns = found.columns
    listed: dict[tuple[str, str], set[str]] = {}
    for cells, gene, part in zip(
        columns["cell_type"], columns["gene"], columns["partition"], strict=True
    ):
        listed.setdefault((cells, gene), set()).add(part)
    return listed


def test_a_perturbation_in_val_and_test_is_in_both(tmp_path):
    found = read(tmp_path)
    assert parts(found)["rpe1", "AARS"] == {"val", "test"}
    assert any("'AARS' of screen.rpe1 is in val and test" in one for one in found.remarks)


def test_the_rest_of_a_few_shot_cell_type_trains(tmp_path):
    listed = parts(read(tmp_path))
    assert listed["rpe1", "NUP107"] == {"test"}
    assert listed["rpe1", "MYC"] == {"train"}
    assert listed["rpe1", "non-targeting"] == {"train", "val", "test"}


def test_a_zero_shot_cell_type_is_held_out_but_for_its_controls(tmp_path):
    listed = parts(read(tmp_path))
    assert listed["jurkat", "AARS"] == {"test"}
    assert listed["jurkat", "non-targeting"] == {"train", "test"}


def test_other_cell_types_train(tmp_path):
    listed = parts(read(tmp_path))
    assert all(listed["k562", gene] == {"train"} for gene in GENES)


def test_a_data_set_that_is_not_trained_on(tmp_path):
    listed = parts(read(tmp_path, EXAMPLE.replace('[training]\nscreen = "train"', "[training]")))
    assert not any(cells == "k562" for cells, _ in listed)
    assert listed["rpe1", "MYC"] == {"train"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("screen.jurkat", "screen.jurkatt", "jurkat"),
        ('"NUP107"]', '"NUP017"]', "NUP107"),
    ],
)
def test_misspelt_names_are_named(tmp_path, old, new, told):
    found = read(tmp_path, EXAMPLE.replace(old, new))
    assert any("did you mean" in one and told in one for one in found.remarks)


def test_a_misspelt_perturbation_stays_for_the_audit(tmp_path):
    listed = parts(read(tmp_path, EXAMPLE.replace('"NUP107"]', '"NUP017"]')))
    assert listed["rpe1", "NUP017"] == {"test"}
    assert listed["rpe1", "NUP107"] == {"train"}


def test_keys_without_quotes(tmp_path):
    text = '[training]\ns = "train"\n[fewshot.s.rpe1]\ntest = ["MYC"]\n[zeroshot.s]\nk562 = "val"\n'
    listed = parts(read(tmp_path, text))
    assert listed["rpe1", "MYC"] == {"test"}
    assert listed["k562", "MYC"] == {"val"}


def test_controls_are_shared(tmp_path):
    assert read(tmp_path).slots["control_policy"] == "shared_all"


def test_the_unit(tmp_path):
    whole = '[training]\ns = "train"\n[zeroshot]\n"s.rpe1" = "test"\n'
    assert read(tmp_path, whole).unit == "cell_type"
    assert read(tmp_path).unit == "observation"


def test_without_data_only_what_is_listed(tmp_path):
    listed = parts(read(tmp_path, rows=None))
    assert listed == {("rpe1", "AARS"): {"val", "test"}, ("rpe1", "NUP107"): {"test"}}


@pytest.mark.parametrize(
    "text",
    [
        "[training",
        "a = 1\n",
        '[training]\na = "train"\nb = "train"\n',
        '[training]\ns = "train"\n[zeroshot]\n"s.k562" = "dev"\n',
        '[training]\ns = "train"\n[zeroshot]\nk562 = "test"\n',
        '[training]\ns = "train"\n[fewshot."s.k562"]\ntest = "MYC"\n',
        '[training]\ns = "train"\n[fewshot."s.k562"]\ntest = [1]\n',
    ],
)
def test_what_is_refused(tmp_path, text):
    with pytest.raises(ImportedSplitError):
        read(tmp_path, text)


def test_a_data_set_is_named_where_there_are_several(tmp_path):
    text = '[training]\na = "train"\nb = "train"\n[zeroshot]\n"b.k562" = "test"\n'
    assert parts(read(tmp_path, text, dataset="a"))["k562", "MYC"] == {"train"}
    assert parts(read(tmp_path, text, dataset="b"))["k562", "MYC"] == {"test"}
    with pytest.raises(ImportedSplitError):
        read(tmp_path, text, dataset="c")


@pytest.mark.realdata
def test_the_example_of_cell_load(real_data):
    found = import_cell_load(real_data / "splits_arc_cellload" / "example.toml")
    assert any("'AARS' of replogle.rpe1 is in val and test" in one for one in found.remarks)
    assert [
        part
        for gene, part in zip(found.columns["gene"], found.columns["partition"], strict=True)
        if gene == "AARS"
    ] == ["val", "test"]
