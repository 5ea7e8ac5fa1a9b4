"""Bounds of options that the command line and Python share, apart from anything slow to load."""

LONGEST_DEADLINE = 31_536_000
"""Seconds: a year, since clocks of the system count no infinity."""
