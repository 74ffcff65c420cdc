"""Read sources with a reader by name, and what they gave as lists and frames."""

import numpy as np
import pandas as pd

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.registry import load_adapter
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.model import DenseBlock


def read(adapter, path):
    notes = ConversionNotes(path)
    return load_adapter(adapter).read(path, ConversionMapping(), notes), notes


def names(frame):
    return [name for block in frame.index() for name in block.tolist()]


def values(matrix):
    whole = np.zeros(matrix.shape, matrix.dtype)
    for block in matrix.blocks(1 << 12):
        if isinstance(block, DenseBlock):
            whole[block.start : block.stop] = block.data
            continue
        owners = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        whole[owners, block.indices] = block.data
    return whole


def labels(frame, name):
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes.tolist()]


def table_of(reading, name=""):
    table = reading.dataset.table(name)
    assert table is not None
    return table


def as_frame(reading):
    table = table_of(reading)
    return pd.DataFrame(values(table.matrices[0]), names(table.obs), names(table.var))


def steps(notes, action):
    return [step for step in notes.steps if step.action == action]
