"""What a writer agrees to."""

from django import template
from django.forms import BaseForm

from comments.models import CommentRules

register = template.Library()


@register.simple_tag
def consent(form: BaseForm) -> str:
    """Return the paper's own sentence, or nothing where it has none; one query, or none where
    ``form`` has the rules already."""
    rules: CommentRules = getattr(form, "rules", None) or CommentRules.load()
    return rules.consent.strip()
