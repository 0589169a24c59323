/** Okabe and Ito's colours, told apart by every kind of eye: one for each class where there are more than two. */
export const classColors = ['#e69f00', '#0072b2', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'] as const;
