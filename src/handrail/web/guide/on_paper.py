"""A page as a file to print, keep or send on. Its name and its title say nothing of what is in it, or of whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.channels.pdf.writing import CannotBeWritten, Kind, write_pdf
from handrail.web.errors import problem_page
from handrail.web.language.choosing import now


def as_pdf(request: HttpRequest, page: str, title: str, *, kind: Kind) -> HttpResponse:
    """The words of a page that was made for paper. Where it cannot be written now, the page itself can be printed."""
    try:
        written = write_pdf(page, title=title, language=now(), footer="Handrail", kind=kind)
    except CannotBeWritten:
        return problem_page(request, "guide/no_pdf.html", 503)
    response = HttpResponse(written, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="to-print.pdf"'
    return response
