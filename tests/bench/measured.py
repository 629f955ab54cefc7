# SPDX-License-Identifier: Apache-2.0
"""The frame of all configurations that are measured."""
from harness.conf import Conf


class Measured(Conf):
    """A server as in production: no access log, none of the tests' debug lines, two children of 64 threads."""

    # To map and unmap even a small file makes every request more than twice as dear and hides all else.
    frame = Conf.frame.replace("    LogLevel tokenadmin:debug\n", "") + "EnableMMAP Off\nMaxKeepAliveRequests 0\n"
    workers = {"event": "StartServers 2\nServerLimit 2\nThreadsPerChild 64\nThreadLimit 64\nMaxRequestWorkers 128\n"
                        "MinSpareThreads 1\nMaxSpareThreads 128"}
    access_log = ""
