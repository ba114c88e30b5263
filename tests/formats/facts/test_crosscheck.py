from pathlib import Path

import pytest

from samverk.core.measures import MeasureList
from samverk.core.organisation import Association
from samverk.core.planning.budget import BudgetYear
from samverk.formats.facts.crosscheck import Parts, cross_check
from samverk.formats.facts.tables import read_table

DIRECTORY = Path(__file__).resolve().parents[2] / "data" / "forbund-ovan"
MODELS = {"forbund.toml": Association, "insatser.toml": MeasureList, "budget-2025.toml": BudgetYear}


def told(file: str = "", right: str = "", wrong: str = "", *, without: str = "") -> list[str]:
    tables = {}
    for name, model in MODELS.items():
        text = (DIRECTORY / name).read_text(encoding="utf-8")
        if name == file:
            assert right in text
            text = text.replace(right, wrong, 1)
        table, problems = read_table(text.encode(), name, model)
        assert problems == []
        tables[name] = None if name == without else table
    budget = tables["budget-2025.toml"]
    parts = Parts(tables["forbund.toml"], tables["insatser.toml"], (budget,) if budget is not None else ())
    return [str(problem) for problem in cross_check(parts)]


def test_right_files_have_nothing_to_say():
    assert told() == []


@pytest.mark.parametrize(
    ("file", "right", "wrong", "expected"),
    [
        (
            "forbund.toml",
            'betalas_av = "Försäkringskassan"',
            'betalas_av = "Försäkringskasan"',
            "Menade du ”Försäkringskassan”?",
        ),
        ("forbund.toml", 'namn = "Region Älv"', 'namn = "Norrälvs kommun"', "står redan som"),
        (
            "forbund.toml",
            'medlem = "Region Älv"',
            'medlem = "Region Elv"',
            "mandat[4].medlem: ”Region Elv” är ingen medlem",
        ),
        (
            "forbund.toml",
            'utsedd_av = ["Region Älv"]',
            'utsedd_av = ["Regionen"]',
            "funktionar[3].utsedd_av: ”Regionen”",
        ),
        ("forbund.toml", 'medlemmar = ["Region Älv"]', 'medlemmar = ["X"]', "intaktskalla[2].medlemmar: ”X”"),
        ("forbund.toml", 'id = "regionen"', 'id = "staten"', "används redan av intaktskalla[1]"),
        ("forbund.toml", 'id = "regionen"', 'id = "revision"', "namnet på ett block"),
        (
            "forbund.toml",
            'ort = "Norrälv"',
            'ort = "Norrälv"\ntjanstgorande_ersattare = ["Gerda Milbeck"]',
            "Menade du ”Gerda Milbäck”?",
        ),
        ("insatser.toml", 'id = "steget"', 'id = "unga"', "används redan av insats[1]"),
        ("insatser.toml", 'id = "motesplats"', 'id = "styrelse"', "redan namnet på ett block"),
        ("insatser.toml", 'id = "motesplats"', 'id = "staten"', "redan namnet på en intäktskälla"),
        (
            "insatser.toml",
            'overordnad = "steget"',
            'overordnad = "stege"',
            "ingen insats med id ”stege”. Menade du ”steget”?",
        ),
        ("insatser.toml", 'id = "unga"\n', 'id = "unga"\noverordnad = "unga_norr"\n', "blir överordnad sig själv"),
        ("insatser.toml", 'projekt = ["200"]', 'projekt = ["101"]', "”101” hör redan till insatsen ”unga_norr”"),
        ("budget-2025.toml", "unga_norr =", "unga_nor =", "Menade du ”unga_norr”?"),
        ("budget-2025.toml", "regionen =", "region =", "version[1].intakter.region: ”region” är ingen intäktskälla"),
        ("budget-2025.toml", "revision = 60000", "insatser = 60000", "räknar samma kostnad"),
        ("budget-2025.toml", "ar = 2026", "ar = 2027", "planåret är 2027 men ska vara 2026"),
        ("budget-2025.toml", "staten = 2000000", "staten = 0.001", "går inte jämnt upp i öre"),
        (
            "budget-2025.toml",
            "[[version.plan]]",
            '[[version]]\nnamn = "Ny"\ntyp = "reviderad"\nbeslutad = 2024-01-01\nintakter = {}\nkostnader = {}\n'
            "[[version.plan]]",
            "före versionen ovanför (2024-11-19)",
        ),
        ("budget-2025.toml", "staten = 2000000", "staten = -2000000", "skrivs båda utan minustecken"),
        (
            "budget-2025.toml",
            "revision = 60000",
            "revision = -60000",
            "version[1].kostnader.revision: beloppet är -60000",
        ),
        ("forbund.toml", "ar = 2022\n", "ar = 2023\n", "året 2023 står redan som tidigare_ar[1]"),
        ("forbund.toml", "ar = 2022\n", "ar = 2025\n", "2025 är inte ett år före 2025"),
        ("forbund.toml", "antal_anstallda = 2\n", "antal_anstallda = -1\n", "antalet anställda kan inte vara -1"),
        ("forbund.toml", "{ 2025 = 2,", "{ 2025 = -2,", "antal_anstallda.2025: antalet anställda kan inte vara -2"),
        (
            "forbund.toml",
            "[[arsredovisning.tidigare_ar]]",
            '[nottexter]\nfordring = "x"\n[[arsredovisning.tidigare_ar]]',
            "Menade du ”fordringar”?",
        ),
    ],
)
def test_every_contradiction_is_told(file, right, wrong, expected):
    messages = told(file, right, wrong)
    assert any(expected in message and f"{file} rad " in message for message in messages), messages


def test_what_could_not_be_read_is_not_missed():
    assert told(without="forbund.toml") == []
    assert told(without="insatser.toml") == []
    assert told(without="budget-2025.toml") == []


def test_a_longer_circle_of_parents_is_found_for_each_of_its_measures():
    messages = told("insatser.toml", 'id = "unga"\n', 'id = "unga"\noverordnad = "unga_norr"\n')
    assert len(messages) == 2


def test_two_wordings_of_the_charter_from_one_day_are_told():
    again = "\n[[forbundsordning]]\ngaller_fran = 2012-01-01\n"
    text = (DIRECTORY / "forbund.toml").read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.startswith("galler_fran"))
    later = again.replace("galler_fran = 2012-01-01", first) + "\n[[mandat]]"
    assert any("står redan som forbundsordning[1]" in each for each in told("forbund.toml", "\n[[mandat]]", later))


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("realisationsvinster = 0.001", "arsredovisning.realisationsvinster: 0.001 kr går inte jämnt upp i öre"),
        ("[[arsredovisning.tidigare_ar]]\nar = 1999\nintakter = 1.000001", "1.000001 tkr går inte jämnt upp i öre"),
    ],
)
def test_amounts_of_the_annual_report_are_whole_ore(wrong, expected):
    text = (DIRECTORY / "forbund.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("ar = "))
    right, replaced = (text, f"{text}\n{wrong}") if wrong.startswith("[[") else (line, f"{line}\n{wrong}")
    problems = told("forbund.toml", right, replaced)
    assert any(expected in each for each in problems), problems


def test_what_a_budget_begins_with_is_whole_ore():
    text = (DIRECTORY / "budget-2025.toml").read_text(encoding="utf-8")
    assert "ingaende_medel" in text
    line = next(line for line in text.splitlines() if line.startswith("ingaende_medel"))
    problems = told("budget-2025.toml", line, "ingaende_medel = 0.0000001")
    assert any("ingaende_medel: 0.0000001 kr går inte jämnt upp i öre" in each for each in problems), problems
