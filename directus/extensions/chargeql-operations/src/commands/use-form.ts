import { computed, onMounted, ref, shallowRef, type WatchSource, watch } from 'vue';
import { type Fault, faultOf } from '../connection/fault.js';
import { readTypes } from './catalog.js';
import { type Shape, shapeOf, type TypeRef } from './shape.js';
import { type Entry, initial, missing } from './value.js';

/** A form for an input type, made from the schema: what it asks for, what was filled in, and what it lacks. */
export function useForm(type: () => TypeRef | null | undefined, sources: WatchSource[] = []) {
  const shape = shallowRef<Shape>();
  const entry = ref<Entry>();
  const fault = ref<Fault>();
  const lacks = computed(() => (shape.value ? missing(shape.value, entry.value ?? {}) : []));

  async function load(): Promise<void> {
    const wanted = type();
    shape.value = undefined;
    fault.value = undefined;
    if (!wanted) return;
    try {
      const types = await readTypes(wanted);
      if (wanted !== type()) return;
      shape.value = shapeOf(wanted, types);
      entry.value = initial(shape.value);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  onMounted(load);
  if (sources.length > 0) watch(sources, load);
  return { shape, entry, fault, lacks, load };
}
