import { beforeEach, describe, expect, it } from 'vitest';
import { createLinkOpener, externalUrlProblem } from '../../../../electron/window/openExternal.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';
import { dashboard, hostile } from './hostileAddresses.ts';

describe('what the system is given', () => {
  it.each([
    'https://runbooks.example/checkout',
    'https://runbooks.example:8443/a?b=c#d',
    'HTTPS://RUNBOOKS.EXAMPLE/',
    'https://wiki.example/ä',
    `http://${dashboard}/alerts/a1`,
  ])('%s', (address) => {
    expect(externalUrlProblem(address, [dashboard])).toBeNull();
  });
});

describe('what it is never given', () => {
  it.each(hostile)('%j', (address) => {
    expect(externalUrlProblem(address, [dashboard])).not.toBeNull();
  });
});

describe('opening', () => {
  function anOpener(dashboardUrl = '') {
    const log = recordingLog();
    const told: string[] = [];
    const clock = new ManualClock();
    const open = createLinkOpener({
      dashboardUrl: () => dashboardUrl,
      tell: (sentence) => told.push(sentence),
      now: () => clock.now(),
      log,
    });
    return { open, log, told, clock };
  }
  beforeEach(() => standIn.reset());

  it('hands over what was checked, as it was understood and not as it was written', async () => {
    const { open, told } = anOpener();
    await open('HTTPS://Runbooks.example/"x"');
    expect(standIn.asked.openedExternally).toEqual(['https://runbooks.example/%22x%22']);
    expect(told).toEqual([]);
  });

  it("takes the person's own dashboard over plain HTTP", async () => {
    await anOpener(`http://${dashboard}/watch`).open(`http://${dashboard}/alerts/a1`);
    expect(standIn.asked.openedExternally).toHaveLength(1);
  });

  it('says to the person why not, and to the log without the address', async () => {
    const { open, log, told } = anOpener();
    await open('javascript:alert("PLANTED")');
    expect(standIn.asked.openedExternally).toEqual([]);
    expect(told).toEqual([
      'The link was not opened: it does not begin with https://. If you trust it, copy it into your browser.',
    ]);
    expect(log.lines).toMatchObject([{ level: 'warn', message: 'A link was not opened' }]);
    expect(JSON.stringify(log.lines)).not.toContain('PLANTED');
  });

  it('holds back what nobody can have clicked, and goes on when that is over', async () => {
    const { open, told, clock } = anOpener();
    for (let n = 0; n < 1000; n++) await open(`https://runbooks.example/${n}`);
    expect(standIn.asked.openedExternally).toHaveLength(5);
    expect(told.at(-1)).toContain('5 others were opened within 10 seconds');
    clock.jump(10_000);
    await open('https://runbooks.example/');
    expect(standIn.asked.openedExternally).toHaveLength(6);
  });

  it('says so when the system has no browser', async () => {
    standIn.failOpening('no application is registered');
    const { open, told } = anOpener();
    await open('https://runbooks.example/');
    expect(told).toMatchObject([expect.stringContaining('found no browser')]);
  });
});
