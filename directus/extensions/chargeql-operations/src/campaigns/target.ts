/** Which stations a campaign is for: a filter, or ids; empty means any. */
export interface Target {
  by: 'filter' | 'ids';
  ids: string;
  search: string;
  locationId: string | null;
  groupId: string | null;
  ocppVersion: string | null;
  vendor: string;
  model: string;
  online: boolean | null;
}

export const anyStation: Target = {
  by: 'filter',
  ids: '',
  search: '',
  locationId: null,
  groupId: null,
  ocppVersion: null,
  vendor: '',
  model: '',
  online: null,
};

export const idsIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((id) => id !== '')),
];

/** As graph's StationFilter; undefined where nobody is named. */
export function filterOf(target: Target): Record<string, unknown> | undefined {
  if (target.by === 'ids') {
    const ids = idsIn(target.ids);
    return ids.length > 0 ? { ids } : undefined;
  }
  const { search, locationId, groupId, ocppVersion, vendor, model, online } = target;
  const given = {
    search: search.trim(),
    locationId,
    groupId,
    ocppVersion: ocppVersion && [ocppVersion],
    vendor: vendor.trim() && [vendor.trim()],
    model: model.trim() && [model.trim()],
    online,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''));
}

/** As createCampaign names stations. */
export function targetInput(target: Target): { stationIds: string[] } | { filter: object } {
  return target.by === 'ids' ? { stationIds: idsIn(target.ids) } : { filter: filterOf(target) ?? {} };
}
