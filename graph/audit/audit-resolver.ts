import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { auditEntryList } from './audit-entry.js';

@Resolver()
export class AuditResolver {
  @Query(() => auditEntryList.Connection, { description: 'Who changed or commanded what, newest first.' })
  auditEntries(
    @Args(() => auditEntryList.Args) args: ArgsOf<typeof auditEntryList>,
    @Ctx() { load }: Context,
  ): object {
    return auditEntryList.of(load, args);
  }
}
