import { useStores } from '@directus/extensions-sdk';

/** What the signed-in user may do, as Directus knows it; graph asks the same policies, whatever a page shows. */
export function useRights() {
  const permissions = useStores().usePermissionsStore();
  const may = (action: 'create' | 'read' | 'update' | 'delete', collection: string): boolean =>
    permissions.hasPermission(collection, action);
  return { may, mayCommand: may('create', 'command'), mayEditStations: may('update', 'charging_station') };
}
