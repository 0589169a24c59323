import { experimentFields, type Experiment, type Field } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import {
  hasControl,
  isFeature,
  separateDifferences,
  type ComparableKey,
  type Difference,
} from './difference';
import { controlOf } from './field-controls';
import { inputName, labelOf, optionText } from './field-words';
import { inSentence } from './in-sentence';
import { locale } from './locale.svelte';
import { activationOf } from './neuron-activation';

/** What a field that may differ is called. */
export const comparableName = (key: ComparableKey) => (isFeature(key) ? inputName(key) : labelOf(key));

/** For example "L2 0.003 and no hidden layer". */
export function differenceInWords(difference: Difference, other: Experiment): string {
  const parts = separateDifferences(difference).map((key) => fieldInWords(key, other));
  return new Intl.ListFormat(locale.current, { type: 'conjunction' }).format(parts);
}

function fieldInWords(key: ComparableKey, other: Experiment): string {
  const field: Field = experimentFields[key];
  const name = inSentence(comparableName(key));
  if (field.kind === 'flag') {
    return other[key] === true ? m.difference_with({ name }) : m.difference_without({ name });
  }
  switch (key) {
    case 'networkShape':
      if (other.networkShape.length === 0) return inSentence(m.hidden_layers_0());
      break;
    case 'regularization':
      if (other.regularization === 'none') return m.difference_no_regularization();
      return `${optionText(key, other.regularization)} ${other.regularizationRate}`;
    case 'samples':
      if (other.samples === 0) return m.difference_automatic({ name });
  }
  return m.difference_value({ name, value: valueInWords(key, other) });
}

function valueInWords(key: ComparableKey, other: Experiment): string {
  if (key === 'layerActivations') {
    const names = other.networkShape.map((_, index) => activationOf(other, index + 1));
    return names.map((name) => optionText('activation', name)).join(', ');
  }
  const value = other[key];
  if (typeof value === 'object') return value.join(', ');
  if (!hasControl(key)) return String(value);
  const { inForce, isPercent, isZeroNever } = controlOf(key);
  if (isZeroNever && value === 0) return m.never();
  if (typeof value === 'string') return optionText(key, inForce?.(other) ?? value);
  return `${value}${isPercent?.(other) ? ' %' : ''}`;
}
