// What both servers need of node:http: listening, reading, noting.

const isNumeric = (host) => /^[\d.]+$|:/.test(host);

/** Starts listening; a host that is a name is one of this machine. */
export function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, isNumeric(host) ? host : '127.0.0.1', () =>
      resolve(server.address().port),
    );
  });
}

export async function readBody(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The note that `requests` keeps of one request. */
export function note(requests, req, res, url, kind) {
  const { origin, referer } = req.headers;
  const entry = {
    method: req.method,
    kind,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    form: null,
    origin,
    referer,
    at: Date.now(),
    status: null,
    location: null,
  };
  requests.push(entry);
  res.on('close', () => {
    entry.status = res.headersSent ? res.statusCode : null;
    entry.location = res.getHeader?.('Location') ?? null;
  });
  return entry;
}

/** Ends a server and every connection it has. */
export const stop = (server) =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
