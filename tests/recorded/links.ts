import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import recordedLinks from './tfp-links.json';

export interface RecordedLink {
  link: string;
  trainCount: number;
  testCount: number;
  firstFiveTraining: { x: number; y: number; label: number }[];
  lastThreeTest: { x: number; y: number; label: number }[];
  firstParameters?: { w: number[]; b: number }[][];
  losses: { epoch: number; train: number; test: number }[];
}

export const recorded: RecordedLink[] = recordedLinks;

/** The experiment a recorded link names; keys of that program which are not fields here are left out. */
export function experimentOf(link: string): Experiment {
  const values: Record<string, unknown> = { ...defaultExperiment };
  for (const pair of link.slice(1).split('&')) {
    const [key, value] = pair.split('=');
    const fallback: unknown = values[key];
    if (key === 'initZero' && value === 'true') values.init = 'zeros';
    if (typeof fallback === 'boolean') values[key] = value === 'true';
    else if (typeof fallback === 'number') values[key] = Number(value);
    else if (typeof fallback === 'string') values[key] = value;
    else if (Array.isArray(fallback)) values[key] = value === '' ? [] : value.split(',').map(Number);
  }
  return values as unknown as Experiment;
}

/** What a recorded link is called in a test's title. */
export function nameOf({ problem, dataset, regDataset, noise, networkShape }: Experiment): string {
  const set = problem === 'classification' ? dataset : regDataset;
  return `${set}, noise ${noise}, layers [${networkShape.join(', ')}]`;
}
