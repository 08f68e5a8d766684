"""The product keeps the rules of the house, and each rule notices a breach."""

from collections.abc import Callable, Iterator

import pytest

from tests.house import code_rules, template_rules
from tests.house.source import Module, modules, preset_keys, templates

PRESET = sorted(preset_keys())[0]
BREACHES: list[tuple[code_rules.Rule, str, str]] = [
    (code_rules.names_say_something, "alongside/people/utils.py", ""),
    (code_rules.names_say_something, "alongside/common/models.py", ""),
    (code_rules.views_fetch_what_may_be_seen, "alongside/a/views.py", "Member.objects.all()"),
    (code_rules.views_fetch_what_may_be_seen, "alongside/a/views/b.py", "get_object_or_404(Member, pk=1)"),
    (
        code_rules.views_fetch_what_may_be_seen,
        "alongside/a/views/b.py",
        "Member.objects.order_by().filter(pk=1)",
    ),
    (code_rules.no_scheme_has_its_own_code, "alongside/a/actions.py", f"if scheme == {PRESET!r}: pass"),
    (code_rules.only_the_vault_has_ciphers, "alongside/a/actions.py", "from cryptography import fernet"),
    (code_rules.only_notices_send_mail, "alongside/a/actions.py", "from django.core.mail import send_mail"),
    (code_rules.only_notices_send_mail, "alongside/a/actions.py", "from django.core import mail"),
    (code_rules.the_domain_has_no_clock, "alongside/domain/a.py", "datetime.date.today()"),
    (code_rules.the_domain_has_no_clock, "alongside/domain/a.py", "open('a')"),
    (code_rules.states_change_by_moves, "alongside/a/actions.py", "session.state = 'held'"),
    (code_rules.states_change_by_moves, "alongside/a/actions.py", "rows.update(state='held')"),
    (code_rules.migrations_stand_alone, "alongside/a/migrations/0001.py", "import alongside.domain.cpd"),
    (code_rules.exceptions_to_rules_have_reasons, "alongside/a/b.py", "import a  # " + "noqa: F401"),
]
KEEPERS: list[tuple[code_rules.Rule, str, str]] = [
    (
        code_rules.views_fetch_what_may_be_seen,
        "alongside/a/views.py",
        "Member.objects.visible_to(account).get()",
    ),
    (
        code_rules.views_fetch_what_may_be_seen,
        "alongside/a/views.py",
        "Member.objects.order_by().visible_to(a)",
    ),
    (
        code_rules.views_fetch_what_may_be_seen,
        "alongside/a/views.py",
        "Member.objects.filter(scheme__body=b)",
    ),
    (code_rules.views_fetch_what_may_be_seen, "alongside/a/views.py", "Member.objects.get(pk=found.pk)"),
    (
        code_rules.views_fetch_what_may_be_seen,
        "alongside/a/views.py",
        "get_object_or_404(A.objects.all(), body=b)",
    ),
    (code_rules.views_fetch_what_may_be_seen, "alongside/a/queries.py", "Member.objects.all()"),
    (code_rules.only_the_vault_has_ciphers, "alongside/vault/a.py", "from cryptography import fernet"),
    (code_rules.only_notices_send_mail, "alongside/notices/a.py", "from django.core import mail"),
    (code_rules.the_domain_has_no_clock, "alongside/domain/a.py", "today + timedelta(days=1)"),
    (
        code_rules.exceptions_to_rules_have_reasons,
        "a.py",
        "import a  # " + "noqa: F401 - it registers itself",
    ),
]


@pytest.mark.parametrize("rule", code_rules.PRODUCT_RULES, ids=lambda rule: rule.__name__)
def test_the_product_keeps(rule: code_rules.Rule) -> None:
    assert _breaches_in(rule, "alongside") == []


@pytest.mark.parametrize("rule", code_rules.TEST_RULES, ids=lambda rule: rule.__name__)
def test_the_tests_keep(rule: code_rules.Rule) -> None:
    assert _breaches_in(rule, "tests") == []


def _breaches_in(rule: Callable[[Module], Iterator[str]], folder: str) -> list[str]:
    return [problem for module in modules(folder) for problem in rule(module)]


@pytest.mark.parametrize("rule, path, text", BREACHES)
def test_a_breach_is_noticed(rule: code_rules.Rule, path: str, text: str) -> None:
    assert len(list(rule(Module(path, text)))) == 1


@pytest.mark.parametrize("rule, path, text", KEEPERS)
def test_what_is_right_is_left_alone(rule: code_rules.Rule, path: str, text: str) -> None:
    assert list(rule(Module(path, text))) == []


def test_every_template_keeps_the_rules() -> None:
    assert [
        problem for path, text in templates().items() for problem in template_rules.breaches(path, text)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a" style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">Go</button>',
        '<td><input type="checkbox" name="paper"></td>',
        '<a href="javascript:go()">Go</a>',
        '<img alt="" src="https://example.org/a.png">',
        "<form>{% error_summary form %}\n{{ form.version }}{{ form }}</form>",
        '<link rel="stylesheet" href="//example.org/a.css">',
        "{{ text|safe }}",
        "{% when pair.ended_at.date %}",
        "<p>One click is enough.</p>",
    ],
)
def test_a_breach_in_a_template_is_noticed(text: str) -> None:
    assert len(template_rules.breaches("alongside/a/templates/a/page.html", text)) == 1


def test_a_mail_may_carry_its_styles() -> None:
    assert template_rules.breaches("alongside/a/templates/a/mail/hello.html", '<p style="color: red">') == []


def test_a_comment_is_no_breach() -> None:
    assert template_rules.breaches("a.html", "{# no <script> here #}<!-- nor <style> --><p>Hi</p>") == []
