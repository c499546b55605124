"""What is kept when an article is taken from readers: what they had, sealed for inspectors."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Now

from articles.content import SCALARS
from articles.languages import paper_language
from articles.models import Article, Withdrawal

if TYPE_CHECKING:
    from newsroom.models import User


def keep(article: Article, *, by: User | None, reason: str = "", notice: str = "") -> Withdrawal:
    """Keep what readers have of ``article``, in the transaction that takes it from them.

    Of an article that is withdrawn already the record is returned that there is.
    """
    document = document_of(article)
    record, _made = Withdrawal.objects.get_or_create(
        article=article,
        reversed_at=None,
        defaults={
            "document": document,
            "sha256": digest_of(document),
            "reason": reason[:500],
            "notice": notice.strip()[:500],
            "made_by": by,
        },
    )
    return record


def reverse(article: Article, moment: datetime) -> None:
    """Close the record of an article that readers get back, from ``moment`` on."""
    away = Q(reversed_at=None) | Q(reversed_at__gt=Now())
    article.withdrawals.filter(away).update(reversed_at=moment)


def reopen(article: Article) -> bool:
    """Take back that a withdrawn article was to come again; say whether it ever was withdrawn.

    Changes ``article`` in memory only: its first time and its notice.
    """
    last = article.withdrawals.order_by("-pk").first()
    if last is None:
        return False
    last.reversed_at = None
    last.save(update_fields=["reversed_at"])
    first = datetime.fromisoformat(last.document["published_at"])
    article.published_at = article.last_published_at = first
    article.withdrawal_notice, article.withdraw_at = last.notice, None
    return True


def notice_of(article_id: str) -> str | None:
    """Return what readers are told instead of an article that they had once; None of any other.

    One that is to come back at a later time is still away until then.
    """
    gone = Article.objects.gone().filter(pk=article_id)
    notice = gone.values_list("withdrawal_notice", flat=True).first()
    if notice is not None:
        return notice
    away = Withdrawal.objects.filter(article_id=int(article_id), reversed_at__gt=Now())
    return away.values_list("notice", flat=True).first()


def document_of(article: Article) -> dict[str, Any]:
    """Return what readers have of ``article``, complete in itself: names and no ids."""
    captions = article.captions.select_related("photo")
    with paper_language():
        address = article.get_absolute_url()
    return {
        **{name: getattr(article, name) for name in SCALARS},
        "id": article.pk,
        "address": address,
        "section": str(article.section or ""),
        "series": str(article.series or ""),
        "authors": [str(byline.author) for byline in article.bylines.select_related("author")],
        "photos": [
            {
                "caption": use.caption,
                "alt": use.alt,
                "credit": use.photo.credit,
                "sha256": use.photo.sha256 or "",
            }
            for use in captions
        ],
        "tags": sorted(tag.name for tag in article.tags.all()),
        "corrections": article.corrections_shown,
        "published_at": _iso(article.published_at),
        "last_published_at": _iso(article.last_published_at),
    }


def canonical(document: dict[str, Any]) -> bytes:
    """Return a document as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def digest_of(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document's canonical JSON, as ``sha256sum`` says it of the file."""
    return hashlib.sha256(canonical(document)).hexdigest()


def holds(record: Withdrawal) -> bool:
    """Say whether a record's document still is what was sealed."""
    return digest_of(record.document) == record.sha256


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
