"""Who answers: a predictor by name, or a command."""

from __future__ import annotations

from aivc.verbs.judging import SettingsError


def refuse_both_or_none(predictor: object | None, command: str | None) -> None:
    """Refuse to choose between two, or for a user who named none.

    Raises
    ------
    SettingsError
        Both are given, or neither; the message then lists what there is.
    """
    from aivc.reference_models.registry import predictor_names

    if predictor is not None and command is not None:
        message = "Give either the name of a predictor or a command, not both."
        raise SettingsError(message)
    if predictor is None and command is None:
        message = (
            f"Name a predictor, one of {', '.join(predictor_names())} or `module:Class`, or give a "
            "program of your own with --command."
        )
        raise SettingsError(message)
