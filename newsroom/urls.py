"""The site's addresses: staff, machines, then readers."""

from django.contrib import admin
from django.urls import include, path

from newsroom import views

urlpatterns = [
    # The admin's own shortcut to an object's public page asks nobody's rights.
    path("admin/r/<path:rest>", views.no_shortcut),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("binh-luan/", include("comments.urls")),
    path("", include("articles.urls")),
]

handler404 = "newsroom.views.not_found"
handler500 = "newsroom.views.server_error"
