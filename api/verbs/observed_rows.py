"""The rows that a split divides, as its manifest will say that they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.verbs.guessed_roles import guesses_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset


def observed_rows(
    dataset: Dataset,
    card: DatasetCard,
    said: dict[str, Any],
    request: SplitRequest,
    tables: Sequence[str] = (),
) -> tuple[Observations, dict[str, Any]]:
    """Return the rows, and what has to be said in the manifest so that everybody sees the same.

    Parameters
    ----------
    dataset
        The container.
    card
        Its card, as far as it can be read.
    said
        Slots of the manifest that are stated, such as its binding.
    request
        What the split shall be like.
    tables
        Tables of a spatial store whose rows are divided; all that annotate elements by default.
    """
    from aivc.validators.split_facts.observe import observe

    guessed = guesses_for(dataset, card, None)
    # What is held out is claimed already here, because clusters are computed only where one asks.
    asked = [{"claim_axis": axis} for axis in (*request.hold_out, *request.keep_whole)]
    rows = observe(dataset, card, _view({**said, "claims": asked}), guessed, tables)
    if not guessed:
        return rows, said
    # A binding in the manifest ends all guessing, so it has to hold every guess.
    keys = {key["role"]: key for key in said.get("binding", {}).get("keys", ())}
    for role, columns in guessed.items():
        keys.setdefault(role, {"role": role, "columns": list(columns)})
    bound = {**said.get("binding", {}), "keys": list(keys.values())}
    return rows, {**said, "binding": bound}


def chosen_table(dataset: Dataset, name: str) -> str:
    """Return a table that can be divided alone.

    Raises
    ------
    SplitRequestError
        There is no such table, or the tables share their rows, so that all are divided.
    """
    from aivc.splits.making.request import SplitRequestError
    from aivc.validators.split_facts.observe_tables import annotating_tables

    tables = annotating_tables(dataset)
    found = [each for each in tables if name in {each, each.rpartition("/")[2]}]
    if found:
        return found[0]
    known = (
        f"it has {', '.join(tables)}" if tables else "only spatial stores have several to divide"
    )
    message = f"--table {name}: {dataset.path.name} has no such table over its elements; {known}."
    raise SplitRequestError(message)


def _view(header: Mapping[str, Any]) -> SplitManifest:
    from aivc.schema.generated.views import SplitManifest
    from aivc.schema.reading import read

    return read(SplitManifest, dict(header))
