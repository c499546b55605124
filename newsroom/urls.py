"""The site's addresses: staff, machines, then readers' pages in each language of the interface."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from newsroom import toolbar, views

urlpatterns = [
    # The admin's own shortcut to an object's public page asks nobody's rights.
    path("admin/r/<path:rest>", views.no_shortcut),
    path("admin/ngon-ngu/", set_language, name="choose-language"),
    path("admin/bar/", toolbar.bar, name="staff-bar"),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("articles.machine_urls")),
    path("tai-khoan/", include("comments.service_urls")),
    *i18n_patterns(
        path("tai-khoan/", include("comments.account_urls")),
        path("binh-luan/", include("comments.urls")),
        path("", include("articles.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "newsroom.views.not_found"
handler500 = "newsroom.views.server_error"
