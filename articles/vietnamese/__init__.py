"""Vietnamese as newspapers write it: text, names, dates, old encodings, typing.

Pure functions over ``str`` and ``bytes``: no Django, no settings, no state.
"""
