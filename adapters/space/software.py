"""The program that counted, where its files say which version it was."""

from __future__ import annotations

import re

from aivc.adapters.contract.hints import Said

_VERSION = re.compile(r"\d+(\.\d+)+\S*")


def counted_by(name: str, stated: object, where: str) -> dict[str, Said]:
    """Return the step of quantification for the card; nothing where no version is stated.

    Parameters
    ----------
    name
        The program.
    stated
        What a file says, such as ``spaceranger-1.3.0``.
    where
        The file.

    Examples
    --------
    >>> said = counted_by("Space Ranger", "spaceranger-1.3.0", "counts.h5")
    >>> said["/activities"].value[0]["software"]
    {'name': 'Space Ranger', 'version': '1.3.0'}
    """
    if isinstance(stated, list) and len(stated) == 1:
        stated = stated[0]
    found = _VERSION.search(stated) if isinstance(stated, str) else None
    if found is None:
        return {}
    step = {
        "activity_id": "quantify",
        "step_type": "quantification",
        "order_index": 1,
        "software": {"name": name, "version": found[0]},
        "fit_scope": "per_observation",
    }
    return {"/activities": Said([step], f"{where} states {stated}")}
