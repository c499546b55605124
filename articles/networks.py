"""The network that an address on the Internet stands for: as near as one comes to who sends."""

from __future__ import annotations

import ipaddress


def network_of(address: str) -> str:
    """Return the IPv4 address, or the first 64 bits of an IPv6 one; empty where it is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
