/** A statement in the making: what is given as a value only ever travels as a parameter. */
export class SqlText {
  readonly values: unknown[] = [];

  /** The placeholder that stands for this value, `$3::text` for one. */
  $(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** A condition of a filter: the value as it was given becomes SQL over the noun's table. */
export type Condition<Value> = (value: Value, sql: SqlText) => string;

/** One condition a field of a filter; fields left out or null ask nothing. */
export type Conditions<Filter> = { [Field in keyof Filter]-?: Condition<NonNullable<Filter[Field]>> };

/** `column = value`; the plain form lets an index on the column keep the order of its next columns. */
export const is =
  (column: string, type = 'text'): Condition<string | number | boolean | Date> =>
  (value, sql) =>
    `${column} = ${sql.$(value, type)}`;

export const isAnyOf =
  (column: string, type = 'text'): Condition<readonly (string | number)[]> =>
  (values, sql) =>
    values.length === 1
      ? `${column} = ${sql.$(values[0], type)}`
      : `${column} = any(${sql.$(values, `${type}[]`)})`;

export const from =
  (column: string): Condition<Date> =>
  (time, sql) =>
    `${column} >= ${sql.$(time, 'timestamptz')}`;

export const before =
  (column: string): Condition<Date> =>
  (time, sql) =>
    `${column} < ${sql.$(time, 'timestamptz')}`;

/** The text occurs in one of the columns, capitals or not. */
export const occursIn =
  (...columns: string[]): Condition<string> =>
  (text, sql) => {
    const like = sql.$(`%${text.replace(/[\\%_]/g, '\\$&')}%`, 'text');
    return `(${columns.map((column) => `${column} ilike ${like}`).join(' or ')})`;
  };

/** `is null` or `is not null`. */
export const isMissing =
  (column: string): Condition<boolean> =>
  (missing) =>
    `${column} is ${missing ? '' : 'not '}null`;

/** The conditions that a given filter asks for. */
export function conditionsOf<Filter extends object>(
  conditions: Conditions<Filter>,
  filter: Filter | undefined | null,
  sql: SqlText,
): string[] {
  const asked: string[] = [];
  for (const field in conditions) {
    const value = filter?.[field];
    if (value !== undefined && value !== null) asked.push(conditions[field](value, sql));
  }
  return asked;
}
