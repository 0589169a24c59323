import { spawn } from 'node:child_process';

/** Starts a command of the project; its standard input ends after `input`. */
export function start(script: string, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [`scripts/${script}.mjs`, ...args]);
  child.stdin.end(input);
  const result = { lines: [] as string[], stderr: '', code: -1 };
  let stdout = '';
  // As text, since a character may come in two pieces.
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (result.stderr += piece));
  const ended = new Promise<typeof result>((resolve) => {
    child.on('close', (code) =>
      resolve({ ...result, lines: stdout.split('\n').slice(0, -1), code: code ?? -1 }),
    );
  });
  return { child, ended };
}
