/** Of what happens at a station: charging and its limits, reservations, displays, customers, energy and payment. */
export interface EnergyEventData {
  /** EVSE 0 is the station, connector 0 the whole EVSE. */
  AvailabilityChanged: {
    evseId: number;
    connectorId: number;
    operational: string;
    scheduled: string | null;
    answer: string;
  };
  ReservationStatusChanged: {
    reservationId: string;
    status: string;
    /** The station's own word. */
    answer: string | null;
    cancelledBy: string | null;
    /** transaction.id */
    transaction: string | null;
  };
  /** A part of the messages a station shows; `complete` with the last. */
  DisplayMessagesReported: { requestId: string | null; messageIds: string[]; complete: boolean };
  /** A part of what a station holds about a customer; `complete` with the last. */
  CustomerInformationReported: {
    requestId: string | null;
    seqNo: number;
    complete: boolean;
  };
  CustomerInformationAnswered: { requestId: string; report: boolean; clear: boolean; answer: string };
  /** A station took or refused a message, or shows it no more. */
  DisplayMessageChanged: { messageId: string; status: string; answer: string | null };
  /** A part of the profiles a station holds; `complete` with the last. */
  ChargingProfilesReported: {
    requestId: string | null;
    evseId: number;
    source: string;
    profileIds: string[];
    complete: boolean;
  };
  /** Profiles that a station took from us, and those that hold no more. */
  ChargingProfilesChanged: { set: string[]; ended: string[]; reason: string | null };
  CompositeScheduleReported: {
    evseId: number;
    status: string;
    startsAt: string;
    durationSeconds: number;
    rateUnit: string | null;
    periods: unknown;
  };
  /** Somebody other than us limits a station, or an EVSE of it. */
  ChargingLimitSet: {
    evseId: number;
    source: string;
    gridCritical: boolean | null;
    localGeneration: boolean | null;
    schedules: unknown;
  };
  ChargingLimitCleared: { evseId: number; source: string };
  EVChargingNeedsReported: {
    evseId: number;
    /** transaction.id */
    transaction: string | null;
    energyTransfer: string;
    energyWh: number | null;
    departureAt: string | null;
    needs: unknown;
    status: string;
  };
  EVChargingScheduleReported: {
    evseId: number;
    /** transaction.id */
    transaction: string | null;
    timeBase: string;
    schedule: unknown;
    status: string;
  };
  DynamicScheduleUpdateAsked: { profileId: string; status: string };
  PriorityChargingChanged: {
    /** transaction.id */
    transaction: string;
    activated: boolean;
  };
  /** Null: of the station as a whole. */
  TransactionChecked: { transactionId: string | null; ongoing: boolean | null; messagesInQueue: boolean };
  CostTold: { transactionId: string; totalCost: number };
  AllowedEnergyTransferTold: { transactionId: string; allowedEnergyTransfer: string[]; answer: string };
  TariffsChanged: { set: string[]; ended: string[] };
  AFRRSignalAnswered: { signal: number; answer: string };
  BatterySwapRequested: { requestId: string; idToken: string; answer: string };
  BatterySwapped: { requestId: string | null; swap: string; idToken: string; batteries: unknown };
  DERAlarmReported: {
    controlType: string;
    gridEventFault: string | null;
    ended: boolean;
    info: string | null;
  };
  /** A part of the controls a station has; `complete` with the last. */
  DERControlsReported: { requestId: string | null; controlIds: string[]; complete: boolean };
  DERControlsChanged: { set: string[]; cleared: string[] };
  DERControlChanged: { controlId: string; started: boolean; supersededIds: string[] };
  PaymentSettled: {
    /** What the station calls it. */
    transactionId: string | null;
    pspRef: string;
    status: string;
    amount: number;
    receiptUrl: string | null;
  };
  VatNumberQueried: { evseId: number; vatNumber: string; status: string };
}

export const energyEventTypes = [
  'AvailabilityChanged',
  'ReservationStatusChanged',
  'DisplayMessagesReported',
  'CustomerInformationReported',
  'CustomerInformationAnswered',
  'DisplayMessageChanged',
  'ChargingProfilesReported',
  'ChargingProfilesChanged',
  'CompositeScheduleReported',
  'ChargingLimitSet',
  'ChargingLimitCleared',
  'EVChargingNeedsReported',
  'EVChargingScheduleReported',
  'DynamicScheduleUpdateAsked',
  'PriorityChargingChanged',
  'TransactionChecked',
  'CostTold',
  'AllowedEnergyTransferTold',
  'TariffsChanged',
  'AFRRSignalAnswered',
  'BatterySwapRequested',
  'BatterySwapped',
  'DERAlarmReported',
  'DERControlsReported',
  'DERControlsChanged',
  'DERControlChanged',
  'PaymentSettled',
  'VatNumberQueried',
] as const satisfies readonly (keyof EnergyEventData)[];
