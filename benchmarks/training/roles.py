"""Roles inside the article: train their weights, and say how they do on unseen pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path

import typer

from corpuskit.labels.role_rules import RoleChain, mark_weighed_roles
from corpuskit.labels.role_weights import parse_role_weights
from corpuskit.model import Label
from quality.records import choose_sets
from training.role_fitting import FittedRoles, fit_roles
from training.role_samples import SETS, RoleSample, read_role_samples
from training.role_writing import roles_toml

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights" / "roles.toml"
OWN = Path(__file__).with_name("vi_pages.jsonl")
"""Pages in words of our own, see README.md: articles as crawlers flatten those of small papers and
offices, most with captions that name nobody."""
FOLDS = 6
SHOWN = (Label.CAPTION, Label.HEADING, Label.PARAGRAPH, Label.LEAD)

Confusion = Counter[tuple[Label, Label]]


def train_roles(folder: Path, output: Path = SHIPPED) -> None:
    """Cross-validate, train on all pages and write the weights."""
    chosen, missing = choose_sets(folder, SETS)
    for message in missing:
        typer.echo(message, err=True)
    sets = {**chosen, OWN.stem: OWN}
    samples = [sample for name, path in sets.items() for sample in read_role_samples(name, path)]
    typer.echo(f"{len(samples)} pages, {sum(len(sample.gold) for sample in samples)} lines")
    for line in cross_validate_roles(samples):
        typer.echo(line)
    output.write_text(roles_toml(_fit(samples)), encoding="utf-8")
    typer.echo(f"wrote {output}")


def cross_validate_roles(samples: Sequence[RoleSample]) -> Iterator[str]:
    """Say for each set how well weights do that have not seen the pages, by lines."""
    folds = folds_of(samples)
    seen = {_row_name(sample): Confusion() for sample in samples}
    for fold in range(FOLDS):
        fitted = _fit([s for s, other in zip(samples, folds, strict=True) if other != fold])
        held_out = [s for s, other in zip(samples, folds, strict=True) if other == fold]
        chain = RoleChain(parse_role_weights(f"of fold {fold}", roles_toml(fitted)))
        for sample in held_out:
            seen[_row_name(sample)].update(_confusion(sample, chain))
    for name, confusion in seen.items():
        yield "  ".join([f"{name:30}", *(_cell(role, confusion) for role in SHOWN)])


def folds_of(samples: Sequence[RoleSample]) -> list[int]:
    """Give the fold of each page: neighbours in a set share one, since they are of a site.

    Groups are never torn apart, and as many lie in each fold of a set as can be.
    """
    groups: dict[str, list[str]] = {}
    for sample in samples:
        groups.setdefault(sample.name, []).append(sample.group)
    order = {name: sorted(set(found)) for name, found in groups.items()}
    return [order[s.name].index(s.group) * FOLDS // len(order[s.name]) for s in samples]


def _row_name(sample: RoleSample) -> str:
    return f"{sample.name} without captions" if sample.bare else sample.name


def _fit(samples: Sequence[RoleSample]) -> FittedRoles:
    return fit_roles([stretch for sample in samples for stretch in sample.stretches])


def _confusion(sample: RoleSample, chain: RoleChain) -> Iterator[tuple[Label, Label]]:
    """Give what people call each line, and what the weights do."""
    page = copy(sample.page)
    page.verdicts = list(sample.page.verdicts)
    mark_weighed_roles(page, chain)
    for gold, verdict in zip(sample.gold, page.verdicts, strict=True):
        if gold is not None and verdict is not None:
            yield gold, verdict.label


def _cell(role: Label, confusion: Confusion) -> str:
    right = confusion[role, role]
    found = sum(count for (_, label), count in confusion.items() if label is role)
    wanted = sum(count for (gold, _), count in confusion.items() if gold is role)
    f1 = 2 * right / max(found + wanted, 1)
    return f"{role} {f1:.3f} (P {right / max(found, 1):.3f} R {right / max(wanted, 1):.3f})"
