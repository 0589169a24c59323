/** The contest in a browser's worker: answers each question with its outcome. */
import { runSize } from './contest.mjs';

addEventListener('message', ({ data }) => void runSize(data).then(postMessage, reportError));
