"""What pages say to machines, as machines read it."""

import json
from html.parser import HTMLParser


class Head(HTMLParser):
    """The facts of a page's head: ``meta`` by name or property, ``links``, ``graphs``."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.graphs = {}, [], []
        self._script = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and "content" in attrs:
            name = attrs.get("property") or attrs.get("name")
            self.meta.setdefault(name, []).append(attrs["content"])
        elif tag == "link":
            self.links.append(attrs)
        elif tag == "script" and attrs.get("type") == "application/ld+json":
            self._script = []

    def handle_data(self, data):
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag):
        if tag == "script" and self._script is not None:
            self.graphs.append(json.loads("".join(self._script)))
            self._script = None

    def href(self, rel):
        (one,) = [link["href"] for link in self.links if link.get("rel") == rel]
        return one

    def versions(self):
        return {
            link["hreflang"]: link["href"]
            for link in self.links
            if link.get("rel") == "alternate" and "hreflang" in link
        }

    def feeds(self):
        kind = "application/rss+xml"
        return [link["href"] for link in self.links if link.get("type") == kind]

    def node(self, kind):
        (graph,) = self.graphs
        (node,) = [one for one in graph["@graph"] if one["@type"] == kind]
        return node


def head_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Head(response.content.decode())
