"""What the benchmark starts as processes of their own, before Django's models are loaded.

Apart from ``newsroom.benchmarks``, which needs them loaded: ``settings`` of the application's
processes, a ``trivial`` view to measure beside, readers who watch a page (``watching``).
"""
