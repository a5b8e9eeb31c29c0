"""Reads what we write with the translate-toolkit and libxml2, and prints the texts as JSON.

Arguments: a TMX file and an XLIFF file.
"""

import json
import sys

from lxml import etree
from translate.storage import tmx

try:
    from translate.storage import xliff2
except ImportError:
    xliff2 = None

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"


def read_tmx(path, source, target):
    with open(path, "rb") as file:
        store = tmx.tmxfile(file, sourcelanguage=source, targetlanguage=target)
    return [[unit.source, unit.target] for unit in store.units]


def read_xliff(path):
    """Segments by libxml2: source, and target or None, in the order of the document."""
    root = etree.parse(path).getroot()
    segments = root.iter(XLIFF + "segment")
    text = lambda element: None if element is None else "".join(element.itertext())
    return [[text(each.find(XLIFF + "source")), text(each.find(XLIFF + "target"))] for each in segments]


def read_xliff_with_toolkit(path):
    """The same by the toolkit, in versions that know XLIFF 2; None in others."""
    if xliff2 is None:
        return None
    with open(path, "rb") as file:
        store = xliff2.Xliff2File.parsefile(file)
    return [[str(unit.source or ""), str(unit.target or "") or None] for unit in store.units]


json.dump(
    {
        "tmx": read_tmx(sys.argv[1], "zh-CN", "en"),
        "xliff": read_xliff(sys.argv[2]),
        "toolkit": read_xliff_with_toolkit(sys.argv[2]),
    },
    sys.stdout,
)
