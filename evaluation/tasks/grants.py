"""What a manifest lets a predictor read beyond the training part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.schema.generated.views import SplitManifest

CONTROLS = "controls"
INPUTS = "inputs"
TOKENS = (CONTROLS, INPUTS)


@dataclass(frozen=True, slots=True)
class Grants:
    """What is granted.

    Attributes
    ----------
    controls
        Controls of the contexts that are asked about are in the view.
    inputs
        The input table of units that are asked about is in the view.
    unknown
        Texts that no harness can act on, as written.
    """

    controls: bool = False
    inputs: bool = False
    unknown: tuple[str, ...] = ()


def grants_of(texts: Iterable[str]) -> Grants:
    """Read the grants of a manifest: a text that begins with ``controls`` or ``inputs``.

    Only a description of the part that is asked about may follow, such as ``of the test donors``;
    everything else is no grant that the harness acts on.

    Examples
    --------
    >>> grants_of(["controls of the test donors", "UMI per cell"])
    Grants(controls=True, inputs=False, unknown=('UMI per cell',))
    """
    found: set[str] = set()
    unknown = []
    for text in texts:
        match = re.fullmatch(r"(\w+)(\s+(of|in|for)\s.+)?", text.strip().casefold())
        if match is not None and match[1] in TOKENS:
            found.add(match[1])
        else:
            unknown.append(text)
    return Grants(CONTROLS in found, INPUTS in found, tuple(unknown))


def granted_by(manifest: SplitManifest) -> Grants:
    """Read the grants of a manifest."""
    return grants_of(grant.granted for grant in manifest.grants if grant.granted)


def grant_notes(grants: Grants, *, has_inputs: bool) -> tuple[str, ...]:
    """Say in sentences what grants do not do."""
    notes = [
        f"the grant {text!r} is none that the harness acts on, which knows "
        f"{' and '.join(TOKENS)}; nothing was added to the view for it"
        for text in grants.unknown
    ]
    if grants.inputs and not has_inputs:
        notes.append("inputs are granted, but the task names no input table; none are in the view")
    return tuple(notes)
