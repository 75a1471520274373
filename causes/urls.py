from django.urls import path

from causes.views import compare, feedback, formats, reading

app_name = "causes"

urlpatterns = [
    path("", reading.article_list, name="list"),
    path("compare/", compare.choose, name="compare"),
    path("compare/<slug:one>/<slug:other>/", compare.comparison, name="comparison"),
    path("<slug:slug>/", reading.article_detail, name="detail"),
    path("<slug:slug>/feedback/", feedback.feedback, name="feedback"),
    path("<slug:slug>/feedback/thanks/", feedback.thanks, name="thanks"),
    path("<slug:slug>/v/<int:number>/", reading.article_version, name="version"),
    path("<slug:slug>.md", formats.as_markdown, name="markdown"),
    path("<slug:slug>.txt", formats.as_text, name="text"),
]
