"""The test cases of a register as a file."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import cases_of
from servanda.review.rules.cases import written_cases


@require_safe
@register_page
def review_cases(request: RegisterRequest) -> StreamingHttpResponse:
    """Give what was rejected and changed as a JSON file, case by case."""
    slug = request.desk.register.slug
    pieces = written_cases(slug, cases_of(request.desk))
    response = StreamingHttpResponse(pieces, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slug}-cases.json"'
    return response
