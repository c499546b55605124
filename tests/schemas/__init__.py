"""Schemas of what the site says to machines, each written from its public specification.

* ``sitemap.xsd`` and ``siteindex.xsd``: sitemaps.org, version 0.9; ``sitemap-news.xsd`` and
  ``sitemap-image.xsd``: Google's extensions 0.9 and 1.1; ``xhtml-link.xsd``: versions;
* ``rss.rng``: RSS 2.0 with Atom's link and date, Dublin Core, Media RSS and full texts;
* ``schemaorg.json``: of schema.org's vocabulary (release 12.0) the types and properties that the
  site uses: what each type is, which types a property belongs to and what it takes.
"""

import json
import re
from datetime import datetime
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
VOCABULARY = json.loads((HERE / "schemaorg.json").read_text())
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
# What a search action adds to schema.org's own properties, by schema.org's rules for actions.
ANNOTATED = {"query-input"}


def problems_of_xml(document, schema):
    """Return what is wrong with an XML document by a schema of this folder."""
    tree = etree.fromstring(document)
    path = HERE / schema
    kind = etree.RelaxNG if path.suffix == ".rng" else etree.XMLSchema
    validator = kind(etree.parse(path))
    validator.validate(tree)
    return [f"line {error.line}: {error.message}" for error in validator.error_log]


def problems_of_graph(document):
    """Return what is wrong with a JSON-LD document by schema.org's vocabulary."""
    if document.get("@context") != "https://schema.org" or set(document) != {"@context", "@graph"}:
        return ["no graph of schema.org"]
    known = {node["@id"] for node in document["@graph"] if "@id" in node}
    return [one for node in document["@graph"] for one in _problems(node, known)]


def _problems(node, known):
    kind = node.get("@type")
    if kind is None:
        # A reference: to a node of this page, or of the home page.
        is_known = node["@id"] in known or "#" in node["@id"]
        return [] if set(node) == {"@id"} and is_known else [f"no type: {node}"]
    if kind not in VOCABULARY["types"]:
        return [f"unknown type {kind}"]
    found = []
    for name, value in node.items():
        if name.startswith("@") or name in ANNOTATED:
            continue
        facts = VOCABULARY["properties"].get(name)
        if facts is None or not set(facts["of"]) & set(VOCABULARY["types"][kind]):
            found.append(f"{kind} has no property {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            found += _problems_of_value(f"{kind}.{name}", one, facts["takes"], known)
    return found


def _problems_of_value(where, value, takes, known):
    if isinstance(value, dict):
        kind = value.get("@type")
        if kind is not None and not set(takes) & set(VOCABULARY["types"].get(kind, ())):
            return [f"{where} takes no {kind}"]
        return _problems(value, known)
    is_right = {
        "Boolean": lambda: isinstance(value, bool),
        "Integer": lambda: isinstance(value, int) and not isinstance(value, bool),
        "Number": lambda: isinstance(value, (int, float)) and not isinstance(value, bool),
        "QuantitativeValue": lambda: isinstance(value, int),
        "Date": lambda: _is_moment(value),
        "DateTime": lambda: _is_moment(value),
        "Text": lambda: isinstance(value, str) and bool(value.strip()),
    }
    # An address stands for whatever is there.
    is_address = isinstance(value, str) and ADDRESS.fullmatch(value)
    takes_thing = bool({"URL", *takes} - set(is_right))
    if (is_address and takes_thing) or any(is_right[one]() for one in takes if one in is_right):
        return []
    return [f"{where} takes {takes}, not {value!r}"]


def _is_moment(value):
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False
