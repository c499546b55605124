"""Readers' search.

``words`` cuts texts into words and says under which tokens an article is kept; ``query`` reads what
somebody typed, ``asking`` the page's address; ``index`` keeps ``SearchEntry`` rows; ``terms`` asks
the database for tokens, ``statement`` for the newest that have them; ``backend`` is this as a
backend of modelsearch, ``external`` asks another one (OpenSearch); ``finding`` makes pages of hits,
``excerpts`` what they show, ``offers`` and ``suggestions`` what else there is; ``keywords`` finds
keywords by the words of their addresses.

What readers may open is asked of ``ArticleQuerySet.public()`` whenever something is found.
"""
