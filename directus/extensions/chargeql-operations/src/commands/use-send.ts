import { ref, shallowRef } from 'vue';
import { type Fault, faultOf } from '../connection/fault.js';
import { type Argument, type Outcome, send } from './send.js';

/** Sends commands one at a time, and keeps what came of the last. */
export function useSend() {
  const outcome = shallowRef<Outcome>();
  const fault = shallowRef<Fault>();
  const sending = ref(false);

  async function give(
    mutation: string,
    given: Record<string, Argument>,
    summed = false,
  ): Promise<Outcome | undefined> {
    if (sending.value) return undefined;
    sending.value = true;
    clear();
    try {
      outcome.value = await send(mutation, given, summed);
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      sending.value = false;
    }
    return outcome.value;
  }

  function clear(): void {
    outcome.value = undefined;
    fault.value = undefined;
  }
  return { outcome, fault, sending, give, clear };
}
