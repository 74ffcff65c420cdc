"""Faults of the table of assignments."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from catalogue.drug_screens import donor_screen
from catalogue.headers import unseen
from catalogue.leak import Leak, some_rows
from catalogue.shuffling import barcodes
from catalogue.tissue_sections import blocks_of_a_section

if TYPE_CHECKING:
    import numpy as np
    from catalogue.design import Design
    from catalogue.leak import Plant
    from catalogue.writing import Written

N_CHANGED = 4


def listed_twice(design: Design, rng: np.random.Generator) -> Design:
    """List some cells of training for test as well."""
    rows = some_rows(design, "train", rng, N_CHANGED).tolist()
    return replace(design, also=tuple((design.ids[row], "test") for row in rows))


def left_out(design: Design, rng: np.random.Generator) -> Design:
    """Leave some cells out of every part, without a word."""
    return design.with_parts(dict.fromkeys(some_rows(design, "train", rng, N_CHANGED).tolist()))


def from_elsewhere(design: Design, rng: np.random.Generator) -> Design:
    """List ids that the dataset has not."""
    return replace(design, also=tuple((name, "test") for name in barcodes(N_CHANGED, rng)))


def zeros_lost(design: Design, rng: np.random.Generator) -> Design:
    """Write ids as a spreadsheet does: without the zeros in front."""
    numbered = design.renamed({name: f"{k:06d}" for k, name in enumerate(design.ids)}.__getitem__)
    return replace(numbered, misspelt={name: str(int(name)) for name in numbered.ids})


def half_lost(design: Design, rng: np.random.Generator) -> Design:
    """Cut the table of assignments in half."""
    return design.with_parts(dict.fromkeys(range(0, design.n_rows, 2)))


def empty_test(design: Design, rng: np.random.Generator) -> Design:
    """Put all that was held out for test into a part that is not compared."""
    partitions = [
        *design.header["partitions"],
        {"partition_name": "left out", "partition_role": "excluded"},
    ]
    moved = design.with_parts(dict.fromkeys(design.rows_of("test").tolist(), "left out"))
    return moved.with_header(partitions=partitions)


def with_header(**changes: object) -> Plant:
    """Change slots of the header."""

    def plant(design: Design, rng: np.random.Generator) -> Design:
        return design.with_header(**changes)

    return plant


def listed_without_role(design: Design, rng: np.random.Generator) -> Design:
    """Put cells into a part that the header does not declare."""
    return design.with_parts(dict.fromkeys(some_rows(design, "train", rng, 3).tolist(), "pilot"))


def sizes_of_another_version(design: Design, rng: np.random.Generator) -> Design:
    """Declare sizes of parts that are not those of the table."""
    partitions = [
        {**part, "n_observations": design.parts.count(part["partition_name"]) + 1}
        for part in design.header["partitions"]
    ]
    return design.with_header(partitions=partitions)


def excluded_and_listed(design: Design, rng: np.random.Generator) -> Design:
    """Exclude a plate by a rule, and list its cells in a part."""
    plate = design.values_of("train", "plate")[0]
    matches = [{"column": "plate", "column_value": plate}]
    return design.with_header(exclusions=[{"exclusion_reason": "dead cells", "matches": matches}])


def without_validation(design: Design, rng: np.random.Generator) -> Design:
    """Say that validation chooses models, and have no validation."""
    moved = dict.fromkeys(design.rows_of("val").tolist(), "train")
    parts = [p for p in design.header["partitions"] if p["partition_name"] != "val"]
    claims = [c for c in design.header["claims"] if c["partition"] != "val"]
    return design.with_parts(moved).with_header(partitions=parts, claims=claims)


def of_another_file(written: Written) -> None:
    """Give the manifest the digest of other observations."""
    text = written.manifest.read_text("utf-8")
    digest = text.split("ids1:")[1][:32]
    written.manifest.write_text(text.replace(digest, digest[::-1]), "utf-8")


def changed_table(written: Written) -> None:
    """Change the table of assignments once the manifest is sealed."""
    table = next(written.manifest.parent.glob("assignments.*"))
    table.write_text(table.read_text("utf-8") + "\n", "utf-8")


def cut_table(written: Written) -> None:
    """Lose the end of the table of assignments, as a broken transfer does."""
    table = next(written.manifest.parent.glob("assignments.*"))
    table.write_bytes(table.read_bytes()[:-40])


def broken_header(written: Written) -> None:
    """Lose a bracket in the header."""
    text = written.manifest.read_text("utf-8")
    written.manifest.write_text(text.replace("purpose: benchmark", "purpose: [benchmark"), "utf-8")


def no_table(written: Written) -> None:
    """Forget to send the table of assignments."""
    next(written.manifest.parent.glob("assignments.*")).unlink()


donors = partial(donor_screen, by_id=True)


def listed_in_csv(seed: int) -> Design:
    """Return a design whose table of assignments is text."""
    return replace(donors(seed), table_format="csv")


MANIFEST_LEAKS = (
    Leak("header that cannot be parsed", "SPL001", donors, tamper=broken_header),
    Leak("value outside the standard", "SPL002", donors, with_header(purpose="fun")),
    Leak("table of assignments not there", "SPL005", donors, tamper=no_table),
    Leak("table of assignments cut off", "SPL005", donors, tamper=cut_table),
    Leak("table changed after sealing", "SPL006", listed_in_csv, tamper=changed_table),
    Leak("manifest of another file", "SPL007", donors, tamper=of_another_file),
    Leak("unknown id", "SPL008", donors, from_elsewhere),
    Leak("id in no part", "SPL009", donors, left_out),
    Leak("half of the ids in no part", "SPL009", donors, half_lost),
    Leak("same id in two parts", "SPL010", donors, listed_twice),
    Leak("leading zeros lost", "SPL012", donors, zeros_lost),
    Leak("part that is not declared", "SPL013", donors, listed_without_role),
    Leak("empty test", "SPL014", donors, empty_test),
    Leak("sizes of another version", "SPL016", donors, sizes_of_another_version),
    Leak("excluded rows in a part", "SPL018", donors, excluded_and_listed),
    Leak(
        "negative buffer",
        "SPL019",
        blocks_of_a_section,
        with_header(buffer={"value": -5.0, "unit": "um"}),
    ),
    Leak("unit that the data have not", "SPL020", donors, with_header(unit_of_split="site")),
    Leak("no validation", "SPL022", donors, without_validation),
    Leak(
        "claim on a part that is not there",
        "SPL024",
        donors,
        with_header(claims=[unseen("donor", part="tset")]),
    ),
)
