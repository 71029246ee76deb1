/** A text that goes into an index: PostgreSQL's hold a few thousand bytes, OCPP's identifiers 255 characters at most. */
export const short = (text: string): string => (text.length > 255 ? text.slice(0, 255) : text);

/** A whole number that a bigint column holds; anything else counts as not told. */
export const whole = (number: number | undefined): number | null =>
  Number.isSafeInteger(number) ? (number as number) : null;

/** A number that a station gave a request or a thing, as the text in which 64 bits survive; null where it gave none. */
export const numbered = (number: number | undefined): string | null => whole(number)?.toString() ?? null;

/** A whole number that an integer column holds; anything else counts as not told. */
export const small = (number: number | undefined): number | null =>
  Number.isInteger(number) && Math.abs(number as number) <= 0x7fff_ffff ? (number as number) : null;
