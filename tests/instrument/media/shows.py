"""An instrument that shows a picture, a sound and a film, as files in a folder."""

from pathlib import Path

from tests.pictures import a_jpeg, a_png, an_mp3

FILE = """\
instrument: social-housing/shows
title: Tonen
method: survey
report: social-housing
languages: [nl, ar]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
choices:
  homes:
    - {name: house, label: Een huis, image: house.png}
    - {name: flat, label: Een flat, image: flat.png, audio: flat-nl.mp3}
  towns: |
    name,label,image
    gent,Gent,house.png
pages:
  - name: home
    part: core
    questions:
      - name: home
        type: select_one homes
        label: Waar woont u?
        image: street.jpg
        big-image: street-large.jpg
        audio: home-nl.mp3
        alt: Een straat met een huis en een flat
        disclosure: key
  - name: town
    part: core
    questions:
      - {name: town, type: select_one towns, label: "Welke stad?", audio: town-nl.mp3, disclosure: key}
"""
ARABIC = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

#. consult: reviewed
msgctxt "home/audio"
msgid "home-nl.mp3"
msgstr "home-ar.mp3"

#. consult: reviewed
msgctxt "home/alt"
msgid "Een straat met een huis en een flat"
msgstr "شارع فيه بيت وشقة"
"""


def write(folder: Path, text: str = FILE, arabic: str = ARABIC) -> Path:
    """The instrument with all its files; where its YAML is."""
    path = folder / "social-housing" / "shows.yaml"
    media = path.parent / "shows-media"
    media.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    (media / "street.jpg").write_bytes(a_jpeg(60, 40))
    (media / "street-large.jpg").write_bytes(a_jpeg(600, 400))
    (media / "house.png").write_bytes(a_png())
    (media / "flat.png").write_bytes(a_png(30, 40))
    for kb, name in enumerate(("home-nl", "home-ar", "town-nl", "flat-nl"), start=1):
        (media / f"{name}.mp3").write_bytes(an_mp3(kb))
    catalogue = folder / "locale" / "ar" / "social-housing" / "shows.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_text(arabic, "utf-8")
    return path
