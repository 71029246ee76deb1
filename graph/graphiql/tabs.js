/** What a newcomer finds: something to see, something to watch, something to do. */
export const tabs = [
  {
    query: `# What is charging now (Ctrl-Enter runs it)
query Stations {
  stations(first: 20) {
    totalCount
    nodes {
      id
      online
      ocppVersion
      connectors {
        evseId
        status
      }
      currentTransactions {
        id
        idToken
        energyWh
        powerW
      }
    }
  }
}
`,
  },
  {
    query: `# Events as they happen
subscription Events {
  stationEvents {
    cursor
    at
    type
    stationId
    ... on ConnectorStatusChanged {
      evseId
      status
    }
    ... on TransactionChanged {
      transactionRef
      energyWh
      powerW
    }
    ... on CommandUpdated {
      action
      state
      answer
    }
  }
}
`,
  },
  {
    query: `# The charger itself answers
mutation Trigger($station: ID!) {
  triggerMessage(stationId: $station, message: Heartbeat) {
    state
    answer {
      status
    }
    command {
      latencyMs
    }
  }
}
`,
    variables: '{ "station": "demo-201" }',
  },
  {
    query: `# Any message of OCPP, word for word: ocpp16…, ocpp201…, ocpp21…
mutation Configuration($station: ID!) {
  ocpp16GetConfiguration(stationId: $station, request: { key: ["HeartbeatInterval"] }) {
    state
    answer {
      configurationKey {
        key
        readonly
        value
      }
      unknownKey
    }
    errorCode
  }
}
`,
    variables: '{ "station": "demo-16" }',
  },
];
