"""What people are told of workshops and the handbook."""

from alongside.notices.registry import mail_kind

mail_kind("workshop", "Your place in a workshop", optional=False)
mail_kind("handbook", "The handbook has a new edition", optional=True)
