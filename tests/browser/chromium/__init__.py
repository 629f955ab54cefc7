# SPDX-License-Identifier: Apache-2.0
"""What the browser tests need to drive a real Chromium as a person would and to look at what its pages did."""
