import { expect } from 'playwright/test';
import { planeLink, test, type Playground } from './playground';

interface Stop {
  name: string;
  isIndicated: boolean;
}

/**
 * Everything the Tab key comes by, until it leaves the page. A stop is indicated when an outline appears around it,
 * or, for an input that is hidden behind its label, around something in that label.
 */
async function tabStops({ page }: Playground): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let count = 0; count < 150; count++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return undefined;
      const { width, height } = focused.getBoundingClientRect();
      const label = focused.closest('label');
      const isSeen = width >= 8 && height >= 8 && getComputedStyle(focused).opacity !== '0';
      const candidates = isSeen
        ? [focused, focused.parentElement!]
        : [...(label?.querySelectorAll('*') ?? [])];
      if (label) candidates.push(label);
      const isOutlined = (element: Element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/, 0\)$/.test(outlineColor);
      };
      const visible = candidates.filter(
        (element) => element === focused || element.getBoundingClientRect().width > 8,
      );
      return { isIndicated: visible.filter((element) => isSeen || element !== focused).some(isOutlined) };
    });
    if (!stop) return stops;
    const tree = await page.locator(':focus').ariaSnapshot();
    stops.push({ ...stop, name: tree.split('\n')[0].replace(/^- '?/, '') });
  }
  throw new Error(`The Tab key does not leave the page: ${stops.map(({ name }) => name).join(', ')}`);
}

const expectations = {
  'the movie decision': {
    hash: '',
    names: ['button "Play"', 'switch "Sunny"', 'spinbutton "Weather weight"', 'spinbutton "Threshold"'],
  },
  'a network on the plane': {
    hash: planeLink,
    names: [
      ...[
        'button "Reset"',
        'button "Play"',
        'button "Step"',
        'combobox "Speed"',
        'spinbutton "Learning rate"',
      ],
      ...['combobox "Activation"', 'combobox "Regularization"', 'spinbutton "Regularization rate"'],
      ...[
        'combobox "Loss"',
        'spinbutton "Batch size"',
        'combobox "Problem"',
        'radio "Circle"',
        'slider "Noise"',
      ],
      ...['slider "Training share"', 'button "New seed"', 'button "Add layer"', 'checkbox "X1 squared"'],
      ...['button "Input X1"', 'button "Numbers"', 'spinbutton "Weight X1 to layer 1 neuron 2"'],
      ...['spinbutton "Bias of output"', 'checkbox "Show test data"', 'checkbox "Log scale"'],
    ],
  },
};

for (const [screen, { hash, names }] of Object.entries(expectations)) {
  test(`the Tab key comes by every control of ${screen} and shows where it is`, async ({ playground }) => {
    await playground.open(hash);
    const stops = await tabStops(playground);
    for (const name of names) {
      expect(stops.filter((stop) => stop.name.startsWith(name)).length, name).toBeGreaterThan(0);
    }
    expect(stops.filter(({ name }) => !/^[a-z]+ ".+"/.test(name))).toEqual([]);
    expect(stops.filter(({ isIndicated }) => !isIndicated).map(({ name }) => name)).toEqual([]);
  });
}

test('arrow keys go from neuron to neuron and show each large', async ({ playground }) => {
  await playground.open(planeLink);
  const { keyboard } = playground.page;
  const title = (name: string) => playground.network.getByRole('heading', { level: 2, name, exact: true });
  await expect(title('Output')).toBeVisible();
  const output = await playground.picture(playground.drawing);
  await playground.button('Input X1').focus();
  await expect(title('Input X1')).toBeVisible();
  for (const [key, name] of [
    ['ArrowRight', 'Layer 1 neuron 1'],
    ['ArrowDown', 'Layer 1 neuron 2'],
    ['ArrowDown', 'Layer 1 neuron 3'],
    ['ArrowRight', 'Layer 2 neuron 2'],
    ['ArrowUp', 'Layer 2 neuron 1'],
    ['ArrowLeft', 'Layer 1 neuron 1'],
  ]) {
    await keyboard.press(key);
    await expect(playground.button(name)).toBeFocused();
    await expect(title(name)).toBeVisible();
  }
  expect(await playground.figures('Epoch')).toEqual(['0']);
  await playground.expectPicture(playground.drawing, output, false);
  await playground.button('Layer 1 neuron 1').blur();
  await expect(title('Output')).toBeVisible();
  await playground.expectPicture(playground.drawing, output, true);
});

test('a data set is chosen with arrow keys, a feature and a switch with Space', async ({ playground }) => {
  await playground.open(planeLink);
  const { keyboard } = playground.page;
  await playground.dataset('Circle').focus();
  await keyboard.press('ArrowRight');
  await expect(playground.dataset('Exclusive or')).toBeChecked();
  await playground.checkbox('sin X1').focus();
  await keyboard.press('Space');
  await expect(playground.checkbox('sin X1')).toBeChecked();
  await expect(playground.button('Play')).toBeVisible();
  await playground.follow('#dataset=movie&networkShape=&seed=1');
  await playground.factor('Girlfriend comes').focus();
  await keyboard.press('Space');
  await expect(playground.factor('Girlfriend comes')).toBeChecked();
  await expect(playground.button('Play')).toBeVisible();
});

test('the list of keys keeps the focus inside and gives it back', async ({ playground }) => {
  await playground.open(planeLink);
  await playground.button('Help').focus();
  await playground.page.keyboard.press('Enter');
  const dialog = playground.page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await playground.page.keyboard.press('ArrowRight');
  await playground.page.keyboard.press('Escape');
  await expect(playground.button('Help')).toBeFocused();
  expect(await playground.figures('Epoch')).toEqual(['0']);
});
