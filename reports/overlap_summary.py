"""How many rows of two inputs are the same cells, in words."""

from __future__ import annotations

from dataclasses import dataclass

from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable


@dataclass(frozen=True, slots=True)
class Contained:
    """Rows of one input that are in the other.

    ``n_found`` of ``n_compared`` rows were found; they stand for ``n_rows``. ``share`` lies between
    ``low`` and ``high`` with 95 % confidence; all three are equal where every row was compared.
    """

    n_compared: int
    n_found: int
    n_rows: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TablesCompared:
    """One table of each input.

    ``exact`` are rows with the same values, ``rescaled`` rows with the same features seen
    (normalised and rounded copies and the exact ones), ``near`` those and noisy copies. Of each
    pair the first is the share of the left input that is in the right one. ``near`` has None where
    noisy copies cannot be counted; ``near_problem`` says why.
    """

    left: str
    right: str
    n_shared_features: int
    n_left_features: int
    n_right_features: int
    exact: tuple[Contained, Contained]
    rescaled: tuple[Contained, Contained]
    near: tuple[Contained | None, Contained | None]
    near_problem: str = ""


@dataclass(frozen=True, slots=True)
class OverlapSummary:
    """What two inputs have in common.

    Attributes
    ----------
    left, right
        The inputs.
    is_same_content
        Whether both have one content digest; None where an input is data.
    tables
        Tables that were compared.
    revealed
        What the fingerprints among the inputs tell whoever holds them.
    """

    left: str
    right: str
    is_same_content: bool | None
    tables: tuple[TablesCompared, ...]
    revealed: tuple[str, ...]

    @property
    def largest_share(self) -> float:
        """The largest share of one input, in one table, that the other holds."""
        return max(
            (
                contained.share
                for table in self.tables
                for contained in (*table.exact, *table.rescaled, *table.near)
                if contained is not None
            ),
            default=0.0,
        )

    def __str__(self) -> str:
        """Return the text that ``aivc overlap`` prints."""
        lines = [f"A  {printable(self.left)}", f"B  {printable(self.right)}"]
        if self.is_same_content:
            lines.append("Both have the same content digest: they hold the same data.")
        for table in self.tables:
            lines += ["", *_of_table(table)]
        if self.revealed:
            lines += ["", "What a fingerprint reveals:"]
        for sentence in self.revealed:
            lines += wrapped(f"- {sentence}", "  ")
        return "\n".join(lines) + "\n"


def _of_table(table: TablesCompared) -> list[str]:
    names = " and ".join(printable(name) for name in dict.fromkeys((table.left, table.right)))
    title = (
        f"{names or 'Rows'}: {table.n_shared_features:,} features in common, of "
        f"{table.n_left_features:,} in A and {table.n_right_features:,} in B"
    )
    lines = [title]
    for what, pair in (
        ("the same values", table.exact),
        ("the same features seen (normalised or rounded copies too)", table.rescaled),
        ("copies with counting noise too", table.near),
    ):
        lines.append(f"  {what}")
        for one, other, contained in (("A", "B", pair[0]), ("B", "A", pair[1])):
            if contained is not None:
                lines.append(f"    {one} in {other}: {_share(contained)}")
    if table.near_problem:
        what = "not all could" if any(table.near) else "could not"
        lines.append(f"    {what} be counted: {table.near_problem}")
    return lines


def _share(contained: Contained) -> str:
    counts = f"{contained.n_found:,} of {contained.n_compared:,} rows"
    if contained.n_compared == 0:
        return "no row that could be compared"
    if contained.low == contained.high:
        return f"{contained.share:.2%} ({counts})"
    return (
        f"{contained.share:.2%}, between {contained.low:.2%} and {contained.high:.2%} with 95 % "
        f"confidence ({counts} of a sample; they stand for {contained.n_rows:,})"
    )
