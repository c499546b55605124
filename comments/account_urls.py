"""The addresses of readers' accounts, in each language of the interface."""

from django.urls import path

from comments import converters  # noqa: F401
from comments.views import account, services, sign_in

app_name = "accounts"

urlpatterns = [
    path("", account.account, name="account"),
    path("ten/", account.name, name="name"),
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-nhap/ma/", sign_in.code, name="code"),
    path("dang-nhap/<str:token>/", sign_in.link, name="link"),
    path("viet/<row:article_id>/", sign_in.keep_draft, name="keep_draft"),
    path("qua/<slug:key>/", services.leave, name="leave"),
    path("thoat/", sign_in.sign_out, name="sign_out"),
]
