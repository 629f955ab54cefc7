# SPDX-License-Identifier: Apache-2.0
"""The stem of token values: which one makes new values, which ones are recognised."""
import pytest

from harness import conf, expect, values
from harness.client import basic, bearer


def test_first_stem_makes_new_values_and_all_are_recognised(make_site, carrier):
    site = make_site(conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key"))
    old = site.me("alice").token("old")
    site.conf.set("TokenAdminPrefix", "c1 ta")
    site.graceful()
    new = site.me("alice").token("new")
    assert new.startswith("c1u_")
    assert new[-6:] == values.check_digits(new[:-6])
    for value in (old, new):
        assert site.get("/", carrier(value, "alice")).status == 200
        expect.invalid_token(site.get("/", carrier(values.wrong_digits(value), "alice")))


def test_stem_that_is_not_listed_is_no_longer_ours(make_site):
    site = make_site(conf.sample())
    old = site.me("alice").token("old")
    site.conf.set("TokenAdminPrefix", "zz")
    site.graceful()
    site.values_may_be_logged = True
    for headers in (bearer(old), basic(old, ""), basic("alice", old)):
        answer = site.get("/", headers)
        assert answer.status == 401
        assert answer.all("WWW-Authenticate") == ['Basic realm="Portal"']


@pytest.mark.parametrize("kind, letter", [("USER_TOKEN", "u"), ("GLOBAL_ANALYSIS_TOKEN", "a"), ("PROJECT_ANALYSIS_TOKEN", "p")])
def test_type_follows_the_stem(make_site, kind, letter):
    site = make_site(conf.sample().set("TokenAdminPrefix", "x9"))
    assert site.me("alice").token(type=kind, projectKey="p").startswith(f"x9{letter}_")


def test_token_of_a_listed_stem_that_was_never_given_is_refused(make_site):
    site = make_site(conf.sample().set("TokenAdminPrefix", "zz ta"))
    for stem in ("zzu_", "tau_", "zza_", "tap_"):
        expect.invalid_token(site.get("/", bearer(values.unknown(stem))))
