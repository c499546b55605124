"""All that knows CKEditor: its configuration, its form field's widget, the policy its page needs.

Another editor can take its place by replacing this module, ``static/js/editor/`` the
widgets in ``static/newsphoto/`` and the ``.cke`` rules of ``static/css/admin-editor.css``.
"""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

# CKEditor writes style attributes and on-handlers into the page that it runs in. Only the pages
# that hold the editor are sent with this; everything else stays strict.
EDITOR_CSP: dict[str, list[str]] = {
    "script-src-attr": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
}

TOOLBAR = [
    ["NewsH2", "NewsH3", "Bold", "Italic", "RemoveFormat"],
    ["BulletedList", "NumberedList", "Blockquote", "Table", "HorizontalRule"],
    ["Link", "Unlink"],
    ["NewsPhoto", "NewsRelated", "NewsFacts", "NewsEmbed"],
    ["PasteText", "Undo", "Redo", "Find", "Source", "Maximize"],
    ["NewsHelp"],
]

REMOVED_PLUGINS = (
    "about codesnippetgeshi docprops embed embedbase embedsemantic exportpdf flash forms iframe"
    " iframedialog newpage preview print save scayt smiley templates uploadimage wsc image"
    " bidi colorbutton colordialog copyformatting div elementspath font format justify language"
    " pagebreak resize stylescombo uploadwidget"
).split()

# What richtext.clean_body keeps, in CKEditor's words: whoever writes sees what will be saved.
ALLOWED_CONTENT = (
    "p h2 h3 h4 blockquote ul ol li strong em u s sub sup hr br thead tbody tfoot tr table caption;"
    " td th[colspan,rowspan,scope]; a[!href,title]; aside(!box,box--related,box--facts);"
    " figure(embed,gallery,photo,photo--wide,photo--side)[data-photo,data-alt]; figcaption"
)

# What the newsroom's own plugin says and asks (static/js/editor/). The photos' texts are
# in the page.
NEWSROOM: dict[str, Any] = {
    "name": _("Text of the article. Alt+F10 leads to the tools, Ctrl+/ lists the keys."),
    "titles": reverse_lazy("admin:articles_article_titles"),
    "clean": reverse_lazy("admin:articles_article_clean"),
    "address": reverse_lazy("admin:articles_article_address"),
    "labels": {
        "h2": _("Subheading"),
        "h3": _("Small subheading"),
        "h4": _("Smallest subheading"),
        "text": _("Plain paragraph"),
        "related": _("Related articles"),
        "facts": _("Fact box"),
        "embed": _("Video, post"),
        "help": _("Keys"),
    },
    # CKEditor's own Vietnamese calls both of these the same.
    "table": {"headers": _("Header cells"), "caption": _("Title of the table")},
    "factsTitle": _("Facts"),
    "caption": _("Caption (may be empty)"),
    "cleaning": _("Cleaning what you pasted …"),
    "pictures": _(
        "The pictures in what you pasted are left out. Drop their files into the text: they go to"
        " the library, and you say whose they are."
    ),
    "words": _("Words: %s"),
    "minutes": _("about %s minutes to read"),
    "none": _("No article has these words."),
    "failed": _("There is no answer: look at the network, try again."),
    "remove": _("Remove: %s"),
}

CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        "toolbar": "Newsroom",
        "toolbar_Newsroom": TOOLBAR,
        # The newsroom's plugin adds itself (static/js/admin-editor.js); without it one can write.
        "extraPlugins": "divarea,widget",
        "removePlugins": ",".join(REMOVED_PLUGINS),
        "newsroom": NEWSROOM,
        "allowedContent": ALLOWED_CONTENT,
        # The server cleans what is pasted (articles/richtext.py); if it cannot be reached, this
        # and CKEditor's own filters do what they can.
        "pasteFilter": f"{ALLOWED_CONTENT}; b i h1",
        "pasteFromWordRemoveFontStyles": True,
        "clipboard_handleImages": False,
        "contentsLanguage": "vi",
        # The text stays as it was typed: ố and not &ocirc;́.
        "entities": False,
        "basicEntities": True,
        "versionCheck": False,
        "disableNativeSpellChecker": False,
        "width": "100%",
        "height": "auto",
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        "removeDialogTabs": "table:advanced",
    },
}
