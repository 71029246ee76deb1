#!/bin/sh
# Runs inside EVerest's image: points its OCPP 2.0.1 module at CSMS_URL, then starts the simulated charger.
set -eu
controller=/ext/dist/share/everest/modules/OCPP201/component_config/standardized/InternalCtrlr.json
profiles=$(jq -nc --arg url "$CSMS_URL" '[{configurationSlot: 1, connectionData: {
  messageTimeout: 30, ocppCsmsUrl: $url, ocppInterface: "Wired0", ocppTransport: "JSON", ocppVersion: "OCPP20",
  securityProfile: 1}}]')
jq --arg profiles "$profiles" \
  '(.properties.NetworkConnectionProfiles.attributes[] | select(.type == "Actual") | .value) = $profiles' \
  "$controller" > /tmp/controller.json
cat /tmp/controller.json > "$controller"
exec sh /ext/build/run-scripts/run-sil-ocpp201-pnc.sh
