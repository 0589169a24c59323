/** What a page costs, by the browser's own count. */

/**
 * Milliseconds of processor time that the browser's drawing process has used, by all its threads.
 * @param {import('playwright').CDPSession} session
 */
export async function drawingTime(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return 1000 * (processInfo.find(({ type }) => type === 'GPU')?.cpuTime ?? NaN);
}

/**
 * Milliseconds of processor time that the page's main thread has used.
 * @param {import('playwright').CDPSession} session
 */
export async function mainThreadTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}
