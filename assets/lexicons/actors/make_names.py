#!/usr/bin/env python3
"""Writes given_names.txt from the name providers of the Faker package.

usage: python3 -m venv V && V/bin/pip install Faker==37.4.0 && V/bin/python make_names.py

Faker is MIT-licensed, copyright (c) 2012 Daniele Faraglia and contributors; the names themselves are
facts. Only single words in Latin letters are taken. Names that are ordinary English words or better
known as something else are left out (NOT_NAMES), names of cultures that the package lacks are added
from more_given_names.txt, written for this project.
"""
import importlib
import pathlib
import pkgutil
import re

import faker.providers.person as person

HERE = pathlib.Path(__file__).parent
NAME = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}(?:-[^\W\d_]+)?")
NOT_NAMES = set("""
An And Art Ace Angel Amber April August Autumn Baby Bill Bishop Blaze Bliss Brand Brook Brooks Chance Chase Christian
China Chad Cash Cliff Clay Crystal Dale Dawn Dean Deacon Destiny Diamond Dolly Drew Duke Earl Ebony Fabian Faith Fern
Flint France Free Forest Garden Gay Gene General Glen Golden Grace Grant Guy Harmony Harvest Haven Heath Hector Holly
Honey Hope Hunter India Iris Ivory Ivy Jade Jasmine Jesus Jet Jewel Jewish Jordan Journey Joy Judge June Junior Justice
Kenya King Lake Lane Law Legend Lily Long Love Loyal Lucky Major Marine Mark Mason May Mercy Melody Merry Messiah Miles
Military Milan Miracle Misty Nation Nevada Noble North Nova Ocean Olive Paris Patience Pearl Penny Per Phoenix Pink
Pleasant Port Precious Price Prince Princess Queen Rain Ray Reed River Rob Robin Rock Rose Royal Ruby Rusty Sage Saint
Santana Savannah Season Serenity Sierra Silver Sky Skip Son Sonny Sovereign Star Sterling Stone Storm Summer Sunday Sue
Sunny Talon Temple Trinity True Tuesday Van Victory Violet Virginia Wade Ward Wednesday West Will Winter Wood Young Zion
Asia Austin Berlin Boston Brazil Brighton Carolina Charlotte Dakota Dallas Denver Devon Egypt Florence Florida Georgia
Houston Ireland Israel Italia Kent Kingston London Lourdes Lyon Madison Memphis Montana Orlando Raleigh Rhodes Roma Rome
Salem Sydney Syria Troy Verona Vienna Washington Lincoln Lucca Maine Man Men The For Not Was Our His Her All Day Big Old
New Sea Sun Sin Ten Ban Bin Can Don Fun Has Its Let Mix Net Pan Pay Pen Say See She Sir Six Son Tan Tea Ton Top Try Two
War Way Who Why Win Dr Mr Mrs Ms Prof Miss Lord Lady Dame Add Among Amor Ants Arch Author Babe Banks Beat Bell Beta Bird Bitten Boss Brain Branch Brown Buddy Cap Captain
Carry Case Charity Chip COmfort Comfort Con Constant Coral Council Darling Del Delle Delta Desi Doc Dock Doctor Doll
Early Edit Edu Else Era Essence Eve Ever Fairy Fate Fed Fleet Floor Forum French Friend Gal Gauge Governor Green Greet
Gun Hall Ham Harm Harsh Heaven Hence Hill Hun Hung Hunt Icy Ima Indie Infant Ion Jail January Job Joke Kick Kit Kitty
Lawyer Les Less Liberty Lien Lies Line Link Little Loan Lot Lyric Mac Mad Made Male Mali Mar Marry Mate Math Media
Mentor Meta Metro Mile Mills Minor Mist Muslim Nail Novella Odd Oral Orange Owe Page Pastor Pepper Pier Press Raid
Reason Red Rice Rich Roll Rush Sad Saga Said Sayin Sep Server Sincere Sing Sister Sole Spring Sunshine Tab Tanner Theres
Theta Ties Til Till Tiny Toy Trace Treasure Una Uni Unique Unknown Uno Urban Valid Ver Versa Vid Wage Wash Wells Wing
Wolf Worth Yoga Alpha Chap Sheikh Ayatollah Tennessee Mississippi Arizona Alabama Indiana Islam Sultan Emir Imam King
Park Temple Rome Milan Cairo Bethlehem Jericho Nazareth Windsor Oxford Cambridge Bristol Manchester Essex Sussex York
Persia Arabia Scotland Wales Holland Norway Finland Ghana Malta Cyprus Monaco Panama Cuba Angola Valencia Cordoba Aden
Aleppo Mecca Medina Kabul Ramallah Guinea Congo Samoa Tonga
None Republic Union Congress Senate House Apple Google Gospel
""".split())


def names():
    for module in pkgutil.iter_modules(person.__path__):
        provider = getattr(importlib.import_module(f"{person.__name__}.{module.name}"), "Provider", None)
        if provider is None or module.name in ("th_TH", "zh_TW", "zh_CN", "ja_JP", "ko_KR"):
            continue
        for field in dir(provider):
            if field.startswith("first_names"):
                value = getattr(provider, field)
                if isinstance(value, property):
                    continue
                yield from (value.keys() if hasattr(value, "keys") else value)
    for line in (HERE / "more_given_names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


kept = sorted({n for n in names() if isinstance(n, str) and NAME.fullmatch(n) and latin(n) and n[0].isupper() and not n.isupper()} - NOT_NAMES)
with open(HERE / "given_names.txt", "w", encoding="utf-8") as out:
    out.write("# Given names, one line a letter. Made by make_names.py; do not edit by hand.\n")
    out.write("# Source: Faker 37.4.0 (MIT, copyright (c) 2012 Daniele Faraglia) and more_given_names.txt (CC0).\n")
    line = []
    for name in kept:
        if line and (line[0][0] != name[0] or sum(map(len, line)) + len(line) > 110):
            out.write(" ".join(line) + "\n")
            line = []
        line.append(name)
    out.write(" ".join(line) + "\n")
print(len(kept), "given names")
