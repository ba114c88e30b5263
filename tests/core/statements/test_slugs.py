from samverk.core.statements.slugs import distinct_slugs, slug


def test_swedish_words_become_ascii():
    assert slug("Övriga upplupna kostnader (2024)") == "ovriga_upplupna_kostnader_2024"
    assert slug("–") == "rad"


def test_two_names_spelt_alike_get_different_slugs():
    assert distinct_slugs(["Bår", "Bar", "Lokal"], taken=["lokal"]) == {
        "Bår": "bar",
        "Bar": "bar_2",
        "Lokal": "lokal_2",
    }
