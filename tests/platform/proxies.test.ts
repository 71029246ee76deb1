import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { addressBehind, readProxies } from '../../platform/proxies.js';

let trusted = readProxies(undefined);
const server = createServer((request, response) => response.end(addressBehind(trusted)(request)));
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => server.close());

/** The address that is believed of a request from 127.0.0.1 with this header. */
async function address(proxies: string | undefined, forwarded?: string): Promise<string> {
  trusted = readProxies(proxies);
  const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers })).text();
}

for (const [what, proxies, forwarded, believed] of [
  ['no proxy, no header', undefined, undefined, '127.0.0.1'],
  ['a header of whom nobody trusts', undefined, '198.51.100.7', '127.0.0.1'],
  ['a header from outside of the trusted network', '10.0.0.0/8', '198.51.100.7', '127.0.0.1'],
  ['a trusted proxy without a header', '127.0.0.1', undefined, '127.0.0.1'],
  ['a trusted proxy', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['what the client wrote before', '127.0.0.1', '203.0.113.1, 198.51.100.7', '198.51.100.7'],
  ['two proxies', '127.0.0.0/8, 10.1.2.3', '203.0.113.1, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
  ['what is no address hides what is left of it', '127.0.0.1', '203.0.113.1, unknown', '127.0.0.1'],
  ['nothing', '127.0.0.1', '', '127.0.0.1'],
  ['with a port', '127.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
  ['IPv6', '127.0.0.1', '2001:db8::7', '2001:db8::7'],
  ['IPv6 with a port', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
  ['IPv4 in IPv6', '127.0.0.1', '::ffff:198.51.100.7', '198.51.100.7'],
  ['proxies only', '127.0.0.1,10.1.2.3', '10.1.2.3', '127.0.0.1'],
] as const)
  test(`the address behind proxies: ${what}`, async () => {
    assert.equal(await address(proxies, forwarded), believed);
  });

test('what is no address or network is refused in words', () => {
  for (const list of ['proxy.example.com', '10.0.0.0/33', '10.0.0.0/x', ','])
    assert.throws(() => readProxies(list), /TRUSTED_PROXIES names ".*"; it takes addresses or networks/);
});
