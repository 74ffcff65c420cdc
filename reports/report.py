"""The report of one validation: what was looked at, what came out, and the proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.reports.chains.model import DrawnChains
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from aivc.reports.receipt import Receipt
    from aivc.reports.split_summary import SplitSummary
    from aivc.validators.findings import Finding
    from aivc.validators.outcome import Outcome, Verdict

NO_CHAINS = DrawnChains()


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
        How tables, images and readouts came about.
    grids
        Design and coverage maps.
    split
        The audit of a split, where one was audited.
    """

    input_path: str
    container: str
    card_origin: str
    card_path: str
    matrices: tuple[MatrixSummary, ...]
    outcome: Outcome
    receipt: Receipt
    chains: DrawnChains = NO_CHAINS
    grids: tuple[Grid, ...] = ()
    split: SplitSummary | None = None

    @property
    def verdict(self) -> Verdict:
        """The result in one word."""
        return self.outcome.verdict

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, worst first."""
        return self.outcome.findings

    def raise_if_invalid(self) -> None:
        """Raise where something failed.

        Raises
        ------
        InvalidDatasetError
            Holds the report; its message is the report as text.
        """
        if self.outcome.failing:
            raise InvalidDatasetError(self)

    def __str__(self) -> str:
        """Return the report as text."""
        from click import unstyle

        from aivc.reports.text import render_text

        return unstyle(render_text([self]))

    def _repr_html_(self) -> str:
        from html import escape

        from aivc.reports.html import render_html

        # A frame of its own keeps the page's style and script away from the notebook.
        page = escape(render_html([self]), quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:40rem;border:0"></iframe>'


class InvalidDatasetError(AivcError, ValueError):
    """A dataset is not valid; ``report`` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report
