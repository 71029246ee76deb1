import { BlockList, isIP } from 'node:net';

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address lies in one of the addresses, networks (a/n) and ranges (a-b) of a list separated by commas. */
export function liesIn(address: string, networks: string): boolean {
  if (isIP(address) === 0) return false;
  const list = new BlockList();
  for (const network of networks.split(',').map((each) => each.trim())) add(list, network);
  return list.check(address, family(address));
}

/** What is no network lets nobody in. */
function add(list: BlockList, network: string): void {
  const [first = '', bits] = network.split('/');
  const [from = '', to] = network.split('-');
  try {
    if (bits !== undefined) list.addSubnet(first, Number(bits), family(first));
    else if (to !== undefined) list.addRange(from.trim(), to.trim(), family(from.trim()));
    else list.addAddress(network, family(network));
  } catch {
    return;
  }
}
