"""Put links between sets of units into a card under construction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.adapters.drafting.section import Section


def add_link(section: Section, link: dict[str, Any], because: str) -> None:
    """Add a link, and note that it was guessed.

    Parameters
    ----------
    section
        Takes the link.
    link
        Its slots.
    because
        What the file shows.
    """
    links = section.slots.setdefault("links", [])
    section.guess(("links", len(links)), because)
    links.append(link)


def coverage(
    n_source: int, source_linked: int, n_target: int, target_linked: int
) -> dict[str, int]:
    """Write how many units of each side are linked."""
    return {
        "n_source": n_source,
        "n_source_linked": source_linked,
        "n_target": n_target,
        "n_target_linked": target_linked,
    }
