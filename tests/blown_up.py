"""The border between a cost that grows with the input and one that grows with its square.

Counted is the time of the processor, which does not pass while others have it. The inputs are so
large that a square would take hours; a slow machine under a tracer stays far below the border.
"""

BLOWN_UP = 60.0
"""Seconds of the processor."""
