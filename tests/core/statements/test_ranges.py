import pytest

from samverk.core.statements.ranges import covers, parse_range


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("3010", ("3010", "30100000"), ("3011", "301", "2010")),
        ("3010-3019", ("3010", "3015", "3019", "30199999"), ("3009", "3020")),
        ("30100000-30199999", ("30150000",), ("3015",)),
    ],
)
def test_a_range_covers_accounts_as_long_or_longer(text, inside, outside):
    each = parse_range(text)
    assert all(each.covers(account) for account in inside)
    assert not any(covers([each], account) for account in outside)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc", "inget konto eller kontointervall"),
        ("", "inget konto"),
        ("3010-301", "lika många siffror"),
        ("3019-3010", "skriv ”3010-3019”"),
    ],
)
def test_what_is_no_range_is_said_in_swedish(text, says):
    with pytest.raises(ValueError, match=says):
        parse_range(text)
