"""Count what a card links, and ask all rules about what was added to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.storage import CardOrigin, CardSource
from aivc.validators.findings import Level, Severity
from aivc.verbs.spatial_histology.card import CARD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.evaluation.spatial_histology.card import Extended
    from aivc.storage.model import Dataset
    from aivc.validators.profile import Profile


_NOT_ONE = (
    "none of the ids in the table is one of the units; ids that begin anew in each region name no "
    "unit, make them unique"
)


@dataclass(frozen=True, slots=True)
class CountedCard:
    """The text of the card with coverage as it was counted, and what rules say of it.

    Attributes
    ----------
    text
        The card.
    findings
        Errors and warnings about what was added.
    n_inherited
        Those about what the card of the data has.
    notes
        What could not be added, and why.
    """

    text: str
    findings: tuple[str, ...]
    n_inherited: int
    notes: tuple[str, ...]


def counted(
    extended: Extended, dataset: Dataset, folder: Path, profile: Profile, heading: tuple[str, ...]
) -> CountedCard:
    """Count what the new link links, write it into the card, and ask all rules about the card.

    A link of which nothing can be counted is taken out again, and that is said.
    """
    from aivc.adapters.drafting.yaml_text import render_yaml
    from aivc.validators.engine import run_rules
    from aivc.validators.facts.collect import collect

    card = extended.card
    notes: tuple[str, ...] = ()
    link = next((one for one in card.get("links") or [] if _id(one) == extended.link_id), None)
    if link is not None:
        problem = _count(link, card, dataset, folder)
        if problem:
            card = {**card, "links": [one for one in card["links"] if one is not link]}
            notes = (f"the link of units and tiles is not in the card: {problem}",)
    text = render_yaml(card, {}, heading)
    sources = (CardSource(CardOrigin.EXPLICIT, folder / CARD, text),)
    view, facts, lines = collect(dataset, sources, level=Level.OBS, profile=profile.requires)
    found = run_rules(view, facts, level=Level.OBS, profile=profile, line_of=lines.line_of)
    grave = [one for one in found.findings if one.severity is not Severity.INFO]
    mine = [one for one in grave if _is_new(one.location.pointer or "", extended.n_before)]
    told = tuple(f"{one.code} {one.severity.value}: {one.message}" for one in mine)
    return CountedCard(text, told, len(grave) - len(mine), notes)


def _id(link: Any) -> str:
    return str(link.get("link_id")) if isinstance(link, dict) else ""


def _count(link: dict[str, Any], card: dict[str, Any], dataset: Dataset, folder: Path) -> str:
    """Write the coverage of a link into it, or return why it cannot be counted."""
    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.reading import read
    from aivc.validators.facts.scale.collect_scale import collect_scale

    ends = {link["source_set"], link["target_set"]}
    sets = [one for one in card["unit_sets"] if one.get("unit_set_id") in ends]
    alone = {"tables": card.get("tables") or [], "unit_sets": sets, "links": [link]}
    view = read(DatasetCard, alone)
    scale = collect_scale(view, dataset, folder, roles=None, tables={}, has_matrices=False)
    found = scale.links[0]
    if found.problem or not found.n_source_linked:
        return found.problem or _NOT_ONE
    link["coverage"] = {
        "n_source": found.n_source,
        "n_source_linked": found.n_source_linked,
        "n_target": found.n_target,
        "n_target_linked": found.n_target_linked,
    }
    return ""


def _is_new(pointer: str, n_before: Mapping[str, int]) -> bool:
    """Tell whether a place of the card is in an entry that was added."""
    parts = pointer.split("/")
    slot = parts[1] if len(parts) > 1 else ""
    is_numbered = len(parts) > 2 and parts[2].isdigit()
    return is_numbered and int(parts[2]) >= n_before.get(slot, 0)
