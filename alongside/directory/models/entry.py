"""A mentor as the directory shows them, and the words and terms by which they are found."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from alongside.domain.finding import Term
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of

FTS5: Final = "SELECT rowid FROM directory_words_index WHERE directory_words_index MATCH %s"
TSQUERY: Final = "to_tsquery('simple', %s)"


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
    """All that a search reads of an entry: every word and choice by which it is found, and its place among the others.

    `words` are as `domain.finding` writes them. The rest repeats what stands in the entry and its application, so that
    among half a million nothing else is read of those who are not shown; `directory.in_step` keeps it as they are.

    Its number is the rowid of SQLite's index of words, which triggers keep in step (see the first migration). A later
    migration that alters this table must make the triggers anew, because Django copies the table without them.
    """

    entry = models.OneToOneField(MentorEntry, on_delete=models.CASCADE, related_name="words")
    words = models.TextField()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_listed = models.BooleanField(default=False)
    sort_name = models.CharField(max_length=310)
    listed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["scheme", "sort_name", "entry"],
                condition=models.Q(is_listed=True),
                name="directory_listed_by_name",
            ),
            models.Index(
                fields=["scheme", "-listed_at", "entry"],
                condition=models.Q(is_listed=True),
                name="directory_listed_by_day",
            ),
        ]

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
    """`words__holds=sought_in("card", {})`: what is sought is there. Asked of each database's own index of words."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """FTS5, whose rows have the numbers of the table's own."""
        return f"{self._table(compiler)}.id IN ({FTS5})", [self._asked(_fts5, " AND ", " OR ")]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The column that PostgreSQL keeps beside the words; made anew for each row it would cost more than the search."""
        return f"{self._table(compiler)}.vector @@ {TSQUERY}", [self._asked(_tsquery, " & ", " | ")]

    def _table(self, compiler: Any) -> str:
        return str(compiler.quote_name_unless_alias(self.lhs.alias))

    def _asked(self, write: Callable[[Term], str], every: str, either: str) -> str:
        return every.join(f"({either.join(map(write, terms))})" for terms in self.rhs)


@models.TextField.register_lookup
class EachHoldsTerms(HoldsTerms):
    """The same asked of each row by itself, for rows that come in their order and end with the page.

    Both spellings keep a database from beginning at its index of words, and from sorting all that it finds there.
    """

    lookup_name = "holds_each"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """SQLite uses no index for a column with a plus sign."""
        return f"+{self._table(compiler)}.id IN ({FTS5})", [self._asked(_fts5, " AND ", " OR ")]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """PostgreSQL uses an index for the operator, and none for the function behind it."""
        asked = self._asked(_tsquery, " & ", " | ")
        return f"ts_match_vq({self._table(compiler)}.vector, {TSQUERY})", [asked]


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.open_ended else ""}'


def _tsquery(term: Term) -> str:
    *before, last = term.words
    return f"({' <-> '.join([*before, last + ':*' if term.open_ended else last])})"
