"""JSON, YAML and TOML documents, which describe data and hold none."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aivc.adapters.peeking import first_bytes
from aivc.adapters.refusing.advice import DESCRIBES, SPLIT
from aivc.adapters.refusing.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST_BYTES = 4 << 20
"""A document that is parsed; a larger one is only told to be one."""

_OURS: Sequence[tuple[frozenset[str], Refusal]] = (
    (
        frozenset({"adapter_reason", "steps"}),
        Refusal("is the log of a conversion", "convert the source that it names, or see the log"),
    ),
    (
        frozenset({"manifest_id"}),
        Refusal("is a manifest of a split", "audit it with `aivc split audit`"),
    ),
    (
        frozenset({"verdict", "findings"}),
        Refusal("is the report of a validation", "validate the data again, or read the report"),
    ),
    (
        frozenset({"report_id", "results"}),
        Refusal("is the report of an evaluation", "cite it with `aivc cite`"),
    ),
    (
        frozenset({"predictor_id"}),
        Refusal("is the card of a predictor", "give the data; a predictor is none"),
    ),
    (
        frozenset({"suppressions"}),
        Refusal("is a list of accepted findings", "pass it to `aivc validate`"),
    ),
    (
        frozenset({"operators"}),
        Refusal("is the card of a dataset", "give the dataset itself; the card is found beside it"),
    ),
)
"""Objects of this standard by keys that they have."""

_MAPPING = Refusal(
    "is a mapping file", "give the source that it is about, and this file with --mapping"
)
_MAPPING_KEYS = frozenset(
    {
        "mapped_columns", "constants", "known_controls", "combination_separator", "unit_dialect",
        "dose_unit", "time_unit", "adapter",
    }
)  # fmt: skip
_CELL_LOAD = Refusal("is a split in the format of cell-load (TOML)", SPLIT)
_CATALOGUE = Refusal(
    "is a record of the EBI Perturbation Catalogue, which describes a dataset and holds no data",
    "convert the dataset that it names, and fill in the card with its treatments, model system, "
    "assay and library",
)
_SCHEMA = Refusal(
    "is a JSON Schema, which says what records must look like",
    "convert a dataset; compare it with the standard of aivc by `aivc validate`",
)
_CROISSANT = Refusal(
    "is a Croissant description of a dataset",
    "convert the data that it distributes; its splits are read by `aivc split import`",
)
_CRATE = Refusal("is the description of an RO-Crate", DESCRIBES)
_OUTLINES = Refusal(
    "holds outlines (GeoJSON)", "give the folder of the experiment with its table of cells"
)
_GEARS = Refusal("is a dictionary of a split (GEARS)", SPLIT)
_PARTS = frozenset({"train", "test", "val", "validation"})


def by_document(path: Path) -> Refusal | None:
    """Return what a document is, None where a file is none."""
    name = path.name.lower().removesuffix(".gz")
    content = first_bytes(path, MOST_BYTES + 1)
    if name.endswith(".toml"):
        return _toml(content, path)
    text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if name.endswith((".json", ".jsonld", ".geojson")) or text.startswith(b"{"):
        return _json(content, path)
    return _yaml(content, path) if name.endswith((".yaml", ".yml")) else None


def _json(content: bytes, path: Path) -> Refusal | None:
    if len(content) > MOST_BYTES:
        return Refusal("is a large JSON document", "convert the table or matrix that it goes with")
    with suppress(ValueError, RecursionError):
        data = json.loads(content)
        if isinstance(data, dict):
            return _of_keys(data, path) or Refusal("is a JSON document", DESCRIBES)
        if isinstance(data, list):
            return Refusal("is a list in JSON", "write it as a CSV table, if it holds records")
    return Refusal("is a damaged JSON document", "mend it, or give the data that it describes")


def _toml(content: bytes, path: Path) -> Refusal:
    with suppress(ValueError, RecursionError):
        data = tomllib.loads(content[:MOST_BYTES].decode("utf-8"))
        if {"datasets", "training"} <= set(data) or {"zeroshot", "fewshot"} & set(data):
            return _named(_CELL_LOAD, path)
    return Refusal("is a file of settings (TOML)", "give the data that it is about")


def _yaml(content: bytes, path: Path) -> Refusal:
    from aivc.schema.card_document import read_document

    if len(content) <= MOST_BYTES:
        with suppress(UnicodeDecodeError):
            document = read_document(content.decode("utf-8-sig"))
            if isinstance(document.data, dict):
                return _of_keys(document.data, path) or Refusal("is a YAML document", DESCRIBES)
    return Refusal("is a YAML document", DESCRIBES)


def _of_keys(data: Mapping[str, Any], path: Path) -> Refusal | None:
    keys = set(data)
    if "aivc_schema_version" in keys or "suppressions" in keys:
        found = next((refusal for wanted, refusal in _OURS if wanted <= keys), None)
        return found or (_MAPPING if keys & _MAPPING_KEYS else _OURS[-1][1])
    if {"study", "experiment", "perturbation"} <= keys and "$defs" not in keys:
        return _CATALOGUE
    if "$defs" in keys or "$schema" in keys or {"properties", "type"} <= keys:
        return _SCHEMA
    if data.get("type") == "FeatureCollection":
        return _OUTLINES
    if "@context" in keys:
        about = json.dumps(data.get("@context")) + str(data.get("conformsTo"))
        return _CROISSANT if re.search("croissant|mlcommons", about) else _CRATE
    if keys & _PARTS and keys <= _PARTS and all(isinstance(v, list) for v in data.values()):
        return _named(_GEARS, path)
    return None


def _named(refusal: Refusal, path: Path) -> Refusal:
    return Refusal(refusal.what, refusal.instead.format(name=path.name))
