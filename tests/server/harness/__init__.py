# SPDX-License-Identifier: Apache-2.0
"""What the server tests need to run a real httpd and to look at what it did."""
