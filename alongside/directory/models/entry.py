"""A mentor as the directory shows them, and the words and terms by which they are found."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.finding import Term, terms_in
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of


class MentorEntryQuerySet(models.QuerySet["MentorEntry"]):
    """Entries, as somebody may see them."""

    def listed(self) -> "MentorEntryQuerySet":
        """Those that stand in the directory: prepared, not hidden by their mentor, and still applying."""
        applies = Application.objects.filter(pk=models.OuterRef("application"), state="waiting")
        return self.filter(models.Exists(applies), hidden=False, listed_at__isnull=False)

    def visible_to(self, account: Account) -> "MentorEntryQuerySet":
        """What is listed in the schemes one sees."""
        return self.listed().filter(scheme__in=Scheme.objects.visible_to(account))

    def of(self, account: Account) -> "MentorEntryQuerySet":
        """One's own."""
        return self.filter(application__member__account=account)


class MentorEntry(Journalled):
    """An accepted mentor. What they say of themselves stands in their application; here is how they are listed.

    `listed_at` is when they were prepared as the scheme asks; without it nobody finds them. `away_until` is the last
    day of a leave, and `rest_days` how long they rest after a partnership has ended: in either time nobody is offered
    to them.
    """

    RESTS: ClassVar = (0, 30, 60, 90, 180)

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="entry")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="entries")
    sort_name = models.CharField(max_length=310)
    listed_at = models.DateTimeField(null=True)
    hidden = models.BooleanField(default=False)
    away_until = models.DateField(null=True)
    rest_days = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = MentorEntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["scheme", "sort_name", "id"]),
            models.Index(fields=["scheme", "-listed_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rest_days__in=[0, 30, 60, 90, 180]), name="a_known_rest"
            ),
        ]

    def __str__(self) -> str:
        return self.member.name

    @property
    def member(self) -> Member:
        """Whose entry it is."""
        return self.application.member

    @property
    def rules(self) -> SchemeDefinition:
        """The rules under which the mentor applied."""
        return rules_of(self.application.definition)

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def biography(self) -> str:
        """The brief biography."""
        directory = self.rules.directory
        return str(self.application.answers.get(directory.biography, "")) if directory else ""

    def is_away(self, today: date) -> bool:
        """Whether the mentor is on leave."""
        return self.away_until is not None and today <= self.away_until

    def rests_until(self, ended_on: date) -> date:
        """The last day of the rest after a partnership that ended then."""
        return ended_on + timedelta(days=self.rest_days)


class Preparation(Journalled):
    """A mentor has prepared: in which way, when, and who noted it."""

    WAYS: ClassVar = [("workshop", "workshop"), ("handbook", "handbook")]

    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="preparations")
    way = models.CharField(max_length=10, choices=WAYS)
    on = models.DateField()
    version = models.CharField(max_length=60, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "way"], name="one_preparation_per_way"),
        ]

    def __str__(self) -> str:
        return f"{self.way} on {self.on}"


class EntryWords(models.Model):
    """Every word by which an entry is found, as `domain.finding` writes them.

    Its number is the rowid of SQLite's index of words, which triggers keep in step (see the first migration). A later
    migration that alters this table must make the triggers anew, because Django copies the table without them.
    """

    entry = models.OneToOneField(MentorEntry, on_delete=models.CASCADE, related_name="words")
    words = models.TextField()

    def __str__(self) -> str:
        return f"Words of {self.entry_id}"


class EntryTerm(models.Model):
    """One choice of an entry by which a search is narrowed."""

    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="terms")
    question = models.CharField(max_length=60)
    term = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "question", "term"], name="one_row_per_chosen_term"),
        ]
        indexes: ClassVar = [models.Index(fields=["question", "term", "entry"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.term}"


@models.TextField.register_lookup
class HoldsTerms(models.Lookup):
    """`words__holds="card “medical student”"`: every term is there. Asked of each database's own index of words."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """FTS5, whose rows have the numbers of the table's own."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        rows = "SELECT rowid FROM directory_words_index WHERE directory_words_index MATCH %s"
        return f"{table}.id IN ({rows})", [" AND ".join(_fts5(term) for term in terms_in(str(self.rhs)))]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The column that PostgreSQL keeps beside the words; made anew for each row it would cost more than the search."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        query = " & ".join(_tsquery(term) for term in terms_in(str(self.rhs)))
        return f"{table}.vector @@ to_tsquery('simple', %s)", [query]


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.open_ended else ""}'


def _tsquery(term: Term) -> str:
    *before, last = term.words
    return f"({' <-> '.join([*before, last + ':*' if term.open_ended else last])})"
