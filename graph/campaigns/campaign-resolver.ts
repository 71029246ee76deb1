import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { byCommandId, Command, commandNoun } from '../commands/command.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { stationLists } from '../stations/station-list.js';
import { byCampaignId, Campaign, campaignList, campaignNoun } from './campaign.js';
import { byCampaign, CampaignCounts, campaignCountsNoun, noCounts } from './campaign-counts.js';
import { CampaignInput } from './campaign-input.js';
import { CampaignStation, campaignStationList } from './campaign-station.js';
import { createCampaign } from './create-campaign.js';
import { CampaignProgress, followProgress } from './progress.js';
import { cancelCampaign, pauseCampaign, resumeCampaign, retryFailed } from './steer.js';

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => campaignList.Connection, { description: 'Commands to many stations, newest first.' })
  campaigns(
    @Args(() => campaignList.Args) args: ArgsOf<typeof campaignList>,
    @Ctx() { load }: Context,
  ): object {
    return campaignList.of(load, args);
  }

  @Query(() => Campaign, {
    nullable: true,
    description: 'One campaign; null when there is none of this number.',
  })
  campaign(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<Campaign | null> {
    return load.one(campaignNoun, byCampaignId, id);
  }

  @FieldResolver(() => CampaignCounts, { description: 'How many of its stations stand where.' })
  async counts(@Root() { id }: Campaign, @Ctx() { load }: Context): Promise<CampaignCounts> {
    return (await load.one(campaignCountsNoun, byCampaign, id)) ?? noCounts;
  }

  @FieldResolver(() => campaignStationList.Connection, { description: 'Its stations and how it went there.' })
  stations(
    @Root() { id }: Campaign,
    @Args(() => campaignStationList.Args) args: ArgsOf<typeof campaignStationList>,
    @Ctx() { load }: Context,
  ): object {
    return campaignStationList.of(load, args, { column: 'm.campaign_id', type: 'bigint', key: id });
  }

  @Mutation(() => Campaign, {
    description:
      'Gives a command to many stations, so many at once. Who takes part is fixed now; what is asked is checked against the schemas of all versions.',
  })
  createCampaign(
    @Arg('input', () => CampaignInput, { description: 'What, to whom, and how.' }) input: CampaignInput,
    @Ctx() context: Context,
  ): Promise<Campaign> {
    return createCampaign(context, input);
  }

  @Mutation(() => Campaign, { description: 'Asks nobody more for now; what is under way goes to its end.' })
  pauseCampaign(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Campaign> {
    return pauseCampaign(context, id);
  }

  @Mutation(() => Campaign, {
    description:
      'Goes on with a paused campaign. Its failures until now no longer count towards stopPercent.',
  })
  resumeCampaign(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Campaign> {
    return resumeCampaign(context, id);
  }

  @Mutation(() => Campaign, { description: 'Calls a campaign off; what is under way goes to its end.' })
  cancelCampaign(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Campaign> {
    return cancelCampaign(context, id);
  }

  @Mutation(() => Campaign, {
    description: 'Asks those stations anew that have failed, or could not be asked in time.',
  })
  retryFailed(
    @Arg('id', () => ID, { description: 'The campaign.' }) id: string,
    @Arg('expiresInSeconds', () => Int, {
      defaultValue: 86_400,
      description: 'How long stations are asked from now on, at least, in seconds.',
    })
    expiresInSeconds: number,
    @Ctx() context: Context,
  ): Promise<Campaign> {
    if (expiresInSeconds < 1 || expiresInSeconds > 31_536_000)
      throw failure('BAD_USER_INPUT', 'expiresInSeconds takes 1 to 31536000');
    return retryFailed(context, id, expiresInSeconds);
  }
}

export const [CampaignStationResolver, CampaignStationsOfStationResolver] = stationLists(
  campaignStationList,
  {
    name: 'campaignStations',
    description: 'Parts in campaigns',
    row: CampaignStation,
    column: 'm.station_id',
  },
);

@Resolver(() => CampaignStation)
export class CampaignStationLinksResolver {
  @FieldResolver(() => Campaign, { nullable: true, description: 'The campaign.' })
  campaign(@Root() { campaignId }: CampaignStation, @Ctx() { load }: Context): Promise<Campaign | null> {
    return load.one(campaignNoun, byCampaignId, campaignId);
  }

  @FieldResolver(() => Command, {
    nullable: true,
    description: 'The newest command it was given, with the station’s answer or error.',
  })
  command(@Root() { commandId }: CampaignStation, @Ctx() { load }: Context): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, commandId);
  }
}

@Resolver(() => CampaignProgress)
export class CampaignProgressResolver {
  @Subscription(() => CampaignProgress, {
    description:
      'How far a campaign is: at once, then whenever it has come further, a few times a second at most. Ends when the campaign is over.',
    subscribe: ({ args, context }: { args: { id: string }; context: Context }) =>
      followProgress(context, args.id),
  })
  campaignProgress(
    @Root() progress: CampaignProgress,
    @Arg('id', () => ID, { description: 'The campaign.' }) _id: string,
  ): CampaignProgress {
    return progress;
  }

  @FieldResolver(() => Campaign, { nullable: true, description: 'The campaign.' })
  campaign(@Root() { campaignId }: CampaignProgress, @Ctx() { load }: Context): Promise<Campaign | null> {
    return load.one(campaignNoun, byCampaignId, campaignId);
  }
}
