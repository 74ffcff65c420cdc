"""Pack text in blocks, as bgzip does; definition: SAM specification, section 4.1."""

from __future__ import annotations

import struct
import zlib

BLOCK = 0xFF00
END = bytes.fromhex("1f8b08040000000000ff0600424302001b0003000000000000000000")
"""The empty block that says that nothing was cut off."""


def packed(content: bytes) -> bytes:
    r"""Return the content in packed blocks; the same bytes for the same content.

    Examples
    --------
    >>> import gzip
    >>> gzip.decompress(packed(b"chr1\t10\t90\tAAAC-1\t2\n"))
    b'chr1\t10\t90\tAAAC-1\t2\n'
    """
    starts = range(0, len(content), BLOCK)
    return b"".join(_block(content[start : start + BLOCK]) for start in starts) + END


def _block(part: bytes) -> bytes:
    squeezed = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = squeezed.compress(part) + squeezed.flush()
    size = len(body) + 25
    head = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0" + struct.pack("<H", size)
    return head + body + struct.pack("<II", zlib.crc32(part), len(part))
