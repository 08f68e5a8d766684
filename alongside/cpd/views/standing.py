"""Where one stands in the cycle of one's own body, and by whose rules one counts."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.cpd.actions.counting import choose_counting
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.forms.counting import CountingForm
from alongside.cpd.missing import REASONS, amount, lacks_in, picture_of
from alongside.cpd.queries.credit import all_credit_rules, counting_of, standing_of
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce

ON_A_PAGE = 25


def standing(request: SignedInRequest) -> HttpResponse:
    """This cycle against the rules: a picture, what is missing, and every activity with what it counts."""
    record_session_hours(request.user)
    personal = standing_of(request.user, timezone.localdate())
    if personal is None:
        return redirect("cpd-standing-choose")
    page = Paginator(personal.records, ON_A_PAGE).get_page(request.GET.get("page"))
    now = personal.standing
    context = {
        "chosen": personal.chosen,
        "standing": now,
        "total": amount(now.total, now),
        "by_now": amount(now.by_now, now) if now.by_now is not None else "",
        "carried_in": amount(now.carried_in, now) if now.carried_in else "",
        "picture": picture_of(now),
        "lacks": lacks_in(now),
        "assumed": [one.category.name for one in now.categories if one.category.assumed],
        "page": page,
        "reasons": {reason.value: words for reason, words in REASONS.items()},
        "rows": [
            {
                "record": row.record,
                "credits": amount(row.credited.credits, now),
                "category": row.credited.category.name if row.credited.category else "",
                "why": REASONS[row.credited.reason] if row.credited.reason else "",
            }
            for row in page
        ],
    }
    return render(request, "cpd/standing.html", context)


def choose(request: SignedInRequest) -> HttpResponse:
    """Say by whose rules one counts, and when one's cycle began."""
    today = timezone.localdate()
    chosen = counting_of(request.user, today)
    form = CountingForm(
        request.POST if request.method == "POST" else None,
        initial={"rules_key": chosen.rules.key, "cycle_from": chosen.cycle_from} if chosen else {},
        rules=all_credit_rules(),
        today=today,
    )
    if form.is_bound and form.is_valid():
        choose_counting(request.user, by=request.user, **form.cleaned_data)
        announce(request, "Your activities are counted by these rules now.")
        return redirect("cpd-standing")
    return render(request, "cpd/counting.html", {"form": form, "chosen": chosen})
