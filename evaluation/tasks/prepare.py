"""Make of a dataset what a predictor sees, what it is asked, and what it is judged on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.evaluation.task import Task
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.storage.model import Dataset


@dataclass(frozen=True, eq=False)
class Prepared:
    """A task, ready to be carried out.

    Attributes
    ----------
    view
        What a predictor learns from.
    queries
        What it is asked.
    truth
        What it is judged on. No predictor may see it.
    notes
        What a reader of results must know of how they were made, in sentences.
    """

    view: TrainingView
    queries: Queries
    truth: Truth
    notes: tuple[str, ...] = ()


def prepare(
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    task: Task,
    *,
    guessed_roles: Mapping[str, tuple[str, ...]] | None = None,
    folder: Path | None = None,
) -> Prepared:
    """Prepare a task.

    Observations become units: those of one intervention, context and harvest time, in the part
    that training may use, that calibrates, or that is asked about. Matrices are streamed.

    Parameters
    ----------
    dataset
        The opened container.
    card
        Its card, as far as it can be read.
    document
        The manifest.
    task
        What is asked; see :func:`aivc.evaluation.tasks.resolve.resolve_task`.
    guessed_roles
        Columns by role, where neither card nor manifest says what a column is.
    folder
        Folder of the card, in which tables of links lie; that of the dataset by default.

    Raises
    ------
    TaskError
        The task asks for what dataset or manifest do not hold.
    UnreadableInputError
        The bytes of a matrix or a column cannot be decoded.
    """
    from aivc.evaluation.tasks.rows import read_rows

    rows = read_rows(dataset, card, document, guessed_roles)
    if task.kind is TaskKind.ENDPOINT:
        from aivc.evaluation.tasks.endpoint import prepare_endpoint

        return prepare_endpoint(dataset, card, document, task, rows)
    if task.kind is TaskKind.RESPONSE:
        from aivc.evaluation.tasks.response import prepare_response

        return prepare_response(dataset, card, document, task, rows)
    from aivc.evaluation.tasks.translation import prepare_translation

    return prepare_translation(dataset, card, document, task, rows, folder or dataset.path.parent)
