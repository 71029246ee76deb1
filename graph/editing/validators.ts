import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';

/** A name of the IANA time zone database. */
export const IsTimeZoneName = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isTimeZoneName',
      validator: {
        validate: (value) => typeof value === 'string' && knows(value),
        defaultMessage: () => '$property must be an IANA time zone, Europe/Berlin for one',
      },
    },
    options,
  );

const knows = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
};

/** PostgreSQL keeps no NUL, and nobody can read the other control characters. */
export const IsPlainText = (): PropertyDecorator =>
  Matches(/^[^\p{Cc}]*$/u, { message: '$property holds no control characters' });
