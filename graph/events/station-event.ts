import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InterfaceType } from 'type-graphql';
import type { EventType, StationEvent as Recorded } from '../../platform/events/station-event.js';
import { words } from '../connections/words.js';

export const StationEventType = words('StationEventType', 'What happened; the name of the event’s type.', {
  StationConnected: 'A connection opened.',
  StationDisconnected: 'A connection ended.',
  StationBooted: 'BootNotification came in.',
  StationEdited: 'Somebody edited a station or its location, over the API or in Directus.',
  ConnectorStatusChanged: 'A connector has another status.',
  AvailabilityChanged: 'Something goes in or out of service, as its station was asked.',
  IdTokenAuthorized: 'Somebody showed a token.',
  TransactionStarted: 'A transaction began.',
  TransactionUpdated: 'A transaction changed.',
  TransactionEnded: 'A transaction is over.',
  MeterValuesReceived: 'Meter values came in.',
  DataTransferReceived: 'The station sent something of its vendor’s own.',
  LocalListUpdated: 'The station took an update of its local list.',
  LocalListFailed: 'The local list of the station could not be brought up to date.',
  FirmwareStatusChanged: 'A station came a step further with firmware.',
  FirmwareUpdateChanged: 'An update of firmware stands otherwise than before.',
  LogStatusChanged: 'A station came a step further with the upload of a log.',
  LogRequestChanged: 'A request for a log stands otherwise than before.',
  FileUploaded: 'A file that was asked for came in whole.',
  SecurityProfileRaised: 'A station came with a higher security profile, as it had agreed to.',
  StationPasswordChanged: 'A station took a new password, or did not.',
  SecurityEventReported: 'Something touched a station’s security.',
  CertificateSigningRequested: 'A station asked for a certificate of its own.',
  CertificateIssued: 'A certificate was made for a station.',
  CertificateDelivered: 'A station took its certificate, or did not.',
  CertificateExpiring: 'A station’s certificate ends soon.',
  CertificateRevoked: 'A station’s certificate was revoked.',
  InstalledCertificatesChanged: 'A station has other certificates installed than before, as far as we know.',
  CertificateQueried: 'A station asked about certificates that others issue.',
  ReservationStatusChanged: 'A reservation is over or changed.',
  DisplayMessagesReported: 'A station reported messages it shows.',
  CustomerInformationReported: 'A station reported what it holds about a customer.',
  CustomerInformationAnswered: 'A station answered a question about a customer.',
  DisplayMessageChanged: 'A station took or refused a message to show, or shows it no more.',
  ChargingProfilesReported: 'A station reported charging profiles it holds.',
  ChargingProfilesChanged: 'A station took charging profiles from this system, or some hold no more.',
  CompositeScheduleReported: 'A station told the schedule it works out from its charging profiles.',
  ChargingLimitSet: 'Somebody other than this system limits a station.',
  ChargingLimitCleared: 'A limit that somebody else had set no longer holds.',
  EVChargingNeedsReported: 'A vehicle said what it needs.',
  EVChargingScheduleReported: 'A vehicle said how it will charge.',
  DynamicScheduleUpdateAsked: 'A station asked for the next values of a dynamic profile.',
  PriorityChargingChanged: 'A transaction charges with priority, or no longer.',
  TransactionChecked: 'A station said whether a transaction goes on.',
  CostTold: 'A station took the cost to show a driver.',
  AllowedEnergyTransferTold: 'A station was told how energy may flow in a transaction.',
  TariffsChanged: 'A station has other tariffs than before.',
  AFRRSignalAnswered: 'A station answered a signal of automatic frequency restoration.',
  BatterySwapRequested: 'A station was asked to give a driver batteries.',
  BatterySwapped: 'A driver brought or took batteries.',
  DERAlarmReported: 'The grid left its bounds, or came back.',
  DERControlsReported: 'A station reported its controls towards the grid.',
  DERControlsChanged: 'A station took controls towards the grid, or has some no more.',
  DERControlChanged: 'A control towards the grid began to work, or ceased to.',
  PaymentSettled: 'A payment was settled, or failed.',
  VatNumberQueried: 'A driver typed in a VAT number.',
  CommandUpdated: 'A command went out, was answered or failed.',
  VariablesChanged: 'We know otherwise of variables than before.',
  DriftBegan: 'Variables of a station are other than desired.',
  DriftEnded: 'Variables of a station are as desired again, or no longer desired otherwise.',
  ReportReceived: 'A report of variables is complete.',
  MonitoringReportReceived: 'A report of monitors is complete.',
  MonitorsChanged: 'The station watches variables otherwise, as it was asked.',
  DeviceEventReported: 'The station noticed something.',
  EventStreamOpened: 'The station is about to send the values of a monitor in bulk.',
  EventStreamAdjusted: 'A stream sends at another pace.',
  EventStreamClosed: 'A stream of values is over.',
  EventStreamReceived: 'Values came over a stream.',
  OrphanRecorded: 'Energy or a stop came in that matches no transaction.',
  HandshakeRefused: 'A connection was turned away.',
} satisfies Record<EventType, string>);

@InterfaceType({
  description: 'Something that happened at a station.',
  resolveType: (event: StationEvent) => event.type,
})
export class StationEvent {
  @Field({ description: 'Its place in the order of replay; give it to `after` to go on behind it.' })
  cursor!: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened.' })
  at!: Date;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => StationEventType, { description: 'What happened; the name of its type.' })
  type!: EventType;
}

/** An event as GraphQL shows it: its data beside what all events have. */
export const shown = ({ station, data, ...event }: Recorded): StationEvent => ({
  ...data,
  ...event,
  stationId: station,
});
