"""Who is meant, in words of people: the same field of policy is enough, the same kind of office is not."""

import pytest

from consult.recommendation.addressee import is_addressed


@pytest.mark.parametrize(
    ("addressee", "with_whom", "is_it"),
    [
        (
            "minister van Wonen, woonmaatschappijen",
            "kabinet Wonen (demo), raadgever sociale huisvesting",
            True,
        ),
        ("woonmaatschappijen", "Woonmaatschappijen van Gent", True),
        ("minister van Wonen", "minister van Onderwijs", False),
        ("minister van Wonen (demo)", "onderwijskoepel (demo), pedagogische dienst", False),
        ("de stad", "de OCMW's", False),
        ("minister van Wonen", "", False),
    ],
)
def test_a_talk_is_with_whom_a_recommendation_is_for(addressee: str, with_whom: str, is_it: bool) -> None:
    assert is_addressed(addressee, with_whom) is is_it
