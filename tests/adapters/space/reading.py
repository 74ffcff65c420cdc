"""Read a source and look at what came out."""

import numpy as np

from aivc.adapters.contract.log import ConversionNotes
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.model import DenseBlock


def read(adapter, source, mapping=None):
    """Return the reading and the notes of a source."""
    notes = ConversionNotes(source)
    return adapter.read(source, mapping or ConversionMapping(), notes), notes


def dense(matrix, max_bytes=1 << 10):
    """Return all values of a matrix."""
    found = np.zeros(matrix.shape)
    for block in matrix.blocks(max_bytes):
        if isinstance(block, DenseBlock):
            found[block.start : block.stop] = block.data
            continue
        for row in range(block.stop - block.start):
            inside = slice(block.indptr[row], block.indptr[row + 1])
            found[block.start + row, block.indices[inside]] = block.data[inside]
    return found


def names(frame):
    """Return the row names of a frame."""
    return [name for block in frame.index() for name in block.tolist()]


def texts(frame, name):
    """Return a column as text, None where it has no value."""
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


def steps(notes, action):
    """Return subject and reason of the notes of one kind."""
    return {step.subject: step.because for step in notes.steps if step.action == action}
