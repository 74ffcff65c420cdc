"""Audit splits before they are written, and draw again where a claim would prove nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.splits.making.made import MadeSplit
    from aivc.splits.making.request import SplitRequest
    from aivc.storage.model import Dataset
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Finding, Level
    from aivc.validators.profile import Profile
    from aivc.verbs.made_manifest import Bound

BY_CHANCE = frozenset({"CLM010"})
"""Errors that another draw may be free of: that whole sites are held out together with families."""

_DRAWS = 10
_SHOWN = 5


class LeakingSplitError(AivcError, ValueError):
    """The split that was made does not pass its own audit, so it was not written."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Splits that passed, their headers, and what the audit says that is no error."""

    splits: tuple[MadeSplit, ...]
    headers: tuple[dict[str, Any], ...]
    warnings: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True)
class MadeAudit:
    """Everything that an audit looks at beside the manifest."""

    dataset: Dataset
    facts: Facts
    level: Level
    profile: Profile
    bound: Bound

    def findings(self, header: Mapping[str, Any], made: MadeSplit) -> tuple[Finding, ...]:
        """Audit a manifest as it will be written."""
        from aivc.splits.manifest.document import read_manifest
        from aivc.validators.engine import run_rules
        from aivc.validators.split_facts.collect_split import collect_split
        from aivc.verbs.linked_links import card_folder

        card = self.bound.card
        with TemporaryDirectory() as folder:
            path = Path(folder) / "audited.split.yaml"
            self.bound.write(header, made, path)
            document = read_manifest(path, self.profile.requires)
            home = card_folder(self.dataset, self.facts.card.sources)
            split = collect_split(self.dataset, card, document, level=self.level, folder=home)
        facts = replace(self.facts, split=split)
        return run_rules(card, facts, level=self.level, profile=self.profile).findings


def passing(
    audit: MadeAudit, make: Callable[[SplitRequest], tuple[MadeSplit, ...]], request: SplitRequest
) -> Passed:
    """Return splits that the audit finds no error in.

    Where chance alone made a claim that proves nothing, another draw is made, ten at most; seed and
    data decide all of them.

    Raises
    ------
    LeakingSplitError
        There is an error; that of the first draw is named.
    """
    refused: LeakingSplitError | None = None
    last: list[Any] = []
    for draw in range(_DRAWS):
        splits = make(replace(request, draw=draw))
        codes = [made.partitioning.codes for made in splits]
        if last and all(np.array_equal(*pair) for pair in zip(last, codes, strict=True)):
            break
        last = codes
        headers = tuple(audit.bound.headers(splits))
        found = [audit.findings(*each) for each in zip(headers, splits, strict=True)]
        errors = [
            (finding, made)
            for findings, made in zip(found, splits, strict=True)
            for finding in findings
            if finding.severity is Severity.ERROR
        ]
        if not errors:
            warnings = tuple(
                tuple(each for each in findings if each.severity is Severity.WARNING)
                for findings in found
            )
            return Passed(_noted(splits, draw), headers, warnings)
        refused = refused or LeakingSplitError(_why_not(errors))
        if any(finding.code not in BY_CHANCE for finding, _ in errors):
            break
    assert refused is not None  # noqa: S101 - the first draw either passed or was refused
    raise refused


def _noted(splits: Sequence[MadeSplit], draw: int) -> tuple[MadeSplit, ...]:
    if not draw:
        return tuple(splits)
    note = (
        f"This is draw {draw + 1} under the seed: in those before, what was held out could not be "
        "told apart from something else that was new with it."
    )
    return tuple(replace(made, notes=(*made.notes, note)) for made in splits)


def _why_not(errors: Sequence[tuple[Finding, MadeSplit]]) -> str:
    told = " ".join(
        f"{finding.code}{f' ({made.turn.name})' if made.turn.name else ''}: {finding.message}"
        for finding, made in errors[:_SHOWN]
    )
    more = f" And {len(errors) - _SHOWN} more." if len(errors) > _SHOWN else ""
    return f"Nothing was written: what was made does not pass its own audit. {told}{more}"
