"""What a source trusts is told to nobody, and can be narrowed to one key."""

from receiver.trust import Option, Trust, text

TRUST = Trust(keys=(b"canary-1", b"canary-2"), options={"name": "canary-3"}, document=b"canary-4")


def test_nothing_is_told() -> None:
    """No key, option or document is in the text that logs and tracebacks would show."""
    assert "canary" not in repr(TRUST)


def test_by() -> None:
    """What is left by one key is that key, with the options and the document of all."""
    assert (b"canary-2",) == TRUST.by(1).keys
    assert (TRUST.options, TRUST.document) == (TRUST.by(1).options, TRUST.by(1).document)


def test_by_a_key_of_the_sender() -> None:
    """Of a source without keys of its own there is nothing to leave."""
    assert () == Trust(document=b"fetched").by(0).keys


def test_usual_option() -> None:
    """Unless it says otherwise, an option takes any text, and has to be set."""
    option = Option(name="name", says="what it is", example="")
    assert option.check is text
    assert (True, False, False) == (option.required, option.identifies, option.narrows)
    option.check("\x00 é \ud800")
