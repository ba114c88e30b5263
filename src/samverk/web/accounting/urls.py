"""The addresses of this room (under /<association>/bokforing/)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samverk.web.accounting import import_views, rule_views, statement_views, version_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.books, name="books"),
    path("las-in/", import_views.import_file, name="books_import"),
    path("regler/", rule_views.rules, name="books_rules"),
    path("regler/kontoplan/", rule_views.base, name="books_base"),
    path("regler/<str:kind>/ny/", rule_views.new_rule, name="books_rule_new"),
    path("regler/<str:kind>/<int:pk>/", rule_views.change_rule, name="books_rule"),
    path("regler/<str:kind>/<int:pk>/flytta/", rule_views.move_rule, name="books_rule_move"),
    path("regler/<str:kind>/<int:pk>/ta-bort/", rule_views.remove_rule, name="books_rule_remove"),
    path("<int:year>/", views.books_year, name="books_year"),
    path("<int:year>/avstamning/", views.reconciliation, name="books_reconciliation"),
    path("<int:year>/konton/", rule_views.accounts, name="books_accounts"),
    path("<int:year>/konto/<str:account>/", statement_views.account, name="books_account"),
    path("<int:year>/rakningar/<str:name>/", statement_views.statement, name="books_statement"),
    path("<int:year>/siffra/<str:figure>/", statement_views.figure, name="books_figure"),
    path("<int:year>/verifikat/<int:voucher>/", statement_views.voucher, name="books_voucher"),
    path("<int:year>/versioner/", version_views.versions, name="books_versions"),
    path("<int:year>/versioner/<int:number>/galler/", version_views.restore, name="books_restore"),
    path("<int:year>/versioner/<int:number>/las/", version_views.lock, name="books_lock"),
    path("<int:year>/versioner/<int:number>/fil/", version_views.file, name="books_file"),
    path("<int:year>/skillnader/", version_views.compare, name="books_compare"),
]
