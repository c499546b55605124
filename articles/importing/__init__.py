"""Articles from plain text: what each line is, and the storing of what came of it.

``files`` reads bytes, ``lines`` cuts text into lines, ``reading`` guesses what each line is,
``text`` puts the article together (all without a database); ``store`` makes it an ``Article``.
"""
