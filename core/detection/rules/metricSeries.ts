/** One series of a component's metric by minute: minutes without a sample are absent. Times ms UTC. */
export interface MinuteSeries {
  metric: string;
  /** Component and whatever else tells it from other series of the metric. */
  labels: Record<string, string>;
  /** Oldest first, each minute once; the value is the minute's last that is a number. */
  minutes: readonly MinuteValue[];
  /** When its newest sample was taken, a number or not. */
  newestAt: number;
}

export interface MinuteValue {
  /** Start of the minute. */
  at: number;
  value: number;
}
