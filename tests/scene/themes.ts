import type { SceneTheme } from '$lib/scene/palette';

export const lightTheme: SceneTheme = {
  paper: '#faf9f7',
  stage: '#fffefc',
  ink: '#1c1b19',
  muted: '#77736b',
  line: '#e4e1da',
  accent: '#a3202b',
  negative: '#e8852b',
  middle: '#f3f1ec',
  positive: '#2274b5',
};

export const darkTheme: SceneTheme = {
  paper: '#141416',
  stage: '#18181b',
  ink: '#ecebe8',
  muted: '#a19e96',
  line: '#2f2f34',
  accent: '#e4525d',
  negative: '#f29b45',
  middle: '#232327',
  positive: '#5aa9e6',
};
