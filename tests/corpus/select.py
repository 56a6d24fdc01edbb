#!/usr/bin/env python3
# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Selects the golden cases beside this file from full corpora.

    tests/corpus/select.py CORPUS...

Takes from their ops the smallest case of every operator and element type,
and of those whose rounding tells right rules from wrong ones; from their
graphs everything; never anything else. Of two cases of one name the first
corpus has its way. The same corpora give the same selection. Replaces what is
here, manifest.json included, which keeps the lines of the corpora's own.
"""

import json
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOMS = ("ops", "graphs")
MOST_BYTES = 2 << 20  # of all files
FEATURES = re.compile(r"round|zp_|ratio_|pot|mult_gt1|unaligned|bc[56]d")
FILES = re.compile(r"(model\.tflite|(step\d+/)?(in|out)\d+\.npy)$")


def files_of(corpus, name):
    """The files that a run needs, relative to the corpus."""
    return sorted(path.relative_to(corpus)
                  for path in (corpus / name).rglob("*") if path.is_file()
                  and FILES.match(str(path.relative_to(corpus / name))))


def kinds_of(name):
    """What a case shows: its operator and type, and a special feature."""
    room, title = name.split("/")
    if room == "graphs":
        return [title]
    operator, variant = title.split("__", 1)
    kind = operator, variant.split("_")[0]
    feature = FEATURES.search(variant)
    return [kind] + ([(*kind, feature.group())] if feature else [])


def select(sizes):
    """The smallest case for each kind that no earlier one has shown."""
    shown, chosen = set(), []
    for name in sorted(sizes, key=lambda name: (sizes[name], name)):
        kinds = set(kinds_of(name))
        if kinds <= shown:
            continue
        shown |= kinds
        chosen.append(name)
    return chosen


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    cases, homes = {}, {}
    for corpus in map(pathlib.Path, sys.argv[1:]):
        with open(corpus / "manifest.json", encoding="utf-8") as manifest:
            for case in json.load(manifest)["cases"]:
                name = case["case"]
                if name.split("/")[0] in ROOMS and name not in cases:
                    cases[name], homes[name] = case, corpus
    files = {name: files_of(homes[name], name) for name in cases}
    sizes = {name: sum((homes[name] / path).stat().st_size for path in paths)
             for name, paths in files.items()}
    chosen = sorted(select(sizes))
    total = sum(sizes[name] for name in chosen)
    if total > MOST_BYTES:
        sys.exit(f"the selection has {total} bytes, over {MOST_BYTES}")
    for room in ROOMS:
        shutil.rmtree(HERE / room, ignore_errors=True)
    for name in chosen:
        for path in files[name]:
            (HERE / path).parent.mkdir(parents=True, exist_ok=True)
            (HERE / path).write_bytes((homes[name] / path).read_bytes())
    lines = ",\n".join(json.dumps(cases[name]) for name in chosen)
    (HERE / "manifest.json").write_text(
        '{"format": 1, "cases": [\n' + lines + "\n]}\n", encoding="utf-8")
    print(f"{len(chosen)} of {len(cases)} cases, {total} bytes")


if __name__ == "__main__":
    main()
