"""Rows of a dataset made by hand, as small as a test needs them."""

from collections.abc import Mapping, Sequence

import numpy as np

from aivc.splits.observations import AxisKeys, Observations
from aivc.storage.keys.text_hash import hash_texts

AXES = {"donor": "donor_id", "cell_type": "cell_type", "agent": "drug", "sample": "sample_id"}

Labels = Sequence[str | None]


def coded(labels: Labels) -> tuple[np.ndarray, tuple[str, ...]]:
    """Codes and labels of a column; None is missing."""
    names = sorted({label for label in labels if label is not None})
    place = {name: k for k, name in enumerate(names)}
    return np.array([-1 if v is None else place[v] for v in labels], np.int32), tuple(names)


def rows_of(
    names: Sequence[str],
    columns: Mapping[str, Labels] | None = None,
    *,
    controls: Sequence[int] = (),
    table: str = "",
) -> Observations:
    """Rows with these names and columns; each column of AXES tells its axis."""
    read = {name: coded(labels) for name, labels in (columns or {}).items()}
    axes = {
        axis: AxisKeys(axis, *read[column], (column,))
        for axis, column in AXES.items()
        if column in read
    }
    texts = np.empty(len(names), dtype=object)
    texts[:] = list(names)
    is_control = np.zeros(len(names), bool)
    is_control[list(controls)] = True
    return Observations(
        n_rows=len(names),
        axes=axes,
        is_control=is_control,
        id_hashes=hash_texts(texts) if len(names) else np.empty(0, np.uint64),
        names_of=lambda places: tuple(names[k] for k in places),
        column=read.get,
        table=table,
    )


HEADER = {
    "aivc_schema_version": "0.1.0",
    "manifest_id": "aivc:splits/by-hand",
    "split_of": {"dataset_id": "doi:10.5281/zenodo.1"},
    "purpose": "benchmark",
    "unit_of_split": "donor",
    "partitions": [
        {"partition_name": "train", "partition_role": "training"},
        {"partition_name": "validation", "partition_role": "validation"},
        {"partition_name": "test", "partition_role": "test"},
    ],
    "control_policy": "train_only",
}
