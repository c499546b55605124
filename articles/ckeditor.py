"""All that knows CKEditor: its configuration, its form field's widget, the policy its page needs.

Another editor can take its place by replacing this module and the ``.cke`` rules of
``static/css/admin-article.css``.
"""

from typing import Any

# CKEditor writes style attributes and on-handlers into the page that it runs in. Only the pages
# that hold the editor are sent with this; everything else stays strict.
EDITOR_CSP: dict[str, list[str]] = {
    "script-src-attr": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
}

TOOLBAR = [
    ["Format", "Bold", "Italic", "Subscript", "Superscript", "RemoveFormat"],
    ["BulletedList", "NumberedList", "Blockquote", "Table", "HorizontalRule"],
    ["Link", "Unlink"],
    ["PasteText", "PasteFromWord"],
    ["Undo", "Redo", "Find", "Source", "Maximize"],
]

REMOVED_PLUGINS = (
    "about codesnippetgeshi docprops embed embedbase embedsemantic exportpdf flash forms iframe"
    " iframedialog newpage preview print save scayt smiley templates uploadimage wsc image"
).split()

CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        "toolbar": "Newsroom",
        "toolbar_Newsroom": TOOLBAR,
        "extraPlugins": "divarea",
        "removePlugins": ",".join(REMOVED_PLUGINS),
        "format_tags": "p;h2;h3;h4",
        # The text stays as it was typed: ố and not &ocirc;́.
        "entities": False,
        "basicEntities": True,
        "versionCheck": False,
        "disableNativeSpellChecker": False,
        "width": "100%",
        "height": 420,
        "removeDialogTabs": "link:advanced;link:target",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
    },
}
