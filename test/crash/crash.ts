// `node test/crash/crash.ts --kills 200 --alerts 1000 --seed 1`: prints one JSON line; fails when an alert was lost, or
// when there are more duplicates than kills and broken answers can explain.
import { parseArgs } from 'node:util';
import { crashRun } from './crashRun.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    alerts: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const result = await crashRun({
  kills: Number(values.kills),
  alerts: Number(values.alerts),
  seed: Number(values.seed),
  faultShare: 0.3,
});
console.log(JSON.stringify({ test: 'crash', ...result }));
// A kill can repeat the message under way of each receiver.
const explained = result.kills * result.receivers + result.unanswered;
if (result.arrived !== result.alerts * result.receivers || result.duplicates > explained) process.exitCode = 1;
