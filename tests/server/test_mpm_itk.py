# SPDX-License-Identifier: Apache-2.0
"""mpm-itk, which forks a process for each connection: connections and locks can't be used there, so it is refused."""
import pytest

from harness import conf, modules


def with_itk(configuration) -> conf.Conf:
    return configuration.mpm("prefork").first(f"LoadModule mpm_itk_module {modules.apxs('LIBEXECDIR')}/mpm_itk.so")


def test_tokens_beside_mpm_itk_are_refused(new_httpd):
    code, output = new_httpd(with_itk(conf.sample())).configtest()
    assert code != 0 and "TA20046: mpm_itk is loaded" in output and "event, worker or prefork" in output, output


def test_tokens_of_a_virtual_host_beside_mpm_itk_are_refused(new_httpd):
    configuration = conf.Conf().set("DBDriver", "@driver@").set("DBDParams", '"@db@"')
    code, output = new_httpd(with_itk(configuration.virtual_host("a.test", "TokenAdminUsers any"))).configtest()
    assert code != 0 and "TA20046" in output, output


def test_module_that_is_not_in_use_minds_no_mpm_itk(new_httpd):
    code, output = new_httpd(with_itk(conf.Conf())).configtest()
    assert code == 0, output


@pytest.mark.parametrize("name", ["event", "worker", "prefork"])
def test_other_mpms_are_taken(new_httpd, name):
    code, output = new_httpd(conf.sample().mpm(name)).configtest()
    assert code == 0, output
