"""Sending files in pieces: what is taken, what is refused, what is left behind."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.test import Client

from articles import arrivals, lookalikes, uploads
from articles.models import Photo, PhotoUpload
from tests.articles.admin.uploading import UPLOADS, Sender
from tests.factories import ArticleFactory, UserFactory, stored_photo
from tests.pictures import HOSTILE, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client, media):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


@pytest.fixture
def sender(client, reporter):
    return Sender(client)


@pytest.fixture
def finished(django_capture_on_commit_callbacks):
    """Give ``finished(call)``: with what the request does after its transactions."""

    def _finished(call, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return call(*args, **kwargs)

    return _finished


def alike(monkeypatch, *photos):
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: list(photos))


def kept_bytes():
    """The names of all pieces in the storage."""
    if not default_storage.exists("uploads"):
        return []
    folders = default_storage.listdir("uploads")[0]
    return [name for one in folders for name in default_storage.listdir(f"uploads/{one}")[1]]


def test_pieces_become_a_photo(sender, reporter, finished):
    data = picture()
    third = len(data) // 3 + 1

    answer = finished(sender.send, data, piece=third)

    photo = Photo.objects.get()
    assert answer.json()["state"] == "done"
    assert answer.json()["photo"]["id"] == photo.pk
    assert (photo.uploaded_by, photo.width, photo.height) == (reporter, 1200, 800)
    with default_storage.open(f"photos/{photo.key[:2]}/{photo.key}/{photo.original}") as file:
        assert file.read() == data
    assert kept_bytes() == []
    assert LogEntry.objects.get().object_id == str(photo.pk)


def test_each_piece_is_answered_with_where_to_go_on(sender):
    data = picture()
    address = sender.address(len(data))

    answer = sender.piece(address, 0, data[:1000])

    assert (answer.status_code, answer.json()) == (200, {"offset": 1000})
    assert answer["Upload-Offset"] == "1000"
    head = sender.client.head(address)
    assert (head["Upload-Offset"], head["Upload-Length"]) == ("1000", str(len(data)))
    assert "no-store" in head["Cache-Control"]


@pytest.mark.parametrize("offset", [0, 999, 1001, 10**17])
def test_a_piece_elsewhere_is_refused_with_the_right_place(sender, offset):
    data = picture()
    address = sender.address(len(data))
    sender.piece(address, 0, data[:1000])

    answer = sender.piece(address, offset, data[:1000])

    assert (answer.status_code, answer["Upload-Offset"]) == (409, "1000")
    assert (answer.json()["offset"], sender.offset(address)) == (1000, 1000)
    assert kept_bytes() == ["0-" + kept_bytes()[0][2:]]


@pytest.mark.parametrize("offset", ["", "-1", "1.0", "1e3", "٣", "9" * 30, "0x10", " "])
def test_what_is_no_offset_is_refused(sender, offset):
    address = sender.address(10)

    answer = sender.piece(address, offset.encode().decode("latin-1"), b"abc")

    assert answer.status_code == 400 and answer.json()["error"]
    assert sender.offset(address) == 0


def test_more_than_was_announced_is_refused(sender):
    address = sender.address(10)

    answer = sender.piece(address, 0, b"x" * 11)

    assert (answer.status_code, sender.offset(address)) == (413, 0)
    assert kept_bytes() == []


def test_a_piece_that_is_too_large_is_refused(sender):
    address = sender.address(5 * 1024**2)

    answer = sender.piece(address, 0, b"x" * (4 * 1024**2 + 1))

    assert (answer.status_code, sender.offset(address)) == (413, 0)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/form-data"])
def test_a_piece_says_that_it_is_one(sender, kind):
    address = sender.address(10)

    assert sender.piece(address, 0, b"x", content_type=kind).status_code == 415


def test_bytes_that_stop_short_count_as_far_as_they_came(sender):
    """The connection was cut within a piece."""
    data = picture()
    address = sender.address(len(data))

    answer = sender.client.generic(
        "PATCH",
        address,
        data[:500],
        content_type="application/offset+octet-stream",
        headers={"Upload-Offset": "0"},
        CONTENT_LENGTH="1000",
        **{"wsgi.input": io.BytesIO(data[:500])},
    )

    assert answer.json() == {"offset": 500}
    rest = sender.piece(address, 500, data[500:])
    assert rest.json()["state"] == "done"


def test_the_last_piece_again_answers_the_same(sender, finished):
    data = picture()
    address = sender.address(len(data))
    first = finished(sender.piece, address, 0, data)

    again = sender.piece(address, 0, data)
    asked = sender.piece(address, len(data), b"")

    assert first.json() == again.json() == asked.json()
    assert Photo.objects.count() == LogEntry.objects.count() == 1


def test_a_file_that_was_not_finished_is_finished_when_asked(sender, monkeypatch):
    """The host died while it developed the picture."""
    data = picture()
    address = sender.address(len(data))
    with monkeypatch.context() as broken:
        broken.setattr(arrivals, "finish", lambda upload: 1 / 0)
        sender.client.raise_request_exception = False
        assert sender.piece(address, 0, data).status_code == 500
    assert not Photo.objects.exists()

    answer = sender.piece(address, sender.offset(address), b"")

    assert answer.json()["state"] == "done"
    assert Photo.objects.count() == 1


def test_a_failure_while_storing_leaves_the_upload_and_no_files(sender, monkeypatch, media):
    data = picture()
    address = sender.address(len(data))
    with monkeypatch.context() as broken:
        broken.setattr(Photo, "save", lambda self: 1 / 0)
        sender.client.raise_request_exception = False
        assert sender.piece(address, 0, data).status_code == 500

    assert [one for one in media.rglob("*") if one.is_file() and "photos" in one.parts] == []
    assert sender.piece(address, len(data), b"").json()["state"] == "done"


def fails(*args, **kwargs):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "step", ["pieces.write", "renditions.apart.develop", "pieces.shutil.copyfileobj"]
)
def test_a_storage_that_fails_is_waited_for(sender, monkeypatch, media, step):
    data = picture()
    address = sender.address(len(data))
    with monkeypatch.context() as broken:
        broken.setattr(f"articles.{step}", fails)
        answer = sender.piece(address, 0, data)

    assert answer.status_code == 503 and answer.json()["error"]
    assert not (media / "photos").exists()
    kept = sender.offset(address)
    assert sender.piece(address, kept, data[kept:]).json()["state"] == "done"


def test_a_storage_that_fails_halfway_through_a_photo_leaves_none_of_it(sender, monkeypatch, media):
    data = picture()
    address = sender.address(len(data))
    save, names = default_storage.save, []

    def full(name, content):
        names.append(name)
        return fails() if name.endswith(".jpg") and "original" not in name else save(name, content)

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "save", full)
        assert sender.piece(address, 0, data).status_code == 503

    assert any("original" in name for name in names)
    assert [one for one in media.rglob("*") if one.is_file() and "photos" in one.parts] == []
    assert sender.piece(address, len(data), b"").json()["state"] == "done"


def test_the_same_bytes_again_show_the_photo_that_is_there(sender, finished):
    data = picture()
    known = stored_photo(data, caption="Chợ nổi")

    answer = finished(sender.send, data)

    assert answer.json()["state"] == "known"
    assert answer.json()["photo"]["caption"] == "Chợ nổi"
    assert (Photo.objects.get(), kept_bytes()) == (known, [])


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - {"empty"}))
def test_what_is_no_usable_picture_is_refused_and_gone(sender, finished, name):
    address = sender.address(len(HOSTILE[name]))

    answer = finished(sender.piece, address, 0, HOSTILE[name])

    assert answer.status_code == 422 and len(answer.json()["error"]) > 10
    assert not Photo.objects.exists() and not PhotoUpload.objects.exists()
    assert kept_bytes() == []
    assert sender.client.head(address).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        *("[]", "{", " ", "null", '{"name": "a.jpg"}', '{"size": 5}', "\xff", "[" * 60_000),
        *('{"name": 5, "size": 5}', '{"name": "a", "size": "5"}', '{"name": "a", "size": true}'),
        *(
            '{"name": "a", "size": 1.5}',
            '{"name": "a", "size": null}',
            '{"name": "a", "size": NaN}',
        ),
    ],
)
def test_a_beginning_that_says_nothing_is_refused(sender, body):
    answer = sender.client.post(UPLOADS, body, content_type="application/json")

    assert answer.status_code == 400 and answer.json()["error"]
    assert not PhotoUpload.objects.exists()


@pytest.mark.parametrize(
    ("size", "status"), [(0, 422), (-1, 422), (40 * 1024**2 + 1, 413), (10**30, 413)]
)
def test_sizes_have_bounds(sender, size, status):
    answer = sender.begin(size)

    assert answer.status_code == status and answer.json()["error"]
    assert not PhotoUpload.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Ảnh\\chợ nổi.jpg", "chợ nổi.jpg"),
        ("cho\u0323\u031b nổi.JPG".replace("\u031b", ""), "chọ nổi.JPG"),
        ("a\x00b.jpg", "ab.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("\ud800.jpg", ".jpg"),
        ("a/", "?"),
        ("", "?"),
        ("x" * 5000 + ".jpg", "x" * 251 + ".jpg"),
    ],
)
def test_a_name_is_only_a_name(sender, name, kept):
    answer = sender.begin(10, name=name)

    assert answer.status_code == 201
    assert PhotoUpload.objects.get().name == kept


def test_somebody_elses_upload_is_not_there(sender):
    data = picture()
    address = sender.address(len(data))
    other = Sender(Client())
    other.client.force_login(UserFactory(roles=["chief"]))

    answers = [
        other.client.head(address),
        other.piece(address, 0, data),
        other.choose(address, "new"),
        other.client.delete(address),
    ]

    assert [one.status_code for one in answers] == [404] * 4
    assert PhotoUpload.objects.get().received == 0


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("moderator", 403)])
def test_only_who_may_add_photos_sends_any(sender, role, status):
    address = sender.address(10)
    other = Sender(Client())
    if role:
        other.client.force_login(UserFactory(roles=[role]))

    answers = [other.begin(10), other.client.get(UPLOADS), other.piece(address, 0, b"abc")]

    assert [one.status_code for one in answers] == [status] * 3
    assert all(one.json()["error"] for one in answers)


def test_nothing_is_taken_without_a_token(sender, reporter):
    address = sender.address(10)
    strict = Sender(Client(enforce_csrf_checks=True))
    strict.client.force_login(reporter)

    answers = [strict.begin(10), strict.piece(address, 0, b"abc"), strict.client.delete(address)]
    token = strict.client.get(UPLOADS).json()["token"]
    good = strict.piece(address, 0, b"abc", **{"X-CSRFToken": token})

    assert [one.status_code for one in answers] == [403] * 3
    assert good.json() == {"offset": 3}


def test_a_page_never_sends_in_another_name(sender, reporter):
    answer = sender.begin(10, writer=reporter.pk + 1)

    assert (answer.status_code, PhotoUpload.objects.count()) == (401, 0)
    assert sender.begin(10, writer=reporter.pk).status_code == 201


@pytest.mark.parametrize("limit", [{"MOST_OPEN": 2}, {"MOST_OPEN_BYTES": 20}])
def test_only_so_much_of_one_person_is_on_its_way(sender, monkeypatch, limit):
    for name, value in limit.items():
        monkeypatch.setattr(uploads, name, value)
    sender.address(10)
    address = sender.address(10)

    refused = sender.begin(10)
    sender.client.delete(address)

    assert refused.status_code == 429 and refused.json()["error"]
    assert sender.begin(10).status_code == 201


def test_an_upload_is_called_off(sender, finished):
    address = sender.address(2000)
    sender.piece(address, 0, b"x" * 1000)

    answer = finished(sender.client.delete, address)

    assert (answer.status_code, kept_bytes()) == (204, [])
    assert sender.piece(address, 1000, b"x").status_code == 404


def test_a_lost_piece_is_said_and_all_of_it_sent_again(sender, finished):
    data = picture()
    address = sender.address(len(data))
    sender.piece(address, 0, data[:1000])
    default_storage.delete(PhotoUpload.objects.get().pieces[0])

    answer = finished(sender.piece, address, 1000, data[1000:])

    assert answer.status_code == 422 and answer.json()["error"]
    assert not PhotoUpload.objects.exists() and kept_bytes() == []


# --- What looks like another photo ------------------------------------------------------------


@pytest.fixture
def asked(sender, monkeypatch, reporter):
    """A file that waits for a choice: (its address, the photo that it looks like, its bytes)."""
    twin = stored_photo(picture(colour=(0, 0, 0)), caption="Bản trong kho", uploaded_by=reporter)
    alike(monkeypatch, twin)
    data = picture()
    answer = sender.send(data).json()
    assert answer["state"] == "asking"
    return answer["address"], twin, data


def test_what_looks_alike_is_asked_about(sender, asked):
    address, twin, data = asked

    answer = sender.piece(address, len(data), b"").json()

    assert answer["address"] == address
    assert [(one["id"], one["may_change"]) for one in answer["twins"]] == [(twin.pk, True)]
    assert (answer["new"]["width"], answer["new"]["height"]) == (1200, 800)
    assert answer["new"]["thumb"].startswith("data:image/jpeg;base64,/9j/")
    assert list(Photo.objects.all()) == [twin]


def test_the_photo_of_the_library_is_used(sender, asked, finished):
    address, twin, _data = asked

    answer = finished(sender.choose, address, f"twin:{twin.pk}").json()

    assert (answer["state"], answer["photo"]["id"]) == ("known", twin.pk)
    assert list(Photo.objects.all()) == [twin] and kept_bytes() == []


def test_it_is_stored_all_the_same(sender, asked, finished):
    address, twin, _data = asked

    answer = finished(sender.choose, address, "new").json()

    assert answer["state"] == "done"
    assert set(Photo.objects.values_list("pk", flat=True)) == {twin.pk, answer["photo"]["id"]}
    # Pressed twice, or the answer was lost: the same.
    assert sender.choose(address, "new").json() == answer
    assert Photo.objects.count() == 2


def test_the_photo_of_the_library_gets_the_file(sender, asked, finished):
    address, twin, data = asked
    article = ArticleFactory(photos=[twin])

    answer = finished(sender.choose, address, f"replace:{twin.pk}").json()

    photo = Photo.objects.get()
    assert (answer["state"], photo.pk, photo.caption) == ("done", twin.pk, "Bản trong kho")
    assert (photo.width, photo.key == twin.key) == (1200, False)
    with default_storage.open(f"photos/{photo.key[:2]}/{photo.key}/{photo.original}") as file:
        assert file.read() == data
    assert article.captions.get().photo == photo
    assert not default_storage.exists(f"photos/{twin.key[:2]}/{twin.key}/original.jpg")


def test_a_photo_that_goes_while_its_file_is_developed_is_not_replaced(sender, asked, monkeypatch):
    address, twin, _data = asked
    develop = arrivals.renditions.develop

    def meanwhile(file):
        twin.delete()
        return develop(file)

    monkeypatch.setattr(arrivals.renditions, "develop", meanwhile)
    answer = sender.choose(address, f"replace:{twin.pk}")

    assert answer.status_code == 404 and answer.json()["error"]
    assert PhotoUpload.objects.get().state == "asking"


def test_a_photo_that_readers_have_is_not_replaced_by_a_reporter(sender, asked):
    address, twin, _data = asked
    ArticleFactory(public=True, photos=[twin])

    answer = sender.choose(address, f"replace:{twin.pk}")

    assert answer.status_code == 403 and answer.json()["error"]
    assert Photo.objects.get().key == twin.key
    assert PhotoUpload.objects.get().state == "asking"


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        *(("", 400), ("None", 400), ("twin:", 400), ("twin:x", 400), ("new:1", 400)),
        *(("twin:-1", 400), ("twin:٣", 400), ("twin:" + "9" * 30, 400)),
        *(("twin:999999", 404), ("replace:999999999999999999", 404)),
    ],
)
def test_other_choices_are_refused(sender, asked, choice, status):
    answer = sender.choose(asked[0], choice)

    assert answer.status_code == status and answer.json()["error"]
    assert PhotoUpload.objects.get().state == "asking"


def test_nothing_is_chosen_before_the_file_is_here(sender):
    assert sender.choose(sender.address(10), "new").status_code == 409


def test_a_photo_that_was_deleted_since_is_said(sender, finished):
    data = picture()
    address = sender.address(len(data))
    finished(sender.piece, address, 0, data)
    Photo.objects.all().delete()

    answer = sender.piece(address, len(data), b"")

    assert answer.status_code == 410 and answer.json()["error"]


@pytest.mark.parametrize("count", [1, 5])
def test_a_piece_runs_constant_queries(sender, count, django_assert_num_queries):
    address = sender.address(1000)
    for number in range(count):
        sender.piece(address, number, b"x")

    # session, user, rights of the user and of the groups, the upload; savepoint, row, row, release
    with django_assert_num_queries(9):
        sender.piece(address, count, b"x")
