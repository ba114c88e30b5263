"""Returns as signed bytes: what is written is read, whatever else is refused with a reason, and nothing raises."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.returned import ReturnCell, ReturnCellState
from samverk.core.outcomes.span import Span
from samverk.formats.returns.canonical import MOST_BYTES, NotCanonicalError, canonical, parse
from samverk.formats.returns.keys import (
    KeyFormatError,
    generate_private_key,
    is_signed,
    key_id,
    private_pem,
    public_pem,
    read_private_pem,
    read_public_pem,
    signature_of,
)
from samverk.formats.returns.read import TrustedKey, read_return
from samverk.formats.returns.wire import json_schema
from samverk.formats.returns.write import content_hash, write_return
from tests.factories.returns import MEASURE, ORG, PRIVATE, STRANGER, TRUSTED, YEAR, small_return

SENT = small_return()
DATA = write_return(SENT, PRIVATE)


def refused(data, *trusted, **given_):
    """The codes and messages of a refusal."""
    value, problems = read_return(data, trusted or (TRUSTED,), **given_)
    assert value is None
    assert problems
    assert all(each.message.endswith(".") for each in problems)
    return [each.code.removeprefix("RET-") for each in problems], " ".join(str(each) for each in problems)


def signed(change, key=PRIVATE):
    """The return with something changed, and hash and signature made anew: what a faulty register could send."""
    value = json.loads(DATA)
    change(value)
    content = {field: told for field, told in value.items() if field not in ("key", "hash", "signature")}
    value["key"] = key_id(key.public_key())
    value["hash"] = sha256(canonical(content)).hexdigest()
    value.pop("signature", None)
    value["signature"] = b64encode(signature_of(key, canonical(value))).decode()
    return canonical(value)


def test_what_is_written_is_read():
    value, problems = read_return(DATA, [TRUSTED])
    assert problems == ()
    assert value == replace(SENT, rule=replace(SENT.rule, width=SENT.rule.narrowest))
    assert write_return(value, PRIVATE) == DATA == write_return(SENT, PRIVATE)
    assert value.table("enrolled_by_gender").cell("woman").value == 11
    assert value.summary("months_in_support", "enrolled_by_gender", "man").tenths == 300


def test_it_follows_its_own_schema():
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(DATA))) == []


def _nodes(node):
    if isinstance(node, dict):
        yield node
        for each in node.values():
            yield from _nodes(each)
    elif isinstance(node, list):
        for each in node:
            yield from _nodes(each)


def test_no_field_of_the_schema_can_carry_a_person():
    nodes = list(_nodes(json_schema()))
    objects = [node for node in nodes if node.get("type") == "object"]
    assert len(objects) == 7
    assert all(node["additionalProperties"] is False for node in objects)
    texts = [node for node in nodes if node.get("type") == "string"]
    assert all("enum" in node or "const" in node or "pattern" in node for node in texts)
    patterns = {node["pattern"] for node in texts if "pattern" in node}
    assert patterns == {
        r"^[a-z][a-z0-9_]*$",  # a measure, which the key is trusted for
        r"^(\*|[a-z][a-z0-9_]*)$",  # a code of the table's dimensions
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        r"^[0-9a-f]{64}$",
        r"^[0-9]{2}[2-9][0-9]{3}-[0-9]{4}$",
        r"^[A-Za-z0-9+/]{86}==$",
    }
    numbers = [node for node in nodes if node.get("type") in ("integer", "number")]
    assert all(node["type"] == "integer" and "minimum" in node and "maximum" in node for node in numbers)


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (lambda each: each.update(note="Kim"), "FALT", "(okänt fält): Fältet får inte finnas"),
        (lambda each: each["tables"][0].update(person="K1"), "FALT", "tables[1].(okänt fält)"),
        (lambda each: each["tables"][0]["cells"][0].update(name="x"), "FALT", "tables[1].cells[1].(okänt fält)"),
        (lambda each: each.pop("period"), "FALT", "period: Fältet saknas"),
        (lambda each: each.update(schema="samverk.return/2"), "SCHEMA", "samverk.return/1"),
        (lambda each: each.update(association="850101-1234"), "VARDE", "association"),
        (lambda each: each.update(association="222000-0001"), "FORBUND", "till 222000-0001, inte till förbundet"),
        (lambda each: each.update(measure="kim_berg"), "INSATS", "får inte rapportera insatsen"),
        (lambda each: each.update(measure="annan/"), "VARDE", "measure"),
        (lambda each: each.update(number="1"), "VARDE", "number"),
        (lambda each: each.update(number=True), "VARDE", "number"),
        (lambda each: each.update(number=2), "NUMMER", "en rättelse säger vilken den ersätter"),
        (lambda each: each["period"].update(first="2024-13-01"), "PERIOD", "inte möjlig"),
        (lambda each: each["period"].update(first="2025-01-01"), "PERIOD", "inte möjlig"),
        (lambda each: each["period"].update(first="2010-01-01"), "PERIOD", "längre än 5 år"),
        (lambda each: each["tables"][0].update(table="kim"), "TABELL", "slutna listan"),
        (lambda each: each["tables"].append(each["tables"][0]), "TABELL", "finns två gånger"),
        (lambda each: each["tables"][0]["cells"].pop(), "TABELL", "har inte sina celler"),
        (lambda each: each["tables"][0]["cells"].reverse(), "TABELL", "har inte sina celler"),
        (lambda each: each["tables"][0]["cells"][0].update(at=["kim"]), "TABELL", "har inte sina celler"),
        (lambda each: each["tables"][0].update(sub_projects=["annan"]), "TABELL", "fel delprojekt"),
        (lambda each: each["tables"][0]["cells"][0].update(count=0), "VARDE", "cells[1].count"),
        (lambda each: each["tables"][0]["cells"][0].update(state="zero"), "CELL", "säger emot sig själv"),
        (lambda each: each["tables"][0]["cells"][0].update(reason="primary"), "VARDE", "reason"),
        (lambda each: each["definitions"][0].update(version=2), "DEFINITION", "Uppgradera"),
        (lambda each: each["definitions"].pop(), "DEFINITION", "Uppgradera"),
        (lambda each: each["summaries"][0].update(definition="kim"), "DEFINITION", "months_in_support"),
        (lambda each: each["summaries"].append(each["summaries"][0]), "TABELL", "finns två gånger"),
        (lambda each: each["summaries"][0].update(at=["other"]), "CELL", "inte visas"),
        (lambda each: each["summaries"][0].update(low_tenths=9999), "CELL", "intervall"),
        (lambda each: each["rule"].update(threshold=3), "ROJANDE", "gränsen för små antal är 3"),
        (lambda each: each["rule"].update(threshold=1), "VARDE", "rule.threshold"),
    ],
)
def test_a_faulty_register_is_refused_even_when_it_signs(change, code, told):
    codes, message = refused(signed(change))
    assert code in codes
    assert told in message
    assert "Kim" not in message
    assert "kim" not in message


def test_a_small_cell_shown_and_a_margin_that_gives_away_are_refused():
    table = SENT.table("enrolled_by_referrer")
    for at, count, told in ((("own", "woman"), 4, "Små antal"), (("region", "woman"), 7, "räkna ut ur summorna")):
        cell = ReturnCell(at, ReturnCellState.SHOWN, count)
        opened = replace(table, cells=tuple(cell if each.at == at else each for each in table.cells))
        sent = replace(SENT, tables=(SENT.tables[0], opened))
        codes, message = refused(write_return(sent, PRIVATE))
        assert set(codes) == {"ROJANDE"}
        assert told in message


def test_the_association_s_stricter_rule_is_the_one_that_counts():
    codes, message = refused(DATA, rule=DisclosureRule(threshold=10))
    assert set(codes) == {"ROJANDE"}
    assert "förbundets är 10" in message


def test_an_unknown_key_is_refused_by_its_name():
    codes, message = refused(write_return(SENT, STRANGER))
    assert codes == ["NYCKEL"]
    assert key_id(STRANGER.public_key())[:16] in message
    assert refused(DATA, TrustedKey(STRANGER.public_key(), ORG, frozenset({MEASURE})))[0] == ["NYCKEL"]


def test_a_key_for_another_association_or_measure_does_not_do():
    other = replace(TRUSTED, association="222000-9999")
    assert refused(DATA, other)[0] == ["FORBUND"]
    assert refused(DATA, replace(TRUSTED, measures=frozenset({"annan"})))[0] == ["INSATS"]
    mixed = (other, replace(TRUSTED, measures=frozenset({"annan"})))
    assert refused(DATA, *mixed)[0] == ["INSATS"]


def test_one_s_signature_on_another_s_content_is_refused():
    value = json.loads(DATA)
    value["signature"] = json.loads(write_return(small_return(12), PRIVATE))["signature"]
    assert refused(canonical(value))[0] == ["SIGNATUR"]
    value = json.loads(write_return(SENT, STRANGER))
    value["key"] = key_id(PRIVATE.public_key())
    assert refused(canonical(value))[0] == ["SIGNATUR"]


def test_a_wrong_hash_is_refused_though_the_signature_is_right():
    value = json.loads(DATA)
    value["hash"] = "0" * 64
    value.pop("signature")
    value["signature"] = b64encode(signature_of(PRIVATE, canonical(value))).decode()
    assert refused(canonical(value))[0] == ["HASH"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"\xef\xbb\xbf" + DATA, "JSON"),
        (DATA + b"x", "JSON"),
        (b"[1]", "SCHEMA"),
        (b"null", "SCHEMA"),
        (b'"text"', "SCHEMA"),
        (b"{}", "SCHEMA"),
        (b'{"schema":["samverk.return/1"]}', "SCHEMA"),
        (b'{"schema":"samverk.return/1"}', "FALT"),
        (b'{"a":1,"a":2}', "DUBBEL"),
        (b'{"a":NaN}', "TAL"),
        (b'{"a":-Infinity}', "TAL"),
        (b'{"a":1.0}', "TAL"),
        (b'{"a":1e5}', "TAL"),
        (b'{"a":' + b"9" * 6000 + b"}", "TAL"),
        (b"[" * 100_000, "DJUP"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "DJUP"),
        (b" " * (MOST_BYTES + 1), "STORLEK"),
        (b'{"a":"\\ud800"}', "SCHEMA"),
    ],
)
def test_what_is_no_return_is_refused(data, code):
    assert code in refused(data)[0]


@pytest.mark.parametrize(
    "change", [lambda data: b" " + data, lambda data: data + b"\n", lambda data: data.replace(b":", b": ", 1)]
)
def test_the_same_value_spelt_otherwise_is_refused(change):
    assert refused(change(DATA))[0] == ["SIGNATUR"]


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
@settings(max_examples=50)
def test_no_changed_byte_is_taken(at, difference):
    changed = bytearray(DATA)
    changed[at] ^= difference
    refused(bytes(changed))


@given(st.integers(0, len(DATA)), st.integers(0, len(DATA)), st.binary(max_size=20))
@settings(max_examples=50)
def test_nothing_cut_out_or_put_in_is_taken(first, last, inserted):
    changed = DATA[: min(first, last)] + inserted + DATA[max(first, last) :]
    if changed != DATA:
        refused(changed)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(DATA))), VALUES)
@settings(max_examples=50)
def test_any_value_in_any_field_is_refused_without_raising(field, value):
    changed = {**json.loads(DATA), field: value}
    if changed != json.loads(DATA):
        refused(json.dumps(changed, sort_keys=True, separators=(",", ":")).encode())


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_any_bytes_are_read_as_json_or_refused(data):
    try:
        value = parse(data)
    except NotCanonicalError:
        assert refused(data)
    else:
        assert parse(canonical(value)) == value


def test_a_correction_follows_on_what_was_taken():
    first, _ = read_return(DATA, [TRUSTED])
    codes, message = refused(DATA, earlier=[first])
    assert codes == ["NUMMER"]
    assert "redan mottagen" in message
    second = replace(small_return(20), number=2, replaces=content_hash(SENT))
    taken, problems = read_return(write_return(second, PRIVATE), [TRUSTED], earlier=[first])
    assert problems == ()
    assert taken.number == 2
    again = replace(second, replaces="0" * 64)
    assert "rättelse med nummer 2" in refused(write_return(again, PRIVATE), earlier=[first])[1]
    skipped = replace(second, number=3)
    assert refused(write_return(skipped, PRIVATE), earlier=[first])[0] == ["NUMMER"]
    older = replace(small_return(20), span=Span(date(2023, 1, 1), date(2023, 12, 31)))
    assert read_return(write_return(older, PRIVATE), [TRUSTED], earlier=[first])[1] == ()


def test_a_correction_that_tells_of_one_woman_is_refused():
    first, _ = read_return(DATA, [TRUSTED])
    one_more = replace(small_return(12), number=2, replaces=content_hash(SENT))
    codes, message = refused(write_return(one_more, PRIVATE), earlier=[first])
    assert set(codes) == {"ROJANDE"}
    assert "räkna ut" in message


def test_keys_go_through_pem():
    key = generate_private_key()
    assert key_id(read_private_pem(private_pem(key)).public_key()) == key_id(key.public_key())
    assert key_id(read_public_pem(public_pem(key.public_key()))) == key_id(key.public_key())
    locked = private_pem(key, b"hemligt")
    assert b"ENCRYPTED" in locked
    assert key_id(read_private_pem(locked, b"hemligt").public_key()) == key_id(key.public_key())
    assert is_signed(key.public_key(), b"a", signature_of(key, b"a"))
    assert not is_signed(key.public_key(), b"b", signature_of(key, b"a"))
    assert key_id(generate_private_key().public_key()) != key_id(key.public_key())


@pytest.mark.parametrize("data", [b"", b"-----BEGIN", b"\x00" * 40])
def test_what_is_no_key_is_refused(data):
    with pytest.raises(KeyFormatError, match=r"går inte att läsa"):
        read_private_pem(data)
    with pytest.raises(KeyFormatError, match=r"går inte att läsa"):
        read_public_pem(data)


def test_a_wrong_password_and_another_kind_of_key_are_refused():
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    with pytest.raises(KeyFormatError, match="lösenordet"):
        read_private_pem(private_pem(PRIVATE, b"ett"), b"annat")
    with pytest.raises(KeyFormatError, match="lösenordet"):
        read_private_pem(private_pem(PRIVATE, b"ett"))
    other = X25519PrivateKey.generate()
    with pytest.raises(KeyFormatError, match="inte av slaget Ed25519"):
        read_private_pem(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyFormatError, match="inte av slaget Ed25519"):
        read_public_pem(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def test_the_year_is_the_one_that_was_sent():
    assert read_return(DATA, [TRUSTED])[0].span == YEAR
