"""A column that a dataset gets when it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class AddedColumn:
    """A categorical column of obs.

    Attributes
    ----------
    name
        Its name; the table has no column called so.
    codes
        Position in ``labels`` for each row, -1 where there is no value, shape (n_obs,).
    labels
        The labels, each once.
    """

    name: str
    codes: NDArray[Any]
    labels: tuple[str, ...]
