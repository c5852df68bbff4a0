"""Surveys that take answers from elsewhere, and files of such answers."""

from pathlib import Path

from consult.actions import consultations
from consult.actions.bringing import Incoming, Wanted, bring_in, look
from consult.actions.consultations import Consultation
from consult.folder import DataFolder
from consult.store import answers
from consult.store.answers import StoredResponse
from consult.store.base import db
from tests.worlds import an_open_survey, published_text

# Twelve questions under the names, types and choices of REACH's MSNA form of 2024 (impact-initiatives-hppu/humind.data, MIT).
MSNA = """
instrument: social-housing/shelter
title: Shelter
method: survey
report: social-housing
serves: {results: [R7], indicators: [OD2.1-a, OD2.1-b]}
languages: [nl]
criterion: flemish-government
counting: {target_group: target_group, earlier: earlier}
estimated_minutes: 5
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "2026-01", text: Lees dit., agree: Ik doe mee}
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  modality: [{name: remote, label: Op afstand}, {name: in_person, label: Ter plaatse}]
  gender: [{name: female, label: Vrouw}, {name: male, label: Man}, {name: other, label: Ander}, {name: pnta, label: Zegt het niet}]
  setting: [{name: urban, label: Stad}, {name: rural, label: Platteland}, {name: camp, label: Kamp}]
  known: [{name: "yes", label: Ja}, {name: "no", label: Nee}, {name: dnk, label: Weet het niet}, {name: pnta, label: Zegt het niet}]
  shelter: [{name: hosted, label: Te gast}, {name: none, label: Geen}, {name: hosting, label: Ontvangt}, {name: pnta, label: Zegt het niet}, {name: collective_center, label: Opvang}, {name: individual_shelter, label: Eigen dak}]
  phone: [{name: none, label: Geen}, {name: basic_phone, label: Eenvoudig}, {name: feature_phone, label: Gewoon}, {name: smartphone, label: Smartphone}, {name: dnk, label: Weet het niet}, {name: pnta, label: Zegt het niet}]
pages:
  - name: home
    part: core
    title: Wonen
    questions:
      - {name: survey_modality, type: select_one modality, label: Hoe?, disclosure: safe}
      - {name: resp_gender, type: select_one gender, label: Wie antwoordt?, disclosure: key}
      - {name: resp_hoh_yn, type: select_one yes_no, label: Hoofd van het gezin?, disclosure: safe}
      - {name: setting, type: select_one setting, label: Waar?, disclosure: safe}
      - {name: hh_size, type: integer, label: Met hoeveel?, disclosure: key}
      - {name: aap_received_assistance_12m, type: select_one known, label: Hulp gekregen?, disclosure: safe}
      - {name: snfi_shelter_type, type: select_one shelter, label: Welk onderdak?, disclosure: safe}
      - {name: hlp_risk_eviction, type: select_one known, label: Uitzetting?, disclosure: safe}
      - {name: fsl_fcs_cereal, type: integer, label: Dagen graan?, disclosure: safe}
      - {name: etc_access_to_phone, type: select_multiple phone, label: Welke telefoons?, disclosure: safe}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {name: target_group, type: select_one yes_no, label: Van buitenlandse herkomst?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
"""

HOUSING = """
instrument: social-housing/small
title: Wonen
method: survey
report: social-housing
serves: {results: [R7], indicators: [OD2.1-a, OD2.1-b]}
languages: [nl]
criterion: flemish-government
counting: {target_group: target_group, earlier: earlier}
estimated_minutes: 2
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "2026-01", text: Lees dit., agree: Ik doe mee}
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  tenure: [{name: owner, label: Eigenaar}, {name: social, label: Sociale huur}, {name: private, label: Private huur}]
  help: [{name: family, label: Familie}, {name: office, label: Loket}]
pages:
  - name: home
    part: core
    title: Uw woning
    questions:
      - {name: tenure, type: select_one tenure, label: Hoe woont u?, dont_know: true, disclosure: safe}
      - {name: rent, type: integer, label: Hoeveel huur?, relevant: "${tenure} != 'owner'", constraint: ". < 5000", constraint_message: Te veel, disclosure: key}
      - {name: help, type: select_multiple help, label: Wie hielp u?, disclosure: safe}
      - {name: story, type: text, label: Vertel, disclosure: free-text}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {name: target_group, type: select_one yes_no, label: Van buitenlandse herkomst?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
"""


def a_survey(text: str = HOUSING) -> Consultation:
    """An open survey with this instrument."""
    row = consultations.consultation(an_open_survey(published_text(text)))
    assert row is not None
    return row


def brought(
    row: Consultation, file: Path, folder: DataFolder, wanted: Wanted | None = None, *, losses: bool = False
) -> int:
    """Brings a file in."""
    wanted = wanted or Wanted()
    n = bring_in(row, looked(row, file, folder, wanted), folder, wanted, "ann", accept_losses=losses)
    db.session.commit()
    return n


def looked(row: Consultation, file: Path, folder: DataFolder, wanted: Wanted | None = None) -> Incoming:
    """Looks at a file."""
    return look(row, file, folder, wanted or Wanted())


def held(row: Consultation) -> list[StoredResponse]:
    """What is stored."""
    return list(answers.responses_of(row.id))


def documents(row: Consultation) -> list[tuple[object, ...]]:
    """The answers of HOUSING, in an order of their own."""
    names = ("tenure", "rent", "help", "story", "target_group")
    return sorted((tuple(one.document[name] for name in names) for one in held(row)), key=repr)
