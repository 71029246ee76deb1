import { Field, Int, InterfaceType } from 'type-graphql';
import { type Condition, is } from '../connections/sql-text.js';

@InterfaceType({ description: 'Something about a variable of a station.' })
export abstract class OfVariable {
  @Field({ description: 'The component it belongs to; OCPP16 for a configuration key of OCPP 1.6.' })
  component!: string;

  @Field(() => String, { nullable: true, description: 'Which of several components of that name.' })
  componentInstance!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The EVSE the component belongs to; null: the station as a whole.',
  })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE.' })
  connectorId!: number | null;

  @Field({ description: 'Name of the variable; in OCPP 1.6 the configuration key.' })
  variable!: string;

  @Field(() => String, { nullable: true, description: 'Which of several variables of that name.' })
  variableInstance!: string | null;
}

/** The columns of the fields above, of a table called so. */
export const variableColumns = (table: string): string =>
  ['component', 'component_instance', 'evse_id', 'connector_id', 'variable', 'variable_instance']
    .map((column) => `${table}.${column}`)
    .join(', ');

/** Names are the same where they differ in capitals only. */
export const isNamed =
  (column: string): Condition<string> =>
  (name, sql) =>
    is(`lower(${column})`)(name.toLowerCase(), sql);
