/** A type as GraphQL's introspection gives it: wrapped in lists and non-nulls. */
export interface TypeRef {
  kind: string;
  name: string | null;
  ofType?: TypeRef | null;
}

export interface InputField {
  name: string;
  description: string | null;
  type: TypeRef;
  defaultValue?: string | null;
}

/** A named input type or enum. */
export interface InputType {
  name: string;
  kind: string;
  inputFields: InputField[] | null;
  enumValues: { name: string; description: string | null }[] | null;
}

/** What a value of a field may be, for a form. */
export type Shape =
  | { kind: 'choice'; type: string; values: { name: string; description: string | null }[] }
  | { kind: 'object'; type: string; fields: Field[] }
  | { kind: 'list'; of: Shape }
  | { kind: 'flag' | 'whole' | 'number' | 'time' | 'json' | 'text'; type: string };

export interface Field {
  name: string;
  required: boolean;
  description: string | null;
  /** Called when the field is shown: types may hold each other. */
  shape(): Shape;
}

const scalars: Record<string, 'flag' | 'whole' | 'number' | 'time' | 'json'> = {
  Boolean: 'flag',
  Int: 'whole',
  BigInt: 'whole',
  Float: 'number',
  DateTime: 'time',
  JSON: 'json',
  JSONObject: 'json',
};

/** The name of the type inside all wrappers. */
export const named = (type: TypeRef): string => (type.ofType ? named(type.ofType) : (type.name ?? ''));

/** A type as a variable's declaration writes it. */
export function written(type: TypeRef): string {
  if (type.kind === 'NON_NULL' && type.ofType) return `${written(type.ofType)}!`;
  if (type.kind === 'LIST' && type.ofType) return `[${written(type.ofType)}]`;
  return type.name ?? '';
}

export function shapeOf(type: TypeRef, types: ReadonlyMap<string, InputType>): Shape {
  if (type.kind === 'NON_NULL' && type.ofType) return shapeOf(type.ofType, types);
  if (type.kind === 'LIST' && type.ofType) return { kind: 'list', of: shapeOf(type.ofType, types) };
  const name = type.name ?? '';
  const known = types.get(name);
  if (known?.enumValues) return { kind: 'choice', type: name, values: known.enumValues };
  if (known?.inputFields)
    return { kind: 'object', type: name, fields: known.inputFields.map((each) => fieldOf(each, types)) };
  return { kind: scalars[name] ?? scalarLike(name), type: name };
}

export const fieldOf = (
  { name, description, type, defaultValue }: InputField,
  types: ReadonlyMap<string, InputType>,
): Field => ({
  name,
  description,
  required: type.kind === 'NON_NULL' && (defaultValue ?? null) === null,
  shape: () => shapeOf(type, types),
});

/** Scalars of this API that say in their name what they are. */
const scalarLike = (name: string): 'whole' | 'json' | 'text' =>
  /Int(eger)?$/.test(name) ? 'whole' : /JSON|Any/.test(name) ? 'json' : 'text';
