"""Options that commands share: a parameter that is a group of them becomes one option for each."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

Command = Callable[..., int]


def with_groups(command: Command) -> Command:
    """Give a command whose parameters of a NamedTuple type are split into options.

    The library of the command line reads the signature; the command itself gets whole groups.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if hasattr(hint, "_fields")}

    @wraps(command)
    def run(**given: Any) -> int:
        gathered = {name: _gathered(group, given) for name, group in groups.items()}
        return command(**given, **gathered)

    parameters = list(_parameters(command, groups))
    signature = inspect.Signature(parameters, return_annotation=int)
    run.__signature__ = signature  # type: ignore[attr-defined]  # what inspect looks for
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _gathered(group: type[Any], given: dict[str, Any]) -> Any:
    values = {name: given.pop(name) for name in group._fields}
    return group(**{name: value for name, value in values.items() if value is not None})


def _parameters(command: Command, groups: dict[str, Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters.values()
    parameters: list[inspect.Parameter] = []
    for parameter in own:
        if parameter.name in groups:
            parameters += _of_group(groups[parameter.name])
        else:
            parameters.append(parameter.replace(annotation=hints[parameter.name]))
    return parameters


def _of_group(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=group._field_defaults[name],
            annotation=hints[name],
        )
        for name in group._fields
    ]
