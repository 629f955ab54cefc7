# SPDX-License-Identifier: Apache-2.0
"""TCP connections of a port as the kernel has them: asked for by port, since all of a busy machine's fill a long table."""
import socket
import struct

SOCK_DIAG, BY_FAMILY, REQUEST_DUMP = 4, 20, 0x301  # linux/netlink.h, linux/sock_diag.h
ERROR, DONE = 2, 3
TIME_WAIT, LISTEN = 6, 10  # of net/tcp_states.h
UNFINISHED = 0xFFF & ~(1 << TIME_WAIT | 1 << LISTEN)


def _question(port: int) -> bytes:
    """A dump of inet_diag_req_v2: IPv4, TCP, all states but two, this port on our side, any cookie."""
    asked = struct.pack("=BBBxI", socket.AF_INET, socket.IPPROTO_TCP, 0, UNFINISHED)
    asked += struct.pack("!H", port) + bytes(38) + struct.pack("=II", 0xFFFFFFFF, 0xFFFFFFFF)
    return struct.pack("=IHHII", 16 + len(asked), BY_FAMILY, REQUEST_DUMP, 1, 0) + asked


def unfinished(port: int) -> bool:
    """Whether a connection to a port is open, or being closed."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, SOCK_DIAG) as kernel:
        kernel.send(_question(port))
        while True:
            answer, at = kernel.recv(1 << 16), 0
            while at < len(answer):
                length, kind = struct.unpack_from("=IH", answer, at)
                if kind == ERROR:
                    raise OSError(-struct.unpack_from("=i", answer, at + 16)[0], "the kernel doesn't tell of connections")
                if kind == DONE:
                    return False
                if struct.unpack_from("!H", answer, at + 20)[0] == port:
                    return True
                at += (length + 3) & ~3
