"""A report of an error, should an installation have any sent or kept: where it rose, and nothing that anyone told us."""

from __future__ import annotations

from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NamesOnly(SafeExceptionReporterFilter):
    """The names of variables, fields and cookies, without their values: any of them may hold an answer or a secret.

    While developing (`HANDRAIL_DEBUG`) Django shows all of it to the developer, as ever.
    """

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return list(self.names_of(tb_frame.f_locals).items())

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        if request is None or not self.is_active(request):
            return super().get_post_parameters(request)
        return self.names_of(request.POST)

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return self.names_of(getattr(request, "COOKIES", {}))

    def names_of(self, values: Any) -> dict[str, Any]:
        return dict.fromkeys(values, self.cleansed_substitute)
