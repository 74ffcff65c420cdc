"""The split that a Croissant description tells by a column of a table."""

import json

import pytest
from seen_rows import rows_of

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.croissant import import_croissant
from aivc.splits.importers.read_split import SplitFormat, format_of

ROWS = rows_of(list("abc"), {"donor_id": ["D1", "D2", "D3"]})


def description(column="part", file="cells.csv", prefix="cr:"):
    splits = {
        "@id": "splits",
        "@type": "cr:RecordSet",
        "dataType": f"{prefix}Split",
        "key": {"@id": "splits/name"},
        "data": [
            {"splits/name": "fit", "splits/url": f"{prefix}TrainingSplit"},
            {"splits/name": "look", "splits/url": f"{prefix}TestSplit"},
        ],
    }
    field = {
        "@id": "cells/split",
        "source": {"fileObject": {"@id": "table"}, "extract": {"column": column}},
        "references": {"field": {"@id": "splits/name"}},
    }
    return {
        "@type": "sc:Dataset",
        "distribution": [{"@id": "table", "contentUrl": file}],
        "recordSet": [splits, {"@id": "cells", "field": [field]}],
    }


def read(folder, data, table="cell_id,part\na,fit\nb,look\nc,look\n", **told):
    (folder / "cells.csv").write_text(table)
    (folder / "croissant.json").write_text(json.dumps(data))
    return import_croissant(folder / "croissant.json", ROWS, **told)


@pytest.mark.parametrize("prefix", ["cr:", "http://mlcommons.org/croissant/"])
def test_parts_and_roles(tmp_path, prefix):
    found = read(tmp_path, description(prefix=prefix))
    assert found.parts == {"fit": "training", "look": "test"}
    codes, labels = found.columns["observation_id"]
    assert [labels[code] for code in codes] == ["a", "b", "c"]


def test_the_format_is_told_from_what_it_holds(tmp_path):
    read(tmp_path, description())
    assert format_of(tmp_path / "croissant.json") is SplitFormat.CROISSANT


def by_file_name(data):
    source = data["recordSet"][1]["field"][0]["source"]
    source.pop("extract")
    source["fileSet"] = {"@id": "files"}


@pytest.mark.parametrize(
    "change",
    [
        by_file_name,
        lambda data: data["recordSet"].pop(0),
        lambda data: data["recordSet"].pop(1),
        lambda data: data.update(distribution=[]),
        lambda data: data["distribution"][0].update(contentUrl="../cells.csv"),
        lambda data: data["distribution"][0].update(contentUrl="https://example.org/cells.csv"),
        lambda data: data["recordSet"][1]["field"][0]["source"].update(extract={"column": "no"}),
        lambda data: data.update(recordSet="splits"),
    ],
)
def test_what_is_refused(tmp_path, change):
    data = description()
    change(data)
    with pytest.raises(ImportedSplitError):
        read(tmp_path, data)
