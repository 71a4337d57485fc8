"""What a line for `receiver verify` must say of a provider: secrets, options, fetched keys."""

import pytest

from receiver import providers
from receiver.trust import Option
from senders import sender
from verdicts import decide, line_of

OTHER = "0f9b3c5d7a1e84c2"
each_provider = pytest.mark.parametrize("name", providers.names())


def refusal(option: Option) -> str:
    """Return what an option says to a value that few of them can have, or nothing."""
    try:
        option.check("canary")
    except ValueError as error:
        return str(error)
    return ""


@each_provider
def test_secrets(name: str) -> None:
    """They must be there, but for handshakes that are unsigned and senders that share none."""
    provider = providers.load(name)
    stand_for = [each.name for each in provider.options if each.identifies and each.required]
    without = dict.fromkeys(stand_for, ...)
    lacks: tuple[object, ...] = ([], ..., None)
    answers = [decide(line_of(name), secrets=lack, **without) for lack in lacks]
    if stand_for:
        assert {f"{stand_for[0]} is missing"} == {
            answer["reason"].partition(":")[0] for answer in answers
        }
    elif not provider.takes_a_secret():
        assert {"accepted"} == {answer["verdict"] for answer in answers}
    elif all(each.signed for each in provider.handshakes):
        assert {"secrets: one or more are needed"} == {
            ": ".join(answer["reason"].split(": ")[:2]) for answer in answers
        }
    else:
        assert {"refused"} == {answer["verdict"] for answer in answers}


@each_provider
def test_undecodable_secret(name: str) -> None:
    """A secret that cannot be one of the sender's is told, with what such a secret looks like."""
    kind = providers.load(name).scheme.secret
    answer = decide(line_of(name), secrets=[sender(name).text, "canary?é"])
    try:
        assert kind is None or kind.decode("canary?é")
    except ValueError:
        assert kind
        expected = {"verdict": "error", "reason": f"secrets: one of them is not {kind.says}"}
        assert expected == answer
    else:
        assert "accepted" == answer["verdict"]


@each_provider
def test_options(name: str) -> None:
    """What is no text, or no value of the option, is told under its name, and so is a lack."""
    for option in providers.load(name).options:
        number = decide(line_of(name), **{option.name: 1})
        assert {"verdict": "error", "reason": f"{option.name}: should be text"} == number
        assert number == decide(line_of(name), **{option.name: "a\x00"})
        secrets = [sender(name).text] if providers.load(name).takes_a_secret() else []
        lacking = decide(line_of(name), **{option.name: ...}, secrets=secrets)
        if option.required and not option.narrows:
            reason = f"{option.name} is missing: {option.says}"
            assert {"verdict": "error", "reason": reason} == lacking
        else:
            assert "accepted" == lacking["verdict"]


@each_provider
def test_malformed_options(name: str) -> None:
    """A value that the start-up would refuse is refused here, with the same words."""
    for option in providers.load(name).options:
        expected = {"verdict": "error", "reason": f"{option.name}: {refusal(option)}"}
        answer = decide(line_of(name), **{option.name: "canary"})
        assert not refusal(option) or expected == answer


@each_provider
def test_certificate(name: str) -> None:
    """What a key's URL yields must be there where one is fetched, and nowhere else."""
    fetched, line = providers.load(name).fetched_key, line_of(name)
    if fetched:
        url = fetched.url(sender(name).request().message())
        for lacking in (decide(line, cert=""), decide(line, cert=...)):
            expected = f"cert is missing: give what {url} yields, in PEM"
            assert {"verdict": "error", "reason": expected} == lacking
        assert "refused" == decide(line, cert="no certificate")["verdict"]
        assert "refused" == decide(line, cert=sender(name, OTHER).document().decode())["verdict"]
    else:
        answer = decide(line, cert="canary")
        assert "error" == answer["verdict"]
        assert answer["reason"].startswith("cert: ")
        assert answer["reason"].endswith("leave it out")
