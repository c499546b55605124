"""Articles' pages put together from parts that have been made already.

A page is a frame (what all articles of a section have alike) with pieces in it, each of a part:
the ``story`` itself, the stories ``beside`` it, its ``comments``. The template marks them
(``{% part %}``), and nothing else lists what belongs to which. A part is stored as it was made
(``storing``), with the keys of what it was made from and the number of the last change before its
making began; it is true while none of its keys has changed since, which one query says of all
parts together with the gate that the article stands behind (``reading``). What is missing is made
for who asks, the whole page by its one template (``making``), and stored for who comes next.
"""
