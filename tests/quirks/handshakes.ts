/** A handshake as a real charger makes it, and what has to come of it. */
export interface HandshakeQuirk {
  name: string;
  /** As in Quirk. */
  seen: string;
  /** As it stands on the request line. */
  path: string;
  /** Sec-WebSocket-Protocol, to the letter; none when absent. */
  protocols?: string;
  /** Others; null leaves out one that a client sends. */
  headers?: Record<string, string | null>;
  /** The station it means, what it then speaks, and the sub-protocol that is echoed. */
  opens?: { station: string; version: string; echo?: string };
  /** The answer, and the row that tells people why. */
  refused?: { status: number; reason: RegExp };
}

const ocpp16 = { version: 'ocpp1.6', echo: 'ocpp1.6' };
const opens = (station: string) => ({ station, ...ocpp16 });
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
/** Stations of these quirks that have a password have this one. */
export const password = 'quirk-password-16';

export const handshakes: HandshakeQuirk[] = [
  {
    name: 'a space in the id, percent-encoded',
    seen: 'core PR#1093',
    path: '/ocpp/Garage%20West',
    protocols: 'ocpp1.6',
    opens: opens('Garage West'),
  },
  {
    name: 'a slash in the id, percent-encoded',
    seen: 'open-ocpp PR#198',
    path: '/ocpp/DE%2FABC%2F7',
    protocols: 'ocpp1.6',
    opens: opens('DE/ABC/7'),
  },
  {
    name: 'a colon and an umlaut in the id: the Basic user is compared with the id decoded',
    seen: 'ev-server PR#751',
    path: '/S%C3%A4ule%3A7',
    protocols: 'ocpp1.6',
    headers: basic(`Säule:7:${password}`),
    opens: opens('Säule:7'),
  },
  {
    name: 'characters beyond letters and digits',
    seen: 'ocpp-2w-proxy#4, ocpp-2w-proxy#6',
    path: '/CP_01-A.b~c+d@e*f',
    protocols: 'ocpp1.6',
    opens: opens('CP_01-A.b~c+d@e*f'),
  },
  {
    name: 'Keba: a leading comma in the sub-protocol',
    seen: 'occore#91',
    path: '/keba',
    protocols: ',ocpp2.0.1',
    opens: { station: 'keba', version: 'ocpp2.0.1', echo: 'ocpp2.0.1' },
  },
  {
    name: 'Grizzl-E: no sub-protocol at all is 1.6',
    seen: 'steve#135, steve#369, steve#1109, lbbrhzn#442',
    path: '/grizzl-e',
    opens: { station: 'grizzl-e', version: 'ocpp1.6' },
  },
  {
    name: 'a sub-protocol in capitals is echoed to the letter',
    seen: 'WebSocket-Node#72',
    path: '/capitals',
    protocols: 'OCPP1.6',
    opens: { station: 'capitals', version: 'ocpp1.6', echo: 'OCPP1.6' },
  },
  {
    // node's http server takes it for a plain request and keeps the socket: there is no public way to take it back.
    name: 'without "Connection: Upgrade" it is no upgrade: refused in words that name the header, with a row',
    seen: 'lbbrhzn PR#1984',
    path: '/no-connection',
    protocols: 'ocpp1.6',
    headers: { Connection: null },
    refused: { status: 426, reason: /Connection: Upgrade/ },
  },
  {
    name: '"Connection: keep-alive, Upgrade" is an upgrade',
    seen: 'independent client',
    path: '/keep-alive',
    protocols: 'ocpp1.6',
    headers: { Connection: 'keep-alive, Upgrade' },
    opens: opens('keep-alive'),
  },
  {
    name: 'a trailing slash is not an empty id',
    seen: 'citrineos source',
    path: '/slash/',
    protocols: 'ocpp1.6',
    opens: opens('slash'),
  },
  {
    name: 'a path of another system in front of the id',
    seen: 'steve#689',
    path: '/steve/websocket/CentralSystemService/moved',
    protocols: 'ocpp1.6',
    opens: opens('moved'),
  },
  {
    name: 'no id in the path: the refusal says so to whoever stands there and to whoever looks later',
    seen: 'steve#776, citrineos#107',
    path: '/',
    protocols: 'ocpp1.6',
    refused: { status: 400, reason: /names no station/ },
  },
  {
    name: 'a Basic user that is not the id, at a station without a password',
    seen: 'independent client',
    path: '/other-user',
    protocols: 'ocpp1.6',
    headers: basic('admin:secret'),
    opens: opens('other-user'),
  },
  {
    name: 'permessage-deflate is offered and not taken',
    seen: 'independent client',
    path: '/deflate',
    protocols: 'ocpp1.6',
    headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
    opens: opens('deflate'),
  },
];
