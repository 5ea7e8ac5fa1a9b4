"""What a run costs: `benchmarks/scale.py` in parts."""
