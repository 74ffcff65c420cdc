"""Say in Markdown what an example is and what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.validators.examples import example as edits
from aivc.validators.examples.card_yaml import as_yaml
from aivc.validators.examples.in_words import DAMAGED, TRANSFORMED
from aivc.validators.examples.wording import (
    code,
    is_single,
    listed,
    rows_by_value,
    rows_in_words,
    value_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aivc.validators.examples.example import Edit, Example, Expect


STATEMENT = "text `uns/aivc_predictions`"
"""Where predictions say what they are."""

PLURAL, REPORT = "answers", "report"
"""Specimens of predictions and of evaluations are called so; all others are datasets."""


def render_example(example: Example) -> str:
    """Return the example as Markdown: what was changed, the changed YAML, and what is found.

    Examples
    --------
    >>> print(render_example(edits.Example("no licence", (edits.DropCard("/license"),))))
    ### no licence
    <BLANKLINE>
    The dataset `drug`, in which
    <BLANKLINE>
    - the card has nothing at `/license`.
    <BLANKLINE>
    Nothing is found.
    """
    return "\n".join(_lines(example))


def _lines(example: Example) -> Iterator[str]:
    yield f"### {example.title}"
    yield ""
    subject = f"The {_kind(example.specimen)} {code(example.specimen)}"
    if example.edits:
        yield f"{subject}, in which"
        yield ""
        last = len(example.edits) - 1
        for position, edit in enumerate(example.edits):
            yield from _bullet(edit, "." if position == last else ",")
    else:
        yield f"{subject} as {'they are' if _kind(example.specimen) == PLURAL else 'it is'}."
    yield ""
    yield _found(example.expect)


def _kind(specimen: str) -> str:
    return next((kind for kind in (PLURAL, REPORT) if specimen.endswith(kind)), "dataset")


def _bullet(edit: Edit, end: str) -> Iterator[str]:
    words = SENTENCES[type(edit)](edit)
    yield f"- {words.sentence}{':' if words.snippet else end}"
    if words.snippet:
        yield ""
        yield f"  ```{words.language}"
        yield from (f"  {line}".rstrip() for line in words.snippet.rstrip("\n").split("\n"))
        yield "  ```"


def _found(expect: tuple[Expect, ...]) -> str:
    if not expect:
        return "Nothing is found."
    places = (
        code(item.location) + (f" ({item.count} times)" if item.count != 1 else "")
        for item in expect
    )
    return f"Found at {listed(places, most=20)}."


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence without its end, and a snippet or nothing."""

    sentence: str
    snippet: str = ""
    language: str = "yaml"


def _set_card(edit: edits.SetCard) -> Words:
    return _set_at("card", edit.pointer, edit.value)


def _set_at(document: str, pointer: str, value: Any) -> Words:
    if pointer.endswith("/-"):
        above = code(pointer.removesuffix("/-"))
        if is_single(value):
            return Words(f"the {document} has {value_in_words(value)} at the end of {above}")
        return Words(f"the {document} has one more entry in {above}", as_yaml([value]))
    if is_single(value):
        return Words(f"the {document} has {value_in_words(value)} at {code(pointer)}")
    name = pointer.rsplit("/", 1)[-1]
    snippet = as_yaml([value] if name.isdecimal() else {name: value})
    return Words(f"the {document} has at {code(pointer)}", snippet)


def _drop_card(edit: edits.DropCard) -> Words:
    return Words(f"the card has nothing at {code(edit.pointer)}")


def _no_card(edit: edits.NoCard) -> Words:  # noqa: ARG001 - it holds nothing
    return Words("there is no card")


def _card_text(edit: edits.CardText) -> Words:
    return Words("the card reads", edit.text)


def _embed_card(edit: edits.EmbedCard) -> Words:
    if not edit.changes:
        return Words("the card is also embedded in the file")
    differing = listed(
        f"{code(pointer)} is {value_in_words(value)}" for pointer, value in edit.changes.items()
    )
    return Words(f"the card is also embedded in the file, where {differing}")


def _set_column(edit: edits.SetColumn) -> Words:
    column = f"{_frame(edit.table, edit.frame)} {code(edit.column)}"
    values = edit.values
    if is_single(values):
        return Words(f"{column} is {value_in_words(values)} in every row")
    by_row = values if isinstance(values, Mapping) else dict(enumerate(values))
    parts = (
        f"{value_in_words(value)} in {rows_in_words(rows)}" for value, rows in rows_by_value(by_row)
    )
    return Words(f"{column} is {listed(parts)}")


def _drop_column(edit: edits.DropColumn) -> Words:
    return Words(f"{_frame(edit.table, edit.frame)} has no column {code(edit.column)}")


def _set_names(edit: edits.SetNames) -> Words:
    parts = (
        f"{rows_in_words(rows)} {'is' if len(rows) == 1 else 'are'} named {value_in_words(name)}"
        for name, rows in rows_by_value(edit.names)
    )
    return Words(f"in {_frame(edit.table, edit.frame)}, {listed(parts)}")


def _set_values(edit: edits.SetValues) -> Words:
    parts = (
        f"{value_in_words(value)} in row {row}, column {column}"
        for (row, column), value in edit.values.items()
    )
    return Words(f"{_matrix(edit.table, edit.matrix)} holds {listed(parts)}")


def _copy_rows(edit: edits.CopyRows) -> Words:
    parts = (
        f"{rows_in_words(rows)} {'is a copy' if len(rows) == 1 else 'are copies'} of row {source}"
        for source, rows in rows_by_value(edit.rows)
    )
    return Words(f"in {_matrix(edit.table, edit.matrix)}, {listed(parts)}")


def _transform_matrix(edit: edits.TransformMatrix) -> Words:
    return Words(f"{_matrix(edit.table, edit.matrix)} has {TRANSFORMED[edit.transform]}")


def _add_matrix(edit: edits.AddMatrix) -> Words:
    added = f"there is also {_matrix(edit.table, edit.matrix)}, a copy of {code(edit.copy_of)}"
    return Words(f"{added} with {TRANSFORMED[edit.transform]}" if edit.transform else added)


def _set_uns(edit: edits.SetUns) -> Words:
    place = code(f"{edit.table}/uns".lstrip("/"))
    if is_single(edit.value):
        return Words(f"{place} has {value_in_words(edit.value)} at {code(edit.key)}")
    return Words(f"{place} has", as_yaml({edit.key: edit.value}))


def _set_element(edit: edits.SetElement) -> Words:
    place = code(edit.element)
    if edit.key == "pixels":
        parts = (f"{value} in channel {channel}" for channel, value in edit.values.items())
        return Words(f"every pixel of {place} is {listed(parts)}")
    if edit.key == "channels":
        return Words(f"the channels of {place} are called {listed(map(code, edit.values))}")
    if edit.key in {"scale", "unit"}:
        return Words(f"the {edit.key} of {place} is {value_in_words(edit.values)}")
    kind, _, name = edit.element.partition("/")
    return _set_column(edits.SetColumn(name, edit.key, edit.values, table=kind))


def _drop_element(edit: edits.DropElement) -> Words:
    return Words(f"there is no {code(edit.element)}")


def _damage(edit: edits.Damage) -> Words:
    return Words(f"{_matrix(edit.table, edit.element)} has {DAMAGED[edit.kind]}")


def _add_file(edit: edits.AddFile) -> Words:
    return Words(f"the file {code(edit.path)} lies beside the card", edit.text, "text")


def _set_manifest(edit: edits.SetManifest) -> Words:
    return _set_at("manifest", edit.pointer, edit.value)


def _drop_manifest(edit: edits.DropManifest) -> Words:
    return Words(f"the manifest has nothing at {code(edit.pointer)}")


def _manifest_text(edit: edits.ManifestText) -> Words:
    return Words("the manifest reads", edit.text)


def _set_parts(edit: edits.SetParts) -> Words:
    parts = (
        f"{rows_in_words(rows)} {'is' if len(rows) == 1 else 'are'} {_in_parts(part)}"
        for part, rows in rows_by_value(edit.parts)
    )
    return Words(listed(parts))


def _in_parts(part: str | tuple[str, ...] | None) -> str:
    if part is None:
        return "in no part"
    return f"in {code(part)}" if isinstance(part, str) else f"in {listed(map(code, part))}"


def _assignments_text(edit: edits.AssignmentsText) -> Words:
    return Words("the table of assignments reads", edit.text, "text")


def _set_about(edit: edits.SetAbout) -> Words:
    return _set_at(STATEMENT, edit.pointer, edit.value)


def _drop_about(edit: edits.DropAbout) -> Words:
    return Words(f"the {STATEMENT} has nothing at {code(edit.pointer)}")


def _about_text(edit: edits.AboutText) -> Words:
    return Words(f"the {STATEMENT} reads", edit.text, "text")


def _drop_rows(edit: edits.DropRows) -> Words:
    return Words(f"{rows_in_words(edit.rows)} of {edit.frame} {_verb(edit.rows)} left out")


def _drop_matrix(edit: edits.DropMatrix) -> Words:
    return Words(f"there is no {code(edit.matrix)}")


def _copy_truth(edit: edits.CopyTruth) -> Words:
    return Words(f"{rows_in_words(edit.rows)} of X {_verb(edit.rows)} what was measured")


def _answer_again(edit: edits.AnswerAgain) -> Words:
    parts = (
        f"{value_in_words(value)} in row {row}, column {column}"
        for (row, column), value in edit.values.items()
    )
    return Words(f"a second run answers {listed(parts)}")


def _set_report(edit: edits.SetReport) -> Words:
    return _set_at("report", edit.pointer, edit.value)


def _drop_report(edit: edits.DropReport) -> Words:
    return Words(f"the report has nothing at {code(edit.pointer)}")


def _verb(rows: tuple[int, ...]) -> str:
    return "is" if len(rows) == 1 else "are"


def _frame(table: str, frame: str) -> str:
    return code(f"{table}/{frame}") if table else frame


def _matrix(table: str, matrix: str) -> str:
    return code(f"{table}/{matrix}" if table else matrix)


SENTENCES: Mapping[type, Callable[[Any], Words]] = {
    edits.SetCard: _set_card,
    edits.DropCard: _drop_card,
    edits.NoCard: _no_card,
    edits.CardText: _card_text,
    edits.EmbedCard: _embed_card,
    edits.SetColumn: _set_column,
    edits.DropColumn: _drop_column,
    edits.SetNames: _set_names,
    edits.SetValues: _set_values,
    edits.CopyRows: _copy_rows,
    edits.TransformMatrix: _transform_matrix,
    edits.AddMatrix: _add_matrix,
    edits.SetUns: _set_uns,
    edits.SetElement: _set_element,
    edits.DropElement: _drop_element,
    edits.AddFile: _add_file,
    edits.Damage: _damage,
    edits.SetManifest: _set_manifest,
    edits.DropManifest: _drop_manifest,
    edits.ManifestText: _manifest_text,
    edits.SetParts: _set_parts,
    edits.AssignmentsText: _assignments_text,
    edits.SetAbout: _set_about,
    edits.DropAbout: _drop_about,
    edits.AboutText: _about_text,
    edits.DropRows: _drop_rows,
    edits.DropMatrix: _drop_matrix,
    edits.CopyTruth: _copy_truth,
    edits.AnswerAgain: _answer_again,
    edits.SetReport: _set_report,
    edits.DropReport: _drop_report,
}
"""What is said of each kind of edit."""
