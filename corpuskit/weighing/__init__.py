"""Weighing: named features of a line, summed with weights, say whether it is text or furniture."""
