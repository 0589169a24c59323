import { expect } from 'playwright/test';
import { expectNoViolations } from './accessibility-rules';
import { deepLink, planeLink, regressionLink, test, type Playground } from './playground';

/** Ways to what there is to see; each begins where a link leads. */
const screens: Record<string, (playground: Playground) => Promise<void>> = {
  'the movie decision': (playground) => playground.follow('#dataset=movie&seed=1&networkShape='),
  'a trained movie crowd': async (playground) => {
    await playground.follow('#dataset=movie&seed=2&networkShape=2&speed=flat-out');
    await playground.step();
  },
  'a network on the plane': (playground) => playground.follow(`${planeLink}&showTestData=true`),
  'a deep network': (playground) => playground.follow(deepLink),
  regression: (playground) => playground.follow(regressionLink),
  'the drawer of numbers': async (playground) => {
    await playground.follow(`${planeLink}&noise=5`);
    await playground.openNumbers();
  },
  'all controls and the metrics': async (playground) => {
    await playground.follow('#dataset=blobs&classes=6&schedule=step&optimizer=momentum&regularization=L2');
    await playground.button('More').click();
    await playground.button('Metrics').click();
    await expect(playground.choice('Schedule')).toBeVisible();
  },
  'the landscape': async (playground) => {
    await playground.follow(`${planeLink}&noise=20&tool=landscape`);
    await expect(playground.figure('Loss on the map')).toHaveText(/here: \d/);
  },
  'the weights and a diagnosis': async (playground) => {
    await playground.follow(
      '#dataset=circle&networkShape=1&stopEpoch=200&speed=flat-out&regularization=L1&regularizationRate=0.3&seed=1',
    );
    await playground.button('Weights').click();
    await playground.button('Play').click();
    await expect(playground.figure('Diagnosis')).toHaveText('Underfitting');
  },
  'the map of settings': async (playground) => {
    await playground.follow(`${planeLink}&tool=settings&settingsSide=8&settingsEpochs=5`);
    await expect(playground.page.getByText('64 networks of 5 epochs in')).toBeVisible();
  },
  'a focused neuron': async (playground) => {
    await playground.follow(`${planeLink}&noise=10`);
    await playground.button('Layer 1 neuron 2').focus();
  },
  'a refused number': async (playground) => {
    await playground.follow(`${planeLink}&noise=15`);
    await playground.type(playground.number('Learning rate'), '50');
    await expect(playground.alert('Learning rate')).toBeVisible();
  },
  'two networks compared': (playground) =>
    playground.follow(`${planeLink}&tool=compare&versus=dropout:0.2,networkShape:8,8,noise:20`),
  'two movie crowds compared': (playground) =>
    playground.follow('#dataset=movie&seed=9&networkShape=&tool=compare&versus=networkShape:3'),
  'a link with problems': (playground) => playground.follow(`${planeLink}&learningRate=fast&wings=2`),
  'the guided path': async (playground) => {
    await playground.follow('#dataset=movie&seed=3&networkShape=&start=8,4,4,-8');
    await playground.button('Guide').click();
    await playground.factor('Girlfriend comes').press('Space');
    await playground.button('Next').click();
    await playground.page.getByRole('radio', { name: 'Go', exact: true }).press('Space');
  },
  'the people as rows': async (playground) => {
    await playground.follow('#dataset=movie&seed=4&networkShape=');
    await playground.button('As a table').click();
    await expect(playground.page.getByRole('dialog')).toBeVisible();
  },
  'the list of keys': async (playground) => {
    await playground.page.keyboard.press('Escape');
    await playground.follow(`${planeLink}&noise=20`);
    await playground.button('Help').click();
    await expect(playground.page.getByRole('dialog')).toBeVisible();
  },
};

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 800 };
const every = Object.keys(screens);
const parts = [every.slice(0, 6), every.slice(6, 12), every.slice(12)];
const tours = [
  ...parts.map((visits, index) => {
    return {
      name: `on a desk in light, ${index + 1}`,
      viewport: desk,
      colorScheme: 'light',
      visits,
    } as const;
  }),
  // The other theme differs in its colours alone.
  {
    name: 'on a desk in dark',
    viewport: desk,
    colorScheme: 'dark',
    visits: [
      'the movie decision',
      'a network on the plane',
      'all controls and the metrics',
      'the landscape',
      'the weights and a diagnosis',
      'the map of settings',
      'two networks compared',
      'a link with problems',
    ],
  },
  {
    name: 'on a phone in light',
    viewport: phone,
    colorScheme: 'light',
    visits: ['the movie decision', 'a deep network', 'the drawer of numbers', 'all controls and the metrics'],
  },
  {
    name: 'on a phone in dark',
    viewport: phone,
    colorScheme: 'dark',
    visits: ['a trained movie crowd', 'a link with problems', 'the list of keys'],
  },
] as const;

for (const { name, viewport, colorScheme, visits } of tours) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme });

    test('axe finds nothing to criticize', async ({ playground }) => {
      test.slow();
      await playground.open('#seed=1');
      for (const screen of visits) {
        await test.step(screen, async () => {
          await screens[screen](playground);
          await expectNoViolations(playground.page, screen, colorScheme === 'dark');
        });
      }
    });
  });
}

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });

  test('axe finds nothing to criticize', async ({ page }) => {
    for (const hash of ['', planeLink]) {
      await page.goto(hash);
      await expect(page.locator('canvas').first()).toBeVisible();
      await expectNoViolations(page, hash || 'the movie decision');
    }
  });
});
