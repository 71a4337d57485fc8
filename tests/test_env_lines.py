"""What .env says of a provider: its secret in the sender's form, what to copy, its options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from dotenv import dotenv_values

if TYPE_CHECKING:
    from tests.baking import Baker

HEX, BASE64 = "[0-9a-f]{64}", "[A-Za-z0-9+/]{43}="
LINES = {
    "github": f"RECEIVER_SECRETS__GITHUB={HEX}\n",
    "adyen": f"RECEIVER_SECRETS__ADYEN={HEX}\n",
    "svix": f"RECEIVER_SECRETS__SVIX=whsec_{BASE64}\n",
    "supabase": f"RECEIVER_SECRETS__SUPABASE=v1,whsec_{BASE64}\n",
    "discord": (
        "# What the sender shows: an Ed25519 public key of 64 hex digits\n"
        "# RECEIVER_SECRETS__DISCORD=\n"
    ),
    "paypal": (
        "# The id of the webhook, from the app's dashboard\n"
        "RECEIVER_OPTIONS__PAYPAL__WEBHOOK_ID=1JE4291016473214C\n"
    ),
    "twilio": (
        f"RECEIVER_SECRETS__TWILIO={HEX}\n"
        "# The algorithm: sha1 for the account's auth token, sha256 for a SharedKey\n"
        "# RECEIVER_OPTIONS__TWILIO__ALGORITHM=sha1\n"
    ),
}
SECOND = {
    "github": ["SOURCES__GITHUB_EU=github", "SECRETS__GITHUB_EU="],
    "aws_sns": ["SOURCES__AWS_SNS_EU=aws_sns", "OPTIONS__AWS_SNS_EU__TOPIC_ARNS="],
    "aws_sns, stripe": ["SOURCES__STRIPE_EU=stripe", "SECRETS__STRIPE_EU="],
}
SWITCHES = {"RECEIVER_PUBLIC_URL", "RECEIVER_TEST_KEYS"}


@pytest.mark.parametrize(("name", "lines"), LINES.items(), ids=LINES)
def test_lines_of_a_provider(bake: Baker, name: str, lines: str) -> None:
    """After its title stand its secret or what it is, and its options, each with its meaning."""
    assert re.search(rf"# .+ /webhooks/{name}\n{lines}", bake(providers=name).text(".env"))


def test_options_of_chosen_providers_alone(bake: Baker) -> None:
    """The options and secrets of providers that were not chosen are not mentioned."""
    text = bake(providers="twilio, github").text(".env.example")
    named = re.findall(r"(?m)^(?:# )?RECEIVER_(?:SECRETS|OPTIONS)__([A-Z]+)", text)
    assert {"TWILIO", "GITHUB"} == set(named)


@pytest.mark.parametrize(
    ("providers", "expected"),
    [
        ("github, stripe", set()),
        ("github, square", {"RECEIVER_PUBLIC_URL"}),
        ("github, discord", {"RECEIVER_TEST_KEYS"}),
        ("all", SWITCHES),
    ],
)
def test_switches_are_on_where_needed(bake: Baker, providers: str, expected: set[str]) -> None:
    """The public URL is set where one is signed, test keys where senders alone can sign."""
    values = dotenv_values(bake(providers=providers).path / ".env")
    assert expected == SWITCHES & {*values}


@pytest.mark.parametrize(("providers", "lines"), SECOND.items(), ids=SECOND)
def test_second_source(bake: Baker, providers: str, lines: list[str]) -> None:
    """The example of a second source has all that such a source must have."""
    text = bake(providers=providers).text(".env.example")
    assert lines == re.findall(r"(?m)^# RECEIVER_(\w+_EU\w*=.*)$", text)
