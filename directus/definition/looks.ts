import type { Choice, Field } from './collection.js';
import { linkKey, textKey } from './texts.js';

/** How a kind of field is entered and shown. */
export interface Look {
  special: string | null;
  interface: string | null;
  options: object | null;
  display: string | null;
  display_options: object | null;
}

const look = (given: Partial<Look>): Look => ({
  special: null,
  interface: 'input',
  options: null,
  display: null,
  display_options: null,
  ...given,
});

/** The columns of one list of rows, and what people may do to them there: look and follow, where it is edited make and delete. */
const list = (field: Field & { kind: 'many' }): object => ({
  layout: 'table',
  fields: field.columns,
  enableCreate: field.edit === true,
  enableSelect: false,
  enableLink: true,
  limit: 10,
  ...(field.order === undefined
    ? {}
    : { sort: field.order.replace('-', ''), sortDirection: field.order.startsWith('-') ? '-' : '+' }),
});

/** The same of linked rows, which are chosen among those that are there. */
const linked = ({ to, columns, edit }: Field & { kind: 'linked' }): object => ({
  layout: 'table',
  fields: columns.map((name) => `${to}.${name}`),
  enableCreate: false,
  enableSelect: edit === true,
  enableLink: true,
  limit: 10,
});

function choiceLook(collection: string, name: string, choices: readonly Choice[]): Look {
  const texts = choices.map(({ value, color }) => ({
    value,
    text: `$t:${textKey(collection, name, value)}`,
    color: color && `var(--theme--${color})`,
  }));
  return look({
    interface: 'select-dropdown',
    options: { choices: texts.map(({ value, text, color }) => ({ text, value, ...(color && { color }) })) },
    display: 'labels',
    display_options: {
      choices: texts.map(({ value, text, color }) => ({
        text,
        value,
        ...(color && { foreground: color, background: `color-mix(in srgb, ${color} 15%, transparent)` }),
      })),
    },
  });
}

/** Where the key says who it is, it is shown as it stands: groups of Insights have the key and no row. */
const displayOf = ({ of, shows }: Field & { kind: 'one' }): Partial<Look> =>
  of === 'charging_station' && shows === '{{id}}'
    ? { display: 'raw' }
    : { display: 'related-values', display_options: { template: shows } };

export function lookOf(collection: string, name: string, field: Field): Look {
  switch (field.kind) {
    case 'closed':
      return look({});
    case 'text':
      return look({ display: 'raw' });
    case 'long':
      return look({ interface: 'input-multiline', display: 'raw' });
    case 'number': {
      const { unit } = field;
      return look({
        display: 'formatted-value',
        display_options: unit === undefined ? null : { suffix: ` ${unit}` },
      });
    }
    case 'time':
    case 'changed':
      return look({
        special: field.kind === 'changed' ? 'date-updated' : null,
        interface: 'datetime',
        options: { includeSeconds: true, use24: true },
        display: 'datetime',
        display_options: { relative: true },
      });
    case 'flag':
      return look({ special: 'cast-boolean', interface: 'boolean', display: 'boolean' });
    case 'json':
      return look({
        special: 'cast-json',
        interface: 'input-code',
        options: { language: 'json', lineNumber: false },
        display: 'formatted-json-value',
      });
    case 'position':
      return look({
        special: 'cast-json',
        interface: 'map',
        options: { geometryType: 'Point', geometryFormat: 'geojson' },
      });
    case 'secret':
      return look({
        special: 'hash,conceal',
        interface: 'input-hash',
        options: { masked: true },
        display: 'formatted-value',
      });
    case 'choice':
      return choiceLook(collection, name, field.choices);
    case 'one':
      return look({
        special: 'm2o',
        interface: 'select-dropdown-m2o',
        options: { template: field.shows, enableCreate: false },
        ...displayOf(field),
      });
    case 'shown':
      return look({ special: 'alias,no-data', interface: field.interface });
    case 'links':
      return look({
        special: 'alias,no-data',
        interface: 'presentation-links',
        options: {
          links: field.links.map(({ en, icon, to }) => ({
            label: `$t:${linkKey(collection, name, en)}`,
            ...{ icon, type: 'normal', actionType: 'url', url: to },
          })),
        },
      });
    case 'many':
      return look({ special: 'o2m', interface: 'list-o2m', options: list(field), display: 'related-values' });
    case 'linked':
      return look({
        special: 'm2m',
        interface: 'list-m2m',
        options: linked(field),
        display: 'related-values',
        display_options: { template: field.shows.replaceAll('{{', `{{${field.to}.`) },
      });
  }
}
