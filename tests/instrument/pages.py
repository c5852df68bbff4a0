"""Pages of a small instrument as text, for what follows a right front."""

LISTS = """
choices:
  tenure: [{name: social, label: Sociaal}, {name: private, label: Privé}]
"""
TENURE = "{name: tenure, type: select_one tenure, label: Hoe?, disclosure: key}"


def page(*questions, name="one", more="part: core"):
    lines = "".join(f"      - {question}\n" for question in questions)
    return f"  - name: {name}\n    {more}\n    questions:\n{lines}"
