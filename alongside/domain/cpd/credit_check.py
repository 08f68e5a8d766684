"""What `alongside check-credit-rules` prints about a file."""

from alongside.domain.cpd.credit_rules import CreditRules
from alongside.domain.cpd.loading import load_credit_rules
from alongside.domain.scheme.check import Verdict, verdict_on


def check_credit_rules(content: bytes, name: str) -> Verdict:
    """The verdict on a file's content; `name` is what the person calls the file."""
    return verdict_on(content, name, load_credit_rules, _praise)


def _praise(rules: CreditRules, name: str, _text: str) -> tuple[str, ...]:
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
