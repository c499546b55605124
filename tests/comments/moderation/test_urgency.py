import pytest

from comments.moderation.urgency import urgency

WORDS, LINKS = {"step": "words", "term": "x"}, {"step": "links", "number": 2}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 1),
        ({"status": "approved"}, 0),
        ({"reasons": [WORDS]}, 11),
        ({"reasons": [WORDS, WORDS, LINKS]}, 21),
        ({"reasons": ["an older sentence"]}, 11),
        ({"reasons": [{"step": "new"}]}, 1),
        ({"status": "approved", "reports": 3}, 300),
        ({"status": "approved", "reports": 5000}, 900),
        ({"reports": 2, "reasons": [LINKS]}, 211),
        ({"escalated": True}, 1001),
    ],
)
def test_each_fact_has_a_digit(facts, expected):
    given = {"status": "pending", "reports": 0, "reasons": [], "escalated": False, **facts}

    assert urgency(**given) == expected
