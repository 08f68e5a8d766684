"""What `alongside check-competencies` prints about a file."""

from alongside.domain.cpd.competencies import Framework
from alongside.domain.cpd.loading import load_framework
from alongside.domain.scheme.check import Verdict, verdict_on


def check_framework(content: bytes, name: str) -> Verdict:
    """The verdict on a file's content; `name` is what the person calls the file."""
    return verdict_on(content, name, load_framework, _praise)


def _praise(framework: Framework, name: str, _text: str) -> tuple[str, ...]:
    lines = [f"{name}: this framework can be used.", f"  {framework.name}, version {framework.version}:"]
    for part in framework.parts:
        groups, indicators = framework.groups_for(part), framework.indicators_for(part)
        lines.append(f"  for the {part}: {len(groups)} groups with {len(indicators)} indicators.")
    return tuple(lines)
