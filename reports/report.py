"""The report of one validation: what was looked at, what came out, and the proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.reports.receipt import Receipt
    from aivc.validators.outcome import Outcome


@dataclass(frozen=True, slots=True)
class MatrixSummary:
    """One matrix as the reader of a report wants to see it."""

    path: str
    encoding: str
    shape: tuple[int, int]
    value_type: str = ""
    operator: str = ""
    looks_like: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of counts: rows of the file by two keys, such as condition x plate."""

    title: str
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    n_rows_left_out: int = 0
    """Rows of the grid that are not shown because there are too many."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one validation says of one input.

    Parameters
    ----------
    input_path
        The input, as it was given.
    container
        Kind of container, such as ``h5ad``.
    card_origin
        Where the card came from; empty where there is none.
    card_path
        File of the card, for annotations; empty where there is none.
    matrices
        What is in the file.
    outcome
        Findings and verdict.
    receipt
        Proof of the validation.
    chains
        Operator chains, one line each.
    grids
        Design and coverage maps.
    """

    input_path: str
    container: str
    card_origin: str
    card_path: str
    matrices: tuple[MatrixSummary, ...]
    outcome: Outcome
    receipt: Receipt
    chains: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
