"""What has to be told of a method: AAPOR's items to disclose at once (Code of 2021, III.A) and COREQ's checklist (2007)."""

from collections.abc import Mapping

from consult.report.wording import Speech


def aapor(say: Speech) -> Mapping[int, str]:
    """The eleven items."""
    return {
        1: say("Strategie van de bevraging"),
        2: say("Wie liet bevragen, en wie bevroeg"),
        3: say("Het instrument: woordelijk wat gevraagd werd"),
        4: say("Over wie het gaat"),
        5: say("Hoe mensen gevonden en gevraagd werden"),
        6: say("Wijze van bevragen en talen"),
        7: say("Wanneer bevraagd werd"),
        8: say("Hoeveel mensen, en hoe nauwkeurig"),
        9: say("Weging"),
        10: say("Verwerking en controle van de gegevens"),
        11: say("Grenzen"),
    }


def coreq(say: Speech) -> Mapping[int, str]:
    """The thirty-two items."""
    return {
        1: say("Wie leidde het gesprek"),
        2: say("Diploma's van wie het gesprek leidde"),
        3: say("Beroep op dat moment"),
        4: say("Gender van wie het gesprek leidde"),
        5: say("Ervaring en vorming"),
        6: say("Band met de deelnemers vooraf"),
        7: say("Wat deelnemers wisten van wie bevroeg"),
        8: say("Wat van wie bevroeg verteld werd: belangen, overtuigingen"),
        9: say("Methodologische benadering"),
        10: say("Hoe deelnemers gekozen werden"),
        11: say("Hoe deelnemers benaderd werden"),
        12: say("Aantal deelnemers"),
        13: say("Wie niet deelnam"),
        14: say("Plaats van het gesprek"),
        15: say("Wie er nog bij was"),
        16: say("Wie de deelnemers zijn"),
        17: say("Gespreksleidraad"),
        18: say("Herhaalde gesprekken"),
        19: say("Opname in beeld of geluid"),
        20: say("Notities tijdens het gesprek"),
        21: say("Duur"),
        22: say("Verzadiging"),
        23: say("Verslag terug naar de deelnemers"),
        24: say("Aantal mensen dat codeerde"),
        25: say("Codeboom"),
        26: say("Waar de thema's vandaan komen"),
        27: say("Software"),
        28: say("Deelnemers lazen de bevindingen na"),
        29: say("Citaten bij de bevindingen"),
        30: say("Gegevens en bevindingen passen bij elkaar"),
        31: say("Grote thema's duidelijk"),
        32: say("Kleine thema's en wie anders dacht"),
    }
