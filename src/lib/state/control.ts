/** How one field of an experiment is put in, whatever the experiment is of. */
export interface Control<Settings> {
  /** Of a number: typed, dragged, or both, then in logarithms from `smallest` on. */
  readonly input?: 'number' | 'slider' | 'rate';
  readonly smallest?: number;
  /** Of a typed number: whether 0 stands for never, and is left open. */
  readonly isZeroNever?: boolean;
  /** Of a rate: from where on nothing is learned, as far as is known. */
  readonly deadlyFrom?: (experiment: Settings) => number | undefined;
  readonly step?: number;
  /** The slider's end where it is not the field's; a link may ask for more. */
  readonly end?: number;
  readonly isPercent?: (experiment: Settings) => boolean;
  /** Whether the field has a say in this experiment; always where it is absent. */
  readonly applies?: (experiment: Settings) => boolean;
  /** What is in force where that is not the field's own value. */
  readonly inForce?: (experiment: Settings) => string;
  /** What there is to choose from where that is not all the field knows. */
  readonly options?: (experiment: Settings) => readonly string[];
  /** Which sentence of help fits where it is not the usual one: its name among the field's `hints`. */
  readonly hint?: (experiment: Settings) => string | undefined;
}

interface Scheduled {
  readonly schedule: string;
}

/** Of every experiment whose learning rate follows a schedule. */
export const scheduleControls = {
  schedule: { place: 'training' },
  schedulePeriod: {
    place: 'training',
    input: 'rate',
    smallest: 1,
    applies: ({ schedule }: Scheduled) => schedule !== 'constant',
  },
  scheduleFactor: {
    place: 'training',
    input: 'slider',
    step: 0.01,
    applies: ({ schedule }: Scheduled) => schedule === 'step' || schedule === 'exponential',
  },
  warmUp: { place: 'training', input: 'rate', smallest: 1 },
  clipNorm: { place: 'training', input: 'rate', smallest: 0.01 },
} as const;
