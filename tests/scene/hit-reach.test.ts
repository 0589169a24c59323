import { describe, expect, it } from 'vitest';
import { hitReach } from '$lib/scene/hit-reach';

describe('hit areas of stacked buttons', () => {
  it('reach 24 px about a low button that stands alone, and nothing about one that is high enough', () => {
    expect(hitReach([{ y: 100, height: 20 }])).toEqual([{ above: 2, below: 2 }]);
    expect(hitReach([{ y: 100, height: 28 }])).toEqual([{ above: 0, below: 0 }]);
  });

  it('meet in the middle of a gap that is too narrow, and take what is missing on the other side', () => {
    const [lower, upper] = hitReach([
      { y: 100, height: 20 },
      { y: 78, height: 20 },
    ]);
    expect(lower).toEqual({ above: 1, below: 3 });
    expect(upper).toEqual({ above: 3, below: 1 });
  });

  it('leave buttons as they are that stand close on both sides', () => {
    const close = [100, 80, 60].map((y) => ({ y, height: 20 }));
    expect(hitReach(close)[1]).toEqual({ above: 0, below: 0 });
  });
});
