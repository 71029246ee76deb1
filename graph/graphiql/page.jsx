import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { tabs } from './tabs.js';

const workers = { json: 'json', graphql: 'graphql' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`/graphiql/${workers[label] ?? 'editor'}.worker.js`),
};

const kept = 'chargeql token';

/** A link may bring the token behind `#token=`, which browsers never send; it leaves the address at once. */
function takeToken() {
  const brought = new URLSearchParams(location.hash.slice(1)).get('token');
  if (brought) {
    localStorage.setItem(kept, brought);
    history.replaceState(null, '', location.pathname);
  }
  return localStorage.getItem(kept) ?? '';
}

function fetcherWith(token) {
  const authorization = `Bearer ${token}`;
  const url = new URL('/graphql', location.href);
  const socket = new URL(url);
  socket.protocol = socket.protocol.replace('http', 'ws');
  return createGraphiQLFetcher({
    url: url.href,
    headers: { authorization },
    wsClient: createClient({ url: socket.href, connectionParams: { authorization } }),
  });
}

function Page() {
  const [token, setToken] = useState(takeToken);
  const fetcher = useMemo(() => token && fetcherWith(token), [token]);
  const enter = (event) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget).get('token').trim();
    localStorage.setItem(kept, entered);
    setToken(entered);
  };
  return (
    <>
      <form className="token" onSubmit={enter}>
        <strong>ChargeQL</strong>
        <label htmlFor="token">Token</label>
        <input id="token" name="token" type="password" autoComplete="off" defaultValue={token} />
        <button type="submit">Use it</button>
      </form>
      {token ? (
        <div className="explorer">
          <GraphiQL key={token} fetcher={fetcher} defaultTabs={tabs} shouldPersistHeaders={false} />
        </div>
      ) : (
        <p className="wanted">
          Enter the API’s token above. <code>npm start</code> prints it; elsewhere it is the setting{' '}
          <code>ADMIN_TOKEN</code>. It stays in this browser.
        </p>
      )}
    </>
  );
}

createRoot(document.getElementById('page')).render(<Page />);
