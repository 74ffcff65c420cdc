"""The verb ``init``: draft the card of a dataset from what its file shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.adapters.drafting.draft import Draft, Hints
    from aivc.adapters.drafting.written_card import WrittenCard
    from aivc.reports.drafted import Drafted

CARD_SUFFIX = ".aivc.yaml"


class CardExistsError(AivcError, FileExistsError):
    """There is a card already, and it is not to be overwritten."""


class CardNotWrittenError(AivcError, OSError):
    """A card or a table beside it cannot be written."""


@dataclass(frozen=True, slots=True)
class DraftedCard:
    """A card as drafted and written.

    Attributes
    ----------
    path
        Where the card is.
    text
        Its text.
    draft
        What was guessed and what is to be filled in.
    summary
        What ``aivc init`` prints.
    """

    path: Path
    text: str
    draft: Draft
    summary: Drafted

    def __str__(self) -> str:
        """Return the text that ``aivc init`` prints."""
        return str(self.summary)


def init(
    source: str | Path,
    *,
    output: str | Path | None = None,
    force: bool = False,
    dose_unit: str | None = None,
    time_unit: str | None = None,
    ask: Callable[[Draft, Callable[[Hints], Draft]], Draft] | None = None,
) -> DraftedCard:
    """Draft the card of a dataset and write it.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    output
        Where to write the card; beside the data as ``NAME.aivc.yaml`` by default.
    force
        Overwrite a card that is there.
    dose_unit, time_unit
        Units of doses and times that the file gives as bare numbers, such as ``uM`` and ``h``.
    ask
        Called with the draft before it is written, and a function that drafts again from hints;
        returns the draft with answers filled in.

    Returns
    -------
    DraftedCard
        Prints as the text of ``aivc init``.

    Raises
    ------
    UnreadableInputError
        The input cannot be opened or is no container that aivc reads.
    NothingToDraftError
        It holds no matrix.
    CardExistsError
        There is a card already and ``force`` is not given.
    CardNotWrittenError
        The card cannot be written.

    Examples
    --------
    >>> print(init("data.h5ad", dose_unit="uM"))  # doctest: +SKIP
    """
    from aivc.adapters.drafting.draft import Hints, draft_card
    from aivc.adapters.drafting.opening import dataset_name
    from aivc.adapters.drafting.written_card import write_card
    from aivc.reports.drafted import drafted
    from aivc.storage import open_dataset
    from aivc.verbs.matrix_looks import looks_of

    data = Path(source)
    target = _target(data, output)
    if target.exists() and not force:
        message = f"there is a card {target} already; overwrite it with --force"
        raise CardExistsError(message)
    with open_dataset(data) as dataset:
        looks = looks_of(dataset)

        def draft_again(hints: Hints) -> Draft:
            return _placed(draft_card(dataset, looks, hints), data, target)

        draft = draft_again(Hints(dose_unit, time_unit))
        if ask is not None:
            draft = ask(draft, draft_again)
    stem = target.name.removesuffix(CARD_SUFFIX).removesuffix(".yaml") or dataset_name(data.name)
    written = write_card(draft, stem)
    _write(written, target)
    return DraftedCard(target, written.text, draft, drafted(draft, written.n_guesses, data, target))


def _target(data: Path, output: str | Path | None) -> Path:
    from aivc.storage.card_source import sidecar_paths

    return Path(output) if output is not None else sidecar_paths(data)[0]


def _placed(draft: Draft, data: Path, target: Path) -> Draft:
    """Name the file from where the card lies; not at all where it is not beside or below it."""
    from dataclasses import replace

    folder, file = target.resolve().parent, data.resolve()
    card = dict(draft.card)
    if file.is_relative_to(folder):
        path = file.relative_to(folder).as_posix()
        card["distributions"] = [{**entry, "path": path} for entry in card["distributions"]]
    else:
        del card["distributions"]
    return replace(draft, card=card)


def _write(written: WrittenCard, target: Path) -> None:
    from aivc.storage.atomic import write_text

    try:
        # Tables first: a card that names a table which is not there yet would be wrong.
        for table in written.tables:
            write_text(target.parent / table.file_name, table.text)
        write_text(target, written.text)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise CardNotWrittenError(message) from error
