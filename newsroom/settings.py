"""Django's settings, from the environment (see ``environment.py`` and the table in README.md)."""

from django.utils.translation import gettext_lazy as _

from articles.ckeditor import CKEDITOR_CONFIGS as CKEDITOR_CONFIGS
from newsroom import environment, signin

BASE_DIR = environment.BASE_DIR
DATA_DIR = environment.data_dir()
IS_DEMO = environment.is_demo()

SECRET_KEY = environment.secret_key()
DEBUG = environment.boolean("DEBUG", default=False)
SITE_URL = environment.site_url()
ALLOWED_HOSTS = environment.allowed_hosts(SITE_URL)
TRUSTED_PROXIES = environment.trusted_proxies()
_TASKS = environment.tasks()
_SERVICES = signin.providers()

INSTALLED_APPS = [
    "taggit",  # first: articles' admin takes its model off the list again
    "allauth.account",  # and these, which the newsroom's takes off
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in _SERVICES),
    "newsroom",
    "comments",
    "articles",
    "ckeditor",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "newsroom.modelsearch.SearchConfig",
    *_TASKS["apps"],
]
vars().update({name: value for name, value in _TASKS.items() if name != "apps"})

MIDDLEWARE = [
    "newsroom.security.TrustedProxyMiddleware",
    "newsroom.cdn.labels.CdnMiddleware",
    "newsroom.faults.middleware.FaultsMiddleware",
    # Leaves alone what comes compressed: finished pages are compressed once, when they are kept.
    "newsroom.compression.TextGZipMiddleware",
    "newsroom.pagecache.middleware.FinishedPagesMiddleware",
    "newsroom.shortway.ShortWayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.security.PolicyMiddleware",
    "newsroom.security.PermissionsPolicyMiddleware",
    "newsroom.security.BodyLimitMiddleware",
    "newsroom.security.CharsetMiddleware",
    "newsroom.security.NulMiddleware",
    "newsroom.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# What stands behind the short way and does nothing for readers' pages (``newsroom.shortway``).
SHORT_WAY_WITHOUT = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.security.BodyLimitMiddleware",
    "newsroom.security.CharsetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# Readers' pages are kept as they went out, until what they were made from changes.
FINISHED_PAGES = environment.boolean("FINISHED_PAGES", default=not DEBUG)
# Where they lie for the web server; "manage.py keep_pages" keeps them true.
PAGES_DIR = environment.pages_dir()
# A network in front that keeps them, too; "manage.py purge_cdn" keeps it true.
CDN = environment.cdn()
# Articles' pages are put together from parts, stored as they were made (``articles.built``).
BUILT_PARTS = not DEBUG
PAGE_LOG = "newsroom.pagecache.log"

# Few requests of a server's process are at the database at once (``newsroom.faults.doors``).
DATABASE_DOORS = True

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "newsroom.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context_processors.masthead",
            ],
        },
    },
]

DATABASES = environment.databases()
DATABASE_ROUTERS = ["newsroom.replica.Router"] if "replica" in DATABASES else []
CACHES = {"default": environment.cache()}
MODELSEARCH_BACKENDS = {"default": environment.search()}
# Its tables are not used (see ``newsroom.modelsearch``).
MIGRATION_MODULES = {"modelsearch": None}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "newsroom.bundles.BundleFinder",
]
# What readers' pages load, each in one request (see ``bundles.py``).
BUNDLES = {
    "css/paper.css": [
        f"css/{name}.css"
        for name in (
            "base frame stories lists article beside reading photos viewer corrections"
            " comments letters search offline print"
        ).split()
    ],
    "js/paper.js": ["js/bar.js", "js/offline.js", "js/staffbar.js"],
    "js/article.js": [
        f"js/{name}.js"
        for name in (
            "size bar share read viewer embeds comments threads reactions progress listen offline"
            " staffbar"
        ).split()
    ],
}
# A demonstration serves static files from where they lie; anything else serves what
# "collectstatic" gathered, under names that carry a hash of the content.
WHITENOISE_USE_FINDERS = IS_DEMO or DEBUG
MEDIA_ROOT = environment.media_root()
MEDIA_ACCEL = environment.media_accel()
STORAGES = {
    "default": environment.media_storage(),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if IS_DEMO or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# Photos are re-encoded on arrival and served by a view that asks who may see them.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

vars().update(environment.email())

# Others who are asked about each comment (``comments.moderation.outside``); nobody unless set.
AKISMET_KEY = environment.akismet_key()
AKISMET_URL = "https://rest.akismet.com/1.1/comment-check"
CLASSIFIER_URL = environment.classifier_url()

# --- Security -----------------------------------------------------------------------------------
_HTTPS = SITE_URL.startswith("https://")
SIGN_IN_BY_MAIL = signin.by_mail()
SOCIALACCOUNT_PROVIDERS = _SERVICES
vars().update(signin.allauth(https=_HTTPS))
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# The newsroom's language is nobody else's: readers' pages are not even sent it.
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_SECURE = _HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "newsroom.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# CKEditor 4 is no longer maintained; docs/decisions/0003-ckeditor.md says why it is here and
# what keeps its output harmless.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each task twice a line: what fails is logged as an error.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
