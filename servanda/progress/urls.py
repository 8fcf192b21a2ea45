"""Addresses of instruments and provisions, and of what became of them."""

from django.urls import path

from servanda.progress.views.adopting import adoption_edit, adoption_new
from servanda.progress.views.answering import answer, answer_edit, question_answer
from servanda.progress.views.commenting import (
    comment_new,
    comment_remove,
    consent_edit,
    link_new,
    link_remove,
    plain_text_check,
    plain_text_edit,
)
from servanda.progress.views.coverage.objective import objective
from servanda.progress.views.coverage.pages import (
    coverage,
    coverage_points,
    coverage_svg,
    coverage_xlsx,
)
from servanda.progress.views.coverage.proposals import coverage_proposals
from servanda.progress.views.instrument import instrument
from servanda.progress.views.instrument_editing import (
    instrument_edit,
    instrument_facts,
    instrument_new,
    title_new,
)
from servanda.progress.views.languages import instrument_languages
from servanda.progress.views.lineage import lineage
from servanda.progress.views.matrix.page import matrix
from servanda.progress.views.matrix.workbook import matrix_xlsx
from servanda.progress.views.plans.page import plan_new
from servanda.progress.views.provision import provision, update
from servanda.progress.views.relating import (
    held_text_new,
    held_text_remove,
    relation_new,
    relation_remove,
)
from servanda.progress.views.rounds import round_board, round_close, round_new, round_reopen
from servanda.progress.views.scales import instrument_scales, update_verify
from servanda.progress.views.standings import points
from servanda.progress.views.tasks import question_delegate, question_unchanged, tasks
from servanda.progress.views.text.addresses import text_addresses
from servanda.progress.views.translating import (
    authoritative,
    translation_check,
    translation_edit,
    translations,
)
from servanda.progress.views.updating import update_new
from servanda.progress.views.workbooks import round_workbook, workbook_new

INSTRUMENT = "r/<slug:slug>/instrument/<uuid:uuid>"
QUESTION = "r/<slug:slug>/question/<uuid:uuid>"
ROUND = "r/<slug:slug>/round/<uuid:uuid>"
PROVISION = "r/<slug:slug>/provision/<uuid:uuid>"

urlpatterns = [
    path("r/<slug:slug>/points/", points, name="points"),
    path("r/<slug:slug>/coverage/", coverage, name="coverage"),
    path("r/<slug:slug>/coverage/points/", coverage_points, name="coverage-points"),
    path("r/<slug:slug>/coverage.xlsx", coverage_xlsx, name="coverage-xlsx"),
    path("r/<slug:slug>/coverage.svg", coverage_svg, name="coverage-svg"),
    path("r/<slug:slug>/coverage/proposals/", coverage_proposals, name="coverage-proposals"),
    path("r/<slug:slug>/objective/<uuid:uuid>/", objective, name="objective"),
    path("r/<slug:slug>/instrument/new/", instrument_new, name="instrument-new"),
    path("r/<slug:slug>/plan/new/", plan_new, name="plan-new"),
    path(f"{INSTRUMENT}/", instrument, name="instrument"),
    path(f"{INSTRUMENT}/matrix/", matrix, name="matrix"),
    path(f"{INSTRUMENT}/matrix.xlsx", matrix_xlsx, name="matrix-xlsx"),
    path(f"{INSTRUMENT}/edit/", instrument_edit, name="instrument-edit"),
    path(f"{INSTRUMENT}/scales/", instrument_scales, name="instrument-scales"),
    path(f"{INSTRUMENT}/facts/", instrument_facts, name="instrument-facts"),
    path(f"{INSTRUMENT}/title/", title_new, name="title-new"),
    path(f"{INSTRUMENT}/adoption/", adoption_new, name="adoption-new"),
    path(f"{INSTRUMENT}/tie/", relation_new, name="relation-new"),
    path(f"{INSTRUMENT}/text/", held_text_new, name="held-text-new"),
    path("r/<slug:slug>/adoption/<uuid:uuid>/", adoption_edit, name="adoption-edit"),
    path("r/<slug:slug>/tie/<uuid:uuid>/remove/", relation_remove, name="relation-remove"),
    path("r/<slug:slug>/text/<uuid:uuid>/remove/", held_text_remove, name="held-text-remove"),
    path(f"{PROVISION}/", provision, name="provision"),
    path(f"{INSTRUMENT}/languages/", instrument_languages, name="instrument-languages"),
    path(f"{INSTRUMENT}/authoritative/", authoritative, name="authoritative"),
    path("r/<slug:slug>/translations/", translations, name="translations"),
    path(f"{PROVISION}/translation/", translation_edit, name="translation-edit"),
    path(
        "r/<slug:slug>/translation/<uuid:uuid>/check/", translation_check, name="translation-check"
    ),
    path(f"{PROVISION}/chain/", lineage, name="lineage"),
    path(f"{PROVISION}/consent/", consent_edit, name="consent-edit"),
    path(f"{PROVISION}/tie/", link_new, name="link-new"),
    path(f"{PROVISION}/plain/", plain_text_edit, name="plain-text-edit"),
    path(f"{PROVISION}/comment/", comment_new, name="comment-new"),
    path("r/<slug:slug>/link/<uuid:uuid>/remove/", link_remove, name="link-remove"),
    path("r/<slug:slug>/plain/<uuid:uuid>/check/", plain_text_check, name="plain-text-check"),
    path("r/<slug:slug>/comment/<uuid:uuid>/remove/", comment_remove, name="comment-remove"),
    path(f"{PROVISION}/update/", update_new, name="update-new"),
    path("r/<slug:slug>/update/<uuid:uuid>/", update, name="update"),
    path("r/<slug:slug>/update/<uuid:uuid>/verify/", update_verify, name="update-verify"),
    path("r/<slug:slug>/tasks/", tasks, name="tasks"),
    path("r/<slug:slug>/tasks/workbook/", workbook_new, name="workbook-new"),
    path(f"{INSTRUMENT}/round/", round_new, name="round-new"),
    path(f"{ROUND}/", round_board, name="round"),
    path(f"{ROUND}/workbook/<uuid:party>.xlsx", round_workbook, name="round-workbook"),
    path(f"{ROUND}/close/", round_close, name="round-close"),
    path(f"{ROUND}/reopen/", round_reopen, name="round-reopen"),
    path(f"{QUESTION}/", question_answer, name="question-answer"),
    path(f"{QUESTION}/unchanged/", question_unchanged, name="question-unchanged"),
    path(f"{QUESTION}/delegate/", question_delegate, name="question-delegate"),
    path("r/<slug:slug>/answer/<uuid:uuid>/", answer, name="answer"),
    path("r/<slug:slug>/answer/<uuid:uuid>/edit/", answer_edit, name="answer-edit"),
    *text_addresses,
]
