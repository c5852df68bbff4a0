"""A page that unfolds: questions and choices that hang on each other, of every type that its script reads."""

from consult.instrument.loading import load_text
from consult.instrument.translated import State, Translation, Translations, source_texts
from tests.heads import counting_head

HOUSEHOLD = (
    counting_head("household", languages="nl, ar")
    + """\
thanks: Dank u.
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  effects:
    - {name: health, label: Gezondheid}
    - {name: work, label: Werk}
    - {name: none, label: Niets, exclusive: true}
  provinces: [{name: antwerpen, label: Antwerpen}, {name: limburg, label: Limburg}]
  towns: |
    name,label,province
    mol,Mol,antwerpen
    boom,Boom,antwerpen
    genk,Genk,limburg
  helpers: |
    name,label,province
    inn,Huis van de stad,antwerpen
    farm,Huis op het land,limburg
  schools: |
    name,label,town
    school_mol,School van Mol,mol
    school_boom,School van Boom,boom
    school_genk,School van Genk,genk
pages:
  - name: alone
    part: core
    questions:
      - {name: adults, type: integer, label: Hoeveel volwassenen?, disclosure: safe}
  - name: household
    part: core
    title: Uw huis
    questions:
      - {name: tenure, type: select_one tenure or_other, label: Hoe woont u?, required: true, refused: true, disclosure: key}
      - {name: caravan, type: note, label: Een caravan telt mee., relevant: "${tenure_other} = 'caravan'"}
      - {name: rent, type: integer, label: Hoeveel huur betaalt u?, relevant: "${tenure} = 'private'", required: true, dont_know: true, disclosure: sensitive}
      - {name: each, type: calculate, calculation: "${rent} div ${adults}", disclosure: safe}
      - {name: high, type: note, label: Dat is veel., relevant: "${each} > 500"}
      - {name: surface, type: decimal, label: Hoe groot is het?, disclosure: safe}
      - {name: small, type: text, label: Waarom zo klein?, relevant: "${surface} < 20.5 and ${surface} != ''", disclosure: free-text}
      - {name: size, type: calculate, calculation: "'large'", relevant: "${surface} > 20", disclosure: safe}
      - {name: large, type: note, label: Dat is groot., relevant: "${size} = 'large'"}
      - {name: since, type: date, label: Sinds wanneer?, disclosure: safe}
      - {name: recent, type: select_one yes_no, label: Bent u pas verhuisd?, relevant: "${since} > today() - 365", disclosure: safe}
      - {name: effects, type: select_multiple effects, label: Gevolgen?, dont_know: true, disclosure: sensitive}
      - {name: which, type: text, label: Welk werk?, relevant: "selected(${effects}, 'work') and count-selected(${effects}) < 3", disclosure: free-text}
      - {name: letters, type: note, label: Dat is lang., relevant: "string-length(${which}) > 3"}
      - name: clear
        type: matrix yes_no
        label: Klopt dit?
        rows: [{name: rules, label: De regels zijn duidelijk.}, {name: prices, label: De prijzen zijn duidelijk.}]
        disclosure: safe
      - {name: unclear, type: text, label: Wat is niet duidelijk?, relevant: "${clear_rules} = 'no' or not(${clear_prices} != 'no')", disclosure: free-text}
      - {name: province, type: select_one provinces, label: In welke provincie?, disclosure: safe}
      - {name: town, type: select_one towns, label: In welke gemeente?, required: true, choice_filter: "province = ${province}", disclosure: key}
      - {name: school, type: select_one schools, label: In welke school?, appearance: minimal, choice_filter: "town = ${town}", disclosure: key}
      - {name: help, type: select_multiple helpers or_other, label: Wie helpt u?, choice_filter: "province = ${province}", disclosure: sensitive}
      - {name: whose, type: text, label: Van wie is die andere hulp?, relevant: "selected(${help}, 'other')", disclosure: free-text}
      - {name: far, type: note, label: Dat is ver., relevant: "format-date(${since}, '%Y') = '1999'"}
  - name: origin
    part: closing
    questions:
      - {name: origin, type: select_one yes_no, label: Herkomst?, keep: derived, disclosure: sensitive}
      - {name: target_group, type: calculate, calculation: "if(${origin} = 'yes', 'yes', if(${origin} = 'no', 'no', 'unknown'))", disclosure: key}
  - name: earlier
    part: closing
    questions:
      - {name: earlier, type: select_one yes_no, label: Eerder?, disclosure: safe}
"""
)

INSTRUMENT = load_text(HOUSEHOLD, "social-housing/household.yaml")


def translations() -> Translations:
    """Its texts, in what stands for Arabic too: what a page does with a language, no test of these reads."""
    arabic = {key: Translation(f"ع {text}", State.REVIEWED) for key, text in INSTRUMENT.source_texts.items()}
    return Translations({"nl": source_texts(INSTRUMENT), "ar": arabic})
