"""A content delivery network in front, where CDN names one.

What may be kept goes out with the keys that it was made from, spelled as that network reads them
(``labels``); a follower of the log of changes tells the network which keys have changed
(``purging``), by its own interface (``telling``). Browsers are told to ask each time.
"""
