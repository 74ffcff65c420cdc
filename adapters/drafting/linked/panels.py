"""Antibodies of a panel: controls, and hashtags that mark samples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.schema.vocabulary.tag_names import is_hashtag_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section

MOST_TAGS = 500
"""A table with more features is no panel."""

ISOTYPE = re.compile(r"isotype|igg[12][abc]?[-_ ]?(ctrl|control)", re.IGNORECASE)
_NO_NAME = re.compile(r"[^a-z0-9]+")


def draft_panels(section: Section, measured: Sequence[Measured]) -> None:
    """List the tags of each panel, with what their names say of them."""
    samples = _samples_by_name(section.slots.get("samples", ()))
    for item in measured:
        if item.operator.operator_type != "SurfaceProtein":
            continue
        names = item.features.names
        place = _place_of(section, item)
        if place is None or not 0 < len(names) <= MOST_TAGS:
            continue
        antibodies = [_antibody(name, samples) for name in names]
        section.slots["operators"][place]["antibodies"] = antibodies
        for number, antibody in enumerate(antibodies):
            own = ("operators", place, "antibodies", number)
            if "marks_sample" in antibody:
                section.guess((*own, "marks_sample"), "the sample has the name of the tag")
            if "is_isotype_control" in antibody:
                section.guess((*own, "is_isotype_control"), "the name of the tag says so")


def are_hashtags(names: Sequence[str]) -> bool:
    """Tell whether the names of all features are those of hashtags.

    Examples
    --------
    >>> are_hashtags(["HTO_1", "Hashtag 2"]), are_hashtags(["HTO_1", "CD3"])
    (True, False)
    """
    return bool(names) and all(map(is_hashtag_name, names))


def _antibody(name: str, samples: Mapping[str, str]) -> dict[str, Any]:
    antibody: dict[str, Any] = {"tag_name": name}
    if ISOTYPE.search(name):
        antibody["is_isotype_control"] = True
    elif is_hashtag_name(name) and _folded(name) in samples:
        antibody["marks_sample"] = samples[_folded(name)]
    return antibody


def _samples_by_name(samples: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return samples by their own name, and by the one label that tells them."""
    found: dict[str, str] = {}
    for sample in samples:
        told = sample.get("matches") or ()
        names = [sample["sample_id"]]
        names += [match["column_value"] for match in told if len(told) == 1]
        for name in names:
            found.setdefault(_folded(str(name)), sample["sample_id"])
    return found


def _folded(name: str) -> str:
    return _NO_NAME.sub("", name.casefold())


def _place_of(section: Section, item: Measured) -> int | None:
    """Return the place of the operator that measured a table and has no panel yet."""
    start = f"{item.table.name}/".lstrip("/")
    own = {
        entry.get("measured_by")
        for entry in section.slots["tables"]
        if entry["path_in_file"].startswith(start) and not entry["path_in_file"].startswith("obsm/")
    }
    for place, operator in enumerate(section.slots.get("operators", ())):
        is_panel = operator["operator_type"] == "SurfaceProtein" and "antibodies" not in operator
        if is_panel and operator["operator_id"] in own:
            return place
    return None
