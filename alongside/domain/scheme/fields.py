"""What the models of a scheme definition say about themselves: what a field holds and where a path leads."""

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel


def is_model(annotation: object) -> TypeGuard[type[BaseModel]]:
    """True for a model class."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def plain_type(annotation: Any) -> Any:
    """The type without its constraints and without “or nothing”."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return plain_type(get_args(annotation)[0])
    if origin in (Union, UnionType):
        some = [each for each in get_args(annotation) if each is not NoneType]
        return plain_type(some[0]) if len(some) == 1 else Union[tuple(some)]  # noqa: UP007  made of a list
    return annotation


def constraints_in(annotation: Any) -> tuple[Any, ...]:
    """The constraints written into a type, also inside “or nothing”."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        own = [each for note in notes for each in getattr(note, "metadata", (note,))]
        return (*constraints_in(inner), *own)
    if get_origin(annotation) in (Union, UnionType):
        return tuple(each for arm in get_args(annotation) for each in constraints_in(arm))
    return ()


def entry_type(annotation: Any) -> Any:
    """What each entry of a list is, or None where the annotation is no list."""
    plain = plain_type(annotation)
    return plain_type(get_args(plain)[0]) if get_origin(plain) is tuple else None


def models_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The models that a value, or each entry of a list, may be: one, or several told apart by `kind`."""
    plain = entry_type(annotation) or plain_type(annotation)
    choices = get_args(plain) if get_origin(plain) in (Union, UnionType) else (plain,)
    return tuple(each for each in map(plain_type, choices) if is_model(each))


def kind_of(model: type[BaseModel]) -> str | None:
    """The `kind` that marks this model among several, or None where it stands alone."""
    field = model.model_fields.get("kind")
    values = get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()
    return str(values[0]) if len(values) == 1 else None


def follow(root: type[BaseModel], steps: tuple[str | int, ...]) -> tuple[Any, tuple[str | int, ...]]:
    """The annotation where the steps lead (None off the map), and the steps that a person would write.

    Pydantic puts the kind of an entry and the arms of a union among the steps; a file has no such place.
    """
    here: Any = root
    written: list[str | int] = []
    for step in steps:
        plain = plain_type(here)
        if isinstance(step, int):
            here = entry_type(here)
        elif is_model(plain):
            field = plain.model_fields.get(step)
            here = field.annotation if field else None
        elif get_origin(plain) is dict:
            here = get_args(plain)[1]
        elif get_origin(plain) in (Union, UnionType):
            here = next((model for model in models_in(plain) if kind_of(model) == step), plain)
            continue
        written.append(step)
    return here, tuple(written)
