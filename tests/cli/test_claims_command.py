"""``hinge claims`` lists them, and shows one with all that its verdict will rest on."""

import json

from hinge.scenario.load import load


def test_one_claim_is_shown_with_words_readings_evidence_and_record(hinge_command) -> None:
    claim = next(one for one in load("aleppo-2016", calibrated=False).claims if one.id == "A01")
    result = hinge_command("claims", "aleppo-2016", "A01")
    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    for words in (
        claim.quote,
        claim.paraphrase,
        claim.leaves_out,
        claim.record.text,
        *(reading.says for reading in claim.readings),
        *(piece.text for piece in (*claim.evidence_for, *claim.evidence_against)),
    ):
        assert " ".join(words.split()) in said
    assert "the Government side holds at least 51 % of Eastern Aleppo on 22 December 2016" in said
    assert "hinge assess aleppo-2016 --claims A01" in said


def test_every_claim_of_every_test_can_be_shown_and_printed_as_json(hinge_command) -> None:
    for scenario in ("aleppo-2016", "ring"):
        for claim in load(scenario, calibrated=False).claims:
            shown = hinge_command("claims", scenario, claim.id)
            assert shown.exit_code == 0, (claim.id, shown.exception)
            answer = json.loads(hinge_command("claims", scenario, claim.id, "--json").stdout)
            assert (answer["id"], answer["quote"]) == (claim.id, claim.quote)
            assert len(answer["readings"]) == len(claim.readings)
            assert '"line"' not in json.dumps(answer)


def test_what_a_reading_counts_is_the_sentence_of_its_verdict(hinge_command) -> None:
    verdicts = json.loads(
        hinge_command("assess", "ring", "--draws", "64", "--workers", "1", "--json").stdout
    )["verdicts"]
    for verdict in verdicts:
        one = json.loads(hinge_command("claims", "ring", verdict["id"], "--json").stdout)
        counted = [reading["counted"] for reading in one["readings"]]
        assert counted == [reading["predicate"] for reading in verdict["readings"]]


def test_an_unknown_claim_is_refused_in_words_and_in_json(hinge_command) -> None:
    result = hinge_command("claims", "ring", "Z99", "--json")
    assert result.exit_code == 2
    assert "has no claim 'Z99'" in result.stderr
    assert json.loads(result.stdout)["problems"][0]["rule"] == "unknown_claim"
