"""Copies among documents: exact, near, and paragraphs that several share. Pure; no files."""
