"""What the importer says of answers that nobody can give here and of columns of files, in the reader's language."""

from consult.web.interface import _


def of_unanswered() -> dict[str, str]:
    """The sentences by code."""
    return {
        "taken_unanswered": _("${%(name)s} geldt als niet ingevuld, want niemand kan hier antwoorden."),
        "always_the_same": _(
            'Dit geeft altijd "%(value)s", want niemand kan hier een antwoord geven op %(names)s.'
        ),
        "list_file_columns": _(
            "Een andere vraag leest %(file)s met de kolommen %(columns)s. Kopieer het bestand onder een andere naam voor deze vraag."
        ),
        "never_asked": _(
            "Wordt alleen gevraagd na een antwoord op %(names)s, en dat kan niemand hier geven."
        ),
        "never_offered": _(
            "Zonder antwoord op %(names)s wordt geen enkele keuze aangeboden, en dat antwoord kan niemand hier geven."
        ),
        "always_empty": _("Blijft altijd leeg zonder antwoord op %(names)s, en dat kan niemand hier geven."),
    }
