"""The verb ``split_diff``: what changed between two manifests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.splits.difference import Difference
    from aivc.splits.manifest.integrity import Tally


@dataclass(frozen=True, slots=True)
class ComparedManifests:
    """Two manifests and their difference."""

    before: Path
    after: Path
    difference: Difference

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        found = self.difference
        return {
            "before": str(self.before),
            "after": str(self.after),
            "by": found.by,
            "slots": [
                {"pointer": one.pointer, "before": one.before, "after": one.after}
                for one in found.slots
            ],
            "moves": [
                {"from": one.before, "to": one.after, **_plain(one.rows)} for one in found.moves
            ],
            "only_before": _plain(found.only_before),
            "only_after": _plain(found.only_after),
            "same": found.n_same,
        }

    def __str__(self) -> str:
        """Return what ``aivc split diff`` prints."""
        found = self.difference
        if found.is_empty:
            return f"{self.before} and {self.after} say the same.\n"
        title = f"{self.before} and {self.after} differ."
        return "\n".join([title, "", *self._header_lines(), "", *self._row_lines()]) + "\n"

    def _header_lines(self) -> list[str]:
        from aivc.splits.header_changes import shown

        slots = self.difference.slots
        if not slots:
            return ["The headers say the same."]
        differ = "differs" if len(slots) == 1 else "differ"
        lines = [f"{_number(len(slots), 'slot')} of the header {differ}:"]
        for one in slots:
            before, after = shown(one.before), shown(one.after)
            lines.append(f"  {one.pointer}: {before or '(absent)'} -> {after or '(absent)'}")
        return lines

    def _row_lines(self) -> list[str]:
        found = self.difference
        thing = "observation" if found.by == "rows" else "key"
        if not (found.moves or found.only_before or found.only_after):
            return [f"No {thing} is in another part: {_number(found.n_same, thing)} compared."]
        are = "is" if found.n_same == 1 else "are"
        lines = [f"{_number(found.n_same, thing)} {are} in the same part; others are not:"]
        lines += [
            f"  {one.before} -> {one.after}: {_in_words(one.rows, thing)}" for one in found.moves
        ]
        for tally, path in ((found.only_before, self.before), (found.only_after, self.after)):
            if tally:
                lines.append(f"  in a part of {path} only: {_in_words(tally, thing)}")
        return lines


def split_diff(
    before: str | Path, after: str | Path, *, data: str | Path | None = None
) -> ComparedManifests:
    """Compare two manifests.

    Parameters
    ----------
    before, after
        Headers of manifests.
    data
        The dataset that they divide. With it rows are compared, so that the manifests may use
        different keys; without it keys are.

    Raises
    ------
    UnreadableInputError
        A file cannot be opened.
    ManifestError
        A manifest cannot be read, or the two use different keys and no data were named.

    Examples
    --------
    >>> print(split_diff("v1.split.yaml", "v2.split.yaml"))  # doctest: +SKIP
    """
    from aivc.splits.difference import diff_manifests
    from aivc.splits.manifest.document import read_manifest

    one, other = read_manifest(before, "minimal"), read_manifest(after, "minimal")
    if data is None:
        return ComparedManifests(Path(before), Path(after), diff_manifests(one, other))
    from aivc.splits.manifest.resolve import told_tables
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import collect
    from aivc.validators.findings import Level
    from aivc.validators.split_facts.observe import observe

    with open_observations(data) as dataset:
        card, _, _ = collect(
            dataset, find_card(data, None, dataset), level=Level.HEADER, needs=set()
        )
        difference = diff_manifests(one, other, observe(dataset, card, tables=told_tables(one)))
    return ComparedManifests(Path(before), Path(after), difference)


def _plain(tally: Tally) -> dict[str, Any]:
    return {"count": tally.count, "examples": list(tally.examples)}


def _in_words(tally: Tally, thing: str) -> str:
    examples = ", ".join(tally.examples)
    such_as = f"such as {examples}" if tally.count > len(tally.examples) else examples
    return f"{_number(tally.count, thing)}, {such_as}"


def _number(n: int, thing: str) -> str:
    return f"{n:,} {thing}{'' if n == 1 else 's'}"
