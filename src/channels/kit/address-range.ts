import { BlockList, isIP } from 'node:net';

const V4_RANGES: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  // The wire server of Azure: a public address by its number, a local service by what it answers.
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

// The translated and tunnelled ranges (64:ff9b, 2001::/32, 2002) carry a v4 address inside that nobody else would check.
const V6_RANGES: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const refused = new BlockList();
for (const [network, bits] of V4_RANGES) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of V6_RANGES) refused.addSubnet(network, bits, 'ipv6');

/**
 * Whether the address is one that a public shop never has: private, loopback, link-local, metadata, reserved, multicast, or
 * one of these inside an IPv6 address. What is not an IP address counts as one too, so a caller cannot let it through.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = address.split('%', 1)[0] ?? '';
  const family = isIP(bare);
  if (family === 0) return true;
  return refused.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
