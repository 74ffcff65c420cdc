"""What can go wrong with a split."""

from aivc.schema.errors import AivcError


class ManifestError(AivcError, ValueError):
    """A manifest, or its table of assignments, cannot be read or used."""


class ImportedSplitError(AivcError, ValueError):
    """A split in somebody else's format cannot be read."""


class InfeasibleSplitError(AivcError, ValueError):
    """No division of the data does what was asked; the message names what blocks it."""


class UnknownAxisError(AivcError, ValueError):
    """The data say nothing about an axis that was asked for."""


class ChemistryUnavailableError(AivcError, ImportError):
    """Structures were to be compared, and RDKit is not installed."""
