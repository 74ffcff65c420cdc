"""What keeps a benchmark from being made."""

from aivc.schema.errors import AivcError


class BenchmarkError(AivcError, ValueError):
    """The data do not hold what the benchmark asks for, or the settings contradict them."""
