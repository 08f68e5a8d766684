"""All our tags and filters in one library, which settings make known to every template."""

from typing import Final

from django import template

from alongside.web.templatetags import announcements, forms, icons, parts, tables, words

register = template.Library()

_LIBRARIES: Final = (announcements, forms, icons, parts, tables, words)
for _library in _LIBRARIES:
    register.tags.update(_library.register.tags)
    register.filters.update(_library.register.filters)
