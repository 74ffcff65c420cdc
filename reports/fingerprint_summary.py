"""What was put into a fingerprint, and what it reveals."""

from __future__ import annotations

from dataclasses import dataclass

from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable


@dataclass(frozen=True, slots=True)
class FingerprintedTable:
    """One table: what was hashed of it.

    Attributes
    ----------
    name, matrix
        The table, and the matrix that was hashed.
    n_rows, n_features
        Its shape.
    n_telling
        Rows that hold enough to be told from others; only these are hashed.
    hash_scale, sketch_scale
        One row in so many is kept.
    vocabulary
        Gene table by which symbols became ids; empty where none was used.
    """

    name: str
    matrix: str
    n_rows: int
    n_features: int
    n_telling: int
    hash_scale: int
    sketch_scale: int
    vocabulary: str


@dataclass(frozen=True, slots=True)
class FingerprintSummary:
    """A fingerprint that was written.

    Attributes
    ----------
    path, output
        The data, and the file of the fingerprint.
    byte_size
        Of that file.
    content_digest
        Of the data.
    is_keyed
        Whether a shared secret was used.
    tables
        What was hashed.
    revealed
        What anybody who holds the file can learn from it.
    """

    path: str
    output: str
    byte_size: int
    content_digest: str
    is_keyed: bool
    tables: tuple[FingerprintedTable, ...]
    revealed: tuple[str, ...]

    def __str__(self) -> str:
        """Return the text that ``aivc fingerprint`` prints."""
        lines = [
            f"{printable(self.path)}: {self.content_digest}",
            f"  {printable(self.output)}, {self.byte_size:,} bytes",
        ]
        for table in self.tables:
            where = "/".join(part for part in (table.name, table.matrix) if part)
            lines.append(
                f"  {printable(where)}: {table.n_rows:,} rows x {table.n_features:,} features; "
                f"{table.n_telling:,} rows hold enough to be told from others, "
                f"{_one_in(table.hash_scale)} hashed, {_one_in(table.sketch_scale)} sketched"
            )
        lines += ["", "What it reveals:"]
        for sentence in self.revealed:
            lines += wrapped(f"- {sentence}", "  ")
        return "\n".join(lines) + "\n"


def _one_in(scale: int) -> str:
    return "each" if scale == 1 else f"one in {scale:,}"
