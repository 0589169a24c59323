import { m } from '$lib/paraglide/messages.js';
import type { Finding } from '$lib/state/run-diagnosis';
import { percentText, shareText } from '../text';

type Diagnosis = Finding['diagnosis'];
type Cure = NonNullable<Finding['cure']>;
type Kind = Diagnosis['kind'];
type EvidenceOf<Of extends Kind> = Extract<Diagnosis, { kind: Of }>['evidence'];

export interface Circumstances {
  readonly hasValidation: boolean;
  readonly isClassification: boolean;
  /** Of the movie crowd: no plane divides its weekends. */
  readonly isStuck: boolean;
}

interface Words<Of extends Kind> {
  readonly name: (evidence: EvidenceOf<Of>) => string;
  readonly evidence: (evidence: EvidenceOf<Of>, circumstances: Circumstances) => string;
}

/** A loss with as many digits as one compares by. */
const brief = (loss: number) => String(Number(loss.toPrecision(3)));
const exact = (loss: number) => String(Number(loss.toPrecision(4)));
const watchedName = ({ hasValidation }: Circumstances) =>
  hasValidation ? m.diagnosis_validation() : m.diagnosis_test();

const words: { readonly [Each in Kind]: Words<Each> } = {
  notStarted: { name: m.diagnosis_notStarted, evidence: () => '' },
  learning: {
    name: m.diagnosis_learning,
    evidence: ({ first, train }) =>
      m.diagnosis_learning_evidence({ first: brief(first), train: brief(train) }),
  },
  plateau: {
    name: m.diagnosis_plateau,
    evidence: ({ train, now }, circumstances) =>
      m.diagnosis_plateau_evidence({
        train: brief(train),
        watched: watchedName(circumstances),
        now: brief(now),
      }),
  },
  overfitting: {
    name: ({ since }) => m.diagnosis_overfitting({ since }),
    evidence: ({ best, now, train }, circumstances) =>
      m.diagnosis_overfitting_evidence({
        watched: watchedName(circumstances),
        best: brief(best),
        now: brief(now),
        train: brief(train),
      }),
  },
  underfitting: {
    name: m.diagnosis_underfitting,
    evidence({ score, reachable }, { isClassification, isStuck }) {
      if (isStuck) return m.standstill();
      return isClassification
        ? m.diagnosis_underfitting_evidence({ score: percentText(score), reachable: percentText(reachable) })
        : m.diagnosis_underfitting_numbers({ score: shareText(score), reachable: shareText(reachable) });
    },
  },
  diverged: {
    name: m.diagnosis_diverged,
    evidence: ({ first, train }) =>
      train > first
        ? m.diagnosis_diverged_evidence({ first: brief(first), train: brief(train) })
        : m.diagnosis_diverged_stopped(),
  },
  oscillating: {
    name: m.diagnosis_oscillating,
    evidence: ({ low, high }) => m.diagnosis_oscillating_evidence({ low: brief(low), high: brief(high) }),
  },
  tooSlow: {
    name: m.diagnosis_tooSlow,
    evidence: ({ epochs, first, train }) =>
      m.diagnosis_tooSlow_evidence({
        epochs: Math.floor(epochs),
        first: exact(first),
        train: exact(train),
      }),
  },
  deadUnits: {
    name: m.diagnosis_deadUnits,
    evidence: (evidence) => m.diagnosis_deadUnits_evidence(evidence),
  },
};

/** A diagnosis in words: its name, and what it rests on. */
export function diagnosisText(diagnosis: Diagnosis, circumstances: Circumstances) {
  return textOf(diagnosis.kind, diagnosis, circumstances);
}

function textOf<Of extends Kind>(
  kind: Of,
  { evidence }: { readonly evidence: EvidenceOf<Of> },
  circumstances: Circumstances,
): { name: string; evidence: string } {
  const { name, evidence: inWords } = words[kind];
  return { name: name(evidence), evidence: inWords(evidence, circumstances) };
}

const cures: Readonly<Record<Cure['kind'], (inputs: { value: number }) => string>> = {
  L2: m.cure_L2,
  strongerPenalty: m.cure_regularizationRate,
  earlyStopping: m.cure_earlyStopping,
  constantRate: m.cure_constantRate,
  higherRate: m.cure_learningRate,
  lowerRate: m.cure_learningRate,
  rateThatKills: m.cure_learningRate,
  leakyRelu: m.cure_leakyRelu,
  gentlerPenalty: m.cure_regularizationRate,
  noDropout: m.cure_noDropout,
  drawnWeights: m.cure_drawnWeights,
  bothInputs: m.cure_bothInputs,
  hiddenLayer: m.cure_hiddenLayer,
  bentActivation: m.cure_bentActivation,
  moreNeurons: m.cure_moreNeurons,
  moreFeatures: m.cure_moreFeatures,
  movieLayer: m.add_hidden_layer,
};

/** What the button says that tries a cure. */
export const cureText = (cure: Cure) => cures[cure.kind]({ value: 'value' in cure ? cure.value : NaN });
