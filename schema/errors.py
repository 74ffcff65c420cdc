"""The root of every exception that aivc raises on purpose."""


class AivcError(Exception):
    """A problem that aivc can name.

    Subclasses also derive from the builtin that fits (``ValueError``, ``OSError``, ...), so that
    callers can catch either. The message says what, where, expected against found, and the fix.
    """
