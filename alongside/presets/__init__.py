"""What we ship as data: scheme definitions, competency frameworks, audit profiles, import mappings."""

from importlib.resources import files

SUFFIX = ".toml"


class UnknownPreset(LookupError):
    """No preset of that kind has that key; the message says so."""


def preset_keys(kind: str) -> tuple[str, ...]:
    """The keys of the shipped presets of one kind, which is the name of a folder here, such as “schemes”."""
    folder = next(
        (entry for entry in files(__name__).iterdir() if entry.name == kind and entry.is_dir()), None
    )
    names = [entry.name for entry in folder.iterdir()] if folder else []
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def preset_text(kind: str, key: str) -> str:
    """The TOML text of one shipped preset; UnknownPreset where there is none, so no path slips in."""
    if key not in preset_keys(kind):
        raise UnknownPreset(f"There is no preset “{key}” among the {kind}.")
    return files(__name__).joinpath(kind, key + SUFFIX).read_text(encoding="utf-8")


def preset_markdown(kind: str, key: str) -> str:
    """The Markdown text of one shipped document; UnknownPreset where there is none."""
    folder = files(__name__).joinpath(kind)
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    if f"{key}.md" not in names:
        raise UnknownPreset(f"There is no document “{key}” among the {kind}.")
    return folder.joinpath(f"{key}.md").read_text(encoding="utf-8")
