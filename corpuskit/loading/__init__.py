"""How plugins are found, loaded one by one, and judged at the border."""
