"""Write small tables as text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table_text(header: Sequence[str], rows: Iterable[Sequence[object]], separator: str) -> str:
    r"""Write a table with ``\n`` line ends; cells are quoted where they have to be.

    Examples
    --------
    >>> table_text(["a", "b"], [[1, "x,y"]], ",")
    'a,b\n1,"x,y"\n'
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
