"""How often a test partition was looked at.

A partition that many predictions were judged on is no test any more: the best of many is partly
best by chance. Each file of predictions counts once, however often it is judged again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "prediction_digest\tmanifest_digest\ttask_id\tpredictor\tdate"
MANIFEST_ENDINGS = (".split.yaml", ".yaml", ".yml", ".json")
SUFFIX = ".looks.tsv"
MOST_BYTES = 50_000_000


class LooksError(AivcError, ValueError):
    """A file beside a manifest is no record of looks."""


def looks_file(manifest: Path) -> Path:
    """Return the record that belongs to a manifest.

    Examples
    --------
    >>> from pathlib import Path
    >>> looks_file(Path("screen.split.yaml")).name
    'screen.looks.tsv'
    """
    for ending in MANIFEST_ENDINGS:
        if manifest.name.endswith(ending):
            return manifest.with_name(manifest.name.removesuffix(ending) + SUFFIX)
    return manifest.with_name(manifest.name + SUFFIX)


def record_look(
    manifest: Path,
    *,
    prediction_digest: str,
    manifest_digest: str,
    task_id: str,
    predictor: str,
    date: str,
) -> int | None:
    """Record a look and return how many there were on this test partition, this one included.

    Parameters
    ----------
    manifest
        Path of the manifest; the record lies beside it.
    prediction_digest
        Digest of what was judged. One that is in the record already is not written again.
    manifest_digest, task_id
        Looks at other tests, or at the same partition before the manifest changed, are kept and
        not counted.
    predictor, date
        For readers.

    Returns
    -------
    int or None
        None where the record cannot be read or written.
    """
    path = looks_file(manifest)
    try:
        lines = _lines(path)
    except (OSError, LooksError):
        return None
    seen = {tuple(line.split("\t")[:3]) for line in lines}
    about = (_cell(manifest_digest), _cell(task_id))
    if (prediction_digest, *about) not in seen:
        cells = (prediction_digest, *about, _cell(predictor), _cell(date))
        try:
            _add(path, "\t".join(cells))
        except OSError:
            return None
        seen.add((prediction_digest, *about))
    return len({digest for digest, *rest in seen if tuple(rest) == about})


def _lines(path: Path) -> list[str]:
    from aivc.storage.whole_files import read_text

    if not path.exists():
        return []
    lines = read_text(path, MOST_BYTES).splitlines()
    if lines[:1] != [HEADER]:
        msg = f"{path} does not start with {HEADER!r}"
        raise LooksError(msg)
    return [line for line in lines[1:] if line]


def _cell(text: str) -> str:
    return " ".join(text.split())


def _add(path: Path, line: str) -> None:
    """Add a line to the record, or begin it; a second process may add one at the same time."""
    if not path.exists():
        from aivc.storage.atomic import write_text

        write_text(path, f"{HEADER}\n{line}\n")
        return
    # Two processes that write the whole record would lose one of two looks.
    with path.open("a+b") as record:
        record.seek(-1, 2)
        is_cut = record.read(1) != b"\n"
        record.write(f"{chr(10) * is_cut}{line}\n".encode())
