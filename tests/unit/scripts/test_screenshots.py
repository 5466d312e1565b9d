"""What the camera says of words that no page should show, and pictures that are small and the same."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from scripts.screenshots.camera import looks_wrong
from scripts.screenshots.smaller import smaller


@pytest.mark.parametrize(
    "words",
    [
        "Due in 1 days.", "Cost: None", "Call {{ office }}", "It costs £3..", "Nothing to do ?.", "See purchase_price",
        "Check it with Your employer.", "Worked out , as ever",
    ],
)  # fmt: skip
def test_what_no_page_should_say_is_noticed(words: str):
    assert list(looks_wrong(words))


@pytest.mark.parametrize(
    "words",
    [
        "Due in 11 days.", "None of these", "Wait … then go on.", "Who can help? Your council.", "See gov.uk/check",
        "See “Your answers”", "£1.50. The rest is free.",
    ],
)  # fmt: skip
def test_plain_words_are_left_alone(words: str):
    assert not list(looks_wrong(words))


def a_png(pixels: np.ndarray, kinds: bytes) -> bytes:
    """A PNG whose rows are told in these ways, in turn."""
    height, width, channels = pixels.shape
    flat = pixels.reshape(height, width * channels).astype(int)
    above, told = np.zeros(width * channels, dtype=int), b""
    for number, row in enumerate(flat):
        kind = kinds[number % len(kinds)]
        left = np.concatenate([np.zeros(channels, dtype=int), row[:-channels]])
        corner = np.concatenate([np.zeros(channels, dtype=int), above[:-channels]])
        guess = left + above - corner
        far = [abs(guess - left), abs(guess - above), abs(guess - corner)]
        paeth = np.where((far[0] <= far[1]) & (far[0] <= far[2]), left, np.where(far[1] <= far[2], above, corner))
        taken = [0 * row, left, above, (left + above) // 2, paeth][kind]
        told += bytes([kind]) + ((row - taken) % 256).astype(np.uint8).tobytes()
        above = row
    header = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(told)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def drawn(png: bytes) -> np.ndarray:
    """What a PNG with a palette shows."""
    parts, place = {}, 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        parts[png[place + 4 : place + 8]] = png[place + 8 : place + 8 + length]
        place += length + 12
    width, height = struct.unpack_from(">II", parts[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), dtype=np.uint8).reshape(height, width + 1)
    assert not rows[:, 0].any()
    return np.frombuffer(parts[b"PLTE"], dtype=np.uint8).reshape(-1, 3)[rows[:, 1:]]


@pytest.mark.parametrize("channels", [3, 4])
def test_a_picture_of_few_colours_stays_the_same_however_its_rows_are_told(channels: int):
    few = np.random.default_rng(7).integers(0, 256, (40, channels))
    pixels = few[np.random.default_rng(8).integers(0, len(few), (12, 9))]

    small = smaller(a_png(pixels, bytes([0, 1, 2, 3, 4])))

    assert (drawn(small) == pixels[:, :, :3]).all()


def test_of_many_colours_the_rare_ones_become_the_nearest():
    ramp = np.arange(256).repeat(3).reshape(1, 256, 3)
    pixels = np.concatenate([ramp, ramp, ramp])
    pixels[2, 7] = (7, 7, 8)

    shown = drawn(smaller(a_png(pixels, bytes([0]))))

    assert tuple(shown[2, 7]) == (7, 7, 7)
    assert (shown[:2] == pixels[:2]).all()
