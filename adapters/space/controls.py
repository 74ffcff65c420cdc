"""Features that stand for no gene: negative probes and blank codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.columns import MadeNumbers
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from aivc.adapters.contract.log import ConversionNotes

MARK = "is_negative_control"


def marked_features(
    names: Sequence[str], pattern: re.Pattern[str], log: ConversionNotes
) -> MadeFrame:
    """Return the features, with the var column ``is_negative_control`` where there are such.

    They stay in the table: background and false calls are judged by them.
    """
    is_control = np.array([bool(pattern.match(name)) for name in names], dtype=bool)
    if not is_control.any():
        return MadeFrame(names)
    example = names[int(np.flatnonzero(is_control)[0])]
    log.added(
        f"var column {MARK}",
        f"names such as {example} stand for no gene; the background is judged by them",
        n_rows=int(is_control.sum()),
    )
    return MadeFrame(names, [MadeNumbers(MARK, is_control)])
