"""Profiles: the furniture of a site, learned from its own pages, as a file for people."""
