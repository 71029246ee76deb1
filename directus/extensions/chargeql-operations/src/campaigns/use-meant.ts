import { computed } from 'vue';
import { useQuery } from '../shell/use-query.js';
import { filterOf, idsIn, type Target } from './target.js';

interface Meant {
  totalCount: number;
  nodes: { id: string }[];
}

/** Graph gives so many rows at once: beyond, ids that are unknown are told by createCampaign. */
const mostRead = 500;

/** How many stations a target means now, the first of them, and ids that no station has. */
export function useMeant(target: () => Target) {
  const { data, fault, loading } = useQuery<Meant | undefined>(() => {
    const filter = filterOf(target());
    if (!filter) return undefined;
    return {
      query: `query ($filter: StationFilter!, $first: Int!) {
          stations(first: $first, filter: $filter) { totalCount nodes { id } }
        }`,
      variables: { filter, first: target().by === 'ids' ? mostRead : 4 },
      of: ({ stations }: { stations: Meant }) => stations,
    };
  }, [target]);
  const unknown = computed(() => {
    const { by, ids } = target();
    const named = idsIn(ids);
    if (by !== 'ids' || !data.value || named.length > mostRead) return [];
    const known = new Set(data.value.nodes.map(({ id }) => id));
    return named.filter((id) => !known.has(id));
  });
  return {
    count: computed(() => data.value?.totalCount ?? 0),
    first: computed(() => data.value?.nodes.slice(0, 4).map(({ id }) => id) ?? []),
    unknown,
    fault,
    loading,
  };
}
