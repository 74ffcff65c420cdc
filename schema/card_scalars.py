"""What an unquoted word of a card is: a number, a truth value, nothing, or text.

The core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) without octal and
hexadecimal numbers. So ``1e-05`` is a number, and ``no``, ``12:30``, ``2024-03-01``, ``0420`` and
``2E3`` stay the text that was written.
"""

import re

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
# Digits alone are no number here: more of them than an integer has are an identifier. So is 2E3,
# which is a well; an exponent is written 2e3, 2E+3 or 2.0E3.
_NUMBER = re.compile(
    r"[-+]?(0|[1-9][0-9]*|(?=\.[0-9]))"
    r"(\.[0-9]*([eE][-+]?[0-9]{1,4})?|e[-+]?[0-9]{1,4}|E[-+][0-9]{1,4})"
)
_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}

_BY_TAG = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": bool,
    "tag:yaml.org,2002:null": type(None),
}


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return what an unquoted word says.

    Examples
    --------
    >>> [plain_scalar(word) for word in ("1e-05", "24", "no", "true", "04", "2024-03-01")]
    [1e-05, 24, 'no', True, '04', '2024-03-01']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text


def tagged_scalar(text: str, tag: str) -> str | int | float | bool | None:
    """Return what a word says that names its type, such as ``!!str 04``.

    Raises
    ------
    ValueError
        The tag is not one of the core schema, or the word is not of that type.
    """
    if tag not in _BY_TAG:
        msg = f"the tag {tag} is not allowed"
        raise ValueError(msg)
    wanted = _BY_TAG[tag]
    if wanted is str:
        return text
    value = plain_scalar(text)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        msg = f"{text[:40]!r} is no {tag.rsplit(':', 1)[-1]}"
        raise ValueError(msg)
    return value
