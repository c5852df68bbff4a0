"""What disclosure control says, in the reader's language. It says it in English itself, with a template and its facts."""

from collections.abc import Mapping

from babel.numbers import format_decimal
from flask import g

from consult.disclosure.wording import Sentence, said_again
from consult.web.interface import _


def in_reader_language(sentence: Sentence) -> str:
    """The same facts in the reader's language. Names in a profile's file are English and stay so."""
    own = _sentences().get(sentence.template)
    return own % {name: _number(fact) for name, fact in sentence.facts.items()} if own else str(sentence)


def _number(fact: object) -> object:
    return format_decimal(fact, "0.00", locale=g.language) if isinstance(fact, float) else fact


def told_again(kept: Mapping[str, object]) -> str:
    """A sentence that the ledger kept."""
    return in_reader_language(said_again(kept))


def _sentences() -> dict[str, str]:
    return _refusals() | _about_earlier() | _advice() | _withheld()


def _refusals() -> dict[str, str]:
    return {
        "{rows} rows are fewer than k = {k}: whatever is recoded, the group stays too small.": _(
            "Er zijn %(rows)s antwoorden, minder dan k = %(k)s: hoe grof ook verteld, de groep blijft te klein."
        ),
        "k = {k} and l = {l} are not reached: even recoded as far as is allowed, more than {most} of {total} rows would have to be left out.": _(
            "k = %(k)s en l = %(l)s worden niet gehaald: ook zo grof als mag, zouden meer dan %(most)s van de %(total)s rijen weggelaten moeten worden."
        ),
        "the information loss would be {loss:.2f}, more than the limit {limit:.2f}.": _(
            "Er zou te veel verloren gaan: %(loss)s op een schaal van 0 tot 1, meer dan de grens van %(limit)s."
        ),
        "{keys} key variables can be recoded in {choices} ways, more than {most}.": _(
            "%(keys)s sleutelvariabelen kunnen op %(choices)s manieren grover verteld worden, meer dan %(most)s."
        ),
        "profile {profile} was not made for {instrument}. Give it a section under `instruments:` with a look at every question.": _(
            "Het profiel %(profile)s is niet gemaakt voor %(instrument)s. Geef het een deel onder `instruments:`, en kijk daarbij elke vraag na."
        ),
        "{instrument} changed since profile {profile} was made: {told}. Look at the role of every question that is new, then add the hash to `structures:`.": _(
            "%(instrument)s is veranderd sinds het profiel %(profile)s gemaakt werd: %(told)s. Kijk de rol van elke nieuwe vraag na, en zet het controlegetal daarna bij `structures:`."
        ),
        "nobody answered it, so there is nothing to release.": _(
            "Niemand antwoordde, dus is er niets vrij te geven."
        ),
        "a mistake in consult itself: nothing was released. Tell whoever looks after this installation.": _(
            "Een fout in consult zelf: er is niets vrijgegeven. Meld het aan wie deze installatie beheert."
        ),
    }


def _about_earlier() -> dict[str, str]:
    return {
        "profile {profile} was changed after this release was asked for.": _(
            "Het profiel %(profile)s veranderde nadat deze uitgave gevraagd werd."
        ),
        "release {release} of {day} rests on almost the same answers: {came} came and {went} went since. The difference would tell who.": _(
            "De uitgave van %(day)s rust op bijna dezelfde antwoorden: %(came)s kwamen erbij en %(went)s vielen weg. Het verschil zou verraden wie."
        ),
        "release {release} under profile {profile} is still out, and that profile was changed since, so that nobody can look what both files together would tell.": _(
            "Een uitgave met het profiel %(profile)s is nog in omloop, en dat profiel is sindsdien veranderd: niemand kan nog nagaan wat beide bestanden samen vertellen."
        ),
        "release {release} under profile {profile} is still out, and both files together would not keep what each promises: some groups would be too small.": _(
            "Een uitgave met het profiel %(profile)s is nog in omloop, en beide bestanden samen houden niet wat elk belooft: sommige groepen worden te klein."
        ),
    }


def _advice() -> dict[str, str]:
    return {
        "Wait for more answers, or tell of them in words that two people approved.": _(
            "Wacht op meer antwoorden, of vertel erover in woorden die twee mensen goedkeurden."
        ),
        "Withhold key variables that nobody needs, or name a coarsest level for some.": _(
            "Hou sleutelvariabelen achter die niemand nodig heeft, of noem voor sommige een grofste niveau."
        ),
        "Withholding {what!r} would leave out {left_out} of {total} rows instead of {now}, which is enough.": _(
            "Zonder %(what)s vallen er %(left_out)s van de %(total)s rijen weg in plaats van %(now)s; dat is genoeg."
        ),
        "Withholding {what!r} would leave out {left_out} of {total} rows instead of {now}, which is not enough by itself.": _(
            "Zonder %(what)s vallen er %(left_out)s van de %(total)s rijen weg in plaats van %(now)s; dat alleen volstaat niet."
        ),
        "the {n} rows that would be left out are too few, or too much alike: beside the tables of everyone they could be worked out. To leave out enough would be more than {most} of {total} rows.": _(
            "De %(n)s rijen die zouden wegvallen, zijn er te weinig of lijken te veel op elkaar: naast de tabellen over iedereen zijn ze uit te rekenen. Genoeg weglaten is meer dan %(most)s van de %(total)s rijen."
        ),
        "A coarser `coarsest` helps as much: {names}.": _(
            "Een grover `coarsest` helpt even goed: %(names)s."
        ),
        "No single variable is the cause: withhold several, or wait for more answers.": _(
            "Geen enkele variabele is alleen de oorzaak: hou er meer achter, of wacht op meer antwoorden."
        ),
        "Without key variable {name!r} the loss would be {loss:.2f}.": _(
            "Zonder de sleutelvariabele %(name)s zou het verlies %(loss)s zijn."
        ),
        "Look at the preview again, and ask anew.": _("Bekijk het voorbeeld opnieuw, en vraag het nog eens."),
        "Have its files destroyed and record that it was recalled, or wait until more has changed.": _(
            "Laat de bestanden ervan vernietigen en leg vast dat de uitgave teruggenomen is, of wacht tot er meer veranderd is."
        ),
        "Have its files destroyed and record that it was recalled; or use its profile.": _(
            "Laat de bestanden ervan vernietigen en leg vast dat de uitgave teruggenomen is; of gebruik hetzelfde profiel."
        ),
    }


def _withheld() -> dict[str, str]:
    return {
        "names a person": _("noemt een persoon"),
        "is free text": _("is vrije tekst"),
        "is withheld by the profile": _("wordt door het profiel achtergehouden"),
        "has no role": _("heeft geen rol"),
        "is told by the key variable itself": _("staat in de sleutelvariabele zelf"),
        "is told by a summary of the question": _("staat in een samenvatting van de vraag"),
        "is asked of some only, which tells {keys}": _(
            "wordt maar aan sommigen gevraagd, en verraadt zo %(keys)s"
        ),
        "is worked out from {keys}, which it tells": _("wordt berekend uit %(keys)s, en verraadt dat zo"),
    }
