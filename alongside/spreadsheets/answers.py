"""Answers a request with a spreadsheet."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from alongside.spreadsheets.writing import Cell, csv_bytes, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("csv", "xlsx")


def spreadsheet(
    form: str, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A download called `name`; `form` is csv, and anything else is xlsx."""
    if form == "csv":
        data, kind, ending = csv_bytes(headings, rows), "text/csv; charset=utf-8", "csv"
    else:
        data, kind, ending = xlsx_bytes(name, headings, rows), XLSX, "xlsx"
    answer = HttpResponse(data, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
