import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with both files, as a visitor has them; it goes with the test. */
export function twoFiles(program: string, model?: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'two-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  copyFileSync(program, join(folder, 'run.mjs'));
  if (model) writeFileSync(join(folder, 'model.safetensors'), model);
  return folder;
}

/** Runs a folder's run.mjs in Node, from elsewhere. */
export function runProgram(folder: string, ...options: (string | number)[]) {
  return new Promise<{ lines: string[]; errors: string[]; code: number }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(folder, 'run.mjs'), ...options.map(String)],
      (_, stdout, stderr) =>
        resolve({ lines: linesOf(stdout), errors: linesOf(stderr), code: child.exitCode ?? -1 }),
    );
  });
}

const linesOf = (text: string) => text.split('\n').slice(0, -1);
