"""Read the curated tables and the record of sources of the data folder."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.vocabulary.errors import VocabularyDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"


def read_rows(file_name: str) -> list[dict[str, str]]:
    """Read a tab-separated table with a header line.

    Raises
    ------
    VocabularyDataError
        The file is missing or not text.
    """
    header, *lines = _read(file_name).splitlines()
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@lru_cache(maxsize=1)
def sources() -> Mapping[str, Any]:
    """Return SOURCES.json: what every data file holds, its origin, version, licence and digest.

    Raises
    ------
    VocabularyDataError
        The file is missing or not JSON.
    """
    return read_json("SOURCES.json")


def read_json(file_name: str) -> dict[str, Any]:
    """Read a JSON object of the data folder.

    Raises
    ------
    VocabularyDataError
        The file is missing or not JSON.
    """
    try:
        content: dict[str, Any] = json.loads(_read(file_name))
    except ValueError as error:
        msg = f"vocabulary file {file_name} is not JSON ({error}); reinstall aivc"
        raise VocabularyDataError(msg) from error
    return content


def _read(file_name: str) -> str:
    try:
        return (DATA / file_name).read_text("utf-8")
    except (OSError, ValueError) as error:
        msg = f"vocabulary file {file_name} cannot be read ({error}); reinstall aivc"
        raise VocabularyDataError(msg) from error
