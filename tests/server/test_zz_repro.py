from harness import conf
import pytest
@pytest.mark.parametrize("n", range(600))
def test_r(make_site, n):
    site = make_site(conf.sample())
    for _ in range(n % 3): site.me("alice").search()
    site.stop()
