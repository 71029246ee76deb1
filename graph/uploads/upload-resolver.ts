import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { LogRequest, logRequestNoun } from '../diagnostics/log-request.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { stationLists } from '../stations/station-list.js';
import { Upload, uploadList } from './upload.js';

export const [UploadResolver, StationUploadsResolver] = stationLists(uploadList, {
  name: 'uploads',
  description: 'Files that were uploaded, newest first',
  row: Upload,
  column: 'u.station_id',
});

@Resolver(() => Upload)
export class UploadLinksResolver {
  @FieldResolver(() => LogRequest, {
    nullable: true,
    description: 'The request it answers; null when that is no longer kept.',
  })
  logRequest(@Root() { logRequestId }: Upload, @Ctx() { load }: Context): Promise<LogRequest | null> {
    return load.one(logRequestNoun, { sql: 'r.id', type: 'bigint' }, logRequestId);
  }

  @Mutation(() => ID, { description: 'Deletes an uploaded file. Gives back its id.' })
  async deleteUpload(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    const { rowCount } = await pool.query(`delete from upload where id = $1::uuid and state = 'STORED'`, [
      id,
    ]);
    if (rowCount === 0) throw failure('NOT_FOUND', `there is no upload ${id}`);
    return id;
  }
}
