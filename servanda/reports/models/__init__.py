"""Reports that are due, and the reading of all that a brief holds."""

from servanda.reports.models.brief import gather_brief, gather_brief_again
from servanda.reports.models.duties import ReportingDuty, ReportingDutyQuerySet
from servanda.reports.models.reading_meetings import series_known

__all__ = [
    "ReportingDuty",
    "ReportingDutyQuerySet",
    "gather_brief",
    "gather_brief_again",
    "series_known",
]
