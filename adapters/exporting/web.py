"""Web addresses for what a card names: licences, identifiers, people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import Creator, DatasetCard

SPDX = "https://spdx.org/licenses/"
DUO = "http://purl.obolibrary.org/obo/DUO_"
IDENTIFIERS = "https://identifiers.org/"


def is_address(text: str | None) -> bool:
    """Tell whether a text is a web address."""
    return text is not None and re.match(r"https?://\S+$", text) is not None


def address_of(identifier: str) -> str:
    """Return the web address of a compact identifier.

    Examples
    --------
    >>> address_of("doi:10.1186/s13073-021-00894-y"), address_of("geo:GSE148842")
    ('https://doi.org/10.1186/s13073-021-00894-y', 'https://identifiers.org/geo:GSE148842')
    """
    if is_address(identifier):
        return identifier
    if identifier.startswith("doi:"):
        return f"https://doi.org/{identifier.removeprefix('doi:')}"
    if identifier.startswith("DUO:"):
        return f"{DUO}{identifier.removeprefix('DUO:')}"
    return f"{IDENTIFIERS}{identifier}"


def license_address(licence: str) -> str:
    """Return the web address of a licence: its own, or the page of its SPDX identifier.

    An SPDX expression of several licences has no page and stays as it is.

    Examples
    --------
    >>> license_address("CC-BY-4.0"), license_address("MIT OR Apache-2.0")
    ('https://spdx.org/licenses/CC-BY-4.0.html', 'MIT OR Apache-2.0')
    """
    if is_address(licence) or " " in licence:
        return licence
    return f"{SPDX}{licence}.html"


def person_of(creator: Creator) -> dict[str, object]:
    """Describe a creator in the words of schema.org.

    Whoever has an ORCID or an affiliation is a person, whoever has a ROR identifier alone an
    organisation; who has neither is taken for a person, as nearly all creators are.
    """
    is_organization = creator.ror is not None and creator.orcid is None and not creator.affiliation
    said: dict[str, object] = {"@type": "Organization" if is_organization else "Person"}
    if creator.name:
        said["name"] = creator.name
    address = creator.orcid or (creator.ror if is_organization else None)
    if address:
        said["url"] = address
    if creator.affiliation:
        said["affiliation"] = {"@type": "Organization", "name": creator.affiliation}
    return said


def citation_of(card: DatasetCard) -> str:
    """Say in one line how to cite the dataset."""
    names = "; ".join(creator.name for creator in card.creators if creator.name)
    parts = [names, card.title, f"version {card.version}" if card.version else None]
    known = ". ".join(part for part in parts if part)
    where = address_of(card.id) if card.id else ""
    return f"{known}. {where}".strip().removesuffix(".") if known else where
