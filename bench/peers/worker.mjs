/** The contest in a browser's worker: answers each question with its outcome. */
import { runCase } from './contest.mjs';

addEventListener('message', ({ data }) => void runCase(data).then(postMessage, reportError));
