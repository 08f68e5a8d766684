"""Makes a partner's words of thanks evidence of an activity, where they agreed to that."""

from django.db import transaction
from django.utils import timezone

from alongside.cpd.acknowledgements import acknowledgement_pdf
from alongside.cpd.actions.documents import attach_document
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.models import Record
from alongside.cpd.queries.sessions import newest_open_record
from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.acknowledgements import thanks_of
from alongside.people.models import Account

FILE_NAME = "acknowledgement.pdf"


def attach_acknowledgement(partnership: Partnership, *, by: Account) -> Record:
    """Attach what the partner wrote to the person's newest activity of this partnership.

    MoveRefused where the partner has written nothing, or not agreed, or where there is no activity to attach it to;
    DocumentRefused where that activity takes no more.
    """
    record_session_hours(by)  # nobody waits for the worker with thanks in hand
    return _attach(partnership, by)


@transaction.atomic
def _attach(partnership: Partnership, by: Account) -> Record:
    # Reading the words is journalled, and whoever changes the activity locks it before the journal.
    record = newest_open_record(partnership, by)
    role = partnership.role_of(by)
    said = thanks_of(partnership, by=by).get("mentor" if role == "mentee" else "mentee")
    if said is None or not said.acknowledgement.may_be_shown:
        raise MoveRefused("Your partner has not said that you may use these words as evidence.")
    if record is None:
        raise MoveRefused(
            "There is no activity of this partnership in your CPD to attach it to: they are there once you have met, "
            "and stay as they were once they went out in a profile."
        )
    written_on = timezone.localdate(said.acknowledgement.written_at)
    data = acknowledgement_pdf(partnership, said.words, role=role, written_on=written_on)
    attach_document(record, by=by, name=FILE_NAME, data=data)
    return record
