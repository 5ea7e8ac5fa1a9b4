"""How the weights of corpuskit are trained: which pages count how much, and how they are fitted."""
