import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ListTypes } from '../connections/connection.js';
import type { PageArgs } from '../connections/page.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationNoun } from './charging-station.js';

interface OfStation {
  stationId: string;
}

interface Listed<Row> {
  /** The query, and the field of ChargingStation. */
  name: string;
  description: string;
  row: new () => Row;
  /** station_id, as the noun's table calls it. */
  column: string;
}

/** What is kept of stations as a list: a query over all stations, a field of each, and from each row back to its station. */
export function stationLists<Row extends OfStation, Filter, Order extends string>(
  list: ListTypes<Row, Filter, Order>,
  { name, description, row, column }: Listed<Row>,
) {
  @Resolver(() => row)
  class RowResolver {
    @Query(() => list.Connection, { name, description: `${description}, of all stations.` })
    all(@Args(() => list.Args) args: PageArgs<Filter, Order>, @Ctx() { load }: Context): object {
      return list.of(load, args);
    }

    @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
    station(@Root() { stationId }: OfStation, @Ctx() { load }: Context): Promise<ChargingStation | null> {
      return load.one(stationNoun, byStationId, stationId);
    }
  }

  // The method has the field's own name: type-graphql tells the fields of one type apart by their methods.
  @Resolver(() => ChargingStation)
  class UnderStationResolver {
    @FieldResolver(() => list.Connection, { description: `${description}.` })
    [name](
      @Root() { id }: ChargingStation,
      @Args(() => list.Args) args: PageArgs<Filter, Order>,
      @Ctx() { load }: Context,
    ): object {
      return list.of(load, args, { column, type: 'text', key: id });
    }
  }
  return [RowResolver, UnderStationResolver] as const;
}
