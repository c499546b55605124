"""What becomes of requests while something behind the application is away, slow or full.

``kinds`` tells such errors from programming errors, ``answers`` says 503 in the reader's language
and gives back what was written, ``middleware`` does so where the errors come out. ``doors`` lets
few requests of a process to the database at once, so that the others are still answered.
"""
