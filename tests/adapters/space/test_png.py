"""Pictures in PNG."""

import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aivc.adapters.space.png import SIGNATURE, PictureError, read_png
from tests.adapters.space.png_files import header, part, png_of

PIXELS = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
END = part(b"IEND", b"")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    pixels=st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(1, 4)).flatmap(
        lambda shape: arrays(np.uint8, shape)
    ),
    data=st.data(),
)
def test_what_was_written_is_read_with_any_filter(tmp_path, pixels, data):
    n_rows = len(pixels)
    filters = data.draw(st.lists(st.integers(0, 4), min_size=n_rows, max_size=n_rows))
    path = tmp_path / "picture.png"
    path.write_bytes(png_of(pixels, filters))
    read = read_png(path)
    assert read.dtype == np.uint8
    assert np.array_equal(read, pixels)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no PNG"),
        (b"\xff\xd8\xff\xe0 jpeg", "no PNG"),
        (SIGNATURE, "no header"),
        (SIGNATURE + header(3, 2)[:-1], "damaged at byte 8"),
        (SIGNATURE + header(3, 2)[:-1] + b"?", "damaged at byte 8"),
        (SIGNATURE + header(3, 2, bits=16), "16 bits"),
        (SIGNATURE + header(3, 2, colour=3), "type 3"),
        (SIGNATURE + header(3, 2, interlaced=1), "interlacing 1"),
        (SIGNATURE + header(0, 2), "0 by 2"),
        (SIGNATURE + header(1 << 20, 1 << 20), "1,048,576 by"),
        (SIGNATURE + header(3, 2) + part(b"IDAT", b"no stream") + END, "unpacked"),
        (SIGNATURE + header(3, 2) + END, "20 bytes, and 0"),
        # A bomb: a thousand times what the header tells of.
        (
            SIGNATURE + header(3, 2) + part(b"IDAT", zlib.compress(bytes(20_000))) + END,
            "20 bytes, and 21",
        ),
        (
            SIGNATURE + header(1, 1) + part(b"IDAT", zlib.compress(b"\x05\0\0\0")) + END,
            "filter 5",
        ),
    ],
)
def test_what_is_no_picture_or_of_another_kind_is_refused(tmp_path, content, said):
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with pytest.raises(PictureError, match=said):
        read_png(path)


@pytest.mark.parametrize("cut", range(9, len(png_of(PIXELS, [0, 4])) - 12, 5))
def test_a_picture_that_was_cut_off_is_refused(tmp_path, cut):
    path = tmp_path / "picture.png"
    path.write_bytes(png_of(PIXELS, [0, 4])[:cut])
    with pytest.raises(PictureError):
        read_png(path)
