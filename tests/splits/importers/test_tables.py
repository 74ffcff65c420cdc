"""Tables of parts, whatever the keys and whatever the parts are called."""

import numpy as np
import pandas as pd
import pytest
from seen_rows import rows_of

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.obs_column import import_obs_column
from aivc.splits.importers.part_names import is_nowhere, role_of
from aivc.splits.importers.table import import_table

IDS = [f"{k:03d}" for k in range(6)]
ROWS = rows_of(
    IDS,
    {
        "donor_id": ["D1", "D1", "D2", "D2", "D3", "D3"],
        "split": ["train", "train", "val", "val", "ood", None],
        "is_train": ["True", "True", "False", "False", "False", "False"],
    },
)


def cells(columns, name):
    found = columns[name]
    if isinstance(found, tuple):
        codes, labels = found
        return [labels[code] for code in codes]
    return list(found)


def write(folder, text, name="s.csv"):
    path = folder / name
    path.write_text(text)
    return path


def test_ids_keep_their_zeros(tmp_path):
    text = "cell_id,split\n" + "".join(f"{name},train\n" for name in IDS)
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "observation_id") == IDS
    assert found.parts == {"train": "training"}


def test_names_are_preferred_to_the_numbers_that_pandas_writes(tmp_path):
    text = ",cell,split\n" + "".join(f"{k},{name},train\n" for k, name in enumerate(IDS))
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "observation_id") == IDS


def test_blanks_around_a_part_make_no_other_part(tmp_path):
    parts = ["train", "train ", " train", "test", "test ", "test"]
    text = "cell,split\n" + "".join(f"{i},{p}\n" for i, p in zip(IDS, parts, strict=True))
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "partition") == ["train"] * 3 + ["test"] * 3
    assert found.parts == {"train": "training", "test": "test"}


def test_spreadsheets_write_semicolons(tmp_path):
    text = "\ufeffcell;split\n" + "".join(f"{name};train\n" for name in IDS)
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "observation_id") == IDS


def test_mangled_ids_are_left_for_the_audit(tmp_path):
    text = "cell_id,split\n" + "".join(f"{int(name)},train\n" for name in IDS)
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "observation_id") == [str(int(name)) for name in IDS]


def test_any_column_of_obs_is_a_key(tmp_path):
    found = import_table(write(tmp_path, "donor_id,split\nD1,train\nD2,val\nD3,test\n"), ROWS)
    assert list(found.columns) == ["donor_id", "partition"]
    assert found.unit == "donor"
    assert found.parts == {"train": "training", "val": "validation", "test": "test"}


def test_a_row_in_two_parts_stays_in_both(tmp_path):
    text = "donor_id,split\nD1,train\nD1,test\nD2,test\n"
    found = import_table(write(tmp_path, text), ROWS)
    assert cells(found.columns, "donor_id") == ["D1", "D1", "D2"]


@pytest.mark.parametrize("word", ["", "None", "nan", "NA", "unassigned"])
def test_rows_without_a_part(tmp_path, word):
    found = import_table(write(tmp_path, f"index,split\n000,train\n001,{word}\n002,test\n"), ROWS)
    assert cells(found.columns, "observation_id") == ["000", "002"]
    assert found.left_out == 1


def test_perturbench_has_no_line_of_names(tmp_path):
    text = "".join(
        f"{name},{part}\n" for name, part in zip(IDS, ["train"] * 5 + ["val"], strict=True)
    )
    found = import_table(write(tmp_path, text), ROWS)
    assert found.source_format == "perturbench"
    assert sorted(cells(found.columns, "observation_id")) == IDS


def test_a_series_that_pandas_wrote(tmp_path):
    path = tmp_path / "s.csv"
    pd.Series(["train"] * 6, index=IDS).to_csv(path)
    found = import_table(path, ROWS)
    assert cells(found.columns, "observation_id") == IDS


def test_parquet_with_numbers(tmp_path):
    path = tmp_path / "s.parquet"
    pd.DataFrame({"donor_id": [1, 2], "split": ["train", "test"]}).to_parquet(path, index=False)
    found = import_table(path, rows_of(list("ab"), {"donor_id": ["1", "2"]}))
    assert cells(found.columns, "donor_id") == ["1", "2"]


def test_several_columns_of_parts(tmp_path):
    path = write(tmp_path, "index,split_a,split_b\n000,train,test\n")
    with pytest.raises(ImportedSplitError, match="split_a, split_b"):
        import_table(path, ROWS)
    assert import_table(path, ROWS, column="split_b").parts == {"test": "test"}


@pytest.mark.parametrize("text", ["index,label\n000,x\n", "index\n000\n", "a,b,split\nx,y,train\n"])
def test_what_leaves_open_what_it_means(tmp_path, text):
    with pytest.raises(ImportedSplitError):
        import_table(write(tmp_path, text), ROWS)


def test_a_part_of_unknown_role(tmp_path):
    path = write(tmp_path, "index,split\n000,train\n001,odd\n")
    found = import_table(path, ROWS)
    assert found.parts["odd"] is None
    assert any(one.startswith("partition_role") for one in found.unsaid)
    assert import_table(path, ROWS, roles={"odd": "buffer"}).parts["odd"] == "buffer"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("train", "training"), ("Valid", "validation"), ("TEST", "test"), ("ood", "test"),
        ("held-out", "test"), ("calibration", "calibration"), ("excluded", "excluded"),
        ("dev", "validation"), ("private_test", "test"), ("fold_1", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_parts(name, role):
    assert role_of(name) == role


def test_nowhere():
    assert all(map(is_nowhere, ["", "None", " nan ", "<NA>"]))
    assert not is_nowhere("train")


def test_a_column_of_obs():
    found = import_obs_column(ROWS)
    assert found.parts == {"train": "training", "val": "validation", "ood": "test"}
    assert found.left_out == 1
    assert list(found.columns) == ["observation_id", "partition"]


def test_is_train():
    found = import_obs_column(ROWS, column="is_train")
    assert found.parts == {"train": "training", "test": "test"}
    assert list(found.columns) == ["donor_id", "partition"]
    assert found.unit == "donor"


def test_no_such_column():
    with pytest.raises(ImportedSplitError):
        import_obs_column(ROWS, column="fold")
    with pytest.raises(ImportedSplitError):
        import_obs_column(rows_of(IDS))


def test_a_column_of_names_is_no_split():
    n = np.iinfo(np.int16).max + 2
    names = [str(k) for k in range(n)]
    with pytest.raises(ImportedSplitError):
        import_obs_column(rows_of(names, {"split": names}))
