#!/usr/bin/env python3
"""Samples the conformance tests of the Unicode Bidirectional Algorithm.

Reads BidiCharacterTest.txt and BidiTest.txt from the Debian package unicode-data and writes
tests/bidi/cases.txt: the cases written by hand, and every so many-th of those made by machine.
Both come out in the format of BidiCharacterTest.txt. Run by `make bidi`.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

PACKAGE = "unicode-data=15.0.0-1"
BY_HAND = 200
# Of the others one in so many.
CHARACTER_STEP = 53
CLASS_STEP = 331

# A character for each class of BidiTest.txt. Cases with a B are left out: no block holds one.
CHARACTERS = {
    "L": 0x61, "R": 0x5D0, "AL": 0x627, "EN": 0x31, "AN": 0x661, "ES": 0x2B, "ET": 0x25,
    "CS": 0x2C, "NSM": 0x300, "BN": 0xAD, "S": 0x9, "WS": 0x20, "ON": 0x21,
    "LRE": 0x202A, "RLE": 0x202B, "PDF": 0x202C, "LRO": 0x202D, "RLO": 0x202E,
    "LRI": 0x2066, "RLI": 0x2067, "FSI": 0x2068, "PDI": 0x2069,
}  # fmt: skip
STRONG = {"L": 0, "R": 1, "AL": 1}


def first_strong(classes):
    """The paragraph level by rules P2 and P3."""
    depth = 0
    for name in classes:
        if name in ("LRI", "RLI", "FSI"):
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and name in STRONG:
            return STRONG[name]
    return 0


def from_characters(text):
    """The cases at the top, written by hand, and a sample of the others."""
    cases = [line for line in text.splitlines() if re.match("[0-9A-F]", line)]
    return cases[:BY_HAND] + cases[BY_HAND::CHARACTER_STEP]


def from_classes(text):
    """A sample of the cases by class, each with characters of these classes."""
    found, levels, order, number = [], "", "", 0
    for line in text.splitlines():
        if line.startswith("@Levels:"):
            levels = line.split(":")[1].strip()
        elif line.startswith("@Reorder:"):
            order = line.split(":")[1].strip()
        elif line and line[0] not in "#@":
            classes, bits = (part.strip() for part in line.split(";"))
            classes = classes.split()
            if "B" in classes:
                continue
            points = " ".join(f"{CHARACTERS[name]:04X}" for name in classes)
            for bit, direction, base in (
                (1, 2, first_strong(classes)),
                (2, 0, 0),
                (4, 1, 1),
            ):
                if int(bits, 16) & bit:
                    if number % CLASS_STEP == 0:
                        found.append(f"{points};{direction};{base};{levels};{order}")
                    number += 1
    return found


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        download = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", PACKAGE]
        subprocess.run(download, cwd=folder, check=True)
        package = next(pathlib.Path(folder).glob("*.deb"))
        subprocess.run(["dpkg", "-x", package, folder], check=True)
        data = pathlib.Path(folder, "usr/share/unicode")
        characters = (data / "BidiCharacterTest.txt").read_text()
        classes = (data / "BidiTest.txt").read_text()
    lines = [
        "# A sample of BidiCharacterTest-15.0.0.txt and BidiTest-15.0.0.txt",
        "# © 2022 Unicode®, Inc. For terms of use see LICENSE-Unicode.txt",
        "# Made by `make bidi`; the format is that of BidiCharacterTest.txt:",
        "# code points; direction (0 left to right, 1 right to left, 2 of the first strong",
        "# character); level of the paragraph; resolved levels; visual order",
        "",
        "# By character",
        *from_characters(characters),
        "",
        "# By class",
        *from_classes(classes),
    ]
    target = root / "tests/bidi/cases.txt"
    target.write_text("\n".join(lines) + "\n")
    print(f"{target}: {len(lines)} lines, {target.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
