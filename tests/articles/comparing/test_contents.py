from dataclasses import replace

from articles.comparing import Change, compare
from articles.content import Content, PhotoUse

CONTENT = Content(
    title="Cầu Vàm Lớn thông xe",
    kicker="Giao thông",
    lead="Sáng 8-7.",
    body="<p>Một.</p>",
    section=1,
    authors=(1, 2, 3),
    photos=(PhotoUse(5, "Cầu.", "Cây cầu", "lead"), PhotoUse(6, "Sông."), PhotoUse(7)),
    tags=("cầu", "đường"),
)


def test_the_same_content_does_not_differ():
    assert compare(CONTENT, CONTENT).is_empty


def test_only_what_differs_is_named():
    new = replace(CONTENT, kicker="Hạ tầng", source="TTXVN", section=2)

    comparison = compare(CONTENT, new)

    assert [text.name for text in comparison.head] == ["kicker"]
    assert [text.name for text in comparison.foot] == ["source"]
    assert comparison.section == (1, 2)
    assert not (comparison.body or comparison.authors or comparison.photos or comparison.tags)


def test_the_order_of_bylines_counts():
    comparison = compare(CONTENT, replace(CONTENT, authors=(3, 1, 4)))

    assert [(entry.change, entry.value) for entry in comparison.authors] == [
        (Change.MOVED, 3),
        (Change.SAME, 1),
        (Change.ADDED, 4),
        (Change.REMOVED, 2),
    ]


def test_keywords_have_no_order():
    assert compare(CONTENT, replace(CONTENT, tags=("đường", "cầu"))).is_empty


def test_photos_are_added_removed_moved_and_described():
    photos = (PhotoUse(6, "Con sông."), PhotoUse(5, "Cầu.", "Cây cầu", "body"), PhotoUse(8, "Mới."))

    comparison = compare(CONTENT, replace(CONTENT, photos=photos))

    by_photo = {change.photo: change for change in comparison.photos}
    assert {photo: change.change for photo, change in by_photo.items()} == {
        6: Change.CHANGED,
        5: Change.CHANGED,
        8: Change.ADDED,
        7: Change.REMOVED,
    }
    assert by_photo[5].placed == "body"
    assert [piece.text for piece in by_photo[6].caption] == ["Sông", "Con sông", "."]
    assert [change.moved for change in comparison.photos].count(True) == 1


def test_a_photo_that_only_moved_says_no_more():
    comparison = compare(CONTENT, replace(CONTENT, photos=(*CONTENT.photos[1:], CONTENT.photos[0])))

    assert [(c.photo, c.change, c.moved, c.caption) for c in comparison.photos] == [
        (5, Change.MOVED, True, ())
    ]
