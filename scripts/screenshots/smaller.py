"""Make a PNG smaller: no more than 256 colours, the commonest; any other becomes the nearest of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
SUB, UP, AVERAGE, PAETH = 1, 2, 3, 4

Pixels = NDArray[np.int64]


def smaller(png: bytes) -> bytes:
    """The same picture. It must be as Chromium writes one: eight bits a channel, not interlaced."""
    chunks = list(_chunks(png))
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if bits != 8 or kind not in (2, 6) or interlaced:
        raise ValueError("not a PNG with eight bits a channel")
    channels = 3 if kind == 2 else 4
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    pixels = _unfiltered(raw, height, width * channels, channels).reshape(height, width, channels)[:, :, :3]
    palette, places = _palette(pixels)
    rows = np.zeros((height, width + 1), dtype=np.uint8)
    rows[:, 1:] = places
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _unfiltered(raw: bytes, height: int, length: int, step: int) -> Pixels:
    """Each row told in full. A PNG tells most of them by what differs from the row above or the pixel before."""
    lines = np.frombuffer(raw, dtype=np.uint8).reshape(height, length + 1)
    rows: Pixels = np.zeros((height, length), dtype=np.int64)
    above: Pixels = np.zeros(length, dtype=np.int64)
    for number, line in enumerate(lines):
        rows[number] = above = _row(int(line[0]), line[1:].astype(np.int64), above, step)
    return rows


def _row(kind: int, line: Pixels, above: Pixels, step: int) -> Pixels:
    if kind == UP:
        return (line + above) % 256
    if kind == SUB:
        return np.cumsum(line.reshape(-1, step), axis=0).reshape(-1) % 256
    if kind in (AVERAGE, PAETH):
        predict = _average if kind == AVERAGE else _paeth
        row, over = line.tolist(), above.tolist()
        for place in range(len(row)):
            left = row[place - step] if place >= step else 0
            corner = over[place - step] if place >= step else 0
            row[place] = (row[place] + predict(left, over[place], corner)) % 256
        return np.array(row, dtype=np.int64)
    return line


def _average(left: int, up: int, _: int) -> int:
    return (left + up) // 2


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]


def _palette(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The colours to keep, and for each pixel which of them it takes."""
    numbers = pixels @ np.array([1 << 16, 1 << 8, 1])
    found, which, often = np.unique(numbers, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    kept = colours[np.argsort(-often, kind="stable")[:COLOURS]]
    nearest = np.array([int(np.argmin(((kept - colour) ** 2).sum(axis=1))) for colour in colours])
    return kept, nearest[which].reshape(numbers.shape)
