"""The verb ``init``: draft the card of a dataset from what its file shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Hints
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.written_card import WrittenCard
    from aivc.reports.drafted import Drafted
    from aivc.verbs.source_files import OpenedForDraft

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
    mapping
        The mapping file that was begun beside lab data; None where none was.
    """

    path: Path
    text: str
    draft: Draft
    summary: Drafted
    mapping: Path | None = None

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
    adapter: str | None = None,
    mapping: str | Path | None = None,
    ask: Callable[[Draft, Callable[[Hints], Draft]], Draft] | None = None,
) -> DraftedCard:
    """Draft the card of a dataset and write it.

    Parameters
    ----------
    source
        A dataset, or a file or folder of a format that ``aivc adapters`` lists.
    output
        Where to write the card; beside the data as ``NAME.aivc.yaml`` by default.
    force
        Overwrite a card that is there.
    dose_unit, time_unit
        Units of doses and times that the file gives as bare numbers, such as ``uM`` and ``h``.
    adapter
        Name of the reader of lab data; it is detected by default.
    mapping
        Mapping file; ``NAME.mapping.yaml`` beside lab data is used where there is one.
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
        The input cannot be opened, or is of no format that aivc reads.
    MappingFileError
        The mapping cannot be used with the source.
    NothingToDraftError
        It holds neither a matrix nor a column.
    CardExistsError
        There is a card already and ``force`` is not given.
    CardNotWrittenError
        The card cannot be written.

    Examples
    --------
    >>> print(init("data.h5ad", dose_unit="uM"))  # doctest: +SKIP
    """
    from dataclasses import replace as changed

    from aivc.adapters.drafting.draft import draft_card
    from aivc.adapters.drafting.opening import dataset_name
    from aivc.adapters.drafting.written_card import write_card
    from aivc.reports.drafted import drafted
    from aivc.verbs.matrix_looks import looks_of
    from aivc.verbs.source_files import opened_for_draft

    data = Path(source)
    opened = opened_for_draft(data, adapter, mapping)
    with opened.dataset as dataset:
        target = _target(data, output, is_container=opened.is_container)
        if target.exists() and not force:
            message = f"there is a card {target} already; overwrite it with --force"
            raise CardExistsError(message)
        looks = looks_of(dataset)

        def draft_again(hints: Hints) -> Draft:
            found = changed(
                opened.hints,
                dose_unit=hints.dose_unit or opened.hints.dose_unit,
                time_unit=hints.time_unit or opened.hints.time_unit,
            )
            draft = draft_card(dataset, looks, found)
            return _placed(draft, data, target, is_container=opened.is_container)

        draft = draft_again(Hints(dose_unit, time_unit))
        if ask is not None:
            draft = ask(draft, draft_again)
    stem = target.name.removesuffix(CARD_SUFFIX).removesuffix(".yaml") or dataset_name(data.name)
    written = write_card(draft, stem)
    begun = _mapping_to_begin(opened, draft, data)
    _write(written, target, begun)
    return DraftedCard(
        target,
        written.text,
        draft,
        drafted(draft, written.n_guesses, data, target, opened.told),
        None if begun is None else begun[0],
    )


def _mapping_to_begin(opened: OpenedForDraft, draft: Draft, data: Path) -> tuple[Path, str] | None:
    """Return the mapping to be written beside lab data that has none."""
    from aivc.adapters.conversion.mapping_draft import mapping_text
    from aivc.verbs.source_files import mapping_beside

    path = mapping_beside(data)
    if opened.is_container or path.exists():
        return None
    return path, mapping_text(opened.adapter, draft)


def _target(data: Path, output: str | Path | None, *, is_container: bool) -> Path:
    from aivc.storage.card_source import sidecar_paths
    from aivc.verbs.source_files import card_beside

    if output is not None:
        return Path(output)
    return sidecar_paths(data)[0] if is_container else card_beside(data)


def _placed(draft: Draft, data: Path, target: Path, *, is_container: bool) -> Draft:
    """Name the file from where the card lies; not at all where it is not beside or below it."""
    from dataclasses import replace

    folder, file = target.resolve().parent, data.resolve()
    card = dict(draft.card)
    if is_container and file.is_relative_to(folder):
        path = file.relative_to(folder).as_posix()
        card["distributions"] = [{**entry, "path": path} for entry in card["distributions"]]
    else:
        del card["distributions"]
    return replace(draft, card=card)


def _write(written: WrittenCard, target: Path, mapping: tuple[Path, str] | None) -> None:
    from aivc.storage.atomic import write_text

    try:
        # Tables first: a card that names a table which is not there yet would be wrong.
        for table in written.tables:
            write_text(target.parent / table.file_name, table.text)
        if mapping is not None:
            write_text(*mapping)
        write_text(target, written.text)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise CardNotWrittenError(message) from error
