"""The weights that ship with the core: data only, written by `benchmarks/training`."""

from importlib.resources import files

from corpuskit.labels.role_weights import RoleWeights, parse_role_weights
from corpuskit.weighing.weights import Weights, parse_weights

CHROME = "chrome.toml"
ROLES = "roles.toml"


def load_weights() -> Weights:
    """Read the weights by which text and page furniture are told apart."""
    return parse_weights(CHROME, _read(CHROME))


def load_role_weights() -> RoleWeights:
    """Read the weights by which paragraphs, captions and headings are told apart."""
    return parse_role_weights(ROLES, _read(ROLES))


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
