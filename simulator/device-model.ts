import { type Variable, variables } from './variables.js';

/** Why a variable can't be had or set, in 2.x words (SetVariableStatusEnumType). */
export type SetStatus = 'Accepted' | 'Rejected' | 'RebootRequired' | 'UnknownComponent' | 'UnknownVariable';

export interface VariableKey {
  component: string;
  evseId?: number | undefined;
  name: string;
  instance?: string | undefined;
}

const same = (a: string | undefined, b: string | undefined): boolean =>
  (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

/** A charger's variables: the shared table, and what is particular to this one. */
export class DeviceModel {
  /** Only what differs from the table, so that thousands of chargers stay small. */
  readonly #values = new Map<Variable, string>();

  /** @param facts values this charger starts with, by variable name or 1.6 key. */
  constructor(
    readonly own: readonly Variable[],
    facts: Record<string, string>,
    readonly changed: (variable: Variable) => void,
  ) {
    for (const [name, value] of Object.entries(facts)) {
      const variable = this.all().find((each) => each.name === name || each.key16 === name);
      if (!variable) throw new Error(`A simulated charger has no variable "${name}".`);
      this.#values.set(variable, value);
    }
  }

  all(): Variable[] {
    return [...variables, ...this.own];
  }

  /** The one asked for, or which part of its name is unknown. */
  find({
    component,
    evseId,
    name,
    instance,
  }: VariableKey): Variable | 'UnknownComponent' | 'UnknownVariable' {
    const siblings = this.all().filter((each) => same(each.component, component) && each.evseId === evseId);
    if (siblings.length === 0) return 'UnknownComponent';
    const named = siblings.filter((each) => same(each.name, name));
    return named.find((each) => same(each.instance, instance)) ?? 'UnknownVariable';
  }

  find16(key: string): Variable | undefined {
    return this.all().find((each) => same(each.key16, key) && each.key16 !== undefined);
  }

  valueOf(variable: Variable): string {
    return variable.read?.() ?? this.#values.get(variable) ?? variable.initial;
  }

  /** The value of a variable this program itself relies on. */
  value(name: string): string {
    const variable = this.all().find((each) => each.name === name);
    if (!variable) throw new Error(`no variable ${name}`);
    return this.valueOf(variable);
  }

  number(name: string): number {
    return Number(this.value(name));
  }

  is(name: string): boolean {
    return this.value(name) === 'true';
  }

  /** Sets what may be set to a value it may have. */
  set(variable: Variable, value: string): SetStatus {
    if (variable.access === 'ReadOnly' || !fits(variable, value)) return 'Rejected';
    if (variable.accepts?.(value) === false) return 'Rejected';
    this.put(variable, value);
    return variable.needsReboot ? 'RebootRequired' : 'Accepted';
  }

  /** The charger's own doing, for example the heartbeat interval of a boot answer. */
  put(variable: Variable, value: string): void {
    this.#values.set(variable, value);
    this.changed(variable);
  }
}

function fits({ type, min, max, values }: Variable, value: string): boolean {
  switch (type) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'integer':
      return (
        /^-?\d{1,10}$/.test(value) && Number(value) >= (min ?? 0) && Number(value) <= (max ?? 2 ** 31 - 1)
      );
    case 'MemberList':
    case 'OptionList':
    case 'SequenceList':
      return value === '' || value.split(',').every((each) => values?.includes(each.trim()) ?? true);
    default:
      return value.length >= (min ?? 0) && value.length <= (max ?? 500);
  }
}
