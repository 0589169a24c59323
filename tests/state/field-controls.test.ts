import { describe, expect, test } from 'vitest';
import english from '../../messages/en.json';
import { defaultExperiment, experimentFields, fieldKeys, type Experiment, type Field } from '$lib/engine';
import { controlOf, controlsAt, fieldControls, isUsual, type ControlKey } from '$lib/state/field-controls';
import { defaultView, hideNames } from '$lib/state/view-options';

const messages: Record<string, string> = english;
const keys = fieldKeys.filter((key): key is ControlKey => fieldControls[key].place !== 'apart');
const fields: Readonly<Record<string, Field>> = experimentFields;
const circle: Experiment = { ...defaultExperiment, seed: '1' };

const shown = (place: Parameters<typeof controlsAt>[0], patch: Partial<Experiment>) =>
  controlsAt(place, { ...circle, ...patch }, defaultView);

describe('the table of controls', () => {
  test('has a row for every field', () => {
    expect(Object.keys(fieldControls).sort()).toEqual([...fieldKeys].sort());
  });

  test.each(keys)('says how %s is set, in words that are there', (key) => {
    const { input, smallest, options } = controlOf(key);
    const field = fields[key];
    expect(Boolean(input), 'numbers alone are put in').toBe(field.kind === 'number');
    if (input === 'rate') expect(smallest).toBeGreaterThan(0);
    expect(messages).toHaveProperty(`field_${key}_label`);
    expect(messages).toHaveProperty(`field_${key}_hint`);
    expect(hideNames).toContain(key);
    if (field.kind !== 'choice') return;
    for (const option of [...field.options, ...(options?.(circle) ?? [])]) {
      expect(messages).toHaveProperty(`option_${key}_${option}`);
    }
  });

  test('has a sentence of help for each special case', () => {
    const cases: Partial<Experiment>[] = [
      { activation: 'step' },
      { optimizer: 'perceptron' },
      { dataset: 'movie' },
    ];
    for (const patch of cases) {
      const variants = keys.flatMap((key) => {
        const variant = controlOf(key).hint?.({ ...circle, ...patch });
        return variant ? [`field_${key}_${variant}_hint`] : [];
      });
      expect(variants).not.toEqual([]);
      for (const variant of variants) expect(messages).toHaveProperty(variant);
    }
  });

  test('offers what is in force, whatever else is chosen', () => {
    const { problem, optimizer, loss } = experimentFields;
    for (const ofProblem of problem.options)
      for (const ofOptimizer of optimizer.options)
        for (const ofLoss of loss.options) {
          const experiment = { ...circle, problem: ofProblem, optimizer: ofOptimizer, loss: ofLoss };
          for (const key of ['optimizer', 'loss'] as const) {
            const { inForce, options } = controlOf(key);
            const value = inForce?.(experiment);
            expect(options?.(experiment), JSON.stringify(experiment)).toContain(value);
            expect(messages).toHaveProperty(`option_${key}_${value}`);
          }
        }
  });
});

describe('controls', () => {
  test('stand there only while their field has a say', () => {
    expect(shown('training', {})).not.toContain('momentum');
    expect(shown('training', { optimizer: 'nesterov' })).toContain('momentum');
    expect(shown('training', { optimizer: 'adamw' })).toContain('weightDecay');
    expect(shown('training', { schedule: 'cosine' })).toContain('schedulePeriod');
    expect(shown('training', { schedule: 'cosine' })).not.toContain('scheduleFactor');
    expect(shown('network', { networkShape: [] })).toEqual(['init']);
    expect(shown('data', { dataset: 'blobs' })).toContain('classes');
    expect(shown('data', { dataset: 'blobs', problem: 'regression' })).not.toContain('classes');
    expect(shown('data', { dataset: 'movie' })).toContain('habit');
    const shares = ['sunnyShare', 'affordableShare', 'girlfriendShare'];
    expect(shown('shares', { dataset: 'movie' })).toEqual(shares);
    expect(shown('shares', {})).toEqual([]);
    expect(shown('data', { dataset: 'movie' })).not.toContain('habitWeights');
    expect(shown('data', { dataset: 'movie', habit: 'own' })).toContain('habitWeights');
    expect(
      shown('data', { habit: 'own' }).filter((key) => /^habit/.test(key) || shares.includes(key)),
    ).toEqual([]);
    expect(shown('data', { problem: 'regression' })).not.toContain('labelFlips');
  });

  test('stay away when the link hides them', () => {
    const hidden = new Set(['optimizer', 'dropout'] as const);
    expect(controlsAt('bar', circle, { hidden })).not.toContain('optimizer');
    expect(controlsAt('training', circle, { hidden })).not.toContain('dropout');
  });

  test('tell what is usual from what is not', () => {
    expect(keys.filter((key) => !isUsual(key, circle))).toEqual([]);
    const set: Experiment = { ...circle, dropout: 0.2, layerActivations: ['tanh', 'relu'] };
    expect(keys.filter((key) => !isUsual(key, set)).sort()).toEqual(['dropout', 'layerActivations']);
    expect(isUsual('habitWeights', { ...circle, habitWeights: [8, 4, 4, 8] })).toBe(true);
    expect(isUsual('layerActivations', { ...set, networkShape: [4] })).toBe(true);
  });
});
