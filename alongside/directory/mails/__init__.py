"""What people are told of the directory, of requests and of offers."""

from alongside.notices.registry import mail_kind

mail_kind("directory", "Your entry in the directory", optional=False)
mail_kind("request", "Your request for a mentor", optional=False)
mail_kind("offer", "A mentee asks for you", optional=False, forgotten=True)
mail_kind("own-mentor", "A mentor whom you bring along", optional=False)
mail_kind("asked-as-mentor", "Somebody would like you as their mentor", optional=False, forgotten=True)
mail_kind("requests", "Requests that the office decides on", optional=True)
