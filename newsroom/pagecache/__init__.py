"""Finished pages: kept as they went out, until what they were made from changes.

A change of public content is written down in the transaction that makes it (``log``), numbered
after its commit, and every process of the host is woken by a number in shared memory (``wake``).
A page is kept (``memory``) with the keys that it was made from (``articles.dependencies``) and the
last number before its making began: what has changed since is never served, and what changed while
the page was being made is never kept. ``middleware`` serves and keeps them.

Other processes find it through ``shared``. Where a web server sends finished pages from files, it
is handed over (``handing``, ``incoming``) to the one process of the host that keeps those
(``keeper``).
"""
