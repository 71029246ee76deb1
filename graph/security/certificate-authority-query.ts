import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../server/context.js';

@ObjectType({ description: 'A certificate authority of this system.' })
class CertificateAuthority {
  @Field(() => ID, { description: 'Its number; its revocation list is served at /crl/<number>.crl.' })
  id!: string;

  @Field({ description: 'ROOT, or whom it issues for: STATION, V2G (ISO 15118-2), V2G20 (ISO 15118-20).' })
  role!: string;

  @Field({ description: 'Its certificate, PEM. Stations that shall trust us take that of the root.' })
  certificate!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when it is valid.' })
  notAfter!: Date;
}

@Resolver()
export class CertificateAuthorityResolver {
  @Query(() => [CertificateAuthority], {
    description:
      'The certificate authorities of this system; none before the first certificate was asked for.',
  })
  async certificateAuthorities(@Ctx() { pool }: Context): Promise<CertificateAuthority[]> {
    const { rows } = await pool.query(
      'select id, role, certificate, not_after as "notAfter" from certificate_authority order by id',
    );
    return rows.map((row) => Object.assign(new CertificateAuthority(), row));
  }
}
