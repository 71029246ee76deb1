import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Listing, Loaders, Under } from './loaders.js';
import type { Noun, OrderBy } from './noun.js';
import { mostAtOnce, type Page, type PageArgs, usualSize } from './page.js';
import { Direction, words } from './words.js';

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field({
    description:
      'Whether more follows. When reading backwards: whether the page was bounded by `before` (not looked up).',
  })
  hasNextPage!: boolean;

  @Field({
    description:
      'Whether something precedes. When reading forwards: whether the page was bounded by `after` (not looked up).',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first row here; null when the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row here; null when the page is empty.',
  })
  endCursor!: string | null;
}

type Class<T> = new () => T;

/** What a noun's lists are in GraphQL: the connection, its arguments, and the classes behind them. */
export interface ListTypes<Row, Filter, Order extends string> {
  Connection: new (listing: Listing<Row>) => object;
  Args: Class<PageArgs<Filter, Order>>;
  /** The list itself, whole or of what it hangs under. */
  of(load: Loaders, args: PageArgs<Filter, Order>, under?: Under): object;
}

export type ArgsOf<List extends { Args: Class<object> }> = InstanceType<List['Args']>;

/** Makes `<Name>Connection`, `<Name>Edge` and the arguments `filter`, `orderBy`, `first`, `after`, `last`, `before`. */
export function listTypes<Row extends object, Filter extends object, Order extends string>(
  name: string,
  noun: Noun<Row, Filter, Order>,
  filter: Class<Filter>,
): ListTypes<Row, Filter, Order> {
  const Connection = connectionType(name, noun.row);
  return {
    Connection,
    Args: argsType(name, noun, filter),
    of: (load, args, under) => new Connection(load.list(noun, args, under)),
  };
}

function connectionType<Row extends object>(name: string, Node: Class<Row>) {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the list.` })
  class Edge {
    @Field({ description: 'Its place in this list, in this order; give it to `after` or `before`.' })
    cursor!: string;

    @Field(() => Node, { description: `The ${name}.` })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    #listing: Listing<Row>;

    constructor(listing: Listing<Row>) {
      this.#listing = listing;
    }

    @Field(() => [Edge], { description: 'The rows of this page with their cursors.' })
    async edges(): Promise<Page<Row>['edges']> {
      return (await this.#listing.page()).edges;
    }

    @Field(() => [Node], { description: 'The rows of this page.' })
    async nodes(): Promise<Row[]> {
      return (await this.#listing.page()).edges.map((edge) => edge.node);
    }

    @Field(() => PageInfo, { description: 'Where this page lies.' })
    async pageInfo(): Promise<PageInfo> {
      const { edges, hasNextPage, hasPreviousPage } = await this.#listing.page();
      const startCursor = edges[0]?.cursor ?? null;
      return { hasNextPage, hasPreviousPage, startCursor, endCursor: edges.at(-1)?.cursor ?? null };
    }

    @Field(() => Int, { description: 'How many rows the filter finds in all; counted only when asked for.' })
    totalCount(): Promise<number> {
      return this.#listing.count();
    }
  }
  return Connection;
}

function argsType<Row extends object, Filter extends object, Order extends string>(
  name: string,
  noun: Noun<Row, Filter, Order>,
  FilterInput: Class<Filter>,
) {
  const OrderField = words(
    `${name}OrderField`,
    `What a list of ${name} can be sorted by.`,
    Object.fromEntries(
      Object.entries<{ about: string }>(noun.orders).map(([field, { about }]) => [field, about]),
    ),
  );

  @InputType(`${name}OrderBy`, { description: `The order of a list of ${name}; ties are broken by its key.` })
  class OrderInput {
    @Field(() => OrderField, { description: 'What to sort by.' })
    field!: Order;

    @Field(() => Direction, { defaultValue: 'ASC', description: 'Which end comes first.' })
    direction!: 'ASC' | 'DESC';
  }

  const { field, direction } = noun.usual;

  @ArgsType()
  class Args implements PageArgs<Filter, Order> {
    @Field(() => FilterInput, {
      nullable: true,
      description: 'Which rows: all its conditions hold at once. Left out: all rows.',
    })
    filter?: Filter | null;

    @Field(() => OrderInput, { nullable: true, description: `The order. Left out: ${field} ${direction}.` })
    orderBy?: OrderBy<Order> | null;

    @Field(() => Int, {
      nullable: true,
      description: `How many rows from the start, or after \`after\`: 0 to ${mostAtOnce}, ${usualSize} when left out.`,
    })
    first?: number | null;

    @Field(() => String, { nullable: true, description: 'Only rows after this cursor.' })
    after?: string | null;

    @Field(() => Int, {
      nullable: true,
      description: `How many rows from the end, or before \`before\`: 0 to ${mostAtOnce}. Not together with \`first\`.`,
    })
    last?: number | null;

    @Field(() => String, { nullable: true, description: 'Only rows before this cursor.' })
    before?: string | null;
  }
  return Args;
}
