"""Small matrices of every kind, right and wrong, for hypothesis."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tests.validators.facts.memory import Compressed

DTYPES = ("float32", "float64", "int32", "int64", "uint16", "bool", "float16")
ODD = (np.nan, np.inf, -np.inf, -1.0, 0.0, -0.0, 0.5, 1e-7, 2.0**24)


def values(dtype: str, *, odd: bool):
    """Numbers that the type holds; with ``odd`` also those that no count is."""
    if dtype == "bool":
        return st.booleans()
    if dtype.startswith("float"):
        plain = st.integers(0, 6).map(float)
        wide = 16 if dtype == "float16" else 32
        real = st.floats(-1000, 1000, width=wide)
        return st.one_of(plain, st.sampled_from(ODD), real) if odd else plain
    return st.integers(-3 if odd and dtype.startswith("int") else 0, 9)


@st.composite
def compressed(draw, *, odd: bool = True, faulty: bool = True, max_rows: int = 14):
    """A CSR or CSC matrix; ``faulty`` ones have indices out of order, repeated, out of range."""
    layout = draw(st.sampled_from(("csr", "csc")))
    n_major = draw(st.integers(0, max_rows))
    n_minor = draw(st.integers(1, 8))
    dtype = draw(st.sampled_from(DTYPES))
    index = st.integers(-2, n_minor + 1) if faulty else st.integers(0, n_minor - 1)
    entries = st.lists(index, max_size=9, unique=not faulty)
    rows = draw(st.lists(entries, min_size=n_major, max_size=n_major))
    if not faulty:
        rows = [sorted(row) for row in rows]
    indices = np.array([k for row in rows for k in row], dtype=draw(st.sampled_from(["i4", "i8"])))
    numbers = draw(st.lists(values(dtype, odd=odd), min_size=len(indices), max_size=len(indices)))
    with np.errstate(over="ignore"):
        data = np.array(numbers, dtype=float if dtype != "bool" else bool).astype(dtype)
    indptr = np.cumsum([0, *map(len, rows)])
    shape = (n_major, n_minor) if layout == "csr" else (n_minor, n_major)
    return Compressed(layout, shape, indptr, indices, data)


@st.composite
def dense(draw, *, odd: bool = True):
    """A dense matrix."""
    shape = (draw(st.integers(0, 14)), draw(st.integers(1, 8)))
    dtype = draw(st.sampled_from(DTYPES))
    numbers = draw(
        st.lists(values(dtype, odd=odd), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
    )
    with np.errstate(over="ignore"):
        return np.array(numbers, dtype=float).astype(dtype).reshape(shape)


def any_matrix(**options):
    """Any of them."""
    odd = options.get("odd", True)
    return st.one_of(compressed(**options), dense(odd=odd))
