/** Serves ./build: `node scripts/serve.mjs --port 4199 --base /some/where/`. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { reportAndExit, root, StepError } from './run.mjs';

const site = join(root, 'build');
/** Both names of this machine, since a browser may try either for `localhost`. */
const hosts = ['127.0.0.1', '::1'];

/**
 * Answers requests below `base` as a static host does: a folder without its slash is redirected.
 * @param {string} base starts and ends with a slash
 * @returns {import('node:http').RequestListener}
 */
function listenerFor(base) {
  const serveFile = sirv(site, {
    etag: true,
    setHeaders: (response, path) => {
      const isImmutable = path.startsWith('/_app/immutable/');
      response.setHeader('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, response) => {
    const [path, query] = (request.url ?? '/').split(/(?=\?)/);
    const redirect = () => void response.writeHead(302, { location: `${path}/${query ?? ''}` }).end();
    const notFound = () => void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    if (`${path}/` === base) return redirect();
    if (!path.startsWith(base)) return notFound();
    const inside = path.slice(base.length - 1);
    if (!inside.endsWith('/') && existsSync(join(site, inside, 'index.html'))) return redirect();
    request.url = inside + (query ?? '');
    serveFile(request, response, notFound);
  };
}

/**
 * @param {import('node:http').RequestListener} listener
 * @param {number} port
 * @param {string} host
 * @returns {Promise<import('node:http').Server>}
 */
function listen(listener, port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/**
 * Serves ./build on this machine.
 * @param {number} port 0 for any
 * @param {string} [base] the path the site stands under
 * @returns {Promise<string | undefined>} the site's address; undefined when the port is taken
 */
export async function serve(port, base = '/') {
  const listener = listenerFor(base);
  /** @type {import('node:http').Server[]} */
  const servers = [];
  for (const host of hosts) {
    try {
      servers.push(await listen(listener, port, host));
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      // A machine without IPv6 has only the first of the two.
      if (servers.length > 0 && code !== 'EADDRINUSE') continue;
      for (const server of servers) server.close();
      if (code === 'EADDRINUSE') return undefined;
      throw error;
    }
    port = /** @type {import('node:net').AddressInfo} */ (servers[0].address()).port;
  }
  return `http://localhost:${port}${base}`;
}

/**
 * @param {string} text
 * @throws {StepError} when it is no port
 */
export function checkedPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new StepError(`A port is a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, base: { type: 'string' } } });
  try {
    const port = checkedPort(values.port ?? '4173');
    const base = values.base ?? '/';
    if (!/^\/(.*\/)?$/.test(base))
      throw new StepError(`--base starts and ends with a slash, unlike ${base}.`);
    const address = await serve(port, base);
    if (!address) throw new StepError(`Port ${port} is taken.`);
    console.log(address);
  } catch (error) {
    reportAndExit(error);
  }
}
