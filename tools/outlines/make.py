#!/usr/bin/env python3
"""Makes assets/outlines/countries.bin: the outlines of all countries, for the map.

Usage: python3 tools/outlines/make.py

Fetches the pinned packages below (npm) into target/outlines and writes the same bytes every time.
The layout is described in src/ui/map/outlines.rs; source and licence in assets/outlines/README.md.
"""

import json
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "outlines"
OUT = ROOT / "assets" / "outlines"
PACKAGE = ("world-atlas", "2.0.2")
# The alpha-3 codes of the numbers by which the outlines name their countries.
CODES = ("i18n-iso-countries", "7.14.0")
# Outlines without a number, by who is taken to be the country there when events are coded.
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
# Islands smaller than this, in square degrees, are left out, but for the largest of a country.
LEAST_ISLAND = 0.02
# Points nearer than this to the line between their neighbours, in degrees, are left out.
TOLERANCE = 0.03


def fetch(package, file):
    name, version = package
    folder = WORK / name
    if not folder.exists():
        folder.mkdir(parents=True)
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
        subprocess.run(["tar", "xzf", next(folder.glob("*.tgz")).name], cwd=folder, check=True)
    return json.loads((folder / "package" / file).read_text(encoding="utf-8"))


def simplified(points):
    """Douglas and Peucker: without the points that lie on the way between others."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        dx, dy = x2 - x1, y2 - y1
        length = (dx * dx + dy * dy) ** 0.5
        most, at = 0.0, None
        for i in range(first + 1, last):
            x, y = points[i]
            if length:
                apart = abs(dy * (x - x1) - dx * (y - y1)) / length
            else:
                apart = ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if apart > most:
                most, at = apart, i
        if at is not None and most > TOLERANCE:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [p for p, kept in zip(points, keep) if kept]


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]))) / 2


def ear_cut(ring):
    """Triangles of a simple ring, as indices: ears are cut off until three corners are left."""
    corners = list(range(len(ring)))
    cross = lambda a, b, c: (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    turn = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]))
    if turn < 0:
        corners.reverse()
    triangles = []
    at, passed = 0, 0
    while len(corners) > 3 and passed <= len(corners):
        n = len(corners)
        i, j, k = corners[at % n - 1], corners[at % n], corners[(at + 1) % n]
        a, b, c = ring[i], ring[j], ring[k]
        ear = cross(a, b, c) > 0
        if ear:
            low = (min(a[0], b[0], c[0]), min(a[1], b[1], c[1]))
            high = (max(a[0], b[0], c[0]), max(a[1], b[1], c[1]))
            for m in corners:
                p = ring[m]
                if p in (a, b, c) or not (low[0] <= p[0] <= high[0] and low[1] <= p[1] <= high[1]):
                    continue
                if cross(a, b, p) >= 0 and cross(b, c, p) >= 0 and cross(c, a, p) >= 0:
                    ear = False
                    break
        if ear or passed == n:
            triangles.append((i, j, k))
            del corners[at % n]
            passed = 0
            at = max(at % n - 1, 0)
        else:
            at, passed = (at + 1) % n, passed + 1
    if len(corners) == 3:
        triangles.append(tuple(corners))
    return triangles


def cut_at_date_line(ring):
    """The parts of a ring that crosses 180 degrees, each between -180 and 180."""
    turned, turn = ring[:1], 0
    for (before, _), (x, y) in zip(ring, ring[1:] + ring[:1]):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        turned.append((x + turn, y))
    # Around the pole there is nothing to cut.
    if turn or all(-180 <= x <= 180 for x, _ in turned):
        return [ring]
    del turned[-1]
    parts = []
    for around in (-360, 0, 360):
        part = turned
        for side, edge in ((1, around - 180), (-1, around + 180)):
            kept = []
            for (x1, y1), (x2, y2) in zip(part[-1:] + part[:-1], part):
                if (side * (x1 - edge) >= 0) != (side * (x2 - edge) >= 0):
                    kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
                if side * (x2 - edge) >= 0:
                    kept.append((x2, y2))
            part = kept
        if len(part) > 2 and area(part) > 0:
            parts.append([(x - around, y) for x, y in part])
    return parts


def main():
    atlas = fetch(PACKAGE, "countries-50m.json")
    alpha3 = {row[2]: row[1] for row in fetch(CODES, "codes.json")}
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x, y, points = 0, 0, []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        # A whole island is one arc that returns to itself.
        if points[0] == points[-1] and len(points) > 3:
            half = len(points) // 2
            points = simplified(points[: half + 1])[:-1] + simplified(points[half:])
        else:
            points = simplified(points)
        arcs.append(points)
    rings = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = shape.get("arcs") or []
        polygons = polygons if shape["type"] == "MultiPolygon" else [polygons]
        name = shape["properties"]["name"]
        code = alpha3.get(shape.get("id")) or UNNUMBERED.get(name, "")
        own = []
        for polygon in polygons:
            # The holes of a country are other countries, which are drawn themselves.
            points = []
            for i in polygon[0]:
                points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
            own.append(points)
        own.sort(key=area, reverse=True)
        rings += [(code, ring) for n, ring in enumerate(own) if len(ring) > 2 and (n == 0 or area(ring) >= LEAST_ISLAND)]
    data, corners, faces = bytearray(), 0, 0
    parts = [(code, part) for code, ring in rings for part in cut_at_date_line(ring)]
    for code, ring in parts:
        ring = [(max(-32767, min(32767, round(x * 180))), max(-32767, min(32767, round(y * 180)))) for x, y in ring]
        ring = [p for p, before in zip(ring, ring[-1:] + ring[:-1]) if p != before]
        if len(ring) < 3:
            continue
        triangles = ear_cut(ring)
        data += struct.pack("<3sHH", code.encode(), len(ring), len(triangles))
        for x, y in ring:
            data += struct.pack("<hh", x, y)
        for triangle in triangles:
            data += struct.pack("<3H", *triangle)
        corners, faces = corners + len(ring), faces + len(triangles)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "countries.bin").write_bytes(b"OBMAP002" + bytes(data))
    print(f"{len(parts)} rings, {corners} corners, {faces} triangles, {len(data) / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
