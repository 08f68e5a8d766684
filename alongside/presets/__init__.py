"""What we ship as data: scheme definitions, competency frameworks, audit profiles, import mappings."""

from importlib.resources import files

SUFFIX = ".toml"
MARKDOWN = ".md"


class UnknownPreset(LookupError):
    """No preset of that kind has that key; the message says so."""


def preset_keys(kind: str, suffix: str = SUFFIX) -> tuple[str, ...]:
    """The keys of the shipped presets of one kind, which is the name of a folder here, such as “schemes”."""
    folder = next(
        (entry for entry in files(__name__).iterdir() if entry.name == kind and entry.is_dir()), None
    )
    names = [entry.name for entry in folder.iterdir()] if folder else []
    return tuple(sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix)))


def preset_text(kind: str, key: str, suffix: str = SUFFIX) -> str:
    """The text of one shipped preset, TOML or Markdown; UnknownPreset where there is none, so no path slips in."""
    if key not in preset_keys(kind, suffix):
        raise UnknownPreset(f"There is no preset “{key}” among the {kind}.")
    return files(__name__).joinpath(kind, key + suffix).read_text(encoding="utf-8")
