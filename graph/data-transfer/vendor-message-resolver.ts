import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { byVendorMessageId, VendorMessage, vendorMessageList, vendorMessageNoun } from './vendor-message.js';

@Resolver(() => VendorMessage)
export class VendorMessageResolver {
  @Query(() => vendorMessageList.Connection, { description: 'Messages of vendors that are known here.' })
  vendorMessages(
    @Args(() => vendorMessageList.Args) args: ArgsOf<typeof vendorMessageList>,
    @Ctx() { load }: Context,
  ): object {
    return vendorMessageList.of(load, args);
  }

  @Query(() => VendorMessage, {
    nullable: true,
    description: 'One message of a vendor; null when there is none of this number.',
  })
  vendorMessage(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<VendorMessage | null> {
    return load.one(vendorMessageNoun, byVendorMessageId, id);
  }
}
