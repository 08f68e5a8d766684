"""What `alongside check-credit-rules` prints about a file."""

from alongside.domain.cpd.credit_rules import CreditRules
from alongside.domain.cpd.loading import load_credit_rules
from alongside.domain.scheme.check import Verdict


def check_credit_rules(content: bytes, name: str) -> Verdict:
    """The verdict on a file's content; `name` is what the person calls the file."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        return Verdict((f"{name}: Save the file as UTF-8; line {line} cannot be read.",), 1)
    rules, problems = load_credit_rules(text)
    if rules:
        return Verdict(_praise(rules, name), 0)
    count = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
    head = f"{name}: {count} to put right. Entries of a list are counted from 1."
    return Verdict((head, *(f"  {problem}" for problem in problems)), 1)


def _praise(rules: CreditRules, name: str) -> tuple[str, ...]:
    lines = [f"{name}: these rules can be used.", f"  {rules.name}, {rules.body}:"]
    for version in rules.versions:
        need = (
            f"{version.needed} {rules.units}" if version.needed is not None else f"no number of {rules.units}"
        )
        lines.append(
            f"  from {version.in_effect_from.isoformat()}: {need} in {version.cycle.months} months, "
            f"{len(version.categories)} categories."
        )
    return tuple(lines)
