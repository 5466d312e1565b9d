"""Addresses for programs. Facts travel in the body of a POST, never in an address."""

from django.urls import path

from handrail.web.api import views

urlpatterns = [
    path("api/v1/determine", views.determine, name="api-determine"),
    path("api/v1/route", views.route, name="api-route"),
    path("api/v1/estimate", views.estimate, name="api-estimate"),
    path("api/v1/next", views.next_question, name="api-next"),
    path("api/v1/facts", views.facts, name="api-facts"),
    path("api/v1/goals", views.goals, name="api-goals"),
    path("api/v1/journeys", views.journeys, name="api-journeys"),
    path("api/v1/openapi.json", views.openapi, name="api-openapi"),
]
