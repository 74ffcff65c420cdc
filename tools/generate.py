"""Generate everything that is made from the LinkML source of the standard.

Usage: ``python tools/generate.py write|check|dry-run``

``write`` writes the files that differ, ``check`` fails if one differs, and ``dry-run`` names
them. The result depends neither on the working directory nor on the hash seed.
"""

import argparse
import sys
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "schema" / "generated"


class Mode(StrEnum):
    """What to do with files that differ."""

    WRITE = "write"
    CHECK = "check"
    DRY_RUN = "dry-run"


def main(arguments: list[str] | None = None) -> int:
    """Run one mode.

    Parameters
    ----------
    arguments
        Command line without the name of the program.

    Returns
    -------
    int
        1 if ``check`` found a file that differs, else 0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mode", type=Mode, choices=list(Mode))
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the artefacts")
    options = parser.parse_args(arguments)
    # Importing linkml takes seconds; the usage message must not wait for it.
    from schema_build.artefacts import artefacts

    wanted = {name: text.encode() for name, text in artefacts(ROOT).items()}
    differing = _differing(wanted, options.output)
    for name in differing:
        sys.stdout.write(f"{options.mode}: {name}\n")
    if options.mode is Mode.WRITE:
        _write(wanted, differing, options.output)
    if options.mode is Mode.CHECK and differing:
        sys.stdout.write("Run `python tools/generate.py write` and commit the result.\n")
        return 1
    return 0


def _differing(wanted: dict[str, bytes], folder: Path) -> list[str]:
    present = {p.name: p.read_bytes() for p in folder.glob("*") if p.is_file()}
    return sorted(n for n in {*wanted, *present} if wanted.get(n) != present.get(n))


def _write(wanted: dict[str, bytes], names: list[str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name in wanted:
            (folder / name).write_bytes(wanted[name])
        else:
            (folder / name).unlink()


if __name__ == "__main__":
    sys.exit(main())
