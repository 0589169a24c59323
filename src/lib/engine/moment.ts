/** A place in a run: how many epochs are over, and how many training samples of the present one have been seen. */
export interface Moment {
  readonly epoch: number;
  readonly position: number;
}

export const firstMoment: Moment = { epoch: 0, position: 0 };

/** Whether a run comes to one moment after it has come to another. */
export function isAfter(later: Moment, earlier: Moment): boolean {
  return later.epoch > earlier.epoch || (later.epoch === earlier.epoch && later.position > earlier.position);
}
