import { m } from '$lib/paraglide/messages.js';
import { hasControl, isFeature } from '$lib/state/difference';
import { experimentFields } from '$lib/state/fields';
import type { MapAxis, MapCell } from '$lib/state/setting-cells';
import { inputName, labelOf, optionText } from '$lib/state/field-words';
import { lossText } from '../text';

type AxisKey = MapAxis['name'];

/** What varies along an axis, as it is called. */
export function axisName(name: AxisKey): string {
  switch (name) {
    case 'neurons':
      return m.axis_neurons();
    case 'layers':
      return m.axis_layers();
    case 'dataset':
    case 'regDataset':
      return m.dataset_label();
    case 'seed':
    case 'start':
      return name;
    case 'networkShape':
      return labelOf(name);
    default:
      return isFeature(name) ? inputName(name) : labelOf(name);
  }
}

/** One of an axis's values. */
export function valueText(name: AxisKey, value: unknown): string {
  if (typeof value === 'boolean') return value ? m.yes() : m.no();
  if (name === 'networkShape' && Array.isArray(value) && value.length === 0) return m.hidden_layers_0();
  if (Array.isArray(value)) return value.join('-');
  const isChoice = name in experimentFields && hasControl(name as keyof typeof experimentFields);
  if (typeof value === 'string' && isChoice)
    return optionText(name as Parameters<typeof optionText>[0], value);
  return String(value);
}

/** Where each cell stands, for example "Learning rate 0.01, Noise 20". */
export function placeTexts(columns: MapAxis, rows: MapAxis | undefined): string[] {
  const settingsOf = ({ name, values }: MapAxis) =>
    values.map((value) => m.settings_setting({ name: axisName(name), value: valueText(name, value) }));
  const xs = settingsOf(columns);
  if (!rows) return xs;
  return settingsOf(rows).flatMap((y) => xs.map((x) => m.settings_place({ x, y })));
}

/** What a cell is and has come to, in one line. */
export function cellText(cell: MapCell, place: string): string {
  const text = resultText(cell, place);
  return cell.isStale && cell.result ? m.settings_cell_stale({ cell: text }) : text;
}

function resultText({ result, runs }: MapCell, place: string): string {
  switch (result?.kind) {
    case undefined:
      return m.settings_cell_waiting({ place });
    case 'diverged':
      return m.settings_cell_diverged({ place });
    case 'failed':
      return m.settings_cell_failed({ place, reason: result.reason });
    case 'trained': {
      const loss = lossText(result.testLoss);
      return runs > 1 ? m.settings_cell_median({ place, loss, runs }) : m.settings_cell({ place, loss });
    }
  }
}

/** A time, rounded up to whole seconds above ten. */
export function durationText(ms: number): string {
  if (ms < 10_000) return m.seconds_text({ seconds: (ms / 1000).toFixed(1) });
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return m.seconds_text({ seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return m.minutes_text({ minutes, seconds: seconds % 60 });
  return m.hours_text({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
