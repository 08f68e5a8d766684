"""What people are told of workshops, the handbook and the library."""

from alongside.notices.registry import mail_kind

mail_kind("workshop", "Your place in a workshop", optional=False)
mail_kind("handbook", "The handbook has a new edition", optional=True)
mail_kind("library", "Links in the library that lead nowhere", optional=True)
