"""The heads of small instruments: what each needs before its choices and pages, of which few tests say anything."""


def head(
    name: str,
    title: str = "Klein",
    *,
    languages: str = "nl",
    consent: str = "Lees dit.",
    version: str = "1",
    method: str = "survey",
) -> str:
    """Of an instrument that counts nobody. languages: their tags, with commas."""
    return f"""
instrument: social-housing/{name}
title: {title}
method: {method}
report: social-housing
languages: [{languages}]
retention: {{texts_days: 730, withdrawal_days: 30}}
consent: {{version: "{version}", text: "{consent}", agree: Ik doe mee}}
"""


def counting_head(name: str, title: str = "Klein", **told: str) -> str:
    """Of one that counts people reached: its pages ask or work out `target_group` and `earlier`."""
    return (
        head(name, title, **told)
        + """\
serves: {results: [R7], indicators: [OD2.1-a, OD2.1-b]}
criterion: flemish-government
counting: {target_group: target_group, earlier: earlier}
estimated_minutes: 2
"""
    )
