"""Whatever an instrument holds, it comes back from its workbook as it went."""

import pytest
from hypothesis import HealthCheck, given, settings

from consult.instrument.definition import Instrument
from consult.instrument.translated import Translations
from tests.instrument.xlsform.generated import translated
from tests.instrument.xlsform.round_trips import the_same


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(translated())
def test_every_instrument_comes_back_as_it_went(made: tuple[Instrument, Translations]) -> None:
    instrument, translations = made
    assert the_same(instrument, translations)


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(translated())
def test_thousands_of_instruments_come_back_as_they_went(made: tuple[Instrument, Translations]) -> None:
    instrument, translations = made
    assert the_same(instrument, translations)
