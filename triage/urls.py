from django.urls import path

from triage.views import check, explain, logic

app_name = "triage"

urlpatterns = [
    path("", check.start, name="start"),
    path("restart/", check.restart, name="restart"),
    path("result/", check.result, name="result"),
    path("delete/", check.delete, name="delete"),
    path("deleted/", check.deleted, name="deleted"),
    path("answers/", check.answers_json, name="answers"),
    path("definition.json", logic.definition_json, name="definition"),
    path("how-it-works/", explain.how_it_works, name="how-it-works"),
    path("<slug:slug>/", check.step, name="step"),
]
