"""Rows for tests, complete enough to be public."""

import io
from datetime import timedelta

import factory
from django.utils import timezone

from articles import renditions, revisions
from articles.models import Article, Author, Byline, Photo, PhotoCaption, Publication, Section
from articles.searching import index
from newsroom.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("user{}".format)
    last_name = "Nguyễn Văn"
    first_name = factory.Sequence("An {}".format)
    is_staff = True
    password = factory.django.Password("secret")

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        """``roles=["reporter"]`` puts the user into those roles' groups."""
        from newsroom.roles import group_for

        for role in extracted or []:
            self.groups.add(group_for(role))


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication
        django_get_or_create = ("name",)

    name = "Báo Thử Nghiệm"
    dateline = "BTN"


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    publication = factory.SubFactory(PublicationFactory)
    name = factory.Sequence("Chuyên mục {}".format)
    position = factory.Sequence(int)


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence("Trần Thị Bình {}".format)


class PhotoFactory(factory.django.DjangoModelFactory):
    """A photo whose files are not there; ``widths`` says which renditions it would have."""

    class Meta:
        model = Photo

    class Params:
        widths = [400, 800, 1600]

    caption = "Cầu Vàm Lớn trong sương sớm."
    alt = "Cây cầu nhìn từ bờ sông"
    credit = "Minh Châu"
    width = 1600
    height = 1067
    renditions = factory.LazyAttribute(
        lambda photo: {"webp": photo.widths, "jpg": photo.widths} if photo.widths else {}
    )
    shape = "landscape"
    sha256 = factory.Sequence("{:064x}".format)


def stored_photo(data=None, *, complete=False, **fields):
    """A photo whose files lie in the media folder: the first renditions, or all of them."""
    from tests.pictures import picture

    photo = PhotoFactory.build(widths=[], **fields)
    file = io.BytesIO(picture() if data is None else data)
    renditions.store(photo, renditions.develop(file, complete=complete, is_ours=True), file)
    photo.save()
    return photo


class ArticleFactory(factory.django.DjangoModelFactory):
    """A draft; with ``public=True`` a complete article that was published an hour ago."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    class Params:
        public = factory.Trait(
            state="published",
            published_at=factory.Sequence(
                lambda n: timezone.now().replace(microsecond=0) - timedelta(hours=1, minutes=n % 40)
            ),
            last_published_at=factory.SelfAttribute("published_at"),
        )

    section = factory.SubFactory(SectionFactory)
    title = factory.Sequence("Nông dân Vàm Lớn vào mùa thu hoạch {}".format)
    lead = "Sáng 8-7, bà con xã An Phú Tây ra đồng từ sớm."
    body = "<p>Đoạn thứ nhất của bài.</p>\n<p>Đoạn thứ hai của bài.</p>"

    @factory.post_generation
    def authors(self, create, extracted, **kwargs):
        """``authors=[...]`` names the byline; one author is made otherwise."""
        for position, author in enumerate(extracted if extracted is not None else [None]):
            Byline.objects.create(article=self, author=author or AuthorFactory(), position=position)

    @factory.post_generation
    def photos(self, create, extracted, **kwargs):
        """``photos=1`` (or a list of photos) adds captions, the first as the lead photo."""
        if isinstance(extracted, int):
            extracted = PhotoFactory.create_batch(extracted)
        for position, photo in enumerate(extracted or []):
            PhotoCaption.objects.create(
                article=self,
                photo=photo,
                caption=photo.caption,
                alt=photo.alt,
                placement="body" if position else "lead",
                position=position,
            )

    @factory.post_generation
    def tag_names(self, create, extracted, **kwargs):
        if extracted:
            self.tags.set(extracted)

    @factory.post_generation
    def revision(self, create, extracted, **kwargs):
        """Every article has a revision; a public one's is live."""
        content = revisions.content_of(Article.objects.get(pk=self.pk))
        self.newest_revision = self.revisions.create(number=1, content=content.to_json())
        if self.state in ("published", "scheduled", "withdrawn"):
            self.live_revision = self.newest_revision
        self.save()
        index.refresh([self.pk])
