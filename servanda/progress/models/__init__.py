"""What became of it: updates of assessors, their evidence, the scales they use, the standings."""

from servanda.progress.models.rounds import (
    GIVEN,
    Answer,
    AnswerEvidence,
    AnswerState,
    Question,
    QuestionQuerySet,
    Round,
)
from servanda.progress.models.said import DelayReason, Said
from servanda.progress.models.scales import Core, InstrumentScale, Scale, ScaleKind, ScaleValue
from servanda.progress.models.updates import (
    Evidence,
    EvidenceAddress,
    Standing,
    Update,
    UpdateQuerySet,
    Verification,
)

__all__ = [
    "GIVEN",
    "Answer",
    "AnswerEvidence",
    "AnswerState",
    "Core",
    "DelayReason",
    "Evidence",
    "EvidenceAddress",
    "InstrumentScale",
    "Question",
    "QuestionQuerySet",
    "Round",
    "Said",
    "Scale",
    "ScaleKind",
    "ScaleValue",
    "Standing",
    "Update",
    "UpdateQuerySet",
    "Verification",
]
