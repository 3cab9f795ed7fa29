#!/usr/bin/env python3
"""Writes almanac.def from the Unicode Common Locale Data Repository (Debian: unicode-cldr-core).

usage: src/data/almanac.py [/usr/share/unicode/cldr/common/main] >src/data/almanac.def

A form that is one month in one language and another month in another is left out, and so are
abbreviations of one or two letters.
"""
import sys
import unicodedata
import xml.etree.ElementTree as tree

LANGUAGES = "cs da de el en es fi fr id it nl no pl pt ro ru sv tr uk".split()
DAYS = "mon tue wed thu fri sat sun".split()
OWN = {"sept": (9, 0)}  # what English papers write beside "Sep"
HEAD = """/* Names of months and weekdays (know/almanac.h): the form in lower case, month or 0, weekday or 0
 * (1 = Monday), WHOLE or SHORT, languages. Sorted by the bytes of the form. Made by almanac.py from
 * the Unicode CLDR; see README.md for its licence. */"""


def forms(root, what, width):
    """(name, form) of both contexts: "15 января", "январь"."""
    path = ".//calendar[@type='gregorian']//%sWidth[@type='%s']/%s" % (what, width, what)
    return [(item.get("type"), item.text) for item in root.findall(path)]


def read(folder, found):
    for language in LANGUAGES:
        root = tree.parse("%s/%s.xml" % (folder, language)).getroot()
        for what in "month", "day":
            for width in "wide", "abbreviated":
                for name, text in forms(root, what, width):
                    form = unicodedata.normalize("NFC", text.lower()).rstrip(".")
                    number = int(name) if what == "month" else DAYS.index(name) + 1
                    if len(form) >= 3 and " " not in form:
                        found.setdefault(form, {}).setdefault((what, number), []).append(
                            (width == "wide", language))


def only(meanings, what):
    """The number that all languages agree on, else 0."""
    numbers = {number for kind, number in meanings if kind == what}
    return numbers.pop() if len(numbers) == 1 else 0


def main():
    found = {}
    read(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/cldr/common/main", found)
    rows = {form: (month, 0, False, ["en"]) for form, (month, _) in OWN.items()}
    for form, meanings in found.items():
        users = [user for users in meanings.values() for user in users]
        month, weekday = only(meanings, "month"), only(meanings, "day")
        if month or weekday:
            rows[form] = (month, weekday, any(wide for wide, _ in users),
                          sorted({language for _, language in users}))
    print(HEAD)
    for form in sorted(rows, key=str.encode):
        month, weekday, whole, languages = rows[form]
        print('NAME("%s", %d, %d, %s, "%s")'
              % (form, month, weekday, "WHOLE" if whole else "SHORT", " ".join(languages)))


main()
