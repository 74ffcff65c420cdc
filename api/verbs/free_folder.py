"""Where a run may be written."""

from __future__ import annotations

from pathlib import Path

from aivc.verbs.judging import SettingsError


def free_folder(output: str | Path, *, force: bool) -> Path:
    """Return a folder that a run may take the place of.

    Raises
    ------
    SettingsError
        It holds something already, which is replaced only if it is a run and ``force`` is true.
    """
    from aivc.evaluation.files.run_folder import RUN

    folder = Path(output)
    if not folder.parent.is_dir():
        message = f"There is no folder {folder.parent}; make it, or write the run elsewhere."
        raise SettingsError(message)
    if not folder.exists():
        return folder
    if not folder.is_dir():
        message = f"{folder} is a file; name a folder for the run."
        raise SettingsError(message)
    is_run = (folder / RUN).is_file()
    if any(folder.iterdir()) and not (force and is_run):
        hint = "replace it with --force" if is_run else "name another folder"
        message = f"{folder} holds {'a run' if is_run else 'other files'} already; {hint}."
        raise SettingsError(message)
    return folder
