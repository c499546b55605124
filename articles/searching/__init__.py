"""Readers' search.

``words`` cuts texts into words and says under which tokens an article is kept; ``query`` reads what
somebody typed; ``index`` keeps ``SearchEntry`` rows; ``terms`` asks the database for tokens;
``statement`` asks for the newest hits; ``backend`` is both as a backend of modelsearch, ``external``
asks another one (OpenSearch); ``finding`` makes pages of hits and ``excerpts`` what they show.
What readers may open is asked of ``ArticleQuerySet.public()`` whenever something is found.
"""
