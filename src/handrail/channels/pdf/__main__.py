"""The process that writes one PDF: what is to be said comes in, the file goes out, and nothing is left behind."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

PAPER = Path(__file__).with_name("paper.typ")


def main() -> None:
    said = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(typst.compile(PAPER, format="pdf", sys_inputs={"said": said}, pdf_standards=["ua-1"]))


if __name__ == "__main__":
    main()
