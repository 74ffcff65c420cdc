"""The verb ``convert``: make a standard dataset of lab data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.conversion_outputs import outputs_of, refuse_existing, refuse_unusable
from aivc.verbs.output_files import writing_to
from aivc.verbs.source_files import card_beside, mapping_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.adapters.conversion.source import OpenedSource
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.written_card import WrittenCard
    from aivc.reports.converted import Conversion
    from aivc.storage.writing.added import AddedColumn
    from aivc.verbs.conversion_outputs import Outputs

LOG_KEY = "aivc_conversion"
"""Where the log is inside the dataset: an entry of uns, or an attribute of the root of a store."""


def convert(
    source: str | Path,
    *,
    output: str | Path | None = None,
    adapter: str | None = None,
    mapping: str | Path | None = None,
    card: str | Path | None = None,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Conversion:
    """Make a standard dataset of lab data: container, draft of its card, and conversion log.

    Parameters
    ----------
    source
        A file or folder of any format that ``aivc adapters`` lists.
    output
        The container to write, ``.h5ad``, ``.h5mu`` or ``.zarr``, or a folder to write it into;
        named after the source, in the working folder, by default.
    adapter
        Name of the reader; it is detected by default.
    mapping
        Mapping file; ``NAME.mapping.yaml`` beside the source is used where there is one.
    card
        Card that a person wrote or corrected; ``NAME.aivc.yaml`` beside the source is used where
        there is one, else a card is drafted.
    force
        Overwrite what is there.
    progress
        Called with a sentence before each step.

    Returns
    -------
    Conversion
        Prints as the text of ``aivc convert``.

    Raises
    ------
    UnknownFormatError, UnreadableInputError
        The source is of no known format, or damaged.
    MappingFileError
        The mapping cannot be used with the source.
    OutputExistsError, OutputError
        The output is there already, or cannot be written. Nothing is left behind.

    Examples
    --------
    >>> print(convert("filtered_feature_bc_matrix/", output="pbmc.h5ad"))  # doctest: +SKIP
    """
    from aivc.adapters.conversion.source import open_source
    from aivc.adapters.drafting.written_card import write_card
    from aivc.reports.converted import ConversionFiles, conversion_of

    say = progress or _silent
    path = Path(source)
    said, mapping_path = mapping_of(path, mapping)
    refuse_unusable(output)
    say(f"Looking at {path}")
    opened = open_source(path, adapter, said)
    with opened.mapped.dataset as dataset:
        outputs = outputs_of(path, dataset, output)
        card_path = _card_of(path, card)
        refuse_existing(outputs, path, card_path, force=force)
        is_older = card is None and _is_older(card_path, mapping_path)
        say(f"{'Reading' if card_path else 'Drafting'} the card of {outputs.data.name}")
        draft, keys = _keyed(_read_or_draft(card_path, opened), opened, outputs)
        added = {
            table.name: (*opened.mapped.added.get(table.name, ()), *keys.get(table.name, ()))
            for table in dataset.tables
        }
        say(f"Writing {outputs.data}")
        written = write_card(draft, outputs.stem)
        _note(opened, draft, written, keys, added, outputs)
        # A person's card is read, never written: the source can be converted with it again.
        is_own = card_path is not None and card_path.resolve() == outputs.card.resolve()
        _write(opened, None if is_own else written, added, outputs)
    files = ConversionFiles(
        path, outputs.data, outputs.card, mapping_path, card_path, card_is_older=is_older
    )
    return conversion_of(opened, draft, written, files)


def _card_of(source: Path, given: str | Path | None) -> Path | None:
    """Return the card that is given, or lies beside the source."""
    from aivc.storage.card_source import sidecar_paths

    places = (card_beside(source), *sidecar_paths(source))
    return Path(given) if given is not None else next((p for p in places if p.is_file()), None)


def _read_or_draft(card: Path | None, opened: OpenedSource) -> Draft:
    from aivc.verbs.given_card import draft_of, given_card, with_told_keys

    drafted = _draft(opened)
    if card is None:
        return drafted
    given = given_card(card)
    return draft_of(with_told_keys(given, drafted.roles))


def _is_older(card: Path | None, mapping: Path | None) -> bool:
    """Tell whether a mapping was changed since the card beside it was drafted."""
    if card is None or mapping is None:
        return False
    try:
        return mapping.stat().st_mtime_ns > card.stat().st_mtime_ns
    except OSError:
        return False


def _draft(opened: OpenedSource) -> Draft:
    from aivc.adapters.drafting.draft import draft_card
    from aivc.verbs.matrix_looks import looks_of

    dataset = opened.mapped.dataset
    return draft_card(dataset, looks_of(dataset), opened.mapped.hints)


def _keyed(
    draft: Draft, opened: OpenedSource, outputs: Outputs
) -> tuple[Draft, Mapping[str, Sequence[AddedColumn]]]:
    """Make the keys that a card tells, and take out of the card what they say."""
    from aivc.adapters.conversion.keyed_card import keyed_card
    from aivc.adapters.keys.row_keys import row_keys
    from aivc.schema.reading import read_card

    dataset = opened.mapped.dataset
    keys = row_keys(dataset, read_card(dict(draft.card)))
    columns = [
        frozenset(c.name for c in table.obs.columns)
        | frozenset(key.name for key in keys.get(table.name, ()))
        for table in dataset.tables
    ]
    card = keyed_card(draft.card, columns)
    card["distributions"] = [
        {"path": outputs.data.name, "container_format": _format(outputs.data, opened)}
    ]
    return replace(draft, card=card), keys


def _format(target: Path, opened: OpenedSource) -> str:
    from aivc.storage.writing.suffixes import container_of

    return container_of(opened.reading.dataset, target).value


def _note(
    opened: OpenedSource,
    draft: Draft,
    written: WrittenCard,
    keys: Mapping[str, Sequence[AddedColumn]],
    added: Mapping[str, Sequence[AddedColumn]],
    outputs: Outputs,
) -> None:
    """Note what the container, the card and the keys make of the source."""
    from aivc.adapters.conversion.draft_notes import note_columns, note_draft
    from aivc.storage.writing.changes import changes_of_writing

    dataset, notes = opened.reading.dataset, opened.notes
    for change in changes_of_writing(dataset, outputs.data, added):
        notes.converted(change.subject, change.result, change.because, table=change.table or None)
    note_draft(draft, written.card, notes)
    roles = [name for guess in draft.roles.values() for name in guess.columns]
    note_columns(dataset, roles, keys, notes)


def _write(
    opened: OpenedSource,
    card: WrittenCard | None,
    added: Mapping[str, Sequence[AddedColumn]],
    outputs: Outputs,
) -> None:
    """Write the container, its log, and its card where it has none yet, all or nothing."""
    from aivc.adapters.drafting.yaml_text import render_yaml
    from aivc.storage.atomic import write_text
    from aivc.storage.staging import staging
    from aivc.storage.writing.write import write_container

    log = opened.notes.as_log(opened.adapter, opened.because)
    text = render_yaml(log, {}, (), "ConversionLog")
    with writing_to(outputs.data), staging(outputs.data.parent) as stage:
        write_container(
            opened.reading.dataset,
            stage / outputs.data.name,
            added=added,
            embedded={LOG_KEY: text},
        )
        write_text(stage / outputs.log.name, text)
        for table in card.tables if card is not None else ():
            write_text(stage / table.file_name, table.text)
        if card is not None:
            write_text(stage / outputs.card.name, card.text)


def _silent(_: str) -> None:
    pass
