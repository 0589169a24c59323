/** Tabs and workers that Playwright does not manage, by the browser's own protocol. */

/** @typedef {import('playwright').CDPSession} Session */
/** @typedef {(method: string, parameters?: object) => Promise<any>} Send */

/**
 * Talks to a target through the session that attached to it.
 * @param {Session} session
 * @param {string} sessionId
 * @returns {Send}
 */
export function sendThrough(session, sessionId) {
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return async (method, params = {}) => {
    const id = ++last;
    const message = JSON.stringify({ id, method, params });
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    const { error, result } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
}

/**
 * Opens a tab in the browser's first window. Unlike Playwright's pages it is hidden while another is in front.
 * @param {Session} session of the browser
 * @param {string} url
 */
export async function openTab(session, url) {
  const { targetId } = await session.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const send = sendThrough(session, sessionId);
  await send('Page.navigate', { url });
  return {
    /** @type {<T>(probe: () => T) => Promise<Awaited<T>>} */
    async evaluate(probe) {
      const expression = `(${probe})()`;
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { exceptionDetails, result } = await send('Runtime.evaluate', options);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    bringToFront: () => session.send('Target.activateTarget', { targetId }),
    close: () => session.send('Target.closeTarget', { targetId }),
  };
}

/**
 * The workers that a page has, now and later.
 * @param {Session} session of the page
 * @returns {Promise<Send[]>}
 */
export async function attachWorkers(session) {
  /** @type {Send[]} */
  const workers = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sendThrough(session, sessionId));
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return workers;
}
