"""The request of someone who is signed in: what every view behind `route()` without VISITOR gets."""

from django.http import HttpRequest

from alongside.people.models import Account


class SignedInRequest(HttpRequest):
    """For type checkers: `user` is an Account, because `route()` has sent visitors away."""

    user: Account
