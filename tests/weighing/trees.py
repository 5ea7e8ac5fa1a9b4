"""Trees made up for tests."""

from corpuskit.weighing.forest import Forest, Split, Tree


def answering(odds: float, names: tuple[str, ...]) -> Forest:
    """Give trees over these measures that say the same of every line, and ask for its size."""
    tree = Tree((Split(names.index("size"), 1.0, ~0, ~1, 0.25),), (odds, odds))
    return Forest(names, scale=1.0, shift=0.0, trees=(tree,))
