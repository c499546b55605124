"""The paper as data: a read-only JSON API at ``/api/v1/``, and IPTC ninjs of each article.

Only what any reader may open, of it only what is public, and nothing that a browser would send of
its own accord is asked for: no cookie, no session, any origin.
"""
