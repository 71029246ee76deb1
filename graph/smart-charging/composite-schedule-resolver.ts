import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { abilitiesOf } from '../../ocpp/charging-abilities.js';
import { compositeOf, inUnit } from '../../ocpp/composite-schedule.js';
import type { Context } from '../server/context.js';
import { stationLists } from '../stations/station-list.js';
import { CompositePeriod, CompositeSchedule, compositeScheduleList } from './composite-schedule.js';
import { charging, mainsV, runningAt, situationOf } from './situation.js';

export const [CompositeScheduleResolver, StationCompositeSchedulesResolver] = stationLists(
  compositeScheduleList,
  {
    name: 'compositeSchedules',
    description: 'The schedules that stations work out from their charging profiles, as last asked for',
    row: CompositeSchedule,
    column: 'y.station_id',
  },
);

/** A month: schedules repeat by the week at most. */
const longestS = 31 * 86_400;

@Resolver(() => CompositeSchedule)
export class ComputedScheduleResolver {
  @FieldResolver(() => [CompositePeriod], {
    description:
      'The same stretch of time and unit as this system reckons it from the profiles and external limits that are known to hold now; a month of it at most.',
  })
  async computed(@Root() row: CompositeSchedule, @Ctx() { pool }: Context): Promise<CompositePeriod[]> {
    const { stationId, evseId, startsAt, durationSeconds, rateUnit } = row;
    const [{ profiles, variables }, running] = await Promise.all([
      situationOf(pool, stationId),
      runningAt(pool, stationId),
    ]);
    const transaction = running.find((each) => each.evseId === evseId);
    const by = { phases: abilitiesOf(variables, evseId).phases ?? 3, voltage: mainsV };
    const target = { evseId, ...by, transaction: transaction && charging(transaction) };
    const from = startsAt.getTime();
    const to = from + Math.min(durationSeconds, longestS) * 1000;
    return compositeOf(profiles, target, { from, to }).map(({ startS, held }) => ({
      startSeconds: Math.floor(startS),
      limit: held && inUnit(held, rateUnit ?? held.unit, { ...by, phases: held.phases }),
      phases: held && held.phases !== by.phases ? held.phases : null,
    }));
  }
}
