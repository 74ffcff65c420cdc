"""The labels of a column of points, and how many rows each has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from aivc.storage.elements.tables import ElementTable

MOST_LABELS = 5_000_000
ROWS = 1 << 20


def counted_labels(rows: ElementTable, column: str) -> Counter[str] | None:
    """Count the labels of a column in batches; None where there are too many different ones.

    Missing values count under the empty text.

    Raises
    ------
    UnreadableInputError
        The column cannot be decoded.
    """
    import pyarrow as pa

    from aivc.storage.records.decoding import decoding_table
    from aivc.storage.records.texts import texts_of_arrow

    found: Counter[str] = Counter()
    for batch in rows.batches(column, ROWS):
        with decoding_table(f"{rows.path}, column {column!r},"):
            texts = texts_of_arrow(pa.chunked_array([batch]))
        counts = np.bincount(texts.codes + 1, minlength=len(texts.distinct) + 1).tolist()
        for label, count in zip(["", *texts.labels()], counts, strict=True):
            if count:
                found[label] += count
        if len(found) > MOST_LABELS:
            return None
    return found
