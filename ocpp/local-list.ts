import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { idTagInfo, idTokenInfo, statusOfToken, verdict } from './token-info.js';
import type { OcppVersion } from './versions.js';

/** A token that a station's list shall hold, as the view local_list_wanted gives it. */
export interface WantedToken {
  id_token: string;
  type: string;
  status: keyof typeof statusOfToken;
  expires_at: Date | null;
  group_id_token: string | null;
  language: string | null;
  personal_message: string | null;
  personal_message_format: 'ASCII' | 'HTML' | 'URI' | 'UTF8';
  charging_priority: number | null;
  evse_ids: number[] | null;
  master_pass: boolean;
}

/** An entry of a list. Without info it stands in an update for a token that goes (1.6 §7.1, 2.x D01). */
export interface Entry {
  idToken: string;
  /** 2.x; null in 1.6. */
  type: string | null;
  info: object | null;
}

/** What a SendLocalList says. */
export interface ListUpdate {
  version: number;
  full: boolean;
  entries: Entry[];
}

interface Dialect {
  /** Characters of a token at most. */
  mostCharacters: number;
  entry(token: WantedToken): Entry | undefined;
  write(update: ListUpdate): object;
  read(request: never): ListUpdate;
}

const types201 = [
  'Central',
  'eMAID',
  'ISO14443',
  'ISO15693',
  'KeyCode',
  'Local',
  'MacAddress',
  'NoAuthorization',
];

const verdictOf = (token: WantedToken) =>
  verdict({
    status: statusOfToken[token.status],
    expiresAt: token.expires_at,
    groupIdToken: token.group_id_token,
    language: token.language,
    personalMessage:
      token.personal_message === null
        ? null
        : { format: token.personal_message_format, content: token.personal_message },
    chargingPriority: token.charging_priority,
    evseIds: token.evse_ids,
  });

/** 1.6 lists can't say that a token ends transactions only, or charges at some EVSEs: such are asked for each time. */
const v16: Dialect = {
  mostCharacters: 20,
  entry: (token) =>
    token.master_pass || token.evse_ids
      ? undefined
      : { idToken: token.id_token, type: null, info: idTagInfo(verdictOf(token)) },
  write: ({ version, full, entries }): V16.SendLocalListRequest => ({
    listVersion: version,
    updateType: full ? 'Full' : 'Differential',
    localAuthorizationList: entries.map(({ idToken, info }) => ({
      idTag: idToken,
      ...(info && { idTagInfo: info as V16.AuthorizeResponse['idTagInfo'] }),
    })),
  }),
  read: ({ listVersion, updateType, localAuthorizationList = [] }: V16.SendLocalListRequest) => ({
    version: listVersion,
    full: updateType === 'Full',
    entries: localAuthorizationList.map(({ idTag, idTagInfo }) => ({
      ...{ idToken: idTag, type: null, info: idTagInfo ?? null },
    })),
  }),
};

const v201: Dialect = {
  mostCharacters: 36,
  entry: (token) => ({
    idToken: token.id_token,
    type: types201.includes(token.type) ? token.type : 'Central',
    info: idTokenInfo(verdictOf(token)),
  }),
  write: ({ version, full, entries }): V201.SendLocalListRequest => ({
    versionNumber: version,
    updateType: full ? 'Full' : 'Differential',
    ...(entries.length > 0 && {
      localAuthorizationList: entries.map(({ idToken, type, info }) => ({
        idToken: { idToken, type: (type ?? 'Central') as V201.IdTokenEnumType },
        ...(info && { idTokenInfo: info as V201.IdTokenInfoType }),
      })),
    }),
  }),
  read: ({ versionNumber, updateType, localAuthorizationList = [] }: V201.SendLocalListRequest) => ({
    version: versionNumber,
    full: updateType === 'Full',
    entries: localAuthorizationList.map(({ idToken, idTokenInfo }) => ({
      ...{ idToken: idToken.idToken, type: idToken.type, info: idTokenInfo ?? null },
    })),
  }),
};

const v21: Dialect = {
  ...v201,
  mostCharacters: 255,
  entry: (token) => ({
    idToken: token.id_token,
    type: token.type.length <= 20 ? token.type : 'Central',
    info: idTokenInfo(verdictOf(token)),
  }),
};

const dialects: Record<OcppVersion, Dialect> = { 'ocpp1.6': v16, 'ocpp2.0.1': v201, 'ocpp2.1': v21 };

/** The entries that say this; tokens that the version has no words for are left out. */
export const entriesOf = (version: OcppVersion, tokens: WantedToken[]): Entry[] =>
  tokens.flatMap((token) => {
    const fits = token.id_token.length <= dialects[version].mostCharacters;
    return (fits && dialects[version].entry(token)) || [];
  });

export const writeList = (version: OcppVersion, update: ListUpdate): object =>
  dialects[version].write(update);

export const readList = (version: OcppVersion, request: object): ListUpdate =>
  dialects[version].read(request as never);

/** Names an entry in its list: tokens are the same in any case. */
export const nameOfEntry = (idToken: string): string => idToken.toLowerCase();

/** One text for infos that say the same, whatever the order of their fields and the form of their times. */
export const textOfInfo = (info: object): string => JSON.stringify(ordered(info));

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function ordered(value: unknown): unknown {
  if (typeof value === 'string' && time.test(value) && !Number.isNaN(Date.parse(value)))
    return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, ordered(each)]));
}
