from newsroom import rights


def test_the_table_in_the_docs_is_what_the_code_says():
    assert rights.DOCUMENT.read_text() == rights.document()


def test_the_table_says_who_publishes():
    (line,) = [row for row in rights.table().splitlines() if "`publish`" in row]

    # reporter, editor, secretary, editor-in-chief, moderator
    assert [cell.strip() for cell in line.split("|")[4:9]] == ["–", "–", "yes", "yes", "–"]


def test_the_table_says_what_a_writer_may_do_to_own_articles():
    (line,) = [row for row in rights.table().splitlines() if "`edit`" in row]

    assert line.split("|")[4].strip() == "own, while: Draft, Awaiting editing, Returned"
