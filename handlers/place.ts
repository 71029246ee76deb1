/** A connector in 2.x terms; EVSE 0 is the station itself. */
export interface Place {
  evseId: number;
  connectorId: number;
}

const ordinal = (number: number | undefined): number =>
  number !== undefined && number > 0 && number <= 0x7fff_ffff ? Math.floor(number) : 0;

/** 1.6 knows connectors only: its connector n is the one connector of EVSE n, its 0 the station. */
export function placeOfConnector(connectorId: number): Place {
  const evseId = ordinal(connectorId);
  return { evseId, connectorId: Math.min(evseId, 1) };
}

/** Stations that leave the connector out, or call it 0, mean the first one of the EVSE. */
export function placeOfEvse(evseId: number, connectorId: number | undefined): Place {
  const evse = ordinal(evseId);
  return { evseId: evse, connectorId: ordinal(connectorId) || Math.min(evse, 1) };
}
