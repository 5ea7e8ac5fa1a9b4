"""What a page says that it is: an article, or a list, a shop, the front of a site."""

from corpuskit.model import Source

OPEN_GRAPH = "og:type"
ARTICLE = "article"


def states_no_article(source: Source) -> bool:
    """Say whether a page states a type that is no article, and nothing that articles state.

    The type is that of the Open Graph protocol; whoever states when a page was published means an
    article, whatever type a template has for the whole site.
    """
    types = [each.value.strip().casefold() for each in source.stated if each.name == OPEN_GRAPH]
    published = any(each.kind == "published" for each in source.stated)
    return bool(types) and not published and not any(ARTICLE in each for each in types)
