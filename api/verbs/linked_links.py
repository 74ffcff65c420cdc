"""Rows of several tables that measure one thing, as links for a maker of splits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.links import Links, links_of_things

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset


def serial_links(
    card: DatasetCard, rows: Observations, manifest: SplitManifest, axes: Collection[str]
) -> tuple[Links, ...]:
    """Link sections that were cut one after the other, where sections are to be kept apart.

    Parameters
    ----------
    card
        Its links and its binding of ``section_position`` tell neighbours.
    rows
        The rows that are divided.
    manifest
        Its binding goes before that of the card.
    axes
        Axes of which values are kept apart.
    """
    from aivc.validators.split_facts.space_sections import series_of_sections

    if "section" not in axes:
        return ()
    codes = series_of_sections(rows, manifest, card)
    return (Links("series of sections", codes),) if (codes >= 0).any() else ()


class HasPath(Protocol):
    """Whatever says where a card was found."""

    @property
    def path(self) -> str | Path:
        """The file."""
        ...


def linked_links(
    dataset: Dataset,
    card: DatasetCard,
    rows: Observations,
    folder: Path,
    *,
    refuses: bool = True,
) -> tuple[Links, ...]:
    """Link rows that the card or the file calls measurements of one thing.

    Parameters
    ----------
    dataset
        The opened container.
    card
        Its card, as far as it can be read.
    rows
        The rows that are divided.
    folder
        Folder of the card, in which tables of weights lie.
    refuses
        Whether a link that cannot be followed is an error; else it links nothing.

    Raises
    ------
    InfeasibleSplitError
        A link cannot be followed, so that nobody can say which rows belong together.
    """
    from aivc.validators.split_facts.linked_rows import linked_rows

    found = linked_rows(dataset, card, rows, folder)
    for linked in found:
        if linked.problem and refuses:
            msg = (
                f"Which rows belong together by {linked.told_by} of the card cannot be told: "
                f"{linked.problem}. Mend the card, or divide one table with its name."
            )
            raise InfeasibleSplitError(msg)
    return tuple(
        links_of_things(one.what, rows.n_rows, one.node, one.row) for one in found if len(one.node)
    )


def card_folder(dataset: Dataset, cards: Sequence[HasPath]) -> Path:
    """Return the folder of the first of the cards, that of the dataset where there is none."""
    return Path(cards[0].path).parent if cards else dataset.path.parent
