/** Checks that weigh several columns, or have a name of their own: the field at which they are told. */
const told: Readonly<Record<string, string>> = {
  desired_variable_check: 'connector_id',
  desired_variable_owner: 'station_id',
  desired_variable_secret: 'variable',
  id_token_place_check: 'location_id',
  id_token_place_check1: 'evse_id',
  id_token_place_check2: 'connector_id',
  local_list_rule_check: 'station_id',
  local_list_rule_check1: 'group_id_token',
};

/** The field that a check is about; PostgreSQL names a check of one column `<table>_<column>_check`. */
export const refusedField = (table: string, constraint: string): string | undefined =>
  told[constraint] ?? new RegExp(`^${table}_(\\w+)_check\\d*$`).exec(constraint)?.[1];
